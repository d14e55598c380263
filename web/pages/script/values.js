// The values that the page has seen, and from which generation they are. Whoever changes the configuration besides is
// noticed here.
import { ask, Refused } from "./api.js";
import { on, tell } from "./bus.js";
import { live } from "./live.js";
import { basket, noteOther } from "./basket.js";

export const values = new Map(); // name → {value, effective, reason}
export const known = { generation: 0 };

// One after the other: what happens while a change of ours is under way waits for its answer.
let last = Promise.resolve();
export function inTurn(action) {
  const done = last.then(action);
  last = done.catch(() => null);
  return done;
}

export async function loadValues(patterns) {
  if (known.generation === 0) known.generation = live.status?.generation ?? 0;
  const reply = await ask("Get", { patterns });
  for (const value of reply.values) values.set(value.name, value);
  tell("values");
  return reply.values;
}

// Brings everything up to the current generation, and the basket's attention to what another one changed in it.
export async function catchUp() {
  const changed = await othersChanges();
  await reload();
  const who = changed.size ? await lastAsker() : null;
  for (const name of basket.keys()) {
    if (changed.has(name)) noteOther(name, values.get(name)?.value ?? "", who);
  }
  tell("basket");
}

async function othersChanges() {
  try {
    const { to, differences } = await ask("Diff", { from: known.generation });
    known.generation = to;
    return new Set(differences.map((one) => one.name));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return unlikeBefore();
  }
}

// The generation that we know is not kept any more, or is the only one: values alone can tell, secrets cannot.
async function unlikeBefore() {
  const before = new Map(values);
  known.generation = (await ask("Status")).generation;
  await reload();
  return new Set([...before.keys()].filter((name) => before.get(name).value !== values.get(name)?.value));
}

async function reload() {
  if (values.size) {
    const names = [...values.keys()];
    for (let from = 0; from < names.length; from += 1000) await loadValues(names.slice(from, from + 1000));
  }
}

async function lastAsker() {
  const { generations } = await ask("History");
  return generations[0]?.asker ?? null;
}

on("event", (event) => {
  const isNews = event.kind === "configurationChanged" || event.kind === "watching";
  if (!isNews || known.generation === 0) return;
  inTurn(async () => {
    if (event.generation > known.generation) await catchUp();
  }).catch(() => null);
});

// For whoever logs in next.
export function forgetValues() {
  values.clear();
  known.generation = 0;
}
