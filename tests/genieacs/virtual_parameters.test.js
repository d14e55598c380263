"use strict";
// What the virtual parameters make of a phone's accounts.

const assert = require("node:assert");
const test = require("node:test");
const {set, tree, virtual} = require("./scripts.js");

const SIP = "Device.Services.VoiceService.1.SIP.";

function withStatus(...states) {
  return set(tree(), Object.fromEntries(states.map((state, i) => [`${SIP}Client.${i + 1}.Status`, state])));
}

function at(account, server) {
  return {[`${SIP}Client.${account}.X_00005E_Stats.CurrentServer`]: `${SIP}Network.${account}.FQDNServer.${server}`};
}

for (const [word, ...states] of [
  ["none", "Disabled", "Disabled"],
  ["registered", "Up", "Disabled"],
  ["registered", "Up", "Up"],
  ["partly", "Up", "Error_Network"],
  ["trying", "Registering", "Error_Network"],
  ["failed", "Error_Registration", "Error_Network"],
]) {
  test(`accounts that are ${states.join(" and ")} are in one word ${word}`, () => {
    assert.deepEqual(virtual("lineman_registration", withStatus(...states)), [word, "xsd:string"]);
  });
}

test("the server of account 1 has a name, or none", () => {
  assert.deepEqual(virtual("lineman_account1_server", tree()), ["", "xsd:string"]);
  const there = set(tree(), {...at(1, 2), [SIP + "Network.1.FQDNServer.2.Domain"]: "b.example"});
  assert.deepEqual(virtual("lineman_account1_server", there), ["b.example", "xsd:string"]);
});

test("any account with its second server is on its backup", () => {
  assert.deepEqual(virtual("lineman_on_backup", tree()), [false, "xsd:boolean"]);
  assert.deepEqual(virtual("lineman_on_backup", set(tree(), at(1, 1))), [false, "xsd:boolean"]);
  assert.deepEqual(virtual("lineman_on_backup", set(tree(), {...at(1, 1), ...at(2, 2)})), [true, "xsd:boolean"]);
});
