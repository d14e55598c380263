// A page of fields. Made from the table, so a new parameter is there by itself.
import { on } from "./bus.js";
import { h, newId } from "./dom.js";
import { makeField } from "./field.js";
import { problemSummary } from "./problems.js";
import { sectionsOf } from "./sections.js";
import { session } from "./session.js";
import { nameOf, table } from "./table.js";
import { texts } from "./texts.js";
import { loadValues } from "./values.js";

// A page of the rows, of this account (0: of the phone). `extra`: elements by kind of section, shown at its end.
export async function makeForm(title, rows, account, { above = null, extra = {} } = {}) {
  await loadValues(patternsOf(rows, account));
  const fields = [];
  const make = (row, place) => {
    const field = makeField(row, nameOf(row, account, place), session.writes);
    fields.push(field);
    return field.element;
  };
  const sections = sectionsOf(rows).map((section) => sectionElement(section, make, extra[section.kind]));
  const summary = h("div", {}, problemSummary());
  const refresh = () => fields.forEach((field) => field.refresh());
  const leave = [
    on("values", refresh),
    on("basket", refresh),
    on("problems", () => (refresh(), summary.replaceChildren(...[problemSummary()].filter(Boolean)))),
  ];
  return {
    title,
    element: h("form", { class: "form", autocomplete: "off", onsubmit: (event) => event.preventDefault() },
      h("h1", { tabindex: "-1" }, title), above, summary, sections),
    focusField: (name) => fields.find((field) => field.name === name)?.focus(),
    leave: () => leave.forEach((end) => end()),
  };
}

function patternsOf(rows, account) {
  const places = Array.from({ length: table.servers }, (_, index) => index + 1);
  return [...new Set(rows.flatMap((row) => places.map((place) => nameOf(row, account, place))))];
}

function sectionElement({ kind, title, runs }, make, extra) {
  const onlyPlaces = runs.length === 1 && runs[0].perPlace;
  const id = newId();
  return h("section", { class: `section ${kind}`, "aria-labelledby": id },
    h("h2", { id, class: onlyPlaces ? "unseen" : null }, title),
    runs.map((run) => (run.perPlace ? placesElement(kind, run.rows, make) : h("div", { class: "fields" },
      run.rows.map((row) => make(row, 0))))),
    extra);
}

function placesElement(kind, rows, make) {
  const called = kind === "sip_server" ? texts.server : texts.proxy;
  const places = Array.from({ length: table.servers }, (_, index) => index + 1);
  return h("div", { class: "places" }, places.map((place) =>
    h("fieldset", {}, h("legend", {}, called(place)), rows.map((row) => make(row, place)))));
}
