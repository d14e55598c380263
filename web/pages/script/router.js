// Which page the address after the '#' means. A page is {title, element, leave()}; leave may be missing.
const routes = [];
let current = null;
let turn = 0;

// route(/^account\/(\d+)$/, make): make(matches…) returns the page, or a promise of it.
export const route = (pattern, make) => routes.push({ pattern, make });

export const path = () => location.hash.replace(/^#\/?/, "");

// Shows the page of the address; `show(page)` puts it where it belongs.
export async function go(show) {
  const mine = ++turn;
  const found = routes.find(({ pattern }) => pattern.test(path())) ?? routes[0];
  current?.leave?.();
  current = null;
  const page = await found.make(...(found.pattern.exec(path()) ?? []).slice(1));
  if (mine !== turn) return page.leave?.();
  current = page;
  show(page);
}

export function leaveRoute() {
  turn += 1;
  current?.leave?.();
  current = null;
}
