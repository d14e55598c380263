// One control for each kind of value. Each is {element, value(), show(value)}; `id` names it for its label, `described` the
// elements that say more about it.
import { h } from "./dom.js";
import { texts } from "./texts.js";

export function inputFor(row, id, described, changed) {
  const attributes = { id, "aria-describedby": described, name: id };
  if (row.type === "boolean") return switchInput(attributes, changed);
  if (row.type === "enumeration") return choiceInput(row, attributes, changed);
  return textInput(row, attributes, changed);
}

function switchInput(attributes, changed) {
  const word = h("span", { class: "word", "aria-hidden": "true" });
  const box = h("input", { ...attributes, type: "checkbox", role: "switch", onchange: () => (say(), changed()) });
  const say = () => (word.textContent = box.checked ? texts.on : texts.off);
  return {
    element: h("span", { class: "switch" }, box, word),
    value: () => (box.checked ? "1" : "0"),
    show: (value) => {
      box.checked = value === "1";
      say();
    },
  };
}

function choiceInput(row, attributes, changed) {
  const select = h("select", { ...attributes, onchange: changed },
    row.choices.map(({ value, label }) => h("option", { value }, label)));
  return { element: select, value: () => select.value, show: (value) => (select.value = value) };
}

const isNumber = (row) => row.type === "unsigned" || row.type === "integer";

function textInput(row, attributes, changed) {
  const input = h("input", {
    ...attributes,
    type: row.secret ? "password" : "text",
    inputmode: isNumber(row) ? "numeric" : row.type === "seconds" ? "decimal" : null,
    class: isNumber(row) || row.type === "seconds" ? "number" : null,
    placeholder: row.secret ? texts.form.unchanged : null,
    autocomplete: row.secret ? "new-password" : "off",
    autocapitalize: "off",
    spellcheck: "false",
    onchange: changed,
    oninput: changed,
  });
  const unit = row.unit && h("span", { class: "unit", "aria-hidden": "true" }, texts.units[row.unit] ?? row.unit);
  return {
    element: unit ? h("span", { class: "measured" }, input, unit) : input,
    value: () => input.value,
    show: (value) => {
      if (input.value !== value) input.value = value;
    },
  };
}
