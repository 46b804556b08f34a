// SPDX-License-Identifier: Apache-2.0
// Welfare by economy and its parts; and prices, split into cost and the rest.
import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { openingYear } from "./cards.js";
import { yearsOf } from "./data.js";
import { el, select, slider, tipped } from "./dom.js";
import { countryName, getLanguage, goodName, number, perYear, plain, signedMoney, t } from "./format.js";
import { cellPairs, countriesBySize, welfareEffects, yearPair } from "./measures.js";

const partNames = ["buyers", "profit", "state", "other"];
const partColours = ["c2", "c4", "c3", "c7"];  // not the blue and orange of gains and losses

/** {country, total, buyers, profit, state, other}, million dollars a year, largest first. */
export function payerRows(data, year) {
  const difference = (line) => {
    const { base, scen } = yearPair(data, line, year);
    return perYear((Number.isNaN(scen) ? 0 : scen) - (Number.isNaN(base) ? 0 : base));
  };
  const of = (name, country) => difference((run) => data.series(name)?.line(run, country));
  return welfareEffects(data, year).map(({ country, musdWeek }) => {
    const total = perYear(musdWeek);
    const row = { country, total, buyers: difference((run) => data.series("consumer_surplus_change")?.sum(run, (c) => c === country)), profit: of("profit", country), state: of("tariff_revenue", country) + of("rent", country) };
    return { ...row, other: total - row.buyers - row.profit - row.state };
  }).filter((r) => partNames.some((p) => Math.abs(r[p]) > 0.05));
}

