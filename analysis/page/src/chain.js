// SPDX-License-Identifier: Apache-2.0
// The chain as a network: stages from left to right, goods as circles, purchases as lines; what binds is lit.
import { max } from "d3-array";
import { scaleSqrt } from "d3-scale";
import { openingYear } from "./cards.js";
import { yearsOf } from "./data.js";
import { el, slider, tipped } from "./dom.js";
import { countryName, goodName, kindName, kindOf, money, percent, perYear, short, signedPercent, t } from "./format.js";
import { anyOf, bottlenecks, change, sumPair } from "./measures.js";

/** Stages in the order in which value moves. */
const columns = [["raw", "software", "service"], ["material"], ["tool"], ["foundry"], ["chip"], ["backend"], ["end"]];
/** Change of output at which colours are full. */
const fullColour = 0.1;
/** Lines that are drawn: at least this part of what the makers of a good buy. */
const shareDrawn = 0.05;

function edges(data) {
  const rows = (data.attributes.recipe ?? "").split("\n").filter(Boolean).map((line) => line.split(" | ")).map(([from, to, value]) => ({ from, to, value: +value }));
  const total = new Map();
  for (const e of rows) total.set(e.to, (total.get(e.to) ?? 0) + e.value);
  return rows.map((e) => ({ ...e, share: e.value / total.get(e.to) })).filter((e) => e.share >= shareDrawn && e.from !== e.to);
}

/** Goods with their world output of the year and the worst bottleneck that each is. */
export function chainNodes(data, state) {
  const stops = bottlenecks(data, state.year);
  return data.dims.good.map((good) => {
    const pair = sumPair(data, "output", state.year, anyOf, (g) => g === good);
    const stop = stops.find((b) => b.good === good);
    return { good, kind: kindOf(data, good), ...pair, change: change(pair), stop, lost: stop?.extra ?? 0 };
  }).filter((n) => n.base > 0 || n.scen > 0 || n.lost > 0);
}

/** Places of nodes: columns of stages, each stage under its heading. */
function arrange(nodes, width, rowHeight) {
  const others = [...new Set(nodes.map((n) => n.kind))].filter((k) => !columns.flat().includes(k));
  const used = [...columns, others].map((kinds) => kinds.filter((k) => nodes.some((n) => n.kind === k))).filter((kinds) => kinds.length);
  const rows = used.map((kinds) => nodes.filter((n) => kinds.includes(n.kind)).length + kinds.length);
  const height = Math.max(...rows) * rowHeight + 8;
  const column = width / used.length;
  const at = new Map();
  const headings = [];
  used.forEach((kinds, i) => {
    const step = Math.min(rowHeight * 1.9, height / rows[i]);
    let y = (height - step * rows[i]) / 2;
    for (const kind of kinds) {
      headings.push({ kind, x: column * i + 2, y: y + step * 0.7 });
      y += step;
      for (const n of nodes.filter((m) => m.kind === kind)) {
        at.set(n.good, { x: column * i + 16, y: y + step / 2 });
        y += step;
      }
    }
  });
  return { headings, at, height, column };
}

function drawLines(svg, data, at) {
  const list = edges(data).filter((e) => at.has(e.from) && at.has(e.to));
  const most = max(list, (e) => e.value) ?? 1;
  for (const e of list) {
    const a = at.get(e.from);
    const b = at.get(e.to);
    const bend = Math.max(30, Math.abs(b.x - a.x) / 2);
    svg.append(el("path", { class: "edge", "data-from": e.from, "data-to": e.to, d: `M${a.x},${a.y}C${a.x + bend},${a.y} ${b.x - bend},${b.y} ${b.x},${b.y}`, "stroke-width": 0.5 + 5 * Math.sqrt(e.value / most) }));
  }
}

/** The whole name if there is room, else its first part where that is the name of no other good, else what fits. */
function fitting(data, good, letters) {
  const name = goodName(data, good);
  const first = short(name);
  const alone = data.dims.good.filter((g) => short(goodName(data, g)) === first).length === 1;
  return name.length <= letters || !alone ? name : first;
}

