// SPDX-License-Identifier: Apache-2.0
// Economies as tiles of one size: who gains and who loses. No map: nobody's border is drawn and small economies can be seen.
import { openingYear } from "./cards.js";
import { yearsOf } from "./data.js";
import { el, select, slider, tipped } from "./dom.js";
import { countryName, money, perYear, signedMoney, signedPercent, t, tileOf } from "./format.js";
import { change, countryPair, isChip, sumPair } from "./measures.js";

const indicators = {
  output: { pair: (data, c, year) => sumPair(data, "output", year, (x) => x === c, isChip(data)), needs: "output" },
  price: { pair: (data, c, year) => countryPair(data, "chip_price_index", year, c), needs: "chip_price_index", lessIsBetter: true },
  value_added: { pair: (data, c, year) => countryPair(data, "value_added_real", year, c), needs: "value_added_real" },
  exports: { pair: (data, c, year) => countryPair(data, "export_value", year, c), needs: "export_value" },
  welfare: { pair: (data, c, year) => countryPair(data, "welfare", year, c), needs: "welfare", money: true },
};

/** {country, value, base, scen}: a share of the baseline, or million dollars a year. */
export function tileValues(data, state) {
  const indicator = indicators[state.of];
  return data.dims.country.map((country) => {
    const pair = indicator.pair(data, country, state.year);
    return { country, ...pair, value: indicator.money ? perYear(pair.scen - pair.base) : change(pair) };
  });
}

/** Columns and rows of all economies; those without a place in the table stand in a row below. */
function places(data) {
  const known = data.dims.country.filter(tileOf);
  const bottom = known.length ? Math.max(...known.map((c) => tileOf(c)[1])) + 1 : 0;
  let next = 0;
  return new Map(data.dims.country.map((c) => [c, tileOf(c) ?? [next % 11, bottom + Math.floor(next++ / 11)]]));
}

/** Least used columns and rows are closed up, so that small economies do not leave holes. */
function closed(at) {
  const rank = (i) => {
    const used = [...new Set([...at.values()].map((p) => p[i]))].sort((a, b) => a - b);
    return (v) => used.indexOf(v);
  };
  const [column, row] = [rank(0), rank(1)];
  return new Map([...at].map(([c, p]) => [c, [column(p[0]), row(p[1])]]));
}

export function tiles(data, store) {
  if (!data.compared) return null;
  const offered = Object.keys(indicators).filter((k) => data.series(indicators[k].needs));
  if (!offered.length) return null;
  const years = yearsOf(data);
  const state = (store.tiles ??= { of: offered.includes("value_added") ? "value_added" : offered[0], year: openingYear(data) });
  const shown = (v) => (!Number.isFinite(v) ? "–" : indicators[state.of].money ? signedMoney(v) : signedPercent(v));
  const widest = () => Math.max(1e-9, ...years.flatMap((year) => tileValues(data, { ...state, year }).map((r) => Math.abs(r.value)).filter(Number.isFinite)));
  return {
    id: "tiles",
    title: () => t("tiles.title"),
    lead: () => t("tiles.lead", { what: t(`tiles.${state.of}`), year: state.year }),
    controls: (_, redraw) => [
      select(t("control.measure"), offered.map((k) => [k, t(`tiles.${k}`)]), state.of, (v) => ((state.of = v), redraw()), { class: "of" }),
      slider(t("control.year"), years, years.indexOf(state.year), (i) => ((state.year = years[i]), redraw()), { class: "year" })],
    draw(node, width) {
      const at = closed(places(data));
      const across = Math.max(...[...at.values()].map((p) => p[0])) + 1;
      const down = Math.max(...[...at.values()].map((p) => p[1])) + 1;
      const size = Math.max(40, Math.min(96, Math.floor(width / across)));
      const most = widest();
      const svg = el("svg", { width: across * size, height: down * size * 0.82, role: "img", class: "tiles" });
      for (const row of tileValues(data, state)) {
        const [x, y] = at.get(row.country);
        const better = indicators[state.of].lessIsBetter ? row.value < 0 : row.value > 0;
        const group = el("g", { class: "tile", tabindex: 0, role: "listitem", "data-country": row.country, "data-value": row.value, "aria-label": `${countryName(data, row.country)}: ${shown(row.value)}` });
        const strength = Number.isFinite(row.value) ? Math.sqrt(Math.abs(row.value) / most) : 0;
        group.append(el("rect", { class: "ground", x: x * size + 2, y: y * size * 0.82 + 2, width: size - 4, height: size * 0.82 - 4, rx: 5 }),
          el("rect", { class: better ? "gain" : "loss", "fill-opacity": 0.85 * strength, x: x * size + 2, y: y * size * 0.82 + 2, width: size - 4, height: size * 0.82 - 4, rx: 5 }),
          el("text", { class: "name", x: x * size + size / 2, y: y * size * 0.82 + size * 0.36, "text-anchor": "middle" }, row.country),
          el("text", { class: `tick strong${size < 60 ? " small" : ""}`, x: x * size + size / 2, y: y * size * 0.82 + size * 0.6, "text-anchor": "middle" }, size < 60 ? shown(row.value).replace(/\s/g, "") : shown(row.value)));
        svg.append(tipped(group, () => [countryName(data, row.country), `${t(`tiles.${state.of}`)}: ${shown(row.value)}`, state.of === "output" || state.of === "value_added" || state.of === "exports" ? `${t("run.baseline")}: ${money(perYear(row.base))}` : ""].filter(Boolean)));
      }
      node.append(svg, el("p", { class: "legend" }, el("span", {}, el("i", { class: "swatch gain" }), t("tiles.gain")), el("span", {}, el("i", { class: "swatch loss" }), t("tiles.loss")), el("span", {}, t("tiles.scale", { most: shown(most).replace("+", "±") }))));
    },
    table: () => ({ columns: ["country", "year", "indicator", "change"], rows: tileValues(data, state).map((r) => [r.country, state.year, state.of, r.value]) }),
    unit: () => t("tiles.unit"),
    equation: () => t("tiles.equation"),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => {
      const name = state.of === "output" ? "output" : indicators[state.of].needs;
      const sum = state.of === "output" ? ".sel(good=chips).sum(\"good\")" : "";
      const chips = state.of === "output" ? 'kind = dict(line.split(" | ")[:2] for line in r.attrs["goods"].splitlines())\nchips = [g for g in r.good.values if kind[g] in ("foundry", "chip")]\n' : "";
      const end = indicators[state.of].money ? '(x.sel(run="scenario") - x.sel(run="baseline")) * 365.25 / 7' : 'x.sel(run="scenario") / x.sel(run="baseline") - 1';
      return `import xarray as xr\nr = xr.open_dataset(${JSON.stringify(data.file)})\n${chips}x = r.${name}${sum}.resample(time="MS").mean().sel(time=${JSON.stringify(state.year)}).mean("time")\n${end}`;
    },
  };
}
