// SPDX-License-Identifier: Apache-2.0
// The measures on a line of time; and the marks that they leave on other charts.
import { scaleTime } from "d3-scale";
import { el, tipped } from "./dom.js";
import { countryName, getLanguage, hasOfficialTitle, measureTitle, t } from "./format.js";

export const dateOf = (text) => new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);

export function measuresOf(data) {
  const list = (data.dims.measure ?? []).map((id, i) => ({
    id, issuer: data.texts.measure_issuer?.[i] ?? "", announced: data.texts.measure_announced?.[i] ?? "",
    effective: data.texts.measure_effective?.[i] ?? "", expires: data.texts.measure_expires?.[i] ?? "",
  }));
  return list.filter((m) => m.effective || m.announced).sort((a, b) => (a.effective || a.announced).localeCompare(b.effective || b.announced));
}

export function timeScale(data, from, to) {
  const end = dateOf(data.months.at(-1));
  end.setUTCMonth(end.getUTCMonth() + 1);
  return scaleTime([dateOf(data.months[0]), end], [from, to]);
}

/** Thin lines on the days when measures come into force. */
export function measureMarks(data, x, top, bottom) {
  const seen = new Set();
  return measuresOf(data).filter((m) => m.effective && !seen.has(m.effective) && seen.add(m.effective))
    .filter((m) => dateOf(m.effective) >= x.domain()[0] && dateOf(m.effective) <= x.domain()[1])
    .map((m) => el("line", { class: "mark", x1: x(dateOf(m.effective)), x2: x(dateOf(m.effective)), y1: top, y2: bottom }));
}

const shorten = (text, letters) => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);

export function calendar(data) {
  const measures = measuresOf(data);
  if (!measures.length) return null;
  return {
    id: "calendar",
    title: () => t("calendar.title"),
    lead: () => t("calendar.lead"),
    draw(node, width) {
      const row = 44;
      const height = measures.length * row + 30;
      const x = timeScale(data, 4, width - 4);
      const [start, end] = x.domain();
      const clip = (text) => x(new Date(Math.min(end, Math.max(start, dateOf(text)))));
      const svg = el("svg", { width, height, role: "img" });
      for (const tick of x.ticks(Math.max(2, width / 90))) {
        svg.append(el("line", { class: "grid", x1: x(tick), x2: x(tick), y1: 0, y2: height - 22 }));
        if (x(tick) < width - 30) svg.append(el("text", { class: "tick", x: x(tick) + 3, y: height - 8 }, String(tick.getUTCFullYear()) + (tick.getUTCMonth() ? `-${String(tick.getUTCMonth() + 1).padStart(2, "0")}` : "")));
      }
      const letter = getLanguage() === "zh" ? 11.5 : 7.1;  // widest mean width in a title, px
      measures.forEach((m, i) => {
        const y = i * row;
        const from = m.effective ? clip(m.effective) : null;
        const to = m.expires ? clip(m.expires) : width - 4;
        const group = el("g", { class: "measure", tabindex: 0, role: "listitem", "aria-label": describe(data, m).join("; ") });
        if (m.announced && from !== null) group.append(el("line", { class: "announced", x1: clip(m.announced), x2: from, y1: y + 31, y2: y + 31 }));
        if (m.announced) group.append(el("circle", { class: "announced", cx: clip(m.announced), cy: y + 31, r: 4 }));
        if (from !== null) group.append(el("rect", { class: "force", x: from, y: y + 25, width: Math.max(2, to - from), height: 12, rx: 3 }));
        const label = `${m.effective || m.announced}  ${measureTitle(data, m.id)}`;
        const letters = Math.floor((width - 8) / letter);
        const left = Math.min(from ?? clip(m.announced), Math.max(4, width - Math.min(letters, label.length) * letter));
        group.append(el("text", { class: "label", x: left, y: y + 18 }, shorten(label, letters)));
        svg.append(tipped(group, () => describe(data, m)));
      });
      node.append(svg);
    },
    table: () => ({
      columns: ["measure", "title", "issuer", "announced", "effective", "expires"],
      rows: measures.map((m) => [m.id, measureTitle(data, m.id), m.issuer, m.announced, m.effective, m.expires]),
    }),
    unit: "",
    equation: () => t("calendar.equation"),
    source: () => t("source.deck"),
    python: () => `import xarray as xr\nresult = xr.open_dataset(${JSON.stringify(data.file)})\nprint(result.attrs["measures"])  # id | issuer | targets | announce | effective | expires | title`,
  };
}

function describe(data, m) {
  return [measureTitle(data, m.id), hasOfficialTitle(m.id) ? t("calendar.official") : "", `${t("calendar.issuer")}: ${countryName(data, m.issuer)}`,
    m.announced ? `${t("calendar.announced")}: ${m.announced}` : "", m.effective ? `${t("calendar.effective")}: ${m.effective}` : "",
    m.expires ? `${t("calendar.expires")}: ${m.expires}` : ""].filter(Boolean);
}
