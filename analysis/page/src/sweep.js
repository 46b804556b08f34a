// SPDX-License-Identifier: Apache-2.0
// Charts of a sweep's answers: how far its indicators spread, which axes do it, every draw.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { el, select, tipped, toggle } from "./dom.js";
import { number, percent, signedMoney, t, unitText } from "./format.js";

const open = (data) => `import xarray as xr\nsweep = xr.open_dataset(${JSON.stringify(data.file)})\n`;
const source = (data) => t("source.sweep", { file: data.file, source: data.attributes.source });
const quantiles = (data) => data.dims.quantile.map(Number);

/** {id, title, unit, equation, draws: values of the draws that are there} of every indicator. */
export function indicators(data) {
  const value = data.column("indicator_value");
  return (data.dims.indicator ?? []).map((id, i) => ({
    id, title: data.texts.indicator_title[i] || id, unit: data.texts.indicator_units[i], equation: data.texts.indicator_equation[i],
    draws: data.dims.draw.map((d) => value.at(d, id)),
    quantiles: data.dims.quantile.map((q) => data.column("indicator_quantile").at(id, q)),
  }));
}
/** A change of unit 1 is a share of the baseline. */
export const shownIn = (unit) => (unit === "1" ? (v) => percent(v, 2) : unit === "M$/week" ? signedMoney : number);

const fit = (text, room) => (text.length > room / 6.6 ? `${text.slice(0, Math.floor(room / 6.6) - 1)}…` : text);

