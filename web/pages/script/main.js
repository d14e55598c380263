// The pages of whoever is logged in.
import { SessionOver } from "./api.js";
import { dropSecrets, empty } from "./basket.js";
import { on } from "./bus.js";
import { button, h } from "./dom.js";
import { startEvents, stopEvents } from "./events.js";
import { makeFrame } from "./frame.js";
import { refreshStatus } from "./live.js";
import { clearNotices } from "./notices.js";
import "./pages.js";
import { takeWantedField } from "./problems.js";
import { go, leaveRoute } from "./router.js";
import { begin, session, startIdleWatch, stopIdleWatch } from "./session.js";
import { loadTable } from "./table.js";
import { texts } from "./texts.js";
import { forgetValues } from "./values.js";

let frame = null;
let owner = ""; // whose changes the basket holds

// Shows them in `page`. `found`: the answer of /api/session.
export async function enter(page, found) {
  begin(found);
  if (owner !== session.name) empty();
  owner = session.name;
  await Promise.all([loadTable(), refreshStatus()]);
  frame ??= makeFrame();
  frame.greet();
  page.replaceChildren(frame.element);
  startEvents();
  startIdleWatch();
  await showPage({ focus: false });
}

function leave(how) {
  if (how === "left") owner = "";
  dropSecrets();
  leaveRoute();
  stopEvents();
  stopIdleWatch();
  clearNotices();
  forgetValues();
}

async function showPage({ focus = true } = {}) {
  if (!frame?.element.isConnected) return;
  frame.mark();
  try {
    await go((made) => show(made, focus));
  } catch (error) {
    if (!(error instanceof SessionOver)) showFailure(error);
  }
}

function show(made, focus) {
  document.title = `${made.title} – ${session.product}`;
  frame.main.replaceChildren(made.element);
  const field = takeWantedField();
  if (field) return made.focusField?.(field);
  if (!focus) return;
  scrollTo(0, 0);
  frame.main.querySelector("h1").focus({ preventScroll: true });
}

function showFailure(error) {
  frame.main.replaceChildren(h("h1", { tabindex: "-1" }, texts.errors.page), h("p", {}, error.message),
    button("main", texts.errors.again, () => showPage()));
  frame.main.querySelector("h1").focus();
}

on("session", leave);
addEventListener("hashchange", () => showPage());
