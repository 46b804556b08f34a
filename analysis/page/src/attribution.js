// SPDX-License-Identifier: Apache-2.0
// What each measure, government or channel does to a few indicators: the table that `sunder run --attribute` adds to a file.
import { el, select } from "./dom.js";
import { countryName, fixed, hasText, measureTitle, t } from "./format.js";
import { bothSides } from "./payers.js";

/** Tables of the file: {heading, when, kind, yardsticks: [[indicator, country]], rows: Map name -> values, all}. */
export function attributions(data) {
  const tables = new Map();
  for (const line of (data.attributes.attribution ?? "").split("\n").filter(Boolean)) {
    const fields = line.split(" | ");
    const [indicator, country, percent] = fields.slice(-3);
    const [heading, name] = [fields[0], fields.slice(1, -3).join(" | ")];
    if (!tables.has(heading)) tables.set(heading, { heading, rows: new Map(), yardsticks: [] });
    const table = tables.get(heading);
    const key = `${indicator}\t${country}`;
    if (!table.yardsticks.includes(key)) table.yardsticks.push(key);
    if (!table.rows.has(name)) table.rows.set(name, new Map());
    table.rows.get(name).set(key, percent === "nan" ? NaN : +percent);
  }
  return [...tables.values()].map((table) => {
    const all = table.rows.get("all");
    table.rows.delete("all");
    const names = [...table.rows.keys()];
    const within = (dim) => names.every((n) => (data.dims[dim] ?? []).includes(n));
    return { ...table, all, kind: within("measure") ? "measure" : within("country") ? "country" : "channel", when: table.heading.match(/(\d{4})(?:-(\d{4}))?$/)?.slice(1).filter(Boolean).join("–") ?? "" };
  });
}

const rowName = (data, kind, name) =>
  kind === "measure" ? measureTitle(data, name) : kind === "country" ? countryName(data, name) : hasText(`channel.${name}`) ? t(`channel.${name}`) : name;
const yardstickName = (data, key) => {
  const [indicator, country] = key.split("\t");
  return `${hasText(`yardstick.${indicator}`) ? t(`yardstick.${indicator}`) : indicator}, ${countryName(data, country)}`;
};

export function attribution(data, store) {
  const tables = attributions(data);
  if (!tables.length) return null;
  const state = (store.attribution ??= { table: 0, by: tables[0].yardsticks[0] });
  const table = () => tables[state.table];
  const shown = (v) => `${v > 0.005 ? "+" : v < -0.005 ? "−" : ""}${fixed(Math.abs(v), 2)}\u00a0%`;
  const rest = () => table().all.get(state.by) - [...table().rows.values()].reduce((sum, row) => sum + row.get(state.by), 0);
  return {
    id: "attribution",
    title: () => t("attribution.title"),
    lead: () => t(`attribution.lead_${table().kind}`, { what: yardstickName(data, state.by), when: table().when }),
    controls: (refresh, redraw) => [
      select(t("control.by"), tables.map((x, i) => [String(i), t(`attribution.by_${x.kind}`)]), String(state.table), (v) => ((state.table = +v), refresh()), { class: "kind" }),
      select(t("control.measure"), table().yardsticks.map((key) => [key, yardstickName(data, key)]), state.by, (v) => ((state.by = v), redraw()), { class: "of" })],
    draw(node, width) {
      const rows = [...table().rows].map(([name, row]) => ({ label: rowName(data, table().kind, name), total: row.get(state.by) }));
      if (Math.abs(rest()) > 1e-9) rows.push({ label: t("attribution.together"), total: rest(), class: "c7" });
      rows.push({ label: t("attribution.all"), total: table().all.get(state.by), class: "c0" });
      bothSides(node, width, rows.map((r) => ({ ...r, parts: [[r.class ?? "c4", r.total, r.label]] })), shown, 340);
    },
    table: () => ({
      columns: ["table", "what", "indicator", "country", "percent_of_baseline"],
      rows: tables.flatMap((x) => [...x.rows, ["all", x.all]].flatMap(([name, row]) => x.yardsticks.map((key) => [x.heading, name, ...key.split("\t"), row.get(key)]))),
    }),
    unit: () => t("attribution.unit"),
    equation: () => t(table().kind === "channel" ? "attribution.equation_channel" : "attribution.equation"),
    source: () => t("source.file", { file: data.file, source: data.attributes.source }),
    python: () => `import xarray as xr\nfor line in xr.open_dataset(${JSON.stringify(data.file)}).attrs["attribution"].splitlines():\n    print(line.split(" | "))  # table, what, indicator, country, per cent of baseline`,
  };
}
