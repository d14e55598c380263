// A question before the page goes on. The browser keeps the focus within it, and gives it back afterwards.
import { on } from "./bus.js";
import { button, h, newId } from "./dom.js";
import { texts } from "./texts.js";

// {body, buttons, close()}: fill `body` and `buttons` at will. `closed` is called once.
export function openDialog(title, closed = () => null) {
  const id = newId();
  const body = h("div", { class: "dialog-body" });
  const buttons = h("div", { class: "buttons" });
  const element = h("dialog", { "aria-labelledby": id }, h("h2", { id, tabindex: "-1" }, title), body, buttons);
  const close = () => element.close();
  const end = on("session", close);
  addEventListener("hashchange", close);
  element.addEventListener("close", () => {
    end();
    removeEventListener("hashchange", close);
    element.remove();
    closed();
  });
  document.body.append(element);
  element.showModal();
  element.querySelector("h2").focus();
  return { body, buttons, close };
}

export const cancelButton = (dialog) =>
  button("", texts.cancel, () => dialog.close());
