// A lease as a bar that runs out, and when to look whether it was renewed.
import { duration, phoneNow, secondsUntil } from "./clock.js";
import { h } from "./dom.js";
import { texts } from "./texts.js";

const lengths = new Map(); // account → {until, seconds}: how long the lease was when it was first seen

// null where the account has no lease.
export function leaseBar(status) {
  if (!status.expires_at) return null;
  const { until, seconds } = leaseOf(status);
  return h("span", { class: "lease", "data-until": until },
    h("progress", { max: seconds, value: secondsUntil(until), "aria-label": texts.status.lease(status.account) }),
    h("span", { class: "left" }, leftText(until)));
}

function leaseOf(status) {
  const before = lengths.get(status.account);
  if (before?.until === status.expires_at) return before;
  const lease = { until: status.expires_at, seconds: Math.max(1, lengthOf(status)) };
  lengths.set(status.account, lease);
  return lease;
}

// From the answer that granted it, which is the last one of the target where the account is registered.
function lengthOf({ expires_at, servers }) {
  const target = servers.flatMap((server) => server.targets).find((one) => one.expires_at === expires_at && one.last_answer);
  const from = target ? Date.parse(target.last_answer) : phoneNow();
  return Math.round((Date.parse(expires_at) - from) / 1000);
}

const leftText = (until) => {
  const left = secondsUntil(until);
  return left ? texts.status.leaseLeft(duration(left)) : texts.status.leaseOver;
};

// Moves the bars within `element`.
export function moveLeases(element) {
  for (const lease of element.querySelectorAll(".lease")) {
    const { until } = lease.dataset;
    lease.querySelector("progress").value = secondsUntil(until);
    lease.querySelector(".left").textContent = leftText(until);
  }
}

// Seconds until one of the leases may have been renewed: no event tells of that.
export function nextLook(accounts) {
  const waits = accounts.filter((status) => status.expires_at).map((status) => {
    const { until, seconds } = leaseOf(status);
    const left = secondsUntil(until);
    return left > seconds / 2 ? left - seconds / 2 : seconds / 20;
  });
  return Math.min(60, Math.max(1, ...(waits.length ? [Math.min(...waits)] : [60])));
}
