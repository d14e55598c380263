// The summary of what is wrong, with a way to each field.
import { problems } from "./basket.js";
import { h } from "./dom.js";
import { hrefOf, titleOf } from "./table.js";
import { texts } from "./texts.js";

let wanted = null; // the field that the next page is to focus

export const takeWantedField = () => {
  const name = wanted;
  wanted = null;
  return name;
};

// Goes to the page of the field, and there to the field.
export function goToField(name) {
  const href = hrefOf(name);
  if (!href) return;
  wanted = name;
  if (location.hash === href) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = href;
}

// null where nothing was refused.
export function problemSummary() {
  if (!problems.length || !problems.refused) return null;
  return h("section", { class: "summary bad", "aria-label": texts.problems.title(problems.length) },
    h("p", {}, h("strong", {}, texts.problems.title(problems.length))),
    h("ul", {}, problems.map(problemLine)));
}

export function problemLine({ name, problem, file, line }) {
  const where = file ? `${texts.problems.lineOf(file, line)}: ` : "";
  const href = name && hrefOf(name);
  const title = name ? titleOf(name) : "";
  const link = (event) => (event.preventDefault(), goToField(name));
  return h("li", {}, where, href && !file ? h("a", { href, onclick: link }, title) : title, " ", problem);
}
