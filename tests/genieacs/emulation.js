"use strict";
// What GenieACS 1.2 does with a script, as far as ours can tell: declare() promises, the first look at a value commits
// what was declared until then, and the script begins anew over the states that it has seen before. Written from its
// documentation and from how it behaves.

const vm = require("node:vm");

const MOST_COMMITS = 32; // GenieACS calls a script that needs more a loop
const COMMIT = Symbol("commit");
const NOW = Date.UTC(2026, 0, 1);

// As the device has it: xsd:boolean is a boolean, numbers are numbers, a dateTime is milliseconds.
function sane(value, type) {
  switch (type) {
    case "xsd:boolean":
      return typeof value === "boolean" ? value : value === "true" || value === "1" || value === 1;
    case "xsd:unsignedInt":
    case "xsd:int":
      return typeof value === "number" ? value : parseInt(value, 10);
    case "xsd:dateTime":
      return typeof value === "number" ? value : Date.parse(value);
    default:
      return String(value);
  }
}

function numerically(a, b) {
  return a.localeCompare(b, "en", {numeric: true});
}

// Paths of `state` that fit, with "*" for one segment.
function matches(state, path) {
  if (!path.includes("*")) return state.has(path) ? [path] : [];
  const wanted = path.split(".");
  return [...state.keys()].filter(one => {
    const segments = one.split(".");
    const fits = (segment, i) => wanted[i] === "*" || wanted[i] === segment;
    return segments.length === wanted.length && segments.every(fits);
  }).sort(numerically);
}

// One run of a script until nothing is left to do. `tree`: {path: [text, "xsd:type", writable]}, what the ACS knows.
class Emulation {
  constructor(tree, {serial = "TEST0001", id = "00005E-DeskPhone-TEST0001", extensions = {}} = {}) {
    this.states = [new Map(Object.entries(tree).map(([path, [value, type, writable]]) =>
      [path, {value: [sane(value, type), type], writable}]))];
    for (const [name, value] of [["DeviceID.ID", id], ["DeviceID.SerialNumber", serial]])
      this.states[0].set(name, {value: [value, "xsd:string"], writable: false});
    this.id = id;
    this.extensions = extensions;
    this.declared = new Set();
    this.commits = []; // each: {path: value}, one SetParameterValues
    this.log = [];
  }

  run(source, args) {
    for (;;) {
      this.revision = 0;
      this.pending = [];
      try {
        const returned = this.evaluate(source, args);
        this.settle();
        return returned;
      } catch (thrown) {
        if (thrown !== COMMIT) throw thrown;
      }
    }
  }

  evaluate(source, args) {
    const seed = {at: 0};
    const context = vm.createContext({
      args,
      declare: (path, timestamps, values) => this.declare(path, timestamps || {}, values || {}),
      commit: () => this.commit(),
      ext: (...words) => this.extensions[`${words[0]}.${words[1]}`](...words.slice(2)),
      log: line => this.log.push(line),
      theNow: NOW,
      theRandom: () => {
        for (const letter of this.id) seed.at = (seed.at * 31 + letter.charCodeAt(0) + 1) % 1000003;
        return seed.at / 1000003;
      },
    });
    // Of the sandbox's own, as GenieACS has them: time stands still in a session, chance is the device's.
    vm.runInContext("Date.now = every => every ? Math.floor(theNow / every) * every : theNow;", context);
    vm.runInContext("Math.random = theRandom;", context);
    return vm.runInContext(`"use strict";(function(){\n${source}\n})();`, context);
  }

  declare(path, timestamps, values) {
    this.declared.add(path);
    this.pending.push({path, value: values.value});
    const wrapper = paths => {
      const look = get => () => {
        if (this.pending.length > 0) this.commit();
        const found = paths || matches(this.states[this.revision], path);
        return get(found);
      };
      const self = {};
      Object.defineProperty(self, "value", {
        get: look(([first]) => first && ("value" in timestamps || "value" in values) ?
          [...this.states[this.revision].get(first).value] : undefined)});
      Object.defineProperty(self, "path", {get: look(([first]) => first)});
      Object.defineProperty(self, "size", {get: look(found => found.length || undefined)});
      self[Symbol.iterator] = () => look(found => found.map(one => wrapper([one])))()[Symbol.iterator]();
      return self;
    };
    return wrapper(null);
  }

  commit() {
    ++this.revision;
    const pending = this.pending;
    this.pending = [];
    if (this.revision < this.states.length) return;
    if (this.revision > MOST_COMMITS) throw new Error("the script never comes to an end");
    this.apply(pending);
    throw COMMIT;
  }

  settle() {
    if (this.pending.length === 0) return;
    this.apply(this.pending);
    ++this.revision;
  }

  apply(declarations) {
    const state = new Map(this.states.at(-1));
    const changes = {};
    for (const {path, value} of declarations) {
      if (value === undefined) continue;
      for (const one of matches(state, path)) {
        const {value: [old, type], writable} = state.get(one);
        const wanted = sane(Array.isArray(value) ? value[0] : value, type);
        if (wanted === old) continue;
        if (!writable) throw new Error(`${one} is not writable`);
        changes[one] = wanted;
        state.set(one, {value: [wanted, type], writable});
      }
    }
    if (Object.keys(changes).length > 0) this.commits.push(changes);
    this.states.push(state);
  }

  // Declared without a wildcard, or with one that nothing fits: what the phone does not have.
  missing() {
    return [...this.declared].filter(path => matches(this.states[0], path).length === 0);
  }
}

// The text that goes to the phone; of a time with milliseconds, as GenieACS has it unless it is configured otherwise.
function wire(value, type) {
  if (type === "xsd:dateTime") return new Date(value).toISOString();
  return String(value);
}

function run(source, tree, args, options = {}) {
  const emulation = new Emulation(tree, options);
  const returned = emulation.run(source, args);
  const known = {};
  for (const [path, {value: [value, type], writable}] of emulation.states.at(-1))
    if (path in tree) known[path] = [wire(value, type), type, writable];
  const sets = emulation.commits.map(changes => Object.entries(changes).map(([path, value]) => {
    const type = tree[path][1];
    return [path, type, wire(value, type)];
  }));
  return {sets, returned, log: emulation.log, missing: emulation.missing(), known};
}

module.exports = {run};

// {"source", "tree", "args", "extension": {"file.function": answer}} on standard input, the outcome on standard output.
if (require.main === module) {
  const {source, tree, args, extension = {}} = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const extensions = Object.fromEntries(Object.entries(extension).map(([name, answer]) => [name, () => answer]));
  process.stdout.write(JSON.stringify(run(source, tree, args, {extensions})));
}
