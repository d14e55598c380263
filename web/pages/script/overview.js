// The phone as a whole: SIP core, configuration, ACS, SNMP.
import { ago, duration, secondsUntil } from "./clock.js";
import { h } from "./dom.js";
import { texts } from "./texts.js";

export function overview(status) {
  const { sipcore, generation } = status;
  const behind = sipcore.generation !== generation ? texts.status.coreHas(sipcore.generation) : "";
  return h("dl", { class: "overview" },
    item(texts.status.core, sipcore.connected ? texts.status.connected : texts.status.disconnected, "",
      sipcore.connected ? "good" : "bad"),
    item(texts.status.generation, texts.status.generationIs(generation), behind, behind ? "busy" : "good"),
    acsItem(status), snmpItem(status));
}

function item(word, value, more, kind) {
  return h("div", { class: kind }, h("dt", {}, word), h("dd", {}, h("strong", {}, value)), h("dd", { class: "quiet" }, more));
}

function acsItem({ acs, acs_off: off }) {
  if (!acs) return item(texts.status.acs, texts.status.acsOff, off ?? "", "idle");
  const last = acs.last_session ? ago(acs.last_session) : "";
  const session = [
    acs.running ? texts.status.acsRunning : texts.status.acsSession(acs.result, last),
    acs.next_session && texts.status.acsNext(duration(secondsUntil(acs.next_session))),
  ].filter(Boolean).join(", ");
  const failed = acs.failed_in_a_row > 0 && acs.failure ? acs.failure : "";
  return item(texts.status.acs, acs.url, failed || session, failed ? "bad" : "good");
}

function snmpItem({ doors }) {
  const mine = doors.filter((door) => door.door === "snmp");
  if (!mine.length) return item(texts.status.snmp, texts.status.snmpOff, "", "idle");
  const open = mine.every((door) => door.open);
  const problems = mine.map((door) => door.problem).filter(Boolean).join(", ");
  return item(texts.status.snmp, mine.map((door) => door.address).join(", "),
    problems || (open ? texts.status.open : texts.status.closed), problems ? "bad" : open ? "good" : "idle");
}
