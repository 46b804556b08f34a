// SPDX-License-Identifier: Apache-2.0
// Trade as flows: exporter, stage, importer. Three columns, because trade between the same economies runs in circles.
import { sankey as layout, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
import { openingYear } from "./cards.js";
import { checkbox, el, select, slider, tipped, toggle } from "./dom.js";
import { countryName, goodName, kindName, kindOf, money, short, signedMoney, t } from "./format.js";

const mostEconomies = 9;
const rest = "\u0000";

/** Flows of a year: {good, exporter, importer, base, scen} in M$ a year. */
function flows(data, state) {
  const trade = data.series("trade_value");
  const year = data.years.indexOf(state.year);
  const list = [];
  for (let i = 0; i < trade.cells.length; ++i) {
    const [good, exporter, importer] = trade.names(i);
    if (!state.home && exporter === importer) continue;
    if (state.what.startsWith("kind:") ? kindOf(data, good) !== state.what.slice(5) : state.what !== "all" && good !== state.what) continue;
    list.push({ good, exporter, importer, base: trade.lineAt(0, i)[year] || 0, scen: trade.lineAt(data.scenario, i)[year] || 0 });
  }
  return list;
}

const middleOf = (data, state) => (good) => (state.what === "all" ? kindOf(data, good) : good);

/** Economies that are drawn by name on one side: the largest of the base line, so that toggles keep their places. */
function named(list, side) {
  const size = new Map();
  for (const f of list) size.set(f[side], (size.get(f[side]) ?? 0) + Math.max(f.base, f.scen));
  return new Set([...size].sort((a, b) => b[1] - a[1]).slice(0, mostEconomies).map(([c]) => c));
}

const valueOf = (state) => (f) => (state.run === "baseline" ? f.base : state.run === "scenario" ? f.scen : f.scen - f.base);

/** Sums over the drawn places: rows {from, stage, to, value}. In differences gains and losses do not cancel. */
export function bundles(data, state) {
  const list = flows(data, state);
  const left = named(list, "exporter");
  const right = named(list, "importer");
  const middle = middleOf(data, state);
  const value = valueOf(state);
  const sums = new Map();
  for (const f of list) {
    const key = [left.has(f.exporter) ? f.exporter : rest, middle(f.good), right.has(f.importer) ? f.importer : rest].join("\t");
    sums.set(key, (sums.get(key) ?? 0) + value(f));
  }
  return [...sums].map(([key, v]) => ({ from: key.split("\t")[0], stage: key.split("\t")[1], to: key.split("\t")[2], value: v }));
}

/** Links of one half of the drawing, gains and losses apart. */
function links(rows, source, target, difference) {
  const sums = new Map();
  for (const row of rows) {
    if (!row.value) continue;
    const key = [source(row), target(row), difference && row.value < 0 ? "loss" : "gain"].join("\t");
    sums.set(key, (sums.get(key) ?? 0) + Math.abs(row.value));
  }
  return [...sums].map(([key, value]) => ({ source: key.split("\t")[0], target: key.split("\t")[1], sign: key.split("\t")[2], value }));
}

function graph(data, state, width, height) {
  const rows = bundles(data, state);
  const difference = state.run === "difference";
  const all = [...links(rows, (r) => `x ${r.from}`, (r) => `s ${r.stage}`, difference), ...links(rows, (r) => `s ${r.stage}`, (r) => `m ${r.to}`, difference)];
  const total = all.reduce((sum, l) => sum + l.value, 0);
  const kept = all.filter((l) => l.value > total * 2e-4);
  const nodes = [...new Set(kept.flatMap((l) => [l.source, l.target]))].map((id) => ({ id }));
  if (!nodes.length) return null;
  return layout().nodeId((n) => n.id).nodeWidth(10).nodePadding(width < 600 ? 6 : 9).nodeAlign(sankeyJustify).iterations(12)
    .nodeSort((a, b) => (a.id.endsWith(rest) ? 1 : 0) - (b.id.endsWith(rest) ? 1 : 0) || b.value - a.value)
    .extent([[1, 22], [width - 1, height - 4]])({ nodes, links: kept.map((l) => ({ ...l })) });
}

function nodeName(data, state, id) {
  const code = id.slice(2);
  if (code === rest) return t("sankey.others");
  if (id.startsWith("s ")) return state.what === "all" ? kindName(code) : goodName(data, code);
  return countryName(data, code);
}

const kindClass = (data, state, id) => {
  const kinds = ["chip", "end", "tool", "material", "foundry", "backend", "service", "software", "raw"];
  const code = id.slice(2);
  return `c${Math.max(0, state.what === "all" ? kinds.indexOf(code) : [...(data.dims.good ?? [])].indexOf(code) % 9)}`;
};

function draw(data, state, node, width) {
  const wide = Math.max(width, 330);
  const height = wide < 600 ? 560 : 520;
  const g = graph(data, state, wide, height);
  if (!g) return node.append(el("p", { class: "note" }, t("lines.none")));
  const svg = el("svg", { width: wide, height, role: "img", class: "sankey" });
  const trace = sankeyLinkHorizontal();
  const shown = state.run === "difference" ? signedMoney : money;
  for (const l of g.links) {
    const stage = l.source.id.startsWith("s ") ? l.source.id : l.target.id;
    const line = el("path", { d: trace(l), "stroke-width": Math.max(0.6, l.width), class: `flow ${state.run === "difference" ? l.sign : kindClass(data, state, stage)}`, tabindex: l.width > 3 ? 0 : null,
      role: "listitem", "aria-label": `${nodeName(data, state, l.source.id)} → ${nodeName(data, state, l.target.id)}: ${shown(l.sign === "loss" ? -l.value : l.value)}` });
    svg.append(tipped(line, () => [`${nodeName(data, state, l.source.id)} → ${nodeName(data, state, l.target.id)}`, shown(l.sign === "loss" ? -l.value : l.value)]));
  }
  const lastLabel = new Map();
  for (const n of [...g.nodes].sort((a, b) => a.y0 - b.y0)) {
    const right = n.x0 > wide / 2 + 20;
    const inner = n.id.startsWith("s ");
    svg.append(el("rect", { class: "node", x: n.x0, y: n.y0, width: n.x1 - n.x0, height: Math.max(1, n.y1 - n.y0) }));
    const middle = (n.y0 + n.y1) / 2;
    if (middle - (lastLabel.get(n.x0) ?? -99) < 11) continue;  // no room: the tip and the table name it
    lastLabel.set(n.x0, middle);
    const name = short(nodeName(data, state, n.id));
    const most = Math.floor(wide / (inner ? 24 : 26));
    svg.append(el("text", { class: "label halo", x: right ? n.x0 - 5 : n.x1 + 5, y: (n.y0 + n.y1) / 2 + 4, "text-anchor": right ? "end" : "start" }, name.length > most ? `${name.slice(0, most - 1)}…` : name));
  }
  for (const [x, anchor, key] of [[1, "start", "exports"], [wide - 1, "end", "imports"]]) svg.append(el("text", { class: "tick", x, y: 12, "text-anchor": anchor }, t(`sankey.${key}`)));
  node.append(svg);
}

export function sankey(data, store) {
  if (!data.series("trade_value") || !data.years.length) return null;
  const opening = data.years.includes(openingYear(data)) ? openingYear(data) : data.years.at(-1);
  const state = (store.sankey ??= { year: opening, run: data.compared ? "difference" : "baseline", what: "all", home: false });
  const what = () => (state.what === "all" ? t("sankey.all") : state.what.startsWith("kind:") ? kindName(state.what.slice(5)) : goodName(data, state.what));
  const kinds = [...new Set(data.dims.good.map((g) => kindOf(data, g)))];
  const total = () => bundles(data, state).reduce((sum, b) => sum + b.value, 0);
  return {
    id: "sankey",
    title: () => t("sankey.title"),
    lead: () => state.run === "difference"
      ? t("sankey.lead_difference", { what: what(), year: state.year })
      : t("sankey.lead_level", { what: what(), year: state.year, run: t(`run.${state.run}`), total: money(total()), borders: t(state.home ? "sankey.borders_home" : "sankey.borders") }),
    controls: (refresh, redraw) => [
      slider(t("control.year"), data.years, data.years.indexOf(state.year), (i) => ((state.year = data.years[i]), redraw()), { class: "year" }),
      ...(data.compared ? [toggle(t("control.show"), ["baseline", "scenario", "difference"].map((r) => [r, t(`run.${r}`)]), state.run, (v) => ((state.run = v), refresh()), { class: "toggle run" })] : []),
      select(t("control.stage"), [["all", t("sankey.all")], ...kinds.map((k) => [`kind:${k}`, kindName(k)]), ...kinds.map((k) => ({ group: kindName(k), options: data.dims.good.filter((g) => kindOf(data, g) === k).map((g) => [g, goodName(data, g)]) }))], state.what, (v) => ((state.what = v), redraw()), { class: "what" }),
      checkbox(t("control.home"), state.home, (v) => ((state.home = v), redraw()), { class: "home" })],
    draw: (node, width) => draw(data, state, node, width),
    table: () => ({ columns: ["year", "good", "exporter", "importer", "baseline_musd", "scenario_musd"], rows: flows(data, state).map((f) => [state.year, f.good, f.exporter, f.importer, f.base, f.scen]) }),
    unit: () => t("sankey.unit"),
    equation: () => t("sankey.equation"),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => `import xarray as xr\ntrade = xr.open_dataset(${JSON.stringify(data.file)}).trade_value.sel(month=${JSON.stringify(state.year)}).sum("month")\n${data.compared ? '(trade.sel(run="scenario") - trade.sel(run="baseline"))' : 'trade.isel(run=0)'}.to_series().sort_values()`,
  };
}
