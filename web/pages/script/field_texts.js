// What stands below a field: its range, default and meaning, what acts instead, what it was, what another one made of it.
import { texts } from "./texts.js";
import { shownValueOf, titleOf } from "./table.js";

export function rangeOf(row) {
  if (row.secret) return texts.form.secretHint;
  if (row.type === "boolean" || row.type === "enumeration") return "";
  if (row.type === "text") return texts.form.characters(row.maximum);
  return row.permitted;
}

export function hintOf(row) {
  const parts = [
    rangeOf(row),
    row.default !== "" && !row.secret && texts.form.byDefault(shownValueOf(row, row.default)),
    row.applies === "restart" && texts.form.restart,
    row.access === "readOnly" && texts.form.readOnly,
  ];
  const sentence = parts.filter(Boolean).join(", ");
  return `${row.help}. ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

// Why the value does not act as it stands; "" where it does.
export function actingOf(row, value) {
  if (!value?.reason) return "";
  const effective = value.effective === "" ? "" : shownValueOf(row, value.effective);
  return texts.form.acts(effective, value.reason.replace(/account\.\d+\.[a-z_.\d]+[a-z]/g, titleOf));
}

export const askerText = (asker) =>
  asker ? [asker.who, asker.door && `(${texts.history.doors[asker.door] ?? asker.door})`].filter(Boolean).join(" ") :
    "somebody else";

export function otherOf(row, { value, who }) {
  const asker = askerText(who);
  return row.secret ? texts.form.theirSecret(asker) : texts.form.theirs(asker, shownValueOf(row, value));
}
