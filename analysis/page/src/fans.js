// SPDX-License-Identifier: Apache-2.0
// Fans over time: quantiles over the draws of each draw's scenario against its own baseline.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line as path } from "d3-shape";
import { dateOf, timeScale } from "./calendar.js";
import { el, select, tipped } from "./dom.js";
import { countryName, goodName, number, percent, t, variableName } from "./format.js";

const mostPanels = 12;

const labelName = (data, dim, label) => (dim === "country" ? countryName(data, label) : dim === "good" ? goodName(data, label) : label);

/** {label, lines: a line per quantile} of a variable, widest at the end first. */
function panels(data, series) {
  const list = series.cells.map((_, i) => ({ label: labelName(data, series.dims[0], series.names(i)[0]), lines: data.fan_quantiles.map((q, k) => series.lineAt(k, i)) }));
  const size = (p) => Math.max(0, ...p.lines.flatMap((l) => [...l]).filter(Number.isFinite).map(Math.abs));
  return list.map((p) => ({ ...p, size: size(p) })).sort((a, b) => b.size - a.size);
}

function panel(data, p, width, height, domain, shown) {
  const pad = { left: 52, right: 6, top: 20, bottom: 18 };
  const x = timeScale(data, pad.left, width - pad.right);
  const y = scaleLinear(domain, [height - pad.bottom, pad.top]).nice(3);
  const svg = el("svg", { width, height, role: "img", tabindex: 0, "aria-label": `${p.label}: ${shown(p.lines[2].at(-1))} (${shown(p.lines[0].at(-1))} – ${shown(p.lines[4].at(-1))})` });
  for (const tick of y.ticks(3)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: pad.left, x2: width - pad.right, y1: y(tick), y2: y(tick) }), el("text", { class: "tick", x: pad.left - 4, y: y(tick) + 4, "text-anchor": "end" }, shown(tick)));
  const at = data.months.map((m) => x(dateOf(m)));
  const band = (low, high) => area((_, i) => at[i], (_, i) => y(low[i]), (_, i) => y(high[i])).defined((_, i) => Number.isFinite(low[i]) && Number.isFinite(high[i]))([...low]);
  svg.append(el("path", { class: "fan outer", d: band(p.lines[0], p.lines[4]) }), el("path", { class: "fan inner", d: band(p.lines[1], p.lines[3]) }),
    el("path", { class: "line scenario", d: path((_, i) => at[i], (v) => y(v)).defined(Number.isFinite)([...p.lines[2]]) }),
    el("text", { class: "tick", x: pad.left, y: height - 4 }, data.months[0].slice(0, 4)), el("text", { class: "tick", x: width - pad.right, y: height - 4, "text-anchor": "end" }, data.months.at(-1).slice(0, 4)),
    el("text", { class: "name", x: 4, y: 12 }, p.label.length > width / 6.5 ? `${p.label.slice(0, Math.floor(width / 6.5) - 1)}…` : p.label));
  const last = data.months.length - 1;
  return tipped(svg, () => [`${p.label}, ${data.months[last]}`, ...data.fan_quantiles.map((q, k) => `${percent(q, 0)}: ${shown(p.lines[k][last])}`)]);
}

export function fan(data, store) {
  const all = data.allFans;
  if (!all.length) return null;
  const state = (store.fan ??= { variable: all[0].name });
  const series = () => all.find((s) => s.name === state.variable);
  const isDifference = () => data.fans_of_differences.includes(state.variable);
  return {
    id: "fan",
    title: () => t("fan.title"),
    lead: () => [variableName(series()), t(isDifference() ? "fan.difference" : "fan.change"), t("fan.bands")].join(" · "),
    controls: (refresh) => [select(t("control.variable"), all.map((s) => [s.name, variableName(s)]), state.variable, (v) => ((state.variable = v), refresh()), { class: "variable" })],
    draw(node, width) {
      const list = panels(data, series()).slice(0, mostPanels);
      const across = Math.max(1, Math.floor(width / 250));
      const each = Math.floor((width - (across - 1) * 10) / across);
      const [low, high] = extent(list.flatMap((p) => p.lines.flatMap((l) => [...l])).filter(Number.isFinite).concat(0));
      const room = (high - low || 0.001) * 0.05;
      node.classList.add("multiples");
      for (const p of list) node.append(panel(data, p, each, 150, [low - room, high + room], isDifference() ? number : (v) => percent(v, high - low < 0.03 ? 2 : 1)));
    },
    table: () => ({
      columns: [series().dims[0], "month", ...data.fan_quantiles.map((q) => `quantile_${q}`), "against_baseline"],
      rows: panels(data, series()).flatMap((p) => data.months.map((m, i) => [p.label, m, ...p.lines.map((l) => l[i]), isDifference() ? "difference" : "relative"])),
    }),
    unit: () => (isDifference() ? series().unit : "1"),
    equation: () => t(isDifference() ? "fan.equation_difference" : "fan.equation", { of: series().equation }),
    source: () => t("source.sweep", { file: data.file, source: data.attributes.source }),
    python: () => `import xarray as xr\nx = xr.open_dataset(${JSON.stringify(data.file)}).${state.variable}.resample(time="MS").mean()\nchange = x.sel(run="scenario") ${isDifference() ? '- x.sel(run="baseline")' : '/ x.sel(run="baseline") - 1'}\nchange.quantile(${JSON.stringify(data.fan_quantiles)}, "draw")`,
  };
}

