// SPDX-License-Identifier: Apache-2.0
// The frame that every chart shares: title, question, controls, drawing, unit, equation, sources, code, CSV, SVG, table.
import { el } from "./dom.js";
import { t, unitText } from "./format.js";
import { csvText, download, svgText } from "./files.js";

const shownRows = 300;

/** A table for those who cannot or do not want to see the drawing; built when it is opened. */
function tableOf(spec) {
  const body = el("div", { class: "scroll", tabindex: 0 });
  const details = el("details", { class: "table" }, el("summary", {}, t("figure.table")), body);
  const fill = () => {
    if (!details.open) return;
    const { columns, rows } = spec.table();
    const cells = (row, tag) => row.map((x) => el(tag, tag === "th" ? { scope: "col" } : {}, typeof x === "number" ? shownNumber(x) : String(x ?? "")));
    body.replaceChildren(
      el("table", {}, el("caption", {}, spec.title()), el("thead", {}, el("tr", {}, cells(columns, "th"))),
        el("tbody", {}, rows.slice(0, shownRows).map((row) => el("tr", {}, cells(row, "td"))))),
      rows.length > shownRows ? el("p", { class: "note" }, t("figure.more_rows", { shown: shownRows, all: rows.length })) : "",
    );
  };
  details.addEventListener("toggle", fill);
  details.fill = fill;
  return details;
}

const shownNumber = (x) => (Number.isFinite(x) ? String(+x.toPrecision(6)) : "");

/**
 * A chart. `spec`: id, title(), lead() (one sentence), controls(redraw) (elements), draw(node, width), table(), unit,
 * equation, source(), python(). Redraws when its width changes.
 */
export function figure(spec) {
  const chart = el("div", { class: "chart", id: `${spec.id}-chart` });
  const lead = el("p", { class: "lead" });
  const controls = el("div", { class: "controls" });
  const table = tableOf(spec);
  const code = el("code", {});
  let width = 0;
  const draw = () => {
    if (width < 100) return;  // not laid out yet: the observer calls again
    lead.textContent = spec.lead ? spec.lead() : "";
    code.textContent = spec.python();
    chart.replaceChildren();
    spec.draw(chart, width);
    for (const svg of chart.querySelectorAll("svg[role=img]:not([aria-label])")) svg.setAttribute("aria-label", `${spec.title()}. ${lead.textContent}`);
    table.fill();
  };
  const refresh = () => {
    const held = controls.contains(document.activeElement) ? [...controls.querySelectorAll("input, select, button")].indexOf(document.activeElement) : -1;
    controls.replaceChildren(...(spec.controls ? spec.controls(refresh, draw) : []));
    if (held >= 0) controls.querySelectorAll("input, select, button")[held]?.focus();  // made anew: the keyboard stays where it was
    draw();
  };
  const facts = [[t("figure.unit"), unitText(typeof spec.unit === "function" ? spec.unit() : spec.unit)], [t("figure.equation"), spec.equation()], [t("figure.source"), spec.source()]];
  const buttons = el("div", { class: "buttons" },
    el("button", { type: "button", class: "csv", onclick: () => download(`${spec.id}.csv`, "text/csv", csvText(spec.table())) }, t("figure.csv")),
    el("button", { type: "button", class: "svg", onclick: () => download(`${spec.id}.svg`, "image/svg+xml", svgText(chart, spec.title())) }, t("figure.svg")));
  const node = el("section", { class: "figure", id: spec.id, "aria-labelledby": `${spec.id}-title` },
    el("h2", { id: `${spec.id}-title` }, spec.title()), lead, controls, chart,
    el("div", { class: "below" }, buttons,
      el("details", { class: "about" }, el("summary", {}, t("figure.about")),
        el("dl", {}, facts.filter(([, v]) => v).flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, v)])),
        el("p", { class: "note" }, t("figure.python")), el("pre", {}, code)),
      table));
  node.start = () => {
    width = chart.clientWidth;
    refresh();
    new ResizeObserver(() => {
      if (Math.abs(chart.clientWidth - width) < 2) return;
      width = chart.clientWidth;
      draw();
    }).observe(chart);
  };
  node.spec = spec;
  return node;
}
