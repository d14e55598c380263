// The phone's time, which need not be the browser's, and how times are written.
import { texts } from "./texts.js";

let ahead = 0; // milliseconds by which the phone's clock is ahead of the browser's

// `time`: what the phone's clock shows now.
export function setPhoneTime(time) {
  const difference = Date.parse(time) - Date.now();
  ahead = Math.abs(difference) > 2000 ? difference : 0;
}

export const phoneNow = () => Date.now() + ahead;
export const secondsUntil = (time) => Math.max(0, Math.round((Date.parse(time) - phoneNow()) / 1000));

// "45 s", "12 min", "3 h 5 min", "4 d 2 h"
export function duration(seconds) {
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first === -1) return "0 s";
  const [unit, size] = units[first];
  const rest = units[first + 1];
  const more = rest && size > 60 ? Math.floor((seconds % size) / rest[1]) : 0;
  return `${Math.floor(seconds / size)} ${unit}${more ? ` ${more} ${rest[0]}` : ""}`;
}

export const secondsSince = (time) => Math.max(0, Math.round((phoneNow() - Date.parse(time)) / 1000));

export function ago(time) {
  const seconds = secondsSince(time);
  return seconds < 2 ? texts.justNow : texts.ago(duration(seconds));
}

const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
export const dateAndTime = (time) => (time ? format.format(new Date(time)) : texts.never);
