// SPDX-License-Identifier: Apache-2.0
// Small multiples over time: one variable by country for a good, or by good for a country.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line as path } from "d3-shape";
import { openingYear } from "./cards.js";
import { dateOf, measureMarks, timeScale } from "./calendar.js";
import { el, hideTip, select, showTip, toggle } from "./dom.js";
import { countryName, goodName, kindName, kindOf, number, percent, signedPercent, t, unitText, variableName } from "./format.js";
import { countriesBySize, priceRises } from "./measures.js";

const byGood = ["price_index", "output", "capacity", "input_cover", "lead_time", "unit_cost", "localisation"];
const adds = new Set(["output", "capacity"]);
const mostPanels = 12;

/** Variables that the chooser offers: by good and country first, then by country. */
const offered = (data) => [
  ...byGood.filter((name) => data.series(name)),
  ...data.allSeries.filter((s) => s.dims.length === 1 && s.dims[0] === "country").map((s) => s.name),
];

/** Lines of the panels that the state asks for: {label, base, scen}. */
export function panels(data, state) {
  const series = data.series(state.variable);
  const lines = (label, line, weight) => ({ label, base: line(0), scen: line(data.scenario), weight });
  const sizeOf = (line) => (line ? line.reduce((a, b) => a + (Number.isNaN(b) ? 0 : Math.abs(b)), 0) : 0);
  const list = [];
  if (series.dims.length === 1) {
    for (const c of countriesBySize(data)) if (series.has(c)) list.push(lines(countryName(data, c), (run) => series.line(run, c), list.length ? 1 / list.length : 2));
    return ordered(list, state.mode);
  }
  const size = data.series("output") ?? series;
  if (state.by === "countries") {
    if (adds.has(state.variable)) list.push({ ...lines(t("world"), (run) => series.sum(run, (c, g) => g === state.good)), weight: Infinity });
    for (const c of data.dims.country)
      if (series.has(c, state.good)) list.push(lines(countryName(data, c), (run) => series.line(run, c, state.good), sizeOf(size.line(0, c, state.good))));
  } else {
    for (const g of data.dims.good)
      if (series.has(state.country, g)) list.push(lines(goodName(data, g), (run) => series.line(run, state.country, g), sizeOf(size.line(0, state.country, g))));
  }
  return ordered(list, state.mode);
}

/** The largest first: by change where change is shown, else by size; the world stays ahead. */
function ordered(list, mode) {
  for (const p of list) {
    p.change = Float64Array.from(p.scen, (v, i) => v / p.base[i] - 1);
    const move = p.change.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
    p.order = p.weight === Infinity ? Infinity : mode === "change" ? move : p.weight;
  }
  return list.sort((a, b) => b.order - a.order).slice(0, mostPanels);
}

function goodOptions(data) {
  const kinds = [...new Set(data.dims.good.map((g) => kindOf(data, g)))];
  return kinds.map((kind) => ({ group: kindName(kind), options: data.dims.good.filter((g) => kindOf(data, g) === kind).map((g) => [g, goodName(data, g)]) }));
}

/** Economy and good whose price moves most, among places that make at least newsShare of the good: where to look first. */
function openingPlace(data) {
  const rises = data.compared ? priceRises(data, openingYear(data)) : [];
  return rises[0] ?? { country: countriesBySize(data)[0], good: data.dims.good?.[0] };
}

function panel(data, p, width, height, mode, domain, unit) {
  const pad = { left: 40, right: 6, top: 20, bottom: 18 };
  const x = timeScale(data, pad.left, width - pad.right);
  const y = scaleLinear(domain, [height - pad.bottom, pad.top]).nice(3);
  const shown = (v) => (mode === "change" ? percent(v, Math.abs(y.domain()[1] - y.domain()[0]) < 0.03 ? 1 : 0) : number(v));
  const svg = el("svg", { width, height, role: "img", tabindex: 0, "aria-label": `${p.label}. ${summary(p, mode)}` });
  for (const tick of y.ticks(3)) {
    svg.append(el("line", { class: tick === 0 && mode === "change" ? "zero" : "grid", x1: pad.left, x2: width - pad.right, y1: y(tick), y2: y(tick) }));
    svg.append(el("text", { class: "tick", x: pad.left - 4, y: y(tick) + 4, "text-anchor": "end" }, shown(tick)));
  }
  svg.append(...measureMarks(data, x, pad.top, height - pad.bottom));
  const ends = [data.months[0], data.months.at(-1)];
  svg.append(el("text", { class: "tick", x: pad.left, y: height - 4 }, ends[0].slice(0, 4)), el("text", { class: "tick", x: width - pad.right, y: height - 4, "text-anchor": "end" }, ends[1].slice(0, 4)));
  const at = data.months.map((m) => x(dateOf(m)));
  const trace = path((v, i) => at[i], (v) => y(v)).defined((v) => Number.isFinite(v));
  if (mode === "change") svg.append(el("path", { class: "line scenario", d: trace(p.change) }));
  else {
    if (p.scen !== p.base && data.compared) svg.append(el("path", { class: "line baseline", d: trace(p.base) }));
    svg.append(el("path", { class: "line scenario", d: trace(p.scen) }));
  }
  svg.append(el("text", { class: "name", x: 4, y: 12 }, p.label.length > width / 6.5 ? `${p.label.slice(0, Math.floor(width / 6.5) - 1)}…` : p.label));
  const cursor = el("line", { class: "cursor", y1: pad.top, y2: height - pad.bottom, visibility: "hidden" });
  svg.append(cursor);
  let place = data.months.length - 1;
  const show = (event, i) => {
    place = Math.max(0, Math.min(data.months.length - 1, i));
    cursor.setAttribute("x1", at[place]);
    cursor.setAttribute("x2", at[place]);
    cursor.setAttribute("visibility", "visible");
    const values = mode === "change" ? [signedPercent(p.change[place], 2)] : [`${t("run.scenario")}: ${number(p.scen[place])}`, ...(data.compared ? [`${t("run.baseline")}: ${number(p.base[place])}`, signedPercent(p.scen[place] / p.base[place] - 1, 2)] : [])];
    showTip(event, [`${p.label}, ${data.months[place]}`, ...values, mode === "change" ? "" : unit].filter(Boolean));
  };
  const hide = () => (cursor.setAttribute("visibility", "hidden"), hideTip());
  svg.addEventListener("pointermove", (e) => {
    const px = e.clientX - svg.getBoundingClientRect().x;
    show(e, at.reduce((best, a, i) => (Math.abs(a - px) < Math.abs(at[best] - px) ? i : best), 0));
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("blur", hide);
  svg.addEventListener("focus", (e) => show(e, place));
  svg.addEventListener("keydown", (e) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -Infinity, End: Infinity }[e.key];
    if (step === undefined) return;
    e.preventDefault();
    show(e, place + step);
  });
  return svg;
}

