// What stands around every page: head, navigation, notices, the basket's bar.
import { logOut } from "./api.js";
import { basketBar } from "./basket_bar.js";
import { on, tell } from "./bus.js";
import { button, h } from "./dom.js";
import { guardBanner } from "./guard.js";
import { live } from "./live.js";
import { notices } from "./notices.js";
import { path } from "./router.js";
import { session } from "./session.js";
import { texts } from "./texts.js";

const links = [
  ["status", "#/status"], ["account", "#/account/1"], ["advanced", "#/advanced"], ["management", "#/management"],
  ["history", "#/history"], ["files", "#/files"],
];

// {element, main, mark(), greet()}: mark() says in the navigation where one is, greet() who one is.
export function makeFrame() {
  const main = h("main", { id: "main", tabindex: "-1" });
  const list = h("ul", {}, links.map(([page, href]) => h("li", {}, h("a", { href, "data-page": page }, texts.pages[page]))));
  const nav = h("nav", { id: "pages", "aria-label": texts.frame.pages }, list);
  const menu = button("menu", texts.frame.menu, () => open(nav.classList.toggle("open")), { "aria-expanded": "false", "aria-controls": "pages" });
  const open = (is) => menu.setAttribute("aria-expanded", String(is));
  const mark = () => {
    nav.classList.remove("open");
    open(false);
    for (const link of list.querySelectorAll("a")) {
      if ((path() || "status").split("/")[0] === link.dataset.page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const skip = h("a", { class: "skip", href: "#main", onclick: (event) => (event.preventDefault(), main.focus()) },
    texts.frame.skip);
  const who = h("span", { class: "who" });
  const greet = () => (who.textContent = session.name);
  const element = h("div", { class: "frame" }, skip, head(menu, who), nav,
    h("div", { class: "content" }, guardBanner(), notices(), main), basketBar());
  return { element, main, mark, greet };
}

function head(menu, who) {
  const pulse = h("span", { class: "pulse" });
  const say = () => {
    pulse.classList.toggle("off", live.away);
    pulse.textContent = live.away ? texts.frame.notLive : texts.frame.live;
  };
  on("awayChanged", say);
  say();
  return h("header", { class: "head" }, menu, h("a", { class: "product", href: "#/status" }, session.product), pulse, who,
    button("plain", texts.frame.logOut, async () => (await logOut(), tell("session", "left"))));
}
