// Has the phone talk to its ACS now.
import { ask } from "./api.js";
import { button, h } from "./dom.js";
import { notice } from "./notices.js";
import { session } from "./session.js";
import { texts } from "./texts.js";

export function informButton() {
  if (!session.writes) return null;
  return h("p", {}, button("", texts.form.inform, inform));
}

async function inform() {
  try {
    const { url } = await ask("Inform");
    notice(texts.form.informed(url));
  } catch (error) {
    notice(error.message, "bad");
  }
}
