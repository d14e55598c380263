// Brings files into the phone, after a look at what they would change.
import { ask, Refused } from "./api.js";
import { isRisky } from "./changes.js";
import { differencesTable } from "./differences.js";
import { button, h, newId } from "./dom.js";
import { effectsElement } from "./effects.js";
import { readFile } from "./file_text.js";
import { guardOffer } from "./guard.js";
import { refreshStatus } from "./live.js";
import { notice } from "./notices.js";
import { problemLine } from "./problems.js";
import { texts } from "./texts.js";

export function importSection() {
  const ids = { title: newId(), file: newId(), text: newId(), overwrite: newId() };
  const preview = h("div", { class: "preview", tabindex: "-1" });
  const stale = () => preview.replaceChildren();
  const view = {
    preview,
    files: h("input", { type: "file", id: ids.file, multiple: true, accept: ".cfg,.txt,text/plain", onchange: stale }),
    text: h("textarea", { id: ids.text, rows: 6, spellcheck: "false", autocapitalize: "off", oninput: stale }),
    overwrite: h("input", { type: "checkbox", id: ids.overwrite, onchange: stale }),
  };
  return h("section", { class: "section import", "aria-labelledby": ids.title },
    h("h2", { id: ids.title }, texts.files.importTitle), h("p", {}, texts.files.importIntro),
    h("p", {}, h("label", { for: ids.file }, texts.files.choose), view.files),
    h("p", {}, h("label", { for: ids.text }, texts.files.paste), view.text),
    h("p", { class: "offer" }, view.overwrite, " ", h("label", { for: ids.overwrite }, texts.files.overwrite)),
    h("p", {}, button("", texts.files.preview, () => look(view))), preview);
}

async function filesOf(view) {
  const files = await Promise.all([...view.files.files].map(readFile));
  if (view.text.value.trim()) files.push({ name: texts.files.pasted, text: view.text.value });
  return files;
}

async function look(view) {
  const files = await filesOf(view);
  const request = { files, overwrite: view.overwrite.checked };
  if (!files.length) return show(view, h("p", { class: "bad" }, texts.files.nothingChosen));
  try {
    showPreview(view, request, await ask("Import", { ...request, dry_run: true }));
  } catch (error) {
    show(view, failure(error));
  }
}

function show(view, ...elements) {
  view.preview.replaceChildren(h("h3", {}, texts.files.previewTitle), ...elements.filter(Boolean));
  view.preview.focus();
}

function failure(error) {
  if (!(error instanceof Refused)) return h("p", { class: "bad" }, error.message);
  return h("div", { class: "bad" }, h("p", {}, texts.files.refused(error.problems.length)),
    h("ul", {}, error.problems.map(problemLine)));
}

function showPreview(view, request, reply) {
  const { differences } = reply;
  if (!differences.length) return show(view, h("p", {}, texts.files.nothing), ...remarksOf(reply));
  const guard = guardOffer(isRisky(differences.map((one) => one.name)));
  const go = button("main", texts.files.apply, () => bringIn(view, { ...request, guard: guard.seconds() }, go));
  show(view, h("p", {}, texts.files.differences(differences.length)), differencesTable(differences), ...remarksOf(reply),
    effectsElement(reply), guard.element, h("p", {}, go));
}

function remarksOf({ skipped, remarks }) {
  return [
    skipped > 0 && h("p", {}, texts.files.skipped(skipped)),
    remarks.length > 0 && h("section", {}, h("h4", {}, texts.files.remarks),
      h("ul", {}, remarks.map(({ file, line, remark }) => h("li", {}, `${texts.problems.lineOf(file, line)}: ${remark}`)))),
  ];
}

async function bringIn(view, request, go) {
  go.disabled = true;
  try {
    const reply = await ask("Import", request);
    view.files.value = view.text.value = "";
    view.preview.replaceChildren();
    notice([texts.files.imported(reply.changed.length), ...reply.advice].join(" "));
    await refreshStatus();
  } catch (error) {
    show(view, failure(error));
  }
}
