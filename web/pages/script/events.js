// What happens on the phone, as it happens; opened again whenever it breaks off.
import { tell } from "./bus.js";
import { askSession } from "./api.js";
import { setPhoneTime } from "./clock.js";

const again = 2000; // milliseconds
let stream = null;
let timer = null;

export function startEvents() {
  stopEvents();
  stream = new EventSource("/api/events");
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.kind === "watching") setPhoneTime(event.time);
    tell("event", event);
  };
  stream.onerror = () => {
    stopEvents();
    tell("away", true);
    timer = setTimeout(reopen, again);
  };
}

export function stopEvents() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

async function reopen() {
  const session = await askSession().catch(() => undefined);
  if (session === null) tell("session", "over");
  else startEvents();
}
