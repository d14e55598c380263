// What a change does to the accounts, and what the agent says about it, in sentences.
import { h } from "./dom.js";
import { texts } from "./texts.js";

export function effectsElement({ effects, advice, applied }) {
  const sentences = effects
    .filter(({ effect }) => effect !== "none")
    .map(({ account, effect }) => {
      const who = account ? texts.account(account) : texts.effects.core;
      return texts.effects[effect]?.(who) ?? `${who}: ${effect}`;
    });
  if (!sentences.length) sentences.push(texts.review.noEffect);
  if (applied === false) sentences.push(texts.review.notYet);
  return h("section", { class: "effects" }, h("h3", {}, texts.review.effects),
    h("ul", {}, [...sentences, ...advice].map((sentence) => h("li", {}, sentence))));
}
