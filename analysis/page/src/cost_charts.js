// SPDX-License-Identifier: Apache-2.0
// Other charts of a cost study: bill by region and activity, cost by share made at home, inputs, published figures.
import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line as path } from "d3-shape";
import { activityTitle, cases, costSource, published, regionTitle, verdictText } from "./cost.js";
import { el, select, tipped, toggle } from "./dom.js";
import { getLanguage, money, number, percent, percentRange, t } from "./format.js";

const open = (data) => `import xarray as xr\nstudy = xr.open_dataset(${JSON.stringify(data.file)})\n`;

/** Horizontal bars: rows {label, parts: [[title, value]], note}. */
function bars(node, width, rows, shown, highest) {
  const left = Math.min(210, width * 0.42);
  const row = 26;
  const x = scaleLinear([0, highest], [left, width - (getLanguage() === "zh" ? 78 : 58)]);
  const svg = el("svg", { width, height: rows.length * row + 6, role: "img" });
  rows.forEach((r, i) => {
    const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${r.label}: ${shown(r.total)}` });
    let at = 0;
    r.parts.forEach(([, value], k) => {
      group.append(el("rect", { class: `part c${k}`, x: x(at), y: i * row + 5, height: row - 9, width: Math.max(0, x(at + value) - x(at)) }));
      at += value;
    });
    const letters = Math.floor(left / (getLanguage() === "zh" ? 11.5 : 6.6));
    group.append(el("text", { class: "label", x: left - 6, y: i * row + 18, "text-anchor": "end" }, r.label.length > letters ? `${r.label.slice(0, letters - 1)}…` : r.label),
      el("text", { class: "tick", x: x(at) + 4, y: i * row + 18 }, shown(r.total)));
    svg.append(tipped(group, () => [`${r.label}: ${shown(r.total)}`, ...r.parts.map(([title, value]) => `${title}: ${shown(value)}`)]));
  });
  node.append(svg);
}

export function bill(data, store) {
  const state = (store.bill ??= { of: "upfront", by: "activity" });
  const value = (region, activity) => data.column(state.of).at("mid", region, activity) * 1000;
  const regions = data.dims.region.map((id) => [id, regionTitle(data, id)]);
  const activities = data.dims.activity.map((id) => [id, activityTitle(data, id)]);
  const rows = () => state.by === "activity"
    ? activities.map(([a, label]) => ({ label, parts: regions.map(([r, title]) => [title, value(r, a)]) }))
    : regions.map(([r, label]) => ({ label, parts: activities.map(([a, title]) => [title, value(r, a)]) }));
  const full = () => rows().map((r) => ({ ...r, total: r.parts.reduce((sum, [, v]) => sum + v, 0) })).sort((a, b) => b.total - a.total);
  return {
    id: "bill",
    title: () => t("bill.title"),
    lead: () => t("bill.lead"),
    controls: (refresh) => [
      toggle(t("control.show"), [["upfront", t("bill.upfront")], ["recurring", t("bill.recurring")]], state.of, (v) => ((state.of = v), refresh()), { class: "toggle of" }),
      toggle(t("control.by"), [["activity", t("bill.activity")], ["region", t("bill.region")]], state.by, (v) => ((state.by = v), refresh()), { class: "toggle by" })],
    draw(node, width) {
      const list = full();
      const parts = state.by === "region" ? list.map((r) => ({ ...r, parts: [[r.label, r.total]] })) : list;
      bars(node, width, parts, (v) => money(v), max(list, (r) => r.total));
      if (state.by === "activity") node.append(el("p", { class: "legend" }, regions.map(([, title], k) => el("span", {}, el("i", { class: `swatch c${k}` }), title))));
    },
    table: () => ({ columns: ["region", "activity", "upfront_busd", "recurring_busd_yr"], rows: regions.flatMap(([r]) => activities.map(([a]) => [r, a, data.column("upfront").at("mid", r, a), data.column("recurring").at("mid", r, a)])) }),
    unit: () => data.column(state.of).unit,
    equation: () => data.column(state.of).equation,
    source: () => costSource(data),
    python: () => `${open(data)}study.${state.of}.sel(case="mid").to_pandas()`,
  };
}

export function curve(data) {
  if (!data.column("price_rise_by_share")) return null;
  const shares = data.dims.demand_share.map(Number);
  const at = (which) => shares.map((s) => data.column("price_rise_by_share").at(s, which));
  return {
    id: "curve",
    title: () => t("curve.title"),
    lead: () => t("curve.lead", { half: percent(data.column("price_rise_by_share").at(50, "mid")), full: percent(data.column("price_rise_by_share").at(100, "mid")) }),
    draw(node, width) {
      const height = 280;
      const [low, mid, high] = cases.map(at);
      const x = scaleLinear(extent(shares), [46, width - 26]);
      const y = scaleLinear([0, max(high) * 1.08], [height - 36, 12]);
      const svg = el("svg", { width, height, role: "img" });
      for (const tick of y.ticks(5)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: 46, x2: width - 26, y1: y(tick), y2: y(tick) }), el("text", { class: "tick", x: 40, y: y(tick) + 4, "text-anchor": "end" }, percent(tick, 0)));
      for (const tick of x.ticks(5)) svg.append(el("text", { class: "tick", x: x(tick), y: height - 20, "text-anchor": "middle" }, percent(tick / 100, 0)));
      svg.append(el("text", { class: "tick", x: width - 12, y: height - 4, "text-anchor": "end" }, t("curve.x")));
      svg.append(el("path", { class: "band", d: area((_, i) => x(shares[i]), (_, i) => y(low[i]), (_, i) => y(high[i]))(shares) }),
        el("path", { class: "line scenario", d: path((_, i) => x(shares[i]), (v) => y(v))(mid) }));
      shares.forEach((s, i) => svg.append(tipped(el("circle", { class: "dot", tabindex: 0, cx: x(s), cy: y(mid[i]), r: 5, "aria-label": `${s} %: ${percent(mid[i])}` }), () => [`${s} %`, `${t("case.mid")} ${percent(mid[i])}`, `${percent(low[i])} – ${percent(high[i])}`])));
      node.append(svg);
    },
    table: () => ({ columns: ["demand_share_percent", "low", "mid", "high"], rows: shares.map((s, i) => [s, ...cases.map((c) => at(c)[i])]) }),
    unit: () => t("bridge.unit"),
    equation: () => data.column("price_rise_by_share").equation,
    source: () => costSource(data),
    python: () => `${open(data)}study.price_rise_by_share.to_pandas()`,
  };
}

export function tornado(data, store) {
  if (!data.column("price_rise_at_low")) return null;
  const state = (store.tornado ??= { of: "price_rise" });
  const scale = () => (state.of === "price_rise" ? 1 : 1000);
  const shown = (v) => (state.of === "price_rise" ? percent(v) : money(v));
  const rows = () => data.dims.input.map((input, i) => ({
    input, unit: data.texts.input_unit?.[i] ?? "", low: data.column(`${state.of}_at_low`).at(input) * scale(), high: data.column(`${state.of}_at_high`).at(input) * scale(),
    lowInput: data.column("input_low").at(input), highInput: data.column("input_high").at(input),
    first: data.column(`${state.of}_sobol_first`).at(input), total: data.column(`${state.of}_sobol_total`).at(input),
  })).sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
  const mid = () => data.column(state.of === "price_rise" ? "price_rise" : "upfront_total").at("mid") * scale();
  return {
    id: "tornado",
    title: () => t("tornado.title"),
    lead: () => t("tornado.lead", { mid: shown(mid()) }),
    controls: (refresh) => [toggle(t("control.show"), [["price_rise", t("cost.card.price_rise")], ["upfront", t("cost.card.upfront")]], state.of, (v) => ((state.of = v), refresh()), { class: "toggle of" })],
    draw(node, width) {
      const list = rows();
      const left = Math.min(215, width * 0.42);
      const fit = (text) => (text.length > left / 6.4 ? `${text.slice(0, Math.floor(left / 6.4) - 1)}…` : text);
      const right = width > 520 ? 150 : 70;
      const row = 28;
      const [low, high] = extent(list.flatMap((r) => [r.low, r.high, mid()]));
      const x = scaleLinear([low - (high - low) * 0.12, high + (high - low) * 0.12], [left, width - right]);
      const svg = el("svg", { width, height: list.length * row + 30, role: "img" });
      svg.append(el("text", { class: "tick", x: width - right + 8, y: 14 }, t("tornado.sobol")));
      svg.append(el("line", { class: "zero", x1: x(mid()), x2: x(mid()), y1: 20, y2: list.length * row + 24 }));
      list.forEach((r, i) => {
        const y = i * row + 22;
        const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${r.input}: ${shown(r.low)}, ${shown(r.high)}` });
        for (const [value, cls] of [[r.low, "c2"], [r.high, "c1"]]) group.append(el("rect", { class: `part ${cls}`, x: Math.min(x(mid()), x(value)), width: Math.abs(x(value) - x(mid())), y: y + 4, height: row - 10 }));
        group.append(el("text", { class: "label", x: left - 6, y: y + 18, "text-anchor": "end" }, fit(inputName(r.input))));
        const span = width - right + 8;
        const wide = (share) => Math.max(0, Math.min(1, share)) * (right - 60 > 20 ? right - 60 : 20);
        group.append(el("rect", { class: "part c5 faint", x: span, y: y + 4, height: row - 10, width: wide(r.total) }), el("rect", { class: "part c5", x: span, y: y + 4, height: row - 10, width: wide(r.first) }), el("text", { class: "tick", x: span + wide(r.total) + 4, y: y + 18 }, number(Math.max(0, r.total))));
        svg.append(tipped(group, () => [inputName(r.input), t("tornado.tip", { low: number(r.lowInput), high: number(r.highInput), unit: r.unit, atlow: shown(r.low), athigh: shown(r.high) }), t("tornado.tip_sobol", { first: number(r.first), total: number(r.total) })]));
      });
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch c2" }), t("tornado.at_low")), el("span", {}, el("i", { class: "swatch c1" }), t("tornado.at_high")), el("span", {}, el("i", { class: "swatch c5" }), t("tornado.share"))));
    },
    table: () => ({ columns: ["input", "unit", "input_low", "input_high", `${state.of}_at_low`, `${state.of}_at_high`, "sobol_first", "sobol_total"], rows: rows().map((r) => [r.input, r.unit, r.lowInput, r.highInput, r.low, r.high, r.first, r.total]) }),
    unit: () => (state.of === "price_rise" ? t("bridge.unit") : "1e9 USD"),
    equation: () => t("tornado.equation"),
    source: () => costSource(data),
    python: () => `${open(data)}study[["${state.of}_at_low", "${state.of}_at_high", "${state.of}_sobol_total"]].to_dataframe()`,
  };
}

