// A table of what becomes of parameters.
import { h } from "./dom.js";
import { shownValue, titleOf } from "./table.js";
import { texts } from "./texts.js";

// differences: [{name, from, to}]
export function differencesTable(differences) {
  const [parameter, before, after] = texts.history.columns;
  return h("table", { class: "changes" },
    h("thead", {}, h("tr", {}, [parameter, before, after].map((word) => h("th", { scope: "col" }, word)))),
    h("tbody", {}, differences.map(({ name, from, to }) =>
      h("tr", {}, h("th", { scope: "row" }, titleOf(name)), h("td", { "data-label": before }, shownValue(name, from)),
        h("td", { "data-label": after }, shownValue(name, to))))));
}
