// Sentences above the page: those that hold at present, and those that somebody has to take note of.
import { on } from "./bus.js";
import { announce } from "./announce.js";
import { button, h } from "./dom.js";
import { live } from "./live.js";
import { session, somethingDone } from "./session.js";
import { texts } from "./texts.js";

let taken = null;

// Shows a sentence until it is dismissed. kind: good or bad.
export function notice(sentence, kind = "good") {
  announce(sentence);
  const line = h("p", { class: `notice ${kind}` }, sentence, " ",
    button("small", texts.frame.dismiss, () => line.remove()));
  taken?.replaceChildren(line);
}

export const clearNotices = () => taken?.replaceChildren();

export function notices() {
  const holding = h("div", {});
  taken = h("div", {});
  let idle = false;
  const show = () => holding.replaceChildren(...sentences(idle));
  on("awayChanged", show);
  on("status", show);
  on("idle", (is) => {
    if (is && !idle) announce(texts.idle.soon);
    if (is !== idle) show((idle = is));
  });
  show();
  return h("aside", { class: "notices", "aria-label": texts.frame.notices }, holding, taken);
}

function sentences(idle) {
  const bad = (sentence, ...more) => h("p", { class: "notice bad" }, sentence, more);
  return [
    live.away && bad(texts.away.agent),
    !live.away && live.status && !live.status.sipcore.connected && bad(texts.away.core),
    !session.writes && h("p", { class: "notice" }, texts.frame.reads),
    idle && bad(texts.idle.soon, " ", button("small", texts.idle.stay, somethingDone)),
  ].filter(Boolean);
}
