// SPDX-License-Identifier: Apache-2.0
// Audit, statuses of the base year, hashes, deck: what a reader needs to judge and to repeat the result.
import { el } from "./dom.js";
import { countryName, measureTitle, t } from "./format.js";

const lines = (text) => (text ?? "").split("\n").filter(Boolean);
const table = (head, rows) =>
  el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {}, head.map((h) => el("th", { scope: "col" }, h)))), el("tbody", {}, rows.map((row) => el("tr", {}, row.map((c) => el("td", {}, c)))))));
const folded = (title, ...content) => el("details", {}, el("summary", {}, title), content);

function auditTable(data) {
  const rows = lines(data.attributes.audit).map((line) => line.split(" | ")).map(([id, claim, tolerance, largest]) => [`${id}: ${claim}`, tolerance.replace("tolerance ", ""), largest.replace("largest ", "")]);
  return rows.length ? folded(t("method.audit"), table([t("method.identity"), t("method.tolerance"), t("method.largest")], rows)) : null;
}

function statusTable(data) {
  const cells = lines(data.attributes.economy_status).map((line) => line.split(" | "));
  const tables = [...new Set(cells.map(([name]) => name))];
  const kinds = [...new Set(cells.map(([, status]) => status))];
  if (!tables.length) return null;
  const value = (name, status) => parseFloat(cells.find(([n, s]) => n === name && s === status)?.[2] ?? "0");
  return folded(t("method.status"), table([t("method.table"), ...kinds], tables.map((name) => [name, ...kinds.map((k) => String(Math.round(value(name, k))))])));
}

function decisionTable(data) {
  if (!data.decisions?.length) return null;
  return folded(t("method.decisions"), table(["day", "country", "decision", "measure", "cause"], data.decisions.map((d) => [d.day, countryName(data, d.country), d.kind, measureTitle(data, d.measure), d.cause])));
}

export function method(data) {
  const hashes = data.attributes.economy_tables ?? data.attributes.table_hashes;
  return el("section", { id: "method", "aria-labelledby": "method-title" }, el("h2", { id: "method-title" }, t("method.title")),
    [data.kind === "sweep" ? el("p", {}, t("method.draws")) : null, decisionTable(data), auditTable(data), statusTable(data), hashes ? folded(t("method.hashes"), el("pre", {}, hashes)) : null,
      data.attributes.deck ? folded(t("method.deck"), el("pre", { class: "deck" }, data.attributes.deck)) : null,
      data.attributes.sweep ? folded(t("method.sweep"), el("pre", { class: "deck" }, data.attributes.sweep)) : null]);
}
