// The way back to a kept generation: what it would change, and whether it is guarded.
import { ask } from "./api.js";
import { isRisky } from "./changes.js";
import { cancelButton, openDialog } from "./dialog.js";
import { differencesTable } from "./differences.js";
import { button, h } from "./dom.js";
import { effectsElement } from "./effects.js";
import { guardOffer } from "./guard.js";
import { refreshStatus } from "./live.js";
import { notice } from "./notices.js";
import { texts } from "./texts.js";

export async function openRollback(generation) {
  const dialog = openDialog(texts.history.backTo(generation));
  dialog.buttons.append(cancelButton(dialog));
  try {
    const preview = await ask("Rollback", { generation, dry_run: true });
    showPreview(dialog, generation, preview);
  } catch (error) {
    dialog.body.append(h("p", { class: "bad" }, error.message));
  }
}

function showPreview(dialog, generation, preview) {
  const { differences } = preview;
  if (!differences.length) return dialog.body.append(h("p", {}, texts.history.nothing));
  const guard = guardOffer(isRisky(differences.map((one) => one.name)));
  const go = button("main", texts.history.backTo(generation), () => goBack(dialog, generation, guard, go));
  dialog.body.append(h("p", {}, texts.history.rollbackIntro), differencesTable(differences), effectsElement(preview), guard.element);
  dialog.buttons.append(go);
}

async function goBack(dialog, generation, guard, go) {
  go.disabled = true;
  try {
    const reply = await ask("Rollback", { generation, guard: guard.seconds() });
    dialog.close();
    notice([texts.review.applied(reply.generation), ...reply.advice].join(" "));
    await refreshStatus();
  } catch (error) {
    dialog.body.append(h("p", { class: "bad", role: "alert" }, error.message));
    go.disabled = false;
  }
}
