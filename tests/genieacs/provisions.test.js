"use strict";
// The provisions over the recorded tree of a phone with two accounts.

const assert = require("node:assert");
const test = require("node:test");
const {names, provision, set, tree} = require("./scripts.js");

const SIP = "Device.Services.VoiceService.1.SIP.";
const SERVER = "Device.ManagementServer.";
const PASSWORD = SIP + "Client.1.AuthPassword";
const DOMAINS = [1, 2].map(number => SIP + "Network.1.FQDNServer." + number + ".Domain");
const ACCOUNT = {account: 1, user: "1001", password: "secret", server: "a.example", backup: "b.example", expires: 600};

function accounts(known, ...wanted) {
  return provision("lineman-accounts", known, [JSON.stringify(wanted)]);
}

test("an account is one change, and nothing when it runs again", () => {
  const {sets, known} = accounts(tree(), ACCOUNT);
  assert.equal(sets.length, 1);
  assert.equal(known[SIP + "Client.1.AuthUserName"][0], "1001");
  assert.equal(known[PASSWORD][0], "secret");
  assert.equal(known[DOMAINS[1]][0], "b.example");
  assert.deepEqual(accounts(known, ACCOUNT).sets, []);
});

test("what is not said of an account stays", () => {
  const before = set(tree(), {[SIP + "Network.1.FQDNServer.1.Port"]: "5070"});
  const {sets} = accounts(before, ACCOUNT);
  assert.ok(!names(sets).some(name => name.endsWith("Port")));
  assert.ok(!names(sets).some(name => name.startsWith(SIP + "Client.2.")));
});

test("a password that was read as empty is sent to an account that is not registered alone", () => {
  const {known} = accounts(tree(), ACCOUNT);
  for (const [status, sent] of [["Error_Registration", [PASSWORD]], ["Up", []]]) {
    const anew = set(known, {[PASSWORD]: "", [SIP + "Client.1.Status"]: status});
    assert.deepEqual(names(accounts(anew, ACCOUNT).sets), sent);
  }
});

test("another password is sent to an account that is registered", () => {
  const {known} = accounts(tree(), ACCOUNT);
  const up = set(known, {[SIP + "Client.1.Status"]: "Up"});
  assert.deepEqual(names(accounts(up, {...ACCOUNT, password: "another"}).sets), [PASSWORD]);
});

test("accounts come from an extension as well, which is told the serial number", () => {
  const extensions = {"phones.accounts": serial => JSON.stringify([{...ACCOUNT, user: serial}])};
  const {known} = provision("lineman-accounts", tree(), ["ext", "phones", "accounts"], {extensions});
  assert.equal(known[SIP + "Client.1.X_00005E_UserName"][0], "TEST0001");
});

test("the reports of a thousand phones are spread over the interval", () => {
  const tenths = new Map();
  for (let i = 0; i < 1000; ++i) {
    const {known} = provision("lineman-inform", tree(), [900], {id: `00005E-DeskPhone-${String(i).padStart(8, "0")}`});
    const phase = Date.parse(known[SERVER + "PeriodicInformTime"][0]) / 1000 % 900;
    tenths.set(Math.floor(phase / 90), 1 + (tenths.get(Math.floor(phase / 90)) || 0));
  }
  for (let tenth = 0; tenth < 10; ++tenth) assert.ok(tenths.get(tenth) > 50, `${tenths.get(tenth)} in tenth ${tenth}`);
});

test("the interval is set, its phase is the phone's own, and nothing follows", () => {
  const {sets, known} = provision("lineman-inform", tree(), [900]);
  assert.equal(sets.length, 1);
  assert.equal(known[SERVER + "PeriodicInformInterval"][0], "900");
  assert.deepEqual(provision("lineman-inform", known, [900]).sets, []);
});

test("connection request credentials are set where there are none", () => {
  const {sets, known} = provision("lineman-connection-request", tree(), []);
  assert.equal(sets.length, 1);
  assert.equal(known[SERVER + "ConnectionRequestUsername"][0], "00005E-DeskPhone-TEST0001");
  assert.ok(known[SERVER + "ConnectionRequestPassword"][0].length >= 24);
  assert.deepEqual(provision("lineman-connection-request", known, []).sets, []);
});

test("credentials of somebody else are left alone, and forgotten ones are the same again", () => {
  const others = set(tree(), {
    [SERVER + "ConnectionRequestUsername"]: "acs",
    [SERVER + "ConnectionRequestPassword"]: "x",
  });
  assert.deepEqual(provision("lineman-connection-request", others, []).sets, []);
  const {known} = provision("lineman-connection-request", tree(), []);
  const forgotten = set(known, {[SERVER + "ConnectionRequestPassword"]: ""});
  assert.deepEqual(provision("lineman-connection-request", forgotten, []).known, known);
  const another = provision("lineman-connection-request", tree(), [], {id: "another phone"}).known;
  assert.notEqual(another[SERVER + "ConnectionRequestPassword"][0], known[SERVER + "ConnectionRequestPassword"][0]);
});

test("the servers change places, once, and change back", () => {
  const {known: here} = accounts(tree(), ACCOUNT);
  const there = provision("lineman-to-backup", here, ["b.example", 1]);
  assert.equal(there.sets.length, 1);
  assert.deepEqual(DOMAINS.map(name => there.known[name][0]), ["b.example", "a.example"]);
  assert.equal(there.log.length, 1);
  assert.deepEqual(provision("lineman-to-backup", there.known, ["b.example", 1]).sets, []);
  assert.deepEqual(provision("lineman-to-backup", there.known, ["a.example"]).known, here);
});

test("an account that has no such backup stays where it is", () => {
  const {known} = accounts(tree(), ACCOUNT);
  assert.deepEqual(provision("lineman-to-backup", known, ["c.example"]).sets, []);
  assert.deepEqual(provision("lineman-to-backup", known, [""]).sets, []);
  assert.deepEqual(provision("lineman-to-backup", known, []).sets, []);
});
