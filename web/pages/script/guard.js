// A guarded change: the offer before it, and while it runs the countdown with the button that keeps it, for everyone to see.
import { ask } from "./api.js";
import { on } from "./bus.js";
import { button, h, newId } from "./dom.js";
import { live, refreshStatus } from "./live.js";
import { notice } from "./notices.js";
import { session } from "./session.js";
import { texts } from "./texts.js";

const usual = 300; // seconds

// {element, seconds()}: undefined where it is not wanted.
export function guardOffer(wanted) {
  const id = newId();
  const box = h("input", { type: "checkbox", id, checked: wanted });
  const seconds = h("input", { type: "text", inputmode: "numeric", class: "number", value: usual,
    "aria-label": texts.guard.seconds });
  const element = h("p", { class: "offer" }, box, " ", h("label", { for: id }, texts.guard.offer), " ",
    h("span", { class: "measured" }, seconds, h("span", { class: "unit", "aria-hidden": "true" }, "s")));
  return { element, seconds: () => (box.checked ? Number(seconds.value) : undefined) };
}

export function guardBanner() {
  const left = h("strong", { role: "timer", "aria-live": "off" });
  const waiting = h("span", {});
  const confirm = button("main", texts.guard.confirm, keep);
  const element = h("section", { class: "guard-banner", "aria-label": texts.guard.running, hidden: true },
    h("p", {}, texts.guard.running, ". ", left, " ", waiting), confirm);
  let ends = 0;
  const tick = () => (left.textContent = texts.guard.left(Math.max(0, Math.round((ends - Date.now()) / 1000))));
  const show = () => {
    const guard = live.status?.guard;
    element.hidden = !guard;
    confirm.hidden = !session.writes;
    if (!guard) return;
    ends = Date.now() + guard.seconds_left * 1000;
    waiting.textContent = guard.waiting_for.length ? texts.guard.waiting(guard.waiting_for) : "";
    tick();
  };
  on("status", show);
  setInterval(() => element.hidden || tick(), 1000);
  show();
  return element;
}

async function keep() {
  try {
    await ask("ConfirmGuard");
    await refreshStatus();
  } catch (error) {
    notice(error.message, "bad");
  }
}

on("event", (event) => {
  if (event.kind === "guardPassed") notice(texts.guard.passed);
  if (event.kind === "guardReverted") notice(texts.guard.reverted, "bad");
});
