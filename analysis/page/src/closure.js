// SPDX-License-Identifier: Apache-2.0
// The study beside the dynamic model: what both end at (C1 to C3), and the years on the way (C4).
import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line as path } from "d3-shape";
import { costSource } from "./cost.js";
import { el, tipped, toggle } from "./dom.js";
import { hasText, money, percent, t } from "./format.js";

const shows = ["output", "price", "unit_cost"];
const colours = ["c0", "c1", "c2"];

const pathName = (p) => (hasText(`closure.path.${p}`) ? t(`closure.path.${p}`) : p);

/** Largest gap between what the dynamic run makes and what the study needs, over cells that need anything. */
export function farthest(data) {
  const [need, made] = [data.column("closure_need"), data.column("closure_output_share")];
  return max(data.dims.region, (r) => max(data.dims.activity, (a) => (need.at(r, a) > 0 ? Math.abs(made.at(r, a) / need.at(r, a) - 1) : 0)));
}

const total = (data, name) => data.dims.region.reduce((sum, r) => sum + data.column(name).at(r), 0);

export function closure(data, store) {
  const paths = data.dims.closure_path ?? [];
  if (!paths.length || !data.column("closure_output")) return null;
  const state = (store.closure ??= { of: "output" });
  const years = data.dims.closure_year.map(Number);
  const yearsOf = (p) => years.filter((year) => Number.isFinite(data.column("closure_output").at(p, year)));
  const change = (p, year) => data.column(`closure_${state.of}`).at(p, year) - 1;
  return {
    id: "closure",
    title: () => t("closure.title"),
    lead: () => t("closure.lead", { off: percent(farthest(data), 3), tools: money(1000 * total(data, "closure_tools")), need: money(1000 * total(data, "closure_tools_need")), idle: money(1000 * total(data, "closure_idle")) }),
    controls: (refresh) => [toggle(t("control.show"), shows.map((s) => [s, t(`closure.${s}`)]), state.of, (v) => ((state.of = v), refresh()), { class: "toggle of" })],
    draw(node, width) {
      const height = 280;
      const x = scaleLinear(extent(years), [52, width - 12]);
      const [low, high] = extent(paths.flatMap((p) => yearsOf(p).map((year) => change(p, year))).concat(0));
      const y = scaleLinear([low - (high - low) * 0.05, high + (high - low) * 0.05], [height - 36, 10]);
      const svg = el("svg", { width, height, role: "img" });
      for (const tick of y.ticks(5)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: 52, x2: width - 12, y1: y(tick), y2: y(tick) }), el("text", { class: "tick", x: 46, y: y(tick) + 4, "text-anchor": "end" }, percent(tick, 0)));
      for (const tick of x.ticks(6)) svg.append(el("text", { class: "tick", x: x(tick), y: height - 20, "text-anchor": "middle" }, String(tick)));
      svg.append(el("text", { class: "tick", x: width - 12, y: height - 4, "text-anchor": "end" }, t("closure.x")));
      paths.forEach((p, k) => {
        const drawn = el("path", { class: `line ${colours[k % colours.length]}`, "stroke-dasharray": ["none", "7 4", "2 3"][k % 3], tabindex: 0, "aria-label": `${pathName(p)}: ${extent(yearsOf(p), (year) => change(p, year)).map((v) => percent(v)).join(" – ")}`, d: path((year) => x(year), (year) => y(change(p, year)))(yearsOf(p)) });
        svg.append(tipped(drawn, () => [pathName(p), ...yearsOf(p).filter((year) => year % 5 === 0).map((year) => t("closure.tip", { year, value: percent(change(p, year)) }))]));
      });
      node.append(svg, el("p", { class: "legend" }, paths.map((p, k) => el("span", {}, el("i", { class: `swatch ${colours[k % colours.length]}` }), pathName(p)))));
    },
    table: () => ({ columns: ["path", "year", "output", "price", "unit_cost"], rows: paths.flatMap((p) => yearsOf(p).map((year) => [p, year, ...shows.map((s) => data.column(`closure_${s}`).at(p, year))])) }),
    unit: () => t("closure.unit"),
    equation: () => data.column(`closure_${state.of}`).equation,
    source: () => costSource(data),
    python: () => `import xarray as xr\nstudy = xr.open_dataset(${JSON.stringify(data.file)})\n(study.closure_${state.of} - 1).to_pandas().T.plot()`,
  };
}
