// One parameter: label, control, and what is to be said about it. What is typed goes into the basket.
import { basket, drop, problems, stage } from "./basket.js";
import { contest } from "./contest.js";
import { button, h, newId } from "./dom.js";
import { actingOf, hintOf } from "./field_texts.js";
import { inputFor } from "./inputs.js";
import { shownValueOf } from "./table.js";
import { texts } from "./texts.js";
import { values } from "./values.js";

// {element, refresh(), focus()}. `writes`: whether the user may change it.
export function makeField(row, name, writes) {
  const ids = { input: newId(), hint: newId(), notes: newId(), problem: newId() };
  const stored = () => values.get(name)?.value ?? "";
  const input = inputFor(row, ids.input, `${ids.problem} ${ids.notes} ${ids.hint}`, take);
  const control = input.element.matches("input, select") ? input.element : input.element.querySelector("input");
  const notes = h("div", { class: "notes", id: ids.notes });
  const problem = h("p", { class: "problem", id: ids.problem });
  const line = h("div", { class: "control" }, input.element);
  const element = h("div", { class: "field", "data-name": name },
    h("label", { for: ids.input }, row.label), line, problem, notes,
    h("p", { class: "hint", id: ids.hint }, hintOf(row)));
  if (row.secret && writes) line.append(removal(row, name));
  if (!writes || row.access === "readOnly") lock(control);

  function take() {
    const to = input.value();
    if (row.secret && to === "") drop(name);
    else stage(name, stored(), to, row.secret);
  }

  function refresh() {
    const change = basket.get(name);
    if (row.secret) input.show(change?.to ?? "");
    else input.show(change ? change.to : stored());
    element.classList.toggle("changed", Boolean(change));
    element.classList.toggle("contested", Boolean(change?.other));
    fill(notes, notesOf(row, name, change));
    const found = problems.find((one) => one.name === name);
    problem.textContent = found ? found.problem : "";
    control.toggleAttribute("aria-invalid", false);
    if (found) control.setAttribute("aria-invalid", "true");
  }
  refresh();
  return { name, element, refresh, focus: () => control.focus() };
}

function lock(control) {
  if (control.matches("input:not([type=checkbox])")) control.readOnly = true;
  else control.disabled = true;
}

const removal = (row, name) =>
  button("small", texts.form.clear, () => stage(name, "", "", true), { "aria-label": texts.form.clearOf(row.label) });

// Replaces only what is another text, so that a button keeps its focus while somebody types.
function fill(notes, wanted) {
  if (notes.textContent !== wanted.map((one) => one.textContent).join("")) notes.replaceChildren(...wanted);
}

function notesOf(row, name, change) {
  const acting = actingOf(row, values.get(name));
  return [
    change?.other && contest(row, name, change.other),
    change && !change.other && wasNote(row, name, change),
    !change && acting && h("p", { class: "acting" }, acting),
  ].filter(Boolean);
}

function wasNote(row, name, change) {
  const cleared = row.secret && change.to === "";
  const was = row.secret ? texts.form.changed : texts.form.was(shownValueOf(row, change.from));
  return h("p", { class: "was" }, cleared ? texts.form.cleared : was, " ",
    button("link", texts.form.undo, () => drop(name), { "aria-label": texts.form.undoOf(row.label) }));
}
