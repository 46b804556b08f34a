// SPDX-License-Identifier: Apache-2.0
// Numbers and names of a cost study that its charts share.
import { activityName, regionName, t } from "./format.js";

/** Words of the file on how ours stands to the published figure, in the language of the page. */
export function verdictText(words) {
  const [, within] = words.match(/^within, at (\d+) % of it$/) ?? [];
  const [, of, side, ranges] = words.match(/^mid (\d+) % (below|above), ranges (apart|overlap)$/) ?? [];
  if (within) return t("verdict.within", { of: within });
  if (of) return t(`verdict.${side}`, { of }) + t(`verdict.${ranges}`);
  return words === "inside" ? t("verdict.inside") : words === "answers another question" ? t("verdict.other") : words;
}
export const regionTitle = (data, id) => regionName(data.texts.region_title?.[data.dims.region.indexOf(id)] ?? id);
export const activityTitle = (data, id) => activityName(id, data.texts.activity_name?.[data.dims.activity.indexOf(id)]);

/** Rows "item region | unit | ours low mid high | published low high | status | verdict | source" of the file. */
export function published(data) {
  return (data.attributes.published ?? "").split("\n").filter(Boolean).map((line) => {
    const [what, unit, ours, theirs, status, verdict, source] = line.split(" | ");
    const numbers = (text) => text.split(" ").slice(1).map((x) => (x === "nan" ? NaN : +x));
    const [item, region] = what.split(" ");
    return { item, region, unit, ours: numbers(ours), low: numbers(theirs)[0], high: numbers(theirs)[1], status, verdict, source };
  });
}
export const publishedOf = (data, item) => published(data).find((row) => row.item === item && row.region === "world");

export const cases = ["low", "mid", "high"];
export const bothCases = (data, name) => cases.map((c) => data.column(name).at(c));

/** The price identity of a case, in shares of sales: what first investment and yearly cost add, by region. */
export function identity(data, which) {
  const at = (name) => data.column(name).at(which);
  const sum = (name, region) => data.dims.activity.reduce((total, a) => total + data.column(name).at(which, region, a), 0);
  const regions = data.dims.region.map((id) => ({
    id, title: regionTitle(data, id),
    first: (at("recovery_factor") * sum("upfront", id)) / at("sales"), yearly: sum("recurring", id) / at("sales"),
  }));
  return {
    regions, factor: at("recovery_factor"), upfront: at("upfront_total"), recurring: at("recurring_total"), sales: at("sales"),
    passed: at("pass_through"), rise: at("price_rise"),
    first: (at("recovery_factor") * at("upfront_total")) / at("sales"), yearly: at("recurring_total") / at("sales"),
  };
}
export const costSource = (data) => t("source.cost", { tables: data.attributes.tables, source: data.attributes.source, draws: data.attributes.draws });
