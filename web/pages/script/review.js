// All changes of the basket before they are made: what each is, what they do, whether they are guarded.
import { announce } from "./announce.js";
import { basket, drop, problems, unsettled } from "./basket.js";
import { on } from "./bus.js";
import { apply, check, isRisky } from "./changes.js";
import { contest } from "./contest.js";
import { cancelButton, openDialog } from "./dialog.js";
import { button, h } from "./dom.js";
import { effectsElement } from "./effects.js";
import { guardOffer } from "./guard.js";
import { live } from "./live.js";
import { notice } from "./notices.js";
import { goToField, problemLine } from "./problems.js";
import { hrefOf, placeOf, shownValue, titleOf } from "./table.js";
import { texts } from "./texts.js";

export function openReview() {
  const ends = [];
  const dialog = openDialog(texts.review.title, () => ends.forEach((end) => end()));
  const risky = isRisky(basket.keys());
  const view = {
    dialog,
    list: h("div", {}),
    outcome: h("div", { class: "outcome", role: "status" }),
    guard: guardOffer(risky),
    offline: offlineOffer(),
    button: button("main", texts.review.apply, () => applyAll(view)),
  };
  dialog.body.append(view.list, view.outcome, ...[view.offline.element, risky && view.guard.element].filter(Boolean));
  dialog.buttons.append(cancelButton(dialog), view.button);
  ends.push(on("basket", () => refresh(view)));
  refresh(view);
}

function offlineOffer() {
  if (!live.status || live.status.sipcore.connected) return { element: null, wanted: () => undefined };
  const box = h("input", { type: "checkbox", checked: true });
  return { element: h("p", {}, h("label", {}, box, " ", texts.review.offline)), wanted: () => box.checked || undefined };
}

async function refresh(view) {
  if (!basket.size) return view.dialog.close();
  view.list.replaceChildren(changesTable());
  view.button.disabled = true;
  if (unsettled().length) return view.outcome.replaceChildren(h("p", { class: "bad" }, texts.review.settle));
  view.outcome.replaceChildren(h("p", {}, texts.review.checking));
  try {
    const reply = await check({ offline: view.offline.wanted() });
    if (unsettled().length) return;
    if (!reply) return failed(view);
    view.outcome.replaceChildren(effectsElement({ ...reply, applied: true }));
    view.button.disabled = false;
  } catch (error) {
    view.outcome.replaceChildren(h("p", { class: "bad" }, error.message));
  }
}

const refusal = () =>
  h("section", { class: "bad" }, h("p", {}, texts.review.wrong), h("ul", {}, problems.map(problemLine)));

function changesTable() {
  const [parameter, now, then] = texts.review.columns;
  return h("table", { class: "changes" },
    h("thead", {}, h("tr", {}, [parameter, now, then].map((one) => h("th", { scope: "col" }, one)),
      h("td", {}))),
    h("tbody", {}, [...basket].map(([name, change]) => changeRow(name, change))));
}

function changeRow(name, change) {
  const title = titleOf(name);
  const { other } = change;
  const remove = button("small", texts.review.remove, () => drop(name), { "aria-label": texts.review.removeOf(title) });
  return h("tr", {}, h("th", { scope: "row" }, title, other && contest(placeOf(name).row, name, other)),
    h("td", { "data-label": texts.review.columns[1] }, shownValue(name, change.from)),
    h("td", { "data-label": texts.review.columns[2] }, thenText(name, change)), h("td", {}, !other && remove));
}

const thenText = (name, { to }) => (to === "" ? texts.empty : shownValue(name, to));

async function applyAll(view) {
  view.button.disabled = true;
  try {
    const guard = isRisky(basket.keys()) ? view.guard.seconds() : undefined;
    const reply = await apply({ guard, offline: view.offline.wanted() });
    if (reply) succeeded(view, reply);
    else failed(view);
  } catch (error) {
    view.outcome.replaceChildren(h("p", { class: "bad" }, error.message));
    view.button.disabled = false;
  }
}

function succeeded(view, reply) {
  view.dialog.close();
  const what = reply.changed.length ? texts.review.applied(reply.generation) : texts.review.nothing;
  notice([what, ...reply.advice, !reply.applied && texts.review.notYet].filter(Boolean).join(" "));
}

// To the first wrong field; what is wrong with the whole is said here.
function failed(view) {
  if (unsettled().length) return;
  const first = problems.find((problem) => hrefOf(problem.name));
  if (!first) return view.outcome.replaceChildren(refusal());
  view.dialog.close();
  announce(texts.problems.title(problems.length));
  goToField(first.name);
}
