// What one part of the page tells the others, by kind:
// status, away (agent gone or back), values, basket, problems, guard, notice, session (over).
const bus = new EventTarget();

// Returns what ends it.
export function on(kind, listener) {
  const heard = (event) => listener(event.detail);
  bus.addEventListener(kind, heard);
  return () => bus.removeEventListener(kind, heard);
}

export const tell = (kind, detail) => bus.dispatchEvent(new CustomEvent(kind, { detail }));
