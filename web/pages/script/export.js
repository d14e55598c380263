// The configuration as a file for the user.
import { ask } from "./api.js";
import { button, h, newId } from "./dom.js";
import { notice } from "./notices.js";
import { texts } from "./texts.js";

export function exportSection() {
  const id = newId();
  return h("section", { class: "section", "aria-labelledby": id }, h("h2", { id }, texts.files.exportTitle),
    h("p", {}, texts.files.exportIntro),
    h("p", {}, button("", texts.files.download, download)));
}

async function download() {
  try {
    const { generation, text } = await ask("Export");
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = h("a", { href: address, download: texts.files.fileName(generation) });
    link.click();
    URL.revokeObjectURL(address);
    notice(texts.files.exported);
  } catch (error) {
    notice(error.message, "bad");
  }
}