export const inputName = (input) => t(`input.${input}`).startsWith("input.") ? input.replaceAll("_", " ") : t(`input.${input}`);

/** Our range and the published one of every figure, on one scale each. */
export function comparison(data) {
  const rows = published(data);
  if (!rows.length) return null;
  const shown = (row, v) => (!Number.isFinite(v) ? "–" : row.unit === "share" ? percent(v, 0) : money(v * 1000));
  return {
    id: "comparison",
    title: () => t("comparison.title"),
    lead: () => t("comparison.lead"),
    draw(node, width) {
      const row = 46;
      const left = Math.min(300, width * 0.4);
      const right = getLanguage() === "zh" ? 150 : 112;  // for numbers in words
      const letter = getLanguage() === "zh" ? 11 : 6.6;
      const fit = (text, each) => (text.length > left / each ? `${text.slice(0, Math.floor(left / each) - 1)}…` : text);
      const svg = el("svg", { width, height: rows.length * row + 6, role: "img" });
      rows.forEach((r, i) => {
        const top = max([...r.ours, r.low, r.high].filter(Number.isFinite)) * 1.05;
        const x = scaleLinear([0, top], [left, width - right]);
        const y = i * row + 8;
        const lowEnd = Number.isFinite(r.low) ? r.low : 0;
        const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${itemName(r)}: ${shown(r, r.ours[1])}; ${verdictText(r.verdict)}` });
        group.append(el("text", { class: "label", x: 0, y: y + 14 }, fit(itemName(r), letter)), el("text", { class: "tick", x: 0, y: y + 30 }, fit(verdictText(r.verdict), letter - 0.7)),
          el("line", { class: "grid", x1: left, x2: width - right, y1: y + 14, y2: y + 14 }),
          el("rect", { class: "band", x: x(lowEnd), width: Math.max(3, x(r.high) - x(lowEnd)), y: y + 1, height: 26, rx: 3 }),
          el("line", { class: "range", x1: x(r.ours[0]), x2: x(r.ours[2]), y1: y + 14, y2: y + 14 }), el("circle", { class: "dot", cx: x(r.ours[1]), cy: y + 14, r: 5 }),
          el("text", { class: "tick", x: width - right + 6, y: y + 12 }, `${t("comparison.ours")} ${shown(r, r.ours[1])}`), el("text", { class: "tick", x: width - right + 6, y: y + 28 }, Number.isFinite(r.low) ? (r.unit === "share" ? percentRange(r.low, r.high) : `${shown(r, r.low)}–${shown(r, r.high)}`) : `≤ ${shown(r, r.high)}`));
        svg.append(tipped(group, () => [itemName(r), `${t("comparison.ours")}: ${r.ours.map((v) => shown(r, v)).join(" / ")}`, `${t("bridge.published")}: ${shown(r, r.low)} – ${shown(r, r.high)} (${r.status})`, verdictText(r.verdict), r.source]));
      });
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch scen" }), t("comparison.ours_range")), el("span", {}, el("i", { class: "swatch band" }), t("bridge.published"))));
    },
    table: () => ({ columns: ["item", "region", "unit", "low", "mid", "high", "published_low", "published_high", "status", "verdict", "source"], rows: rows.map((r) => [r.item, r.region, r.unit, ...r.ours, r.low, r.high, r.status, r.verdict, r.source]) }),
    unit: () => t("comparison.unit"),
    equation: () => t("comparison.equation"),
    source: () => costSource(data),
    python: () => `${open(data)}print(study.attrs["published"])`,
  };
  function itemName(r) {
    const place = r.region === "world" ? t("world") : regionTitle(data, r.region);
    return `${t(`item.${r.item}`)}${r.region === "world" ? "" : `, ${place}`}`;
  }
}

export { select };
