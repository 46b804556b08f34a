// SPDX-License-Identifier: Apache-2.0
// The three numbers of a cost study, each beside the published one.
import { el } from "./dom.js";
import { bothCases, publishedOf, verdictText } from "./cost.js";
import { money, percent, t } from "./format.js";

export function costHeadline(data) {
  const row = (key, name, item, shown, scale) => {
    const [low, mid, high] = bothCases(data, name).map((x) => x * scale);
    const theirs = publishedOf(data, item);
    const drawn = [5, 50, 95].map((p) => data.column(`${name}_drawn`).at(p) * scale);
    return { key, low, mid, high, drawn, theirs, shown, scale };
  };
  return [
    row("upfront", "upfront_total", "upfront_busd", money, 1000),
    row("recurring", "recurring_total", "recurring_busd_yr", money, 1000),
    row("price_rise", "price_rise", "price_rise", percent, 1),
  ];
}

export function costCards(data) {
  return el("section", { id: "headline", "aria-labelledby": "headline-title" },
    el("h2", { id: "headline-title" }, t("cost.headline")), el("p", { class: "lead" }, t("cost.headline_lead")),
    el("div", { class: "cards" }, costHeadline(data).map((c) => {
      const show = (x) => c.shown(x, 0);
      return el("div", { class: "card", "data-card": c.key, "data-raw": c.mid },
        el("h3", {}, t(`cost.card.${c.key}`)), el("p", { class: "value" }, c.shown(c.mid, c.key === "price_rise" ? 1 : 0)),
        el("p", { class: "detail" }, t("cost.range", { low: show(c.low), high: show(c.high) })),
        el("p", { class: "detail" }, t("cost.drawn", { low: show(c.drawn[0]), mid: show(c.drawn[1]), high: show(c.drawn[2]) })),
        c.theirs ? el("p", { class: "detail published" }, t("cost.published", { low: show(c.theirs.low * c.scale), high: show(c.theirs.high * c.scale), verdict: verdictText(c.theirs.verdict) })) : "");
    })));
}
