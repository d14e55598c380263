// The phone's status, asked for again whenever an event says that it is another one.
import { ask, AgentAway } from "./api.js";
import { on, tell } from "./bus.js";
import { announce } from "./announce.js";
import { texts } from "./texts.js";

export const live = { status: null, away: false };

const pause = 300; // milliseconds between two questions
let timer = null;

export async function refreshStatus() {
  try {
    live.status = await ask("Status");
    setAway(false);
    tell("status", live.status);
  } catch (error) {
    if (!(error instanceof AgentAway)) throw error;
    setAway(true);
  }
}

function setAway(away) {
  if (live.away === away) return;
  live.away = away;
  announce(away ? texts.away.agent : texts.away.back);
  tell("awayChanged", away);
}

function soon() {
  timer ??= setTimeout(() => {
    timer = null;
    refreshStatus().catch(() => null);
  }, pause);
}

on("away", soon);
on("event", (event) => {
  soon();
  const sentence = texts.events[event.kind]?.(event);
  if (sentence) announce(sentence);
});