/** Horizontal bars on both sides of 0: rows {label, parts: [[class, value, name]], total}. */
export function bothSides(node, width, rows, shown, most = 220) {
  const left = Math.min(most, width * 0.34);
  const row = 28;
  const side = (r, sign) => r.parts.reduce((sum, [, v]) => sum + (Math.sign(v) === sign ? v : 0), 0);
  const [low, high] = extent(rows.flatMap((r) => [side(r, -1), side(r, 1), 0]));
  const x = scaleLinear([low, high], [left + 8, width - 84]).nice();
  const svg = el("svg", { width, height: rows.length * row + 28, role: "img" });
  let free = -Infinity;  // numbers that would run into one another are left out, their lines are not
  for (const tick of x.ticks(Math.max(3, width / 180))) {
    const text = plain(shown(tick));
    const half = text.length * (getLanguage() === "zh" ? 4.4 : 3.3);
    svg.append(el("line", { class: tick ? "grid" : "zero", x1: x(tick), x2: x(tick), y1: 0, y2: rows.length * row + 4 }));
    if (x(tick) - half > free) svg.append(el("text", { class: "tick", x: x(tick), y: rows.length * row + 20, "text-anchor": "middle" }, text));
    if (x(tick) - half > free) free = x(tick) + half + 4;
  }
  rows.forEach((r, i) => {
    const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${r.label}: ${shown(r.total)}`, "data-total": r.total });
    const at = { "-1": 0, 1: 0, 0: 0 };
    for (const [cls, value] of r.parts) {
      const from = at[Math.sign(value)];
      at[Math.sign(value)] += value;
      group.append(el("rect", { class: `part ${cls}`, x: Math.min(x(from), x(from + value)), width: Math.abs(x(from + value) - x(from)), y: i * row + 6, height: row - 11 }));
    }
    const letters = Math.floor(left / (getLanguage() === "zh" ? 12.5 : 7.4));
    group.append(el("text", { class: "label", x: left, y: i * row + 19, "text-anchor": "end" }, r.label.length > letters ? `${r.label.slice(0, letters - 1)}…` : r.label),
      el("circle", { class: "dot", cx: x(r.total), cy: i * row + 14.5, r: 4.5 }), el("text", { class: "tick strong", x: width - 78, y: i * row + 19 }, shown(r.total)));
    svg.append(tipped(group, () => [`${r.label}: ${shown(r.total)}`, ...r.parts.map(([, v, name]) => `${name}: ${shown(v)}`)]));
  });
  node.append(svg);
}

export function payers(data, store) {
  if (!data.compared || !data.series("welfare")) return null;
  const years = yearsOf(data);
  const state = (store.payers ??= { year: openingYear(data) });
  return {
    id: "payers",
    title: () => t("payers.title"),
    lead: () => t("payers.lead", { year: state.year }),
    controls: (_, redraw) => [slider(t("control.year"), years, years.indexOf(state.year), (i) => ((state.year = years[i]), redraw()), { class: "year" })],
    draw(node, width) {
      const rows = payerRows(data, state.year).slice(0, 14).map((r) => ({ label: countryName(data, r.country), total: r.total, parts: partNames.map((p, k) => [partColours[k], r[p], t(`payers.${p}`)]) }));
      if (!rows.length) return node.append(el("p", { class: "note" }, t("chain.unlit")));
      bothSides(node, width, rows, signedMoney);
      node.append(el("p", { class: "legend" }, partNames.map((p, k) => el("span", {}, el("i", { class: `swatch ${partColours[k]}` }), t(`payers.${p}`)))));
    },
    table: () => ({ columns: ["country", "year", ...partNames, "welfare"], rows: payerRows(data, state.year).map((r) => [r.country, state.year, ...partNames.map((p) => r[p]), r.total]) }),
    unit: () => t("payers.unit"),
    equation: () => t("payers.equation"),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => `import xarray as xr\nr = xr.open_dataset(${JSON.stringify(data.file)})\nx = r.welfare.resample(time="MS").mean().sel(time=${JSON.stringify(state.year)}).mean("time")\n((x.sel(run="scenario") - x.sel(run="baseline")) * 365.25 / 7).to_series().sort_values()`,
  };
}

/** {good, total, cost, rest}: log points of the list price, largest first. */
export function splitRows(data, country, year) {
  const costs = new Map(cellPairs(data, "unit_cost", year).filter((r) => r.country === country).map((r) => [r.good, r]));
  return cellPairs(data, "price_index", year).filter((r) => r.country === country && costs.has(r.good)).map((r) => {
    const total = Math.log(r.scen / r.base);
    const cost = Math.log(costs.get(r.good).scen / costs.get(r.good).base);
    return { good: r.good, total, cost, rest: total - cost };
  }).filter((r) => Math.abs(r.total) > 1e-4).sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

export function split(data, store) {
  if (!data.compared || !data.series("price_index") || !data.series("unit_cost")) return null;
  const years = yearsOf(data);
  const opening = openingYear(data);
  const busiest = () => max(countriesBySize(data).slice(0, 12).map((c) => [splitRows(data, c, opening)[0]?.total ?? 0, c]), ([x]) => x);
  const state = (store.split ??= { year: opening, country: countriesBySize(data).find((c) => (splitRows(data, c, opening)[0]?.total ?? 0) === busiest()) ?? data.dims.country[0] });
  const points = (v) => `${v > 0 ? "+" : v < 0 ? "−" : ""}${number(Math.abs(100 * v))}`;
  return {
    id: "split",
    title: () => t("split.title"),
    lead: () => t("split.lead", { country: countryName(data, state.country), year: state.year }),
    controls: (_, redraw) => [
      select(t("control.country"), countriesBySize(data).map((c) => [c, countryName(data, c)]), state.country, (v) => ((state.country = v), redraw()), { class: "country" }),
      slider(t("control.year"), years, years.indexOf(state.year), (i) => ((state.year = years[i]), redraw()), { class: "year" })],
    draw(node, width) {
      const rows = splitRows(data, state.country, state.year).slice(0, 14).map((r) => ({ label: goodName(data, r.good), total: r.total, parts: [["c0", r.cost, t("split.cost")], ["c4", r.rest, t("split.rest")]] }));
      if (!rows.length) return node.append(el("p", { class: "note" }, t("split.none")));
      bothSides(node, width, rows, points);
      node.append(el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch c0" }), t("split.cost")), el("span", {}, el("i", { class: "swatch c4" }), t("split.rest"))));
    },
    table: () => ({ columns: ["good", "country", "year", "log_price", "log_unit_cost", "rest"], rows: splitRows(data, state.country, state.year).map((r) => [r.good, state.country, state.year, r.total, r.cost, r.rest]) }),
    unit: () => t("split.unit"),
    equation: () => t("split.equation"),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => `import numpy as np, xarray as xr\nr = xr.open_dataset(${JSON.stringify(data.file)}).sel(country=${JSON.stringify(state.country)})\nx = r[["price_index", "unit_cost"]].resample(time="MS").mean().sel(time=${JSON.stringify(state.year)}).mean("time")\nnp.log(x.sel(run="scenario") / x.sel(run="baseline")).to_dataframe()`,
  };
}
