// SPDX-License-Identifier: Apache-2.0
// Headline numbers of one year beside the baseline.
import { el, slider } from "./dom.js";
import { yearsOf } from "./data.js";
import { countryName, goodName, money, number, percent, perYear, signedMoney, signedPercent, t } from "./format.js";
import { anyOf, bottlenecks, change, countryPair, isChip, isTool, priceRises, sumPair, welfareEffects } from "./measures.js";

const tone = (x, goodIsUp = true) => (!Number.isFinite(x) || Math.abs(x) < 5e-4 ? "" : x > 0 === goodIsUp ? "up" : "down");

/** {key, title, value (text), raw, detail, tone} of every card that the file has numbers for. */
export function headline(data, year) {
  const cards = [];
  const add = (key, raw, value, detail, mood) => Number.isFinite(raw) && cards.push({ key, raw, value, detail, tone: mood, title: t(`card.${key}`) });
  const chip = sumPair(data, "output", year, anyOf, isChip(data));
  add("chip_output", change(chip), signedPercent(change(chip)), t("card.from_to", { from: money(perYear(chip.base)), to: money(perYear(chip.scen)) }), tone(change(chip)));
  const prices = (data.dims.country ?? []).map((c) => ({ c, x: change(countryPair(data, "chip_price_index", year, c)) })).filter((p) => Number.isFinite(p.x)).sort((a, b) => Math.abs(b.x) - Math.abs(a.x));
  if (prices.length) add("chip_price", prices[0].x, signedPercent(prices[0].x), t("card.chip_price_where", { country: countryName(data, prices[0].c) }), tone(prices[0].x, false));
  const tool = sumPair(data, "output", year, anyOf, isTool(data));
  add("tool_output", change(tool), signedPercent(change(tool)), t("card.from_to", { from: money(perYear(tool.base)), to: money(perYear(tool.scen)) }), tone(change(tool)));
  const welfare = welfareEffects(data, year);
  if (welfare.length) {
    const world = perYear(welfare.reduce((sum, row) => sum + row.musdWeek, 0));
    add("welfare", world, signedMoney(world), welfare.slice(0, 3).map((r) => `${countryName(data, r.country)} ${signedMoney(perYear(r.musdWeek))}`).join("; "), Math.abs(world) < 1 ? "" : world > 0 ? "up" : "down");
  }
  const rise = priceRises(data, year)[0];
  if (rise) add("price_rise", rise.rise, signedPercent(rise.rise), t("card.good_in", { good: goodName(data, rise.good), country: countryName(data, rise.country) }), tone(rise.rise, false));
  const stop = bottlenecks(data, year)[0];
  if (stop) add("bottleneck", stop.extra, money(perYear(stop.extra)), t(`card.bottleneck_${stop.why}`, { good: goodName(data, stop.good), country: countryName(data, stop.country) }), "down");
  return cards;
}

/** The year that a page opens with: three years after the first measure, or the last. */
export function openingYear(data) {
  const years = yearsOf(data);
  const first = (data.texts.measure_effective ?? []).filter(Boolean).sort()[0]?.slice(0, 4);
  const wanted = first ? String(+first + 3) : years.at(-1);
  return years.includes(wanted) ? wanted : years.at(-1);
}

export function cards(data, state) {
  const years = yearsOf(data);
  state.cardYear ??= openingYear(data);
  const list = el("div", { class: "cards" });
  const fill = () =>
    list.replaceChildren(...headline(data, state.cardYear).map((card) =>
      el("div", { class: `card ${card.tone}`, "data-card": card.key, "data-raw": card.raw },
        el("h3", {}, card.title), el("p", { class: "value" }, card.value), el("p", { class: "detail" }, card.detail))));
  fill();
  const pick = slider(t("control.year"), years, years.indexOf(state.cardYear), (i) => ((state.cardYear = years[i]), fill()), { class: "year" });
  return el("section", { id: "headline", "aria-labelledby": "headline-title" },
    el("h2", { id: "headline-title" }, t("headline.title")), el("p", { class: "lead" }, t("headline.lead")),
    years.length > 1 ? el("div", { class: "controls" }, pick) : "", list);
}

export { number, percent };