export function spread(data, store) {
  const list = indicators(data);
  if (!list.length) return null;
  const units = [...new Set(list.map((x) => x.unit))];
  const state = (store.spread ??= { unit: units[0] });
  const at = (row, q) => row.quantiles[quantiles(data).findIndex((x) => Math.abs(x - q) < 1e-9)];
  const rows = () => list.filter((x) => x.unit === state.unit && x.quantiles.some(Number.isFinite));  // nothing to draw of the others
  return {
    id: "spread",
    title: () => t("spread.title"),
    lead: () => t("spread.lead", { draws: list[0].draws.filter(Number.isFinite).length }),
    controls: (refresh) => (units.length > 1 ? [toggle(t("figure.unit"), units.map((u) => [u, u === "1" ? t("spread.share") : u === "M$/week" ? t("spread.musd_week") : u]), state.unit, (v) => ((state.unit = v), refresh()), { class: "toggle unit" })] : []),
    draw(node, width) {
      const left = Math.min(230, width * 0.36);
      const row = 28;
      const shown = shownIn(state.unit);
      const x = scaleLinear(extent(rows().flatMap((r) => [...r.quantiles, 0]).filter(Number.isFinite)), [left + 10, width - 92]).nice();
      const svg = el("svg", { width, height: rows().length * row + 28, role: "img" });
      for (const tick of x.ticks(Math.max(3, width / 180))) svg.append(el("line", { class: tick ? "grid" : "zero", x1: x(tick), x2: x(tick), y1: 0, y2: rows().length * row + 4 }), el("text", { class: "tick", x: x(tick), y: rows().length * row + 20, "text-anchor": "middle" }, shown(tick)));
      rows().forEach((r, i) => {
        const y = i * row + 14.5;
        const [least, low, lower, middle, upper, high, most] = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map((q) => at(r, q));
        const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${r.title}: ${shown(middle)} (${shown(low)}, ${shown(high)})`, "data-indicator": r.id, "data-median": middle });
        const bar = (from, to, height, cls) => el("rect", { class: cls, x: x(from), width: Math.max(1, x(to) - x(from)), y: y - height / 2, height });
        group.append(bar(least, most, 2, "part c7 faint"), bar(low, high, 8, "part c5 faint"), bar(lower, upper, 14, "part c0"), el("circle", { class: "dot", cx: x(middle), cy: y, r: 5 }),
          el("text", { class: "label", x: left, y: y + 4.5, "text-anchor": "end" }, fit(r.title, left)), el("text", { class: "tick strong", x: width - 84, y: y + 4.5 }, shown(middle)));
        svg.append(tipped(group, () => [r.title, ...r.quantiles.map((v, k) => `${percent(quantiles(data)[k], 0)}: ${shown(v)}`), r.equation]));
      });
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch scen" }), t("spread.median")), el("span", {}, el("i", { class: "swatch c0" }), t("spread.half")), el("span", {}, el("i", { class: "swatch c5" }), t("spread.nine")), el("span", {}, el("i", { class: "swatch c7" }), t("spread.all"))));
    },
    table: () => ({ columns: ["indicator", "title", "unit", ...quantiles(data).map((q) => `quantile_${q}`)], rows: list.map((r) => [r.id, r.title, r.unit, ...r.quantiles]) }),
    unit: () => unitText(state.unit),
    equation: () => t("spread.equation"),
    source: () => source(data),
    python: () => `${open(data)}sweep.indicator_quantile.to_pandas()`,
  };
}

/** First-order and total Sobol indices of one indicator, largest total first. */
export function sobol(data, store) {
  const total = data.column("sobol_total");
  const list = total ? indicators(data).filter((x) => data.dims.axis.some((a) => Number.isFinite(total.at(x.id, a)))) : [];
  if (!list.length) return null;
  const state = (store.sobol ??= { of: list[0].id });
  const names = ["sobol_first", "sobol_first_low", "sobol_first_high", "sobol_total", "sobol_total_low", "sobol_total_high"];
  const rows = (id = state.of) => data.dims.axis.map((axis) => ({ axis, ...Object.fromEntries(names.map((n) => [n, data.column(n).at(id, axis)])) })).sort((a, b) => b.sobol_total - a.sobol_total);
  return {
    id: "sobol",
    title: () => t("sobol.title"),
    lead: () => t("sobol.lead", { what: list.find((x) => x.id === state.of).title }),
    controls: (_, redraw) => [select(t("control.measure"), list.map((x) => [x.id, x.title]), state.of, (v) => ((state.of = v), redraw()), { class: "of" })],
    draw(node, width) {
      const left = Math.min(200, width * 0.36);
      const row = 40;
      const top = Math.max(1, ...rows().flatMap((r) => [r.sobol_total_high, r.sobol_first_high]).filter(Number.isFinite));
      const x = scaleLinear([Math.min(0, ...rows().flatMap((r) => [r.sobol_first_low, r.sobol_total_low]).filter(Number.isFinite)), top], [left + 8, width - 60]);
      const svg = el("svg", { width, height: rows().length * row + 26, role: "img" });
      for (const tick of x.ticks(5)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: x(tick), x2: x(tick), y1: 0, y2: rows().length * row }), el("text", { class: "tick", x: x(tick), y: rows().length * row + 18, "text-anchor": "middle" }, number(tick)));
      rows().forEach((r, i) => {
        const group = el("g", { tabindex: 0, role: "listitem", "aria-label": `${r.axis}: ${number(r.sobol_total)}`, "data-axis": r.axis, "data-total": r.sobol_total });
        [["sobol_total", "c1", 4], ["sobol_first", "c0", 19]].forEach(([name, cls, dy]) => {
          const y = i * row + dy;
          group.append(el("rect", { class: `part ${cls}`, x: Math.min(x(0), x(r[name])), width: Math.abs(x(r[name]) - x(0)), y, height: 12 }));
          if (Number.isFinite(r[`${name}_low`])) group.append(el("line", { class: "whisker", x1: x(r[`${name}_low`]), x2: x(r[`${name}_high`]), y1: y + 6, y2: y + 6 }));
        });
        group.append(el("text", { class: "label", x: left, y: i * row + 22, "text-anchor": "end" }, fit(r.axis, left)), el("text", { class: "tick strong", x: width - 52, y: i * row + 22 }, number(r.sobol_total)));
        svg.append(tipped(group, () => [r.axis, ...[["sobol.total", "sobol_total"], ["sobol.first", "sobol_first"]].map(([k, n]) => `${t(k)}: ${number(r[n])} (${number(r[`${n}_low`])} – ${number(r[`${n}_high`])})`)]));
      });
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch c1" }), t("sobol.total")), el("span", {}, el("i", { class: "swatch c0" }), t("sobol.first")), el("span", {}, t("sobol.band"))));
    },
    table: () => ({ columns: ["indicator", "axis", ...names], rows: list.flatMap((x) => rows(x.id).map((r) => [x.id, r.axis, ...names.map((n) => r[n])])) }),
    unit: () => t("sobol.unit"),
    equation: () => t("sobol.equation"),
    source: () => source(data),
    python: () => `${open(data)}sweep[["sobol_first", "sobol_total"]].sel(indicator=${JSON.stringify(state.of)}).to_dataframe()`,
  };
}

/** Every draw: an indicator over an axis. */
export function scatter(data, store) {
  const list = indicators(data);
  if (!list.length || !data.dims.axis.length) return null;
  const state = (store.scatter ??= { of: list[0].id, axis: data.dims.axis.at(-1) });
  const now = () => list.find((x) => x.id === state.of);
  const axisUnit = () => data.texts.axis_units[data.dims.axis.indexOf(state.axis)];
  const points = () => data.dims.draw.map((d, i) => ({ draw: d, x: data.column("axis_value").at(d, state.axis), y: now().draws[i], setting: data.texts.setting[i] })).filter((p) => Number.isFinite(p.x) && Number.isFinite(p.y));
  return {
    id: "scatter",
    title: () => t("scatter.title"),
    lead: () => t("scatter.lead", { what: now().title, axis: state.axis, meaning: data.texts.axis_meaning[data.dims.axis.indexOf(state.axis)] }),
    controls: (_, redraw) => [
      select(t("control.measure"), list.map((x) => [x.id, x.title]), state.of, (v) => ((state.of = v), redraw()), { class: "of" }),
      select(t("scatter.axis"), data.dims.axis.map((a) => [a, a]), state.axis, (v) => ((state.axis = v), redraw()), { class: "axis" })],
    draw(node, width) {
      const height = 320;
      const shown = shownIn(now().unit);
      const x = scaleLinear(extent(points(), (p) => p.x), [84, width - 20]).nice();
      const y = scaleLinear(extent([...points().map((p) => p.y), 0]), [height - 42, 12]).nice();
      const svg = el("svg", { width, height, role: "img" });
      for (const tick of y.ticks(5)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: 76, x2: width - 12, y1: y(tick), y2: y(tick) }), el("text", { class: "tick", x: 70, y: y(tick) + 4, "text-anchor": "end" }, shown(tick)));
      for (const tick of x.ticks(Math.max(2, width / 160))) svg.append(el("text", { class: "tick", x: x(tick), y: height - 24, "text-anchor": "middle" }, number(tick)));
      svg.append(el("text", { class: "tick", x: width - 12, y: height - 6, "text-anchor": "end" }, [state.axis, axisUnit()].filter(Boolean).join(", ")));
      for (const p of points()) svg.append(tipped(el("circle", { class: "draw c0", cx: x(p.x), cy: y(p.y), r: 4, "data-draw": p.draw }), () => [`${t("scatter.draw")} ${p.draw}: ${shown(p.y)}`, p.setting]));
      node.append(svg);
    },
    table: () => ({ columns: ["draw", "setting", state.axis, state.of], rows: points().map((p) => [p.draw, p.setting, p.x, p.y]) }),
    unit: () => unitText(now().unit),
    equation: () => now().equation,
    source: () => source(data),
    python: () => `${open(data)}xr.Dataset({"axis": sweep.axis_value.sel(axis=${JSON.stringify(state.axis)}, drop=True), "indicator": sweep.indicator_value.sel(indicator=${JSON.stringify(state.of)}, drop=True)}).to_dataframe()`,
  };
}
