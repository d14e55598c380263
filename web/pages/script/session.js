// Who is logged in, and for how long while nothing is done.
import { askSession, logOut } from "./api.js";
import { tell } from "./bus.js";

export const session = { name: "", writes: false, product: "", software: "", seconds: 900 };

const warnBefore = 60; // seconds
const pingEvery = 120; // seconds, so that typing counts as something that is done
let lastDone = 0;
let lastAsked = 0;
let timer = null;

// `found`: the answer of /api/session.
export const begin = (found) => Object.assign(session, found, { writes: found.access === "write", seconds: found.seconds_left });

export function startIdleWatch() {
  lastDone = lastAsked = Date.now();
  clearInterval(timer);
  timer = setInterval(look, 1000);
}

export const stopIdleWatch = () => clearInterval(timer);

export function somethingDone() {
  lastDone = Date.now();
}

function look() {
  const idle = (Date.now() - lastDone) / 1000;
  if (idle >= session.seconds) {
    stopIdleWatch();
    logOut();
    tell("session", "over");
    return;
  }
  tell("idle", idle >= session.seconds - warnBefore);
  if (lastDone > lastAsked && Date.now() - lastAsked > pingEvery * 1000) {
    lastAsked = Date.now();
    askSession().catch(() => null);
  }
}

for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, somethingDone, { passive: true });
