// Makes elements, and brings a part of the page up to date without taking focus from what is in it.

// h("a", {href: "#/status", onclick: f}, "text", element…): attributes that are null or false are left out, and so are
// such children.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

// kind: main, small, link or ""; `more`: further attributes.
export const button = (kind, text, onclick, more = {}) =>
  h("button", { type: "button", class: kind || null, onclick, ...more }, text);

// Makes `old` look like `fresh`, node by node. What a user has opened stays open.
export function morph(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return old.replaceWith(fresh);
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  morphAttributes(old, fresh);
  const wanted = [...fresh.childNodes];
  wanted.forEach((child, place) => {
    if (old.childNodes[place]) morph(old.childNodes[place], child);
    else old.append(child);
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function morphAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

let numbers = 0;
export const newId = () => `n${++numbers}`;
