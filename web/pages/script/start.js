// Begins here: the login, or the pages of whoever is logged in, which nobody else is given.
import { askSession, SessionOver } from "./api.js";
import { on } from "./bus.js";
import { button, h } from "./dom.js";
import { showLogin } from "./login.js";
import { texts } from "./texts.js";

const page = document.getElementById("page");
const styles = ["frame", "fields", "status", "tables"];
let inside = false;

async function start() {
  try {
    const session = await askSession();
    if (!session) return showLogin(page, "", start);
    const [{ enter }] = await Promise.all([import("./main.js"), ...styles.map(addStyle)]);
    inside = true;
    await enter(page, session);
  } catch (error) {
    if (!(error instanceof SessionOver)) showFailure(error);
  }
}

function addStyle(name) {
  const href = `/style/${name}.css`;
  if (document.querySelector(`link[href="${href}"]`)) return null;
  return new Promise((loaded) => {
    document.head.append(h("link", { rel: "stylesheet", href, onload: loaded, onerror: loaded }));
  });
}

function showFailure(error) {
  page.replaceChildren(h("main", { class: "login" }, h("h1", {}, texts.errors.page), h("p", {}, error.message),
    button("main", texts.errors.again, start)));
}

on("session", (how) => {
  if (inside) showLogin(page, texts.login[how], start);
  inside = false;
});
start();
