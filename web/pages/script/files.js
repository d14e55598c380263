// The phone's configuration files, in and out.
import { h } from "./dom.js";
import { exportSection } from "./export.js";
import { importSection } from "./import.js";
import { session } from "./session.js";
import { texts } from "./texts.js";

export function filesPage() {
  return {
    title: texts.files.title,
    element: h("div", {}, h("h1", { tabindex: "-1" }, texts.files.title), session.writes && importSection(), exportSection()),
  };
}
