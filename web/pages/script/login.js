// The only page for whoever is not logged in.
import { logIn } from "./api.js";
import { h, newId } from "./dom.js";
import { texts } from "./texts.js";

// Shows it in `page`; `entered` is called once somebody is logged in. `why`: a sentence, or "".
export function showLogin(page, why, entered) {
  const ids = { name: newId(), password: newId(), problem: newId() };
  const name = h("input", { id: ids.name, name: "username", autocomplete: "username", autocapitalize: "off",
    spellcheck: "false", required: true, "aria-describedby": ids.problem });
  const password = h("input", { id: ids.password, name: "password", type: "password", autocomplete: "current-password",
    required: true, "aria-describedby": ids.problem });
  const problem = h("p", { id: ids.problem, class: "problem", role: "alert" });
  const button = h("button", { class: "main" }, texts.login.button);
  const form = h("form", { onsubmit: submit },
    h("label", { for: ids.name }, texts.login.name), name,
    h("label", { for: ids.password }, texts.login.password), password, problem, button);
  page.replaceChildren(h("main", { class: "login" }, h("h1", {}, texts.login.title), why && h("p", {}, why), form));
  document.title = texts.login.title;
  name.focus();

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      problem.textContent = await logIn(name.value, password.value);
    } catch (error) {
      problem.textContent = error.message;
    }
    button.disabled = false;
    if (!problem.textContent) return entered();
    password.value = "";
    password.focus();
  }
}
