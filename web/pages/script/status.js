// How the phone fares, moving as it changes.
import { accountStatus } from "./account_status.js";
import { on } from "./bus.js";
import { h, morph } from "./dom.js";
import { moveLeases, nextLook } from "./lease_bar.js";
import { live, refreshStatus } from "./live.js";
import { overview } from "./overview.js";
import { texts } from "./texts.js";

export function statusPage() {
  const body = h("div", { class: "status" }, content());
  let look = null;
  const lookAgain = () => {
    clearTimeout(look);
    if (live.status) look = setTimeout(() => refreshStatus().catch(() => null), nextLook(live.status.accounts) * 1000);
  };
  const show = () => {
    morph(body, h("div", { class: "status" }, content()));
    moveLeases(body);
    lookAgain();
  };
  const end = on("status", show);
  const clock = setInterval(() => moveLeases(body), 1000);
  lookAgain();
  return {
    title: texts.status.title,
    element: h("div", {}, h("h1", { tabindex: "-1" }, texts.status.title), body),
    leave: () => {
      end();
      clearInterval(clock);
      clearTimeout(look);
    },
  };
}

function content() {
  const { status } = live;
  if (!status) return [];
  const unused = (account) => account.state === "disabled";
  const used = status.accounts.filter((account) => !unused(account));
  const rest = status.accounts.filter(unused);
  return [
    h("section", { "aria-labelledby": "overview" }, h("h2", { id: "overview", class: "unseen" }, texts.status.overview),
      overview(status)),
    h("section", { "aria-labelledby": "accounts" }, h("h2", { id: "accounts" }, texts.status.accounts),
      h("ul", { class: "accounts" }, used.map(accountStatus)), rest.length > 0 && unusedAccounts(rest)),
  ];
}

function unusedAccounts(accounts) {
  return h("details", { class: "unused" }, h("summary", {}, texts.status.unused(accounts.length)),
    h("p", {}, accounts.map(({ account, label }) => [
      h("a", { href: `#/account/${account}` }, label ? `${account} ${label}` : texts.account(account)), " "])));
}
