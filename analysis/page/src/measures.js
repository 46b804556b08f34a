// SPDX-License-Identifier: Apache-2.0
// Sums and comparisons that several charts share. Scenario against baseline throughout.
import { kindOf } from "./format.js";
import { meanOf, monthsOf } from "./data.js";

const chips = new Set(["foundry", "chip"]);
export const isChip = (data) => (good) => chips.has(kindOf(data, good));
export const isTool = (data) => (good) => kindOf(data, good) === "tool";
export const anyOf = () => true;

/** Mean over a year of a line of each run: {base, scen}. */
export function yearPair(data, line, year) {
  const places = monthsOf(data, year);
  return { base: meanOf(line(0), places), scen: meanOf(line(data.scenario), places) };
}
export const change = ({ base, scen }) => (base > 0 ? scen / base - 1 : NaN);

/** Sum over goods and countries of a variable by (country, good), as a pair of a year. */
export const sumPair = (data, name, year, country, good) =>
  yearPair(data, (run) => data.series(name)?.sum(run, (c, g) => country(c) && good(g)), year);

/** Pair of a variable by country. */
export const countryPair = (data, name, year, country) => yearPair(data, (run) => data.series(name)?.line(run, country), year);

/** Cells of a (country, good) variable with their pair of a year. */
export function cellPairs(data, name, year) {
  const series = data.series(name);
  if (!series) return [];
  return series.cells.map((_, i) => {
    const [country, good] = series.names(i);
    return { country, good, ...yearPair(data, (run) => series.lineAt(run, i), year) };
  });
}

/** Countries in the order of their chip output in the baseline, those without chips after them. */
export function countriesBySize(data) {
  const output = data.series("output") ?? data.series("value_added");
  const size = (code) => output?.sum(0, (c) => c === code)?.reduce((a, b) => a + b, 0) ?? 0;
  return [...(data.dims.country ?? [])].map((c) => [c, size(c)]).sort((a, b) => b[1] - a[1]).map(([c]) => c);
}

/** Smallest share of the world's output of a good for which a price rise counts as news. */
export const newsShare = 0.01;

/** Largest price rises of a year: one place per good, that of the largest rise among places that make at least newsShare. */
export function priceRises(data, year) {
  const world = new Map();
  const outputs = new Map();
  for (const { country, good, base } of cellPairs(data, "output", year)) {
    world.set(good, (world.get(good) ?? 0) + base);
    outputs.set(`${country} ${good}`, base);
  }
  const best = new Map();
  for (const cell of cellPairs(data, "price_index", year)) {
    if (!(outputs.get(`${cell.country} ${cell.good}`) >= newsShare * world.get(cell.good))) continue;
    const rise = change(cell);
    if (Number.isFinite(rise) && !(best.get(cell.good)?.rise >= rise)) best.set(cell.good, { ...cell, rise });
  }
  return [...best.values()].sort((a, b) => b.rise - a.rise);
}

/** What stops output beyond the baseline, largest first: scarce inputs, and tool classes that bind capacity. M$/week. */
export function bottlenecks(data, year) {
  const found = [];
  for (const [name, why] of [["limiting_input", "input"], ["binding_tool_class", "tool"]])
    for (const { country, good, base, scen } of cellPairs(data, name, year))
      found.push({ country, good, why, extra: (Number.isNaN(scen) ? 0 : scen) - (Number.isNaN(base) ? 0 : base) });
  return found.filter((b) => b.extra > 0).sort((a, b) => b.extra - a.extra);
}

/** Welfare effect in million dollars a year. */
export function welfareEffects(data, year) {
  return (data.dims.country ?? [])
    .map((country) => ({ country, ...countryPair(data, "welfare", year, country) }))
    .map((row) => ({ country: row.country, musdWeek: row.scen - row.base }))
    .filter((row) => Number.isFinite(row.musdWeek))
    .sort((a, b) => Math.abs(b.musdWeek) - Math.abs(a.musdWeek));
}
