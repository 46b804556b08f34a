// SPDX-License-Identifier: Apache-2.0
// The scenario in plain words, written from the tables: every number of it stands in a chart below.
import { el } from "./dom.js";
import { activityTitle, bothCases, identity, publishedOf, regionTitle } from "./cost.js";
import { countryName, goodName, measureTitle, money, percent, percentRange, perYear, signedMoney, signedPercent, t } from "./format.js";
import { indicators, shownIn } from "./sweep.js";
import { measuresOf } from "./calendar.js";
import { anyOf, bottlenecks, change, isChip, newsShare, priceRises, sumPair, welfareEffects } from "./measures.js";

function moved(share) {
  const rounded = Math.round(share * 1000) / 1000;
  return rounded === 0 || !Number.isFinite(rounded) ? t("account.same") : rounded > 0 ? t("account.more", { x: percent(share) }) : t("account.less", { x: percent(-share) });
}

function measureSentences(data) {
  const measures = measuresOf(data);
  if (!measures.length) return [t("account.no_measure")];
  const title = (m) => measureTitle(data, m.id);
  const issuers = [...new Set(measures.map((m) => m.issuer))].filter(Boolean);
  const [first, last] = [measures[0], measures.at(-1)];
  return [
    measures.length === 1
      ? t("account.one_measure", { first: title(first), date: first.effective })
      : t("account.measures", { count: measures.length, first: title(first), date: first.effective, last: title(last), last_date: last.effective }),
    t("account.issuers", { list: issuers.map((c) => countryName(data, c)).join(", ") }),
  ];
}

function outputSentences(data, year) {
  const world = sumPair(data, "output", year, anyOf, isChip(data));
  if (!Number.isFinite(change(world))) return [];
  const sentences = [t("account.output", { year, world: moved(change(world)) })];
  const rows = data.dims.country.map((c) => ({ c, ...sumPair(data, "output", year, (x) => x === c, isChip(data)) }))
    .filter((r) => r.base >= newsShare * world.base).map((r) => ({ ...r, x: change(r) })).sort((a, b) => b.x - a.x);
  if (rows.length > 1 && rows[0].x > 5e-4 && rows.at(-1).x < -5e-4)
    sentences.push(t("account.movers", { up: countryName(data, rows[0].c), up_x: signedPercent(rows[0].x), down: countryName(data, rows.at(-1).c), down_x: signedPercent(rows.at(-1).x) }));
  return sentences;
}

function effectSentences(data, year) {
  const sentences = outputSentences(data, year);
  const rise = priceRises(data, year)[0];
  if (rise?.rise > 5e-4) sentences.push(t("account.prices", { good: goodName(data, rise.good), country: countryName(data, rise.country), rise: percent(rise.rise) }));
  const welfare = welfareEffects(data, year);
  if (welfare.length) sentences.push(t("account.welfare", { world: signedMoney(perYear(welfare.reduce((sum, r) => sum + r.musdWeek, 0))), parts: welfare.slice(0, 4).map((r) => `${countryName(data, r.country)} ${signedMoney(perYear(r.musdWeek))}`).join(", ") }));
  const stop = bottlenecks(data, year)[0];
  if (stop) sentences.push(t(`account.bottleneck_${stop.why}`, { good: goodName(data, stop.good), country: countryName(data, stop.country), lost: money(perYear(stop.extra)) }));
  return sentences;
}

/** Paragraphs of a run. */
export function runAccount(data, year) {
  const paragraphs = [data.attributes.question ? t("account.question", { question: data.attributes.question }) : "", measureSentences(data).join(" ")];
  if (data.compared) paragraphs.push(effectSentences(data, year).join(" "));
  else paragraphs.push(t("page.single"));
  if (data.decisions?.length) paragraphs.push(t("account.decided", { count: data.decisions.length }));
  paragraphs.push(t("account.limit"));
  return paragraphs.filter(Boolean);
}

/** Paragraphs of a cost study. */
export function costAccount(data) {
  const mid = identity(data, "mid");
  const [low, , high] = bothCases(data, "price_rise");
  const range = (row, show) => (row ? `${show(row.low)}–${show(row.high)}` : "–");
  const regions = data.dims.region.map((id) => ({ title: regionTitle(data, id), x: data.column("price_rise_by_region").at("mid", id) })).sort((a, b) => b.x - a.x);
  const activities = data.dims.activity.map((id) => ({ title: activityTitle(data, id), x: data.dims.region.reduce((sum, r) => sum + data.column("upfront").at("mid", r, id), 0) })).sort((a, b) => b.x - a.x);
  const paragraphs = [
    data.attributes.question ? t("account.question", { question: data.attributes.question }) : "",
    t("account.cost", { regions: data.dims.region.length, upfront: money(mid.upfront * 1000), recurring: money(mid.recurring * 1000), sales: money(mid.sales * 1000), rise: percent(mid.rise, 0), low: percent(low, 0), high: percent(high, 0),
      their_upfront: range(publishedOf(data, "upfront_busd"), (x) => money(x * 1000)), their_rise: publishedOf(data, "price_rise") ? percentRange(publishedOf(data, "price_rise").low, publishedOf(data, "price_rise").high) : "–" }),
    t("account.cost_activity", { activity: activities[0].title, share: percent(activities[0].x / mid.upfront, 0) }) + (regions.length > 1 ? ` ${t("account.cost_region", { dear: regions[0].title, dear_x: percent(regions[0].x, 0), cheap: regions.at(-1).title, cheap_x: percent(regions.at(-1).x, 0) })}` : ""),
  ];
  return paragraphs.filter(Boolean);
}

/** Paragraphs of a sweep. */
export function sweepAccount(data) {
  const state = data.column("draw_state");
  const done = data.dims.draw.filter((d) => state.at(d) === 1).length;
  const failed = data.dims.draw.filter((d) => state.at(d) === 2).length;
  const total = data.column("sobol_total");
  const sentences = indicators(data).slice(0, 3).map((x) => {
    const at = (q) => shownIn(x.unit)(data.column("indicator_quantile").at(x.id, q));
    const strongest = total ? data.dims.axis.map((axis) => ({ axis, share: total.at(x.id, axis) })).filter((a) => Number.isFinite(a.share)).sort((a, b) => b.share - a.share)[0] : null;
    return t("account.sweep_indicator", { what: x.title, low: at(0.05), mid: at(0.5), high: at(0.95) }) + (strongest ? ` ${t("account.sweep_axis", { axis: strongest.axis, share: percent(strongest.share, 0) })}` : "");
  });
  return [
    data.attributes.question ? t("account.question", { question: data.attributes.question }) : "",
    t("account.sweep", { draws: data.dims.draw.length, done, failed, axes: data.dims.axis.join(", ") }),
    sentences.join(" "),
  ].filter(Boolean);
}

export const account = (paragraphs) =>
  el("section", { id: "account", "aria-labelledby": "account-title" }, el("h2", { id: "account-title" }, t("account.title")), el("div", { class: "prose" }, paragraphs.map((p) => el("p", {}, p))));
