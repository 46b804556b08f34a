// SPDX-License-Identifier: Apache-2.0
// Builds the page of the document's kind; again when the language changes. Choices live in `store`.
import { account, costAccount, runAccount, sweepAccount } from "./account.js";
import { attribution } from "./attribution.js";
import { bridge } from "./bridge.js";
import { calendar } from "./calendar.js";
import { cards, openingYear } from "./cards.js";
import { chain } from "./chain.js";
import { closure } from "./closure.js";
import { costCards } from "./cost_cards.js";
import { bill, comparison, curve, tornado } from "./cost_charts.js";
import { load } from "./data.js";
import { el, toggle } from "./dom.js";
import { fan } from "./fans.js";
import { figure } from "./figure.js";
import { getLanguage, setLanguage, t } from "./format.js";
import { lines } from "./lines.js";
import { method } from "./method.js";
import { payers, split } from "./payers.js";
import { sankey } from "./sankey.js";
import { scatter, sobol, spread } from "./sweep.js";
import { csvText, download } from "./files.js";
import { tiles } from "./tiles.js";
import { zip } from "./zip.js";

const store = { theme: "auto" };

/** What a page of each kind shows, in order; a part without data is null. */
const kinds = {
  run: (data) => ({
    facts: t("page.facts_run", { economy: data.attributes.economy, from: data.months[0], to: data.months.at(-1), source: data.attributes.source, revision: data.attributes.git_revision }),
    honest: t(data.compared ? "page.not_forecast" : "page.single"),
    top: [data.compared ? cards(data, store) : null],
    account: runAccount(data, openingYear(data)),
    charts: [calendar(data), lines(data, store), tiles(data, store), payers(data, store), split(data, store), attribution(data, store), sankey(data, store), chain(data, store)],
  }),
  cost: (data) => ({
    facts: t("page.facts_cost", { tables: data.attributes.tables, draws: data.attributes.draws, source: data.attributes.source, revision: data.attributes.git_revision }),
    honest: t("page.cost_not_forecast"),
    top: [costCards(data)],
    account: costAccount(data),
    charts: [bridge(data, store), comparison(data), bill(data, store), curve(data), tornado(data, store), closure(data, store)],
  }),
  sweep: (data) => ({
    facts: t("page.facts_sweep", { economy: data.attributes.economy, draws: data.dims.draw.length, source: data.attributes.source, revision: data.attributes.git_revision }),
    honest: t("page.sweep_not_forecast"),
    top: [],
    account: sweepAccount(data),
    charts: [spread(data, store), sobol(data, store), scatter(data, store), fan(data, store)],
  }),
};

/** Every chart's data as it is shown now, the account, where it comes from, the deck. */
function archive(data, parts) {
  const files = { "README.txt": t("zip.readme", { ...data.attributes, revision: data.attributes.git_revision, file: data.file }) };
  files["account.txt"] = `${parts.honest}\n\n${parts.account.join("\n\n")}\n`;
  const charts = parts.charts.filter(Boolean);
  for (const chart of charts) files[`figures/${chart.id}.csv`] = csvText(chart.table());
  const { deck = data.attributes.sweep, ...attributes } = data.attributes;
  const about = charts.map((c) => ({ id: c.id, title: c.title(), lead: c.lead(), unit: typeof c.unit === "function" ? c.unit() : c.unit, equation: c.equation(), source: c.source(), python: c.python() }));
  files["metadata.json"] = `${JSON.stringify({ file: data.file, kind: data.kind, attributes, figures: about }, null, 1)}\n`;
  if (deck) files["deck.toml"] = deck;
  download(`${data.file.replace(/\.\w+$/, "")}-page.zip`, "application/zip", zip(files));
}

function header(data, parts, rebuild) {
  const language = toggle(t("page.language"), [["en", "English"], ["zh", "中文"]], getLanguage(), (v) => (setLanguage(v), rebuild()), { id: "language", class: "toggle" });
  const theme = toggle(t("page.theme"), ["auto", "light", "dark"].map((v) => [v, t(`page.theme_${v}`)]), store.theme, (v) => ((store.theme = v), rebuild()), { id: "theme", class: "toggle" });
  return el("header", {},
    el("div", { class: "bar" }, el("span", { class: "mark-name" }, "sunder"), el("span", { class: "spacer" }), language, theme,
      el("button", { type: "button", id: "zip", onclick: () => archive(data, parts) }, t("page.zip")),
      el("button", { type: "button", id: "print", onclick: () => window.print() }, t("page.print"))),
    el("h1", {}, data.attributes.title || t("page.untitled")), data.attributes.question ? el("p", { class: "question" }, data.attributes.question) : "",
    el("p", { class: "honest" }, parts.honest), el("p", { class: "facts" }, parts.facts));
}

function contents(sections) {
  return el("nav", { "aria-label": t("page.contents") }, sections.map((s) => el("a", { href: `#${s.id}` }, s.querySelector("h2").textContent)));
}

function build(data) {
  document.documentElement.lang = getLanguage() === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = store.theme;
  document.title = `${data.attributes.title || "sunder"} · sunder`;
  const parts = kinds[data.kind](data);
  const figures = parts.charts.filter(Boolean).map(figure);
  const sections = [...parts.top.filter(Boolean), account(parts.account), ...figures, method(data)];
  const page = document.getElementById("page");
  page.replaceChildren(header(data, parts, () => build(data)), contents(sections), ...sections);
  for (const f of figures) f.start();
  page.setAttribute("aria-busy", "false");
}

/** On paper nothing unfolds: what a reader needs to judge the result is open there, and as it was afterwards. */
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("#method details:not([open])")];
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});

load().then(build, (error) => {
  document.getElementById("page").replaceChildren(el("p", { class: "error" }, t("page.error", { why: error.message })));
  document.getElementById("page").setAttribute("aria-busy", "false");
  throw error;
});
