// The bar at the bottom, while there are changes that are not made yet.
import { announce } from "./announce.js";
import { basket, empty, problems, unsettled } from "./basket.js";
import { on } from "./bus.js";
import { button, h } from "./dom.js";
import { openReview } from "./review.js";
import { texts } from "./texts.js";

export function basketBar() {
  const count = h("strong", {});
  const remarks = h("span", { class: "remarks" });
  const discard = button("", texts.basket.discard, () => (empty(), announce(texts.basket.discarded)));
  const review = button("main", texts.basket.review, openReview);
  const element = h("section", { class: "basket", "aria-label": texts.basket.title, hidden: true },
    h("p", {}, count, " ", remarks), discard, review);
  const show = () => {
    element.hidden = basket.size === 0;
    document.body.classList.toggle("with-basket", basket.size > 0);
    count.textContent = texts.basket.count(basket.size);
    const wrong = problems.filter((problem) => problem.name).length;
    remarks.textContent = [
      unsettled().length && texts.basket.conflicts(unsettled().length),
      wrong && texts.basket.problems(wrong),
    ].filter(Boolean).join(", ");
  };
  on("basket", show);
  on("problems", show);
  show();
  return element;
}

addEventListener("beforeunload", (event) => {
  if (basket.size) event.preventDefault();
});
