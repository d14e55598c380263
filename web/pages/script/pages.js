// Which pages there are.
import { accountPicker } from "./account_picker.js";
import { makeForm } from "./form.js";
import { filesPage } from "./files.js";
import { historyPage } from "./history.js";
import { informButton } from "./inform.js";
import { route } from "./router.js";
import { statusPage } from "./status.js";
import { rowsOf } from "./table.js";
import { texts } from "./texts.js";

route(/^(?:status)?$/, statusPage);
route(/^account\/(\d+)$/, (text) => {
  const account = Number(text);
  return makeForm(texts.form.accountTitle(account), rowsOf("register", true), account,
    { above: accountPicker("account", account) });
});
route(/^advanced$/, () =>
  makeForm(texts.form.advancedPhone, rowsOf("advanced", false), 0, { above: accountPicker("advanced", 0) }));
route(/^advanced\/(\d+)$/, (text) => {
  const account = Number(text);
  return makeForm(texts.form.advancedAccount(account), rowsOf("advanced", true), account,
    { above: accountPicker("advanced", account) });
});
route(/^management$/, () =>
  makeForm(texts.form.managementTitle, rowsOf("management", false), 0, { extra: { acs: informButton() } }));
route(/^history$/, historyPage);
route(/^files$/, filesPage);
