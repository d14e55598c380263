// How one account fares.
import { ago, dateAndTime, duration, secondsSince } from "./clock.js";
import { h } from "./dom.js";
import { leaseBar } from "./lease_bar.js";
import { texts } from "./texts.js";

const kinds = { registered: "good", disabled: "idle", registering: "busy", unregistering: "busy", unregistered: "busy" };

export function accountStatus(status) {
  const { account, state, mode, reason } = status;
  return h("li", { class: `line ${kinds[state] ?? "bad"}` },
    h("h3", {}, h("a", { href: `#/account/${account}` },
      h("span", { class: "number" }, account), " ", status.label || texts.account(account))),
    h("p", { class: "state" }, h("span", { class: "badge" }, texts.states[state] ?? state),
      mode !== "primary" && h("span", { class: "badge mode" }, texts.modes[mode] ?? mode)),
    h("p", { class: "where" }, whereText(status), reason && h("span", { class: "reason" }, ` ${reason}`)),
    h("p", { class: "lease-cell" }, leaseBar(status)),
    counts(status), lastFailure(status), servers(status));
}

function whereText({ server, target, transport, since }) {
  if (!server) return h("span", { class: "quiet" }, texts.status.nowhere);
  return [h("span", {}, texts.server(server), " "), h("span", { class: "address" }, target), ` ${transport}`,
    since && h("span", { class: "quiet", title: dateAndTime(since) }, ` ${texts.status.since(duration(secondsSince(since)))}`)];
}

function counts({ failovers, fallbacks, failbacks }) {
  const pairs = [[texts.status.failovers, failovers], [texts.status.fallbacks, fallbacks], [texts.status.failbacks, failbacks]];
  return h("dl", { class: "counts" }, pairs.map(([word, count]) =>
    h("div", { class: count ? "some" : null }, h("dt", {}, word), h("dd", {}, String(count)))));
}

function lastFailure({ last_failure: failure }) {
  if (!failure) return h("p", { class: "failure quiet" }, texts.status.lastFailure, ": ", texts.status.noFailure);
  const code = failure.code ? `${failure.code} ` : "";
  const time = failure.time && h("time", { datetime: failure.time, title: dateAndTime(failure.time) }, `, ${ago(failure.time)}`);
  return h("p", { class: "failure" }, h("span", { class: "quiet" }, texts.status.lastFailure, ": "), code + failure.reason, time);
}

function servers(status) {
  const targets = status.servers.flatMap((server) => server.targets.map((target) => ({ server: server.server, ...target })));
  if (!targets.length) return null;
  return h("details", {}, h("summary", {}, texts.status.details, h("span", { class: "unseen" }, ` ${texts.account(status.account)}`)),
    h("div", { class: "wide" }, h("table", {},
      h("thead", {}, h("tr", {}, texts.status.targetColumns.map((word) => h("th", { scope: "col" }, word)))),
      h("tbody", {}, targets.map(targetRow)))));
}

function targetRow(target) {
  const failures = target.consecutive_failures ? `, ${texts.status.failedInARow(target.consecutive_failures)}` : "";
  const cells = [
    target.server, `${target.address} ${target.transport}`, target.state + failures, target.source,
    target.rtt_us ? `${(target.rtt_us / 1000).toFixed(1)} ms` : "–",
    target.last_answer ? `${target.last_code}, ${ago(target.last_answer)}` : texts.never,
  ];
  return h("tr", { class: target.registered ? "current" : null },
    cells.map((cell, index) => h("td", { "data-label": texts.status.targetColumns[index] }, String(cell))));
}
