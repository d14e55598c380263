// How the fields of a page are put together: by what they belong to, in the order of the table.
import { texts } from "./texts.js";
import { isPerPlace } from "./table.js";

const kinds = [
  ["sip_server", /\.sip_server\.Y\./],
  ["outbound", /^account\.X\.outbound_proxy/],
  ["snmp", /^network\.snmp\./],
  ["acs", /managementserver|ManagementServer|DeviceInfo/],
  ["guard", /_Guard\./],
  ["dns", /\.dns\./],
  ["sip", /^sip\./],
];

function kindOf(row) {
  const found = kinds.find(([, pattern]) => pattern.test(row.name));
  if (found) return found[0];
  if (row.table !== "account") return "other";
  return row.page === "register" ? "account" : "registration";
}

// [{kind, title, runs}]; a run is rows that follow each other and are either all for each server or proxy, or all not.
export function sectionsOf(rows) {
  const sections = new Map();
  for (const row of rows) {
    const kind = kindOf(row);
    if (!sections.has(kind)) sections.set(kind, { kind, title: texts.sections[kind], runs: [] });
    const { runs } = sections.get(kind);
    const last = runs.at(-1);
    if (last && last.perPlace === isPerPlace(row)) last.rows.push(row);
    else runs.push({ perPlace: isPerPlace(row), rows: [row] });
  }
  return [...sections.values()];
}