function summary(p, mode) {
  const last = p.scen.length - 1;
  return mode === "change" ? `${t("lines.last")}: ${signedPercent(p.change[last])}` : `${t("lines.last")}: ${number(p.scen[last])}`;
}

function keepChoice(data, state) {
  state.variable ??= offered(data)[0];
  state.by ??= "goods";
  state.good ??= openingPlace(data).good;
  state.country ??= openingPlace(data).country;
  state.mode ??= data.compared ? "change" : "level";
}

export function lines(data, store) {
  if (!offered(data).length) return null;
  const state = (store.lines ??= {});
  keepChoice(data, state);
  const series = () => data.series(state.variable);
  const what = () => (series().dims.length === 1 ? "" : state.by === "countries" ? goodName(data, state.good) : countryName(data, state.country));
  return {
    id: "lines",
    title: () => t("lines.title"),
    lead: () => [variableName(series()), what(), state.mode === "change" ? t("lines.change_of_baseline") : t("lines.level_dashed", { unit: unitText(series().unit) })].filter(Boolean).join(" · "),
    controls: (refresh, draw) => {
      const list = [select(t("control.variable"), offered(data).map((v) => [v, variableName(data.series(v))]), state.variable, (v) => ((state.variable = v), refresh()), { class: "variable" })];
      if (series().dims.length > 1) {
        list.push(toggle(t("control.panels"), [["countries", t("lines.by_country")], ["goods", t("lines.by_good")]], state.by, (v) => ((state.by = v), refresh()), { class: "toggle by" }));
        list.push(state.by === "countries"
          ? select(t("control.good"), goodOptions(data), state.good, (v) => ((state.good = v), draw()), { class: "good" })
          : select(t("control.country"), countriesBySize(data).map((c) => [c, countryName(data, c)]), state.country, (v) => ((state.country = v), draw()), { class: "country" }));
      }
      if (data.compared) list.push(toggle(t("control.show"), [["change", t("lines.change")], ["level", t("lines.level")]], state.mode, (v) => ((state.mode = v), refresh()), { class: "toggle mode" }));
      return list;
    },
    draw(node, width) {
      const list = panels(data, state);
      const across = Math.max(1, Math.floor(width / 250));
      const each = Math.floor((width - (across - 1) * 10) / across);
      const all = list.flatMap((p) => [...p.change]).filter(Number.isFinite);
      const widest = Math.max(0.001, ...extent(all).map((v) => Math.abs(v ?? 0)));
      const shared = [Math.min(0, extent(all)[0] ?? 0) - widest * 0.05, Math.max(0, extent(all)[1] ?? 0) + widest * 0.05];
      node.classList.add("multiples");
      for (const p of list) {
        const [low, high] = extent([...p.scen, ...p.base].filter(Number.isFinite));
        const own = [low - (high - low || Math.abs(high) || 1) * 0.08, high + (high - low || Math.abs(high) || 1) * 0.08];
        node.append(panel(data, p, each, 140, state.mode, state.mode === "change" ? shared : own, unitText(series().unit)));
      }
      if (!list.length) node.append(el("p", { class: "note" }, t("lines.none")));
    },
    table: () => ({
      columns: [series().dims.length === 1 || state.by === "countries" ? "country" : "good", "month", "baseline", "scenario", "unit"],
      rows: panels(data, state).flatMap((p) => data.months.map((m, i) => [p.label, m, p.base[i], p.scen[i], series().unit])),
    }),
    unit: () => series().unit,
    equation: () => `${series().equation}. ${t("lines.monthly")}`,
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => {
      const pick = series().dims.length === 1 ? "" : state.by === "countries" ? `.sel(good=${JSON.stringify(state.good)})` : `.sel(country=${JSON.stringify(state.country)})`;
      return `import xarray as xr\nx = xr.open_dataset(${JSON.stringify(data.file)}).${state.variable}${pick}.resample(time="MS").mean()\n${data.compared ? '(x.sel(run="scenario") / x.sel(run="baseline") - 1).to_pandas()' : "x.to_pandas()"}`;
    },
  };
}
