// Changes that are collected over the pages and made as one. Kept in memory alone, since there may be secrets among them.
import { tell } from "./bus.js";

// name → {from, to, secret}, and `other` {value, who} where somebody else changed it meanwhile.
export const basket = new Map();
// Of the last check or attempt: {name, value, problem, code}. `refused`: it was an attempt.
export const problems = Object.assign([], { refused: false });

export function stage(name, from, to, secret) {
  if (to === from && !secret) basket.delete(name);
  else basket.set(name, { from, to, secret });
  forgetProblem(name);
  tell("basket");
}

export function drop(name) {
  basket.delete(name);
  forgetProblem(name);
  tell("basket");
}

// Nobody shall find them who sits down later.
export function dropSecrets() {
  for (const [name, { secret }] of basket) if (secret) basket.delete(name);
}

export function empty() {
  basket.clear();
  setProblems([]);
  tell("basket");
}

// Somebody else gave it this value. Who wanted the same has it.
export function noteOther(name, value, who) {
  const change = basket.get(name);
  if (value === change.to) basket.delete(name);
  else change.other = { value, who };
}

export function keepMine(name) {
  const change = basket.get(name);
  change.from = change.other.value;
  delete change.other;
  tell("basket");
}

export const unsettled = () => [...basket].filter(([, change]) => change.other).map(([name]) => name);
export const changesToMake = () => [...basket].map(([name, { to }]) => ({ name, value: to }));

export function setProblems(found, refused = false) {
  problems.splice(0, problems.length, ...found);
  problems.refused = refused;
  tell("problems");
}

function forgetProblem(name) {
  const place = problems.findIndex((problem) => problem.name === name);
  if (place === -1) return;
  problems.splice(place, 1);
  tell("problems");
}
