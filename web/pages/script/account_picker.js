// Links to the other accounts; on Advanced to the phone as well.
import { h } from "./dom.js";
import { live } from "./live.js";
import { table } from "./table.js";
import { texts } from "./texts.js";

export function accountPicker(page, current) {
  const link = (account, href, ...words) =>
    h("li", {}, h("a", { href, "aria-current": account === current ? "page" : null }, words));
  const accounts = Array.from({ length: table.accounts }, (_, index) => index + 1);
  return h("nav", { class: "picker", "aria-label": texts.form.accounts }, h("ul", {},
    page === "advanced" && link(0, "#/advanced", texts.form.thePhone),
    accounts.map((account) => link(account, `#/${page}/${account}`,
      h("span", { class: "unseen" }, `${texts.pages.account} `), account, " ", h("small", {}, labelOf(account))))));
}

function labelOf(account) {
  const status = live.status?.accounts.find((one) => one.account === account);
  return status?.label ?? "";
}
