// Drives Chromium for the tests, which are written in Python (tests/system/rig/browser.py): reads one command a line from
// standard input, as JSON, and answers each with a line. Ends, and the browser with it, when there are no more.
//
//   {"do":"tab","tab":"a","options":{…}}                          a browser of its own, with no cookies
//   {"do":"call","tab":"a","find":[["getByRole",["button"]]],     a method of what is found, or of the page itself
//    "method":"click","args":[]}
//   {"do":"download","tab":"a","find":[…]}                        the text of the file that a click on it gives
//   {"do":"axe","tab":"a"}                                        what axe-core finds wrong
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const tools = createRequire(new URL("../../npm/", import.meta.url));
const { chromium } = tools("playwright-core");
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");
const patience = 30000; // milliseconds: generous, a loaded machine is no failure

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
const tabs = new Map(); // name → {page, said: what the console and uncaught errors said}

async function openTab({ tab, options }) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const said = [];
  page.on("pageerror", (error) => said.push(error.message));
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("dialog", (dialog) => dialog.accept());
  tabs.set(tab, { page, said });
  return null;
}

async function call({ tab, find = [], method, args = [] }) {
  const { page, said } = tabs.get(tab);
  if (method === "said") return said.splice(0);
  const target = found(page, find);
  if (method === "press" && target === page) return page.keyboard.press(...args);
  if (method === "type" && target === page) return page.keyboard.type(...args);
  const result = await target[method](...args);
  return result === undefined || result === page || typeof result?.ok === "function" ? null : result;
}

function found(page, find) {
  return find.reduce((target, [how, words]) => target[how](...words), page);
}

async function download({ tab, find }) {
  const { page } = tabs.get(tab);
  const [file] = await Promise.all([page.waitForEvent("download"), found(page, find).click()]);
  return readFileSync(await file.path(), "utf8");
}

async function runAxe({ tab }) {
  const { page } = tabs.get(tab);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

const commands = { tab: openTab, call, download, axe: runAxe };

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { result: (await commands[command.do](command)) ?? null };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
