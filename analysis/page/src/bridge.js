// SPDX-License-Identifier: Apache-2.0
// From first investment and yearly cost to the rise of chip prices, beside the published range.
import { scaleLinear } from "d3-scale";
import { cases, costSource, identity, publishedOf, verdictText } from "./cost.js";
import { el, tipped, toggle } from "./dom.js";
import { money, number, percent, percentRange, t } from "./format.js";

const steps = (data, which) => {
  const x = identity(data, which);
  const kept = x.passed * (x.first + x.yearly);
  return [
    { key: "first", from: 0, to: x.first, parts: x.regions.map((r) => [r.title, r.first]), note: t("bridge.first_note", { factor: number(x.factor), upfront: money(x.upfront * 1000), sales: money(x.sales * 1000) }) },
    { key: "yearly", from: x.first, to: x.first + x.yearly, parts: x.regions.map((r) => [r.title, r.yearly]), note: t("bridge.yearly_note", { recurring: money(x.recurring * 1000), sales: money(x.sales * 1000) }) },
    ...(Math.abs(x.passed - 1) < 1e-9 ? [] : [{ key: "absorbed", from: kept, to: x.first + x.yearly, parts: [["", x.first + x.yearly - kept]], note: t("bridge.absorbed_note", { share: percent(x.passed, 0) }) }]),
    { key: "rise", from: 0, to: x.rise, parts: x.regions.map((r) => [r.title, x.passed * (r.first + r.yearly)]), note: t("bridge.rise_note") },
  ];
};

export function bridge(data, store) {
  const state = (store.bridge ??= { which: "mid" });
  return {
    id: "bridge",
    title: () => t("bridge.title"),
    lead: () => {
      const x = identity(data, state.which);
      return t("bridge.lead", { factor: number(x.factor), upfront: money(x.upfront * 1000), recurring: money(x.recurring * 1000), sales: money(x.sales * 1000), passed: number(x.passed), rise: percent(x.rise) });
    },
    controls: (refresh) => [toggle(t("control.case"), cases.map((c) => [c, t(`case.${c}`)]), state.which, (v) => ((state.which = v), refresh()), { class: "toggle case" })],
    draw(node, width) {
      const list = steps(data, state.which);
      const theirs = publishedOf(data, "price_rise");
      const highest = Math.max(...cases.map((c) => identity(data, c).rise), theirs?.high ?? 0) * 1.12;
      const pad = { left: 46, right: 8, top: 14, bottom: 46 };
      const height = 340;
      const y = scaleLinear([0, highest], [height - pad.bottom, pad.top]);
      const slots = list.length + 1;
      const slot = (width - pad.left - pad.right) / slots;
      const bar = Math.min(110, slot * 0.62);
      const svg = el("svg", { width, height, role: "img" });
      for (const tick of y.ticks(6)) svg.append(el("line", { class: tick ? "grid" : "zero", x1: pad.left, x2: width - pad.right, y1: y(tick), y2: y(tick) }), el("text", { class: "tick", x: pad.left - 6, y: y(tick) + 4, "text-anchor": "end" }, percent(tick, 0)));
      const middle = (i) => pad.left + slot * (i + 0.5);
      list.forEach((s, i) => {
        const group = el("g", { tabindex: 0, role: "listitem", class: `step ${s.key}`, "aria-label": `${t(`bridge.${s.key}`)}: ${percent(s.to - s.from)}`, "data-value": s.to - s.from });
        let base = s.from;
        s.parts.forEach(([title, size], k) => {
          group.append(el("rect", { class: `part c${k}`, x: middle(i) - bar / 2, width: bar, y: y(base + Math.max(0, size)), height: Math.max(0, y(base) - y(base + size)) }));
          base += size;
        });
        group.append(el("text", { class: "value", x: middle(i), y: y(s.to) - 6, "text-anchor": "middle" }, percent(s.to - s.from)));
        if (i < list.length - 1) svg.append(el("line", { class: "connector", x1: middle(i) + bar / 2, x2: middle(i + 1) + bar / 2, y1: y(s.to), y2: y(s.to) }));
        svg.append(tipped(group, () => [t(`bridge.${s.key}`), s.note, ...s.parts.filter(([title]) => title).map(([title, size]) => `${title}: ${percent(size)}`)]));
        labelLines(svg, t(`bridge.${s.key}`), middle(i), height - 28, slot);
      });
      if (theirs) publishedBand(svg, theirs, middle(list.length), bar, y, height, slot);
      node.append(svg, legend(data, state.which));
    },
    table: () => ({
      columns: ["case", "step", "region", "share_of_sales"],
      rows: cases.flatMap((c) => steps(data, c).flatMap((s) => s.parts.map(([title, size]) => [c, s.key, title, size]))),
    }),
    unit: () => t("bridge.unit"),
    equation: () => t("bridge.equation"),
    source: () => costSource(data),
    python: () => `import xarray as xr\ns = xr.open_dataset(${JSON.stringify(data.file)}).sel(case=${JSON.stringify(state.which)})\nfloat((s.recovery_factor * s.upfront_total + s.recurring_total) / s.sales * s.pass_through)`,
  };
}

function labelLines(svg, text, x, y, width) {
  const words = /[\u4e00-\u9fff]/.test(text) ? text.match(/.{1,7}/g) : text.split(" ");
  const lines = [""];
  for (const word of words) {
    if ((lines.at(-1) + word).length * 6.4 > width && lines.at(-1)) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) && !/[\u4e00-\u9fff]/.test(word) ? " " : "") + word;
  }
  lines.slice(0, 3).forEach((line, i) => svg.append(el("text", { class: "tick strong", x, y: y + i * 13, "text-anchor": "middle" }, line)));
}

function publishedBand(svg, theirs, x, bar, y, height, slot) {
  const group = el("g", { tabindex: 0, role: "listitem", class: "step published", "aria-label": `${t("bridge.published")}: ${percentRange(theirs.low, theirs.high)}` });
  group.append(el("rect", { class: "band", x: x - bar / 2, width: bar, y: y(theirs.high), height: y(theirs.low) - y(theirs.high), rx: 3 }),
    el("text", { class: "value", x, y: y(theirs.high) - 6, "text-anchor": "middle" }, percentRange(theirs.low, theirs.high)));
  svg.append(tipped(group, () => [t("bridge.published"), `${theirs.status}; ${verdictText(theirs.verdict)}`, theirs.source]));
  labelLines(svg, t("bridge.published"), x, height - 28, slot);
}

function legend(data, which) {
  return el("p", { class: "legend" }, identity(data, which).regions.map((r, k) => el("span", {}, el("i", { class: `swatch c${k}` }), r.title)));
}
