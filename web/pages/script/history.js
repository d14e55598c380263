// The kept generations: who changed what when, and the way back.
import { ask } from "./api.js";
import { on } from "./bus.js";
import { ago, dateAndTime } from "./clock.js";
import { differencesTable } from "./differences.js";
import { button, h } from "./dom.js";
import { askerText } from "./field_texts.js";
import { openRollback } from "./rollback.js";
import { session } from "./session.js";
import { titleOf } from "./table.js";
import { texts } from "./texts.js";

export async function historyPage() {
  const list = h("ol", { class: "generations" });
  const entries = new Map(); // generation → element
  const show = async () => {
    const { generations } = await ask("History");
    list.replaceChildren(...generations.map((one, index) => entryOf(entries, one, index === 0, generations[index + 1])));
  };
  await show();
  const end = on("event", (event) => {
    if (event.kind === "configurationChanged") show().catch(() => null);
  });
  return {
    title: texts.history.title,
    element: h("div", {}, h("h1", { tabindex: "-1" }, texts.history.title), h("p", { class: "quiet" }, texts.history.intro), list),
    leave: end,
  };
}

// What is open stays open: an entry is made anew only when it stops being the current one.
function entryOf(entries, one, current, before) {
  const key = `${one.generation}${current}`;
  if (!entries.has(key)) entries.set(key, entry(one, current, before));
  return entries.get(key);
}

function entry({ generation, time, asker, changed }, current, before) {
  const back = button("small", texts.history.back, () => openRollback(generation), { "aria-label": texts.history.backTo(generation) });
  return h("li", {},
    h("div", { class: "generation" }, h("h2", {}, texts.history.generation(generation)),
      current && h("span", { class: "badge good" }, texts.history.current),
      time && h("time", { datetime: time, title: ago(time) }, dateAndTime(time)),
      h("span", { class: "asker" }, askerText(asker)), !current && session.writes && back),
    before ? changes(generation, before.generation, changed) : h("p", { class: "quiet" }, summaryOf(changed)));
}

function changes(generation, from, changed) {
  const place = h("div", {});
  const details = h("details", {}, h("summary", {}, h("span", { class: "unseen" }, `${texts.history.generation(generation)}: `),
    summaryOf(changed)), place);
  details.addEventListener("toggle", async () => {
    if (!details.open || place.firstChild) return;
    try {
      place.replaceChildren(differencesTable((await ask("Diff", { from, to: generation })).differences));
    } catch (error) {
      place.replaceChildren(h("p", { class: "bad" }, error.message));
    }
  });
  return details;
}

function summaryOf(changed) {
  const few = 2;
  const names = changed.slice(0, few).map(titleOf).join(", ");
  return changed.length > few ? `${texts.history.changed(changed.length)}: ${names}, …` : names || texts.none;
}