function drawNode(data, n, place, radius, column) {
  const strength = Number.isFinite(n.change) ? Math.min(1, Math.sqrt(Math.abs(n.change) / fullColour)) : 0;
  const group = el("g", { class: "good", tabindex: 0, role: "listitem", "data-good": n.good, "data-change": n.change, "aria-label": `${goodName(data, n.good)}: ${signedPercent(n.change)}` });
  group.append(el("circle", { class: "ground", cx: place.x, cy: place.y, r: radius }), el("circle", { class: n.change >= 0 ? "gain" : "loss", "fill-opacity": strength, cx: place.x, cy: place.y, r: radius }));
  const letters = Math.floor((column - 22 - radius) / 6);
  const name = fitting(data, n.good, letters);
  group.append(el("text", { class: "tick strong halo", x: place.x + radius + 3, y: place.y + 4 }, name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name));
  return group;
}

export function chain(data, store) {
  if (!data.compared || !data.series("output") || !data.texts.good_kind) return null;
  const years = yearsOf(data);
  const state = (store.chain ??= { year: openingYear(data) });
  const lit = () => bottlenecks(data, state.year)[0];
  return {
    id: "chain",
    title: () => t("chain.title"),
    lead: () => t("chain.lead", { year: state.year, lit: lit() ? t("chain.lit", { good: goodName(data, lit().good), country: countryName(data, lit().country), lost: money(perYear(lit().extra)) }) : t("chain.unlit") }),
    controls: (_, redraw) => [slider(t("control.year"), years, years.indexOf(state.year), (i) => ((state.year = years[i]), redraw()), { class: "year" })],
    draw(node, width) {
      const wide = Math.max(width, 920);
      const nodes = chainNodes(data, state);
      const { headings, at, height, column } = arrange(nodes, wide, 26);
      const radius = scaleSqrt([0, max(nodes, (n) => n.base)], [3, 15]);
      const svg = el("svg", { width: wide, height, viewBox: `0 0 ${wide} ${height}`, role: "img", class: "network" });
      drawLines(svg, data, at);
      for (const h of headings) svg.append(el("text", { class: "tick strong heading halo", x: h.x, y: h.y }, kindName(h.kind)));
      for (const n of nodes) {
        const place = at.get(n.good);
        if (lit()?.good === n.good) svg.append(el("circle", { class: "lit", cx: place.x, cy: place.y, r: radius(n.base) + 8 }));
        const group = drawNode(data, n, place, radius(n.base), column);
        const show = (on) => svg.querySelectorAll(`[data-from="${n.good}"], [data-to="${n.good}"]`).forEach((e) => e.classList.toggle("near", on));
        for (const [event, on] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]]) group.addEventListener(event, () => show(on));
        svg.append(tipped(group, () => [goodName(data, n.good), t("chain.tip_output", { change: signedPercent(n.change), base: money(perYear(n.base)) }), n.stop ? t(`card.bottleneck_${n.stop.why}`, { good: goodName(data, n.good), country: countryName(data, n.stop.country) }) + `: ${money(perYear(n.lost))}` : ""].filter(Boolean)));
      }
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch gain" }), t("chain.more")), el("span", {}, el("i", { class: "swatch loss" }), t("chain.less")), el("span", {}, el("i", { class: "swatch ring" }), t("chain.ring")), el("span", {}, t("chain.scale", { most: percent(fullColour, 0) }))));
    },
    table: () => ({ columns: ["good", "stage", "year", "baseline_musd_week", "scenario_musd_week", "change", "bottleneck_in", "output_held_up_musd_week"], rows: chainNodes(data, state).map((n) => [n.good, n.kind, state.year, n.base, n.scen, n.change, n.stop?.country ?? "", n.lost]) }),
    unit: () => t("chain.unit"),
    equation: () => t("chain.equation", { share: percent(shareDrawn, 0) }),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => `import xarray as xr\nr = xr.open_dataset(${JSON.stringify(data.file)})\nx = r.output.sum("country").resample(time="MS").mean().sel(time=${JSON.stringify(state.year)}).mean("time")\n(x.sel(run="scenario") / x.sel(run="baseline") - 1).to_series()`,
  };
}
