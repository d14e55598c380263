// What an SNMP manager made with npm's net-snmp does: reads the questions as JSON from standard input, prints the answers.
"use strict";

const fs = require("fs");
const snmp = require(process.argv[2]);

const AUTH = { "SHA-256": "sha256", "SHA-512": "sha512", MD5: "md5", SHA: "sha" };
// The key of 32 octets is made as Net-SNMP makes it (draft-blumenthal-aes-usm-04).
const PRIV = { AES: "aes", "AES-256": "aes256b", DES: "des" };
const TYPES = { INTEGER: "Integer", Gauge32: "Gauge", OCTETS: "OctetString", Counter64: "Counter64" };
const NAMES = Object.fromEntries(Object.entries(TYPES).map(([ours, theirs]) => [snmp.ObjectType[theirs], ours]));
const ERRORS = { 7: "wrongType", 8: "wrongLength", 10: "wrongValue", 11: "noCreation", 12: "inconsistentValue",
  13: "resourceUnavailable", 17: "notWritable" };
const REPETITIONS = 25;

function sessionFor(asked) {
  const options = { port: asked.port, timeout: asked.timeout * 1000, retries: 0 };
  if (asked.version === 2) {
    return snmp.createSession(asked.host, asked.community, { ...options, version: snmp.Version2c });
  }
  const user = { name: asked.user, level: snmp.SecurityLevel.authPriv,
    authProtocol: snmp.AuthProtocols[AUTH[asked.auth]], authKey: asked.passphrase,
    privProtocol: snmp.PrivProtocols[PRIV[asked.priv]], privKey: asked.passphrase };
  return snmp.createV3Session(asked.host, user, { ...options, version: snmp.Version3 });
}

function shown(varbind) {
  const kind = NAMES[varbind.type] || snmp.ObjectType[varbind.type];
  const octets = Buffer.isBuffer(varbind.value);
  if (kind === "Counter64") return [varbind.oid, kind, parseInt(varbind.value.toString("hex") || "0", 16)];
  return [varbind.oid, kind, octets ? varbind.value.toString("hex") : varbind.value];
}

function walk(session, below) {
  return new Promise((resolve, reject) => {
    const found = [];
    const feed = (varbinds) => {
      for (const varbind of varbinds) {
        if (snmp.isVarbindError(varbind)) return reject(new Error(snmp.varbindError(varbind)));
        found.push(shown(varbind));
      }
      return undefined;
    };
    session.subtree(below, REPETITIONS, feed, (error) => (error ? reject(error) : resolve(found)));
  });
}

function set(session, varbinds) {
  const wanted = varbinds.map(([oid, kind, value]) => (
    { oid, type: snmp.ObjectType[TYPES[kind]], value: kind === "OCTETS" ? Buffer.from(value, "hex") : value }));
  return new Promise((resolve) => {
    session.set(wanted, (error) => {
      if (!error) return resolve(["noError", 0]);
      if (!(error instanceof snmp.RequestFailedError)) return resolve([error.message, 0]);
      // The index is told as the name that stands there.
      const blamed = error.message.split(" ").pop();
      return resolve([ERRORS[error.status], varbinds.findIndex(([oid]) => oid === blamed) + 1]);
    });
  });
}

async function main() {
  const asked = JSON.parse(fs.readFileSync(0, "utf8"));
  const session = sessionFor(asked);
  const answers = [];
  for (const [verb, argument] of asked.questions) {
    answers.push(await (verb === "walk" ? walk(session, argument) : set(session, argument)));
  }
  session.close();
  process.stdout.write(JSON.stringify(answers));
}

main();
