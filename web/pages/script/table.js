// The table of parameters, as the phone tells it: which there are, where they stand, what they are called.
import { askParameters } from "./api.js";
import { texts } from "./texts.js";

export const table = { accounts: 0, servers: 0, rows: [] };

export async function loadTable() {
  const { accounts, servers, parameters } = await askParameters();
  Object.assign(table, { accounts, servers, rows: parameters });
}

const perPlace = { sip_server: "server", outbound_proxy: "proxy" };
export const isPerPlace = (row) => row.table in perPlace;
export const isPerAccount = (row) => row.table !== "phone";

export const rowsOf = (page, ofAccount) =>
  table.rows.filter((row) => row.page === page && isPerAccount(row) === ofAccount);

// The row's parameter of this account, and of this server or proxy.
export const nameOf = (row, account, place) =>
  row.name.replace("account.X.", `account.${account}.`).replace(".Y.", `.${place}.`);

// {row, account, place} of a parameter's full name; null where the table has none such.
export function placeOf(name) {
  const account = Number(/^account\.(\d+)\./.exec(name)?.[1] ?? 0);
  const place = Number(/\.(?:sip_server|outbound_proxy)\.(\d+)\./.exec(name)?.[1] ?? 0);
  const general = name.replace(/^account\.\d+\./, "account.X.")
    .replace(/\.(sip_server|outbound_proxy)\.\d+\./, ".$1.Y.");
  const row = table.rows.find((one) => one.name === general);
  return row ? { row, account, place } : null;
}

// Where the parameter is changed.
export function hrefOf(name) {
  const found = placeOf(name);
  if (!found) return null;
  const { row, account } = found;
  if (row.page === "management") return "#/management";
  if (row.page === "advanced") return account ? `#/advanced/${account}` : "#/advanced";
  return `#/account/${account}`;
}

// "Account 1 › SIP Server 2 › Server Expires"; the name itself where the table has none such.
export function titleOf(name) {
  const found = placeOf(name);
  if (!found) return name;
  const { row, account, place } = found;
  const steps = [account && texts.account(account), place && texts[perPlace[row.table]](place), row.label];
  return steps.filter(Boolean).join(" › ");
}

// A value as one reads it.
export function shownValue(name, value) {
  const row = placeOf(name)?.row;
  if (!row) return value === "" ? texts.empty : value;
  return shownValueOf(row, value);
}

export function shownValueOf(row, value) {
  if (row.secret) return texts.secret;
  if (value === "") return texts.empty;
  if (row.type === "boolean") return value === "1" ? texts.on : texts.off;
  const choice = row.choices.find((one) => one.value === value);
  if (choice) return choice.label;
  return row.unit && value !== "" ? `${value} ${texts.units[row.unit] ?? row.unit}` : value;
}
