"use strict";
// The scripts of contrib/genieacs by name, and the recorded tree to run them over.

const fs = require("node:fs");
const path = require("node:path");
const {run} = require("./emulation.js");

const SCRIPTS = path.join(__dirname, "..", "..", "contrib", "genieacs");
const NEVER_READ = [{}, {}, {value: 1}, {}]; // what a virtual parameter is given that was not read before

function source(folder, name) {
  return fs.readFileSync(path.join(SCRIPTS, folder, name + ".js"), "utf8");
}

function provision(name, known, args, options) {
  return run(source("provisions", name), known, args, options);
}

// The value that it returns.
function virtual(name, known) {
  const {sets, returned} = run(source("virtual_parameters", name), known, NEVER_READ);
  if (sets.length > 0 || returned.writable) throw new Error(`${name} does more than look`);
  // Of another context, whose arrays are not ours.
  return Array.from(returned.value);
}

function tree() {
  return JSON.parse(fs.readFileSync(path.join(__dirname, "tree.json"), "utf8"));
}

// A copy with other texts.
function set(known, texts) {
  const copy = structuredClone(known);
  for (const [name, text] of Object.entries(texts)) copy[name][0] = text;
  return copy;
}

function names(sets) {
  return sets.flatMap(values => values.map(([name]) => name));
}

module.exports = {names, provision, set, tree, virtual};
