// Somebody else changed a parameter of the basket: what to, and whose value shall count.
import { drop, keepMine } from "./basket.js";
import { button, h } from "./dom.js";
import { otherOf } from "./field_texts.js";
import { texts } from "./texts.js";

export const contest = (row, name, other) =>
  h("div", { class: "contest" }, h("p", {}, otherOf(row, other)),
    button("small", texts.form.keepTheirs, () => drop(name)), " ",
    button("small", texts.form.keepMine, () => keepMine(name)));
