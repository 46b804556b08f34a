// SPDX-License-Identifier: Apache-2.0
// The document that `sunder report` put into the page: labels, texts and packed numbers (sim/report).

/** Base64 of a zlib stream of little-endian floats. */
async function unpack(text) {
  if (!text) return new Float32Array(0);
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Float32Array(await new Response(stream).arrayBuffer());
}

/** A variable over runs, some cells and periods. Cells that the file has only as 0 or as nothing are absent. */
class Series {
  constructor(row, values, dims, periods) {
    Object.assign(this, row, { values, periods, labels: row.dims.map((d) => dims[d]) });
    this.runs = row.cells.length ? values.length / row.cells.length / periods.length : 0;
    this.place = new Map(row.cells.map((cell, i) => [cell, i]));
  }
  /** Labels -> flat cell. */
  cell(...names) {
    return names.reduce((at, name, i) => at * this.labels[i].length + this.labels[i].indexOf(name), 0);
  }
  has(...names) {
    return this.place.has(this.cell(...names));
  }
  /** All periods of one cell of one run; null where the file has nothing. */
  line(run, ...names) {
    return this.lineAt(run, this.place.get(this.cell(...names)));
  }
  lineAt(run, i) {
    if (i === undefined) return null;
    const n = this.periods.length;
    return this.values.subarray((run * this.cells.length + i) * n, (run * this.cells.length + i + 1) * n);
  }
  /** [label of each dimension] of a kept cell. */
  names(i) {
    let cell = this.cells[i];
    const names = [];
    for (let d = this.labels.length - 1; d >= 0; --d) {
      names[d] = this.labels[d][cell % this.labels[d].length];
      cell = Math.floor(cell / this.labels[d].length);
    }
    return names;
  }
  /** Sum over all kept cells that are accepted; null when none is. */
  sum(run, accept) {
    let total = null;
    for (let i = 0; i < this.cells.length; ++i) {
      if (!accept(...this.names(i))) continue;
      const line = this.lineAt(run, i);
      total ??= new Float64Array(this.periods.length);
      for (let t = 0; t < line.length; ++t) if (!Number.isNaN(line[t])) total[t] += line[t];
    }
    return total;
  }
}

class Column {
  constructor(row, values, dims) {
    Object.assign(this, row, { values, labels: row.dims.map((d) => dims[d]) });
  }
  at(...names) {
    return this.values[names.reduce((at, name, i) => at * this.labels[i].length + this.labels[i].indexOf(String(name)), 0)];
  }
}

async function unpackAll(doc) {
  const periods = { month: doc.months ?? [], year: doc.years ?? [] };
  const series = await Promise.all(
    (doc.series ?? []).map(async (row) => new Series(row, await unpack(row.data), doc.dims, periods[row.period])),
  );
  const columns = await Promise.all(
    (doc.columns ?? []).map(async (row) => new Column(row, await unpack(row.data), doc.dims)),
  );
  const fans = await Promise.all(
    (doc.fans ?? []).map(async (row) => new Series(row, await unpack(row.data), doc.dims, periods.month)),
  );
  return { series, columns, fans };
}

/** Reads the page's own document. */
export async function load() {
  const doc = JSON.parse(document.getElementById("sunder-data").textContent);
  const { series, columns, fans } = await unpackAll(doc);
  const seriesByName = new Map(series.filter((s) => s.cells.length).map((s) => [s.name, s]));
  const columnsByName = new Map(columns.map((c) => [c.name, c]));
  return {
    ...doc,
    series: (name) => seriesByName.get(name),
    column: (name) => columnsByName.get(name),
    allSeries: [...seriesByName.values()],
    allFans: fans.filter((s) => s.cells.length),
    allColumns: [...columnsByName.values()],
    compared: (doc.dims.run ?? []).length > 1,
    scenario: Math.max(0, (doc.dims.run ?? []).length - 1),
  };
}

/** Indices of the months of a year. */
export const monthsOf = (data, year) => data.months.map((m, i) => (m.startsWith(year) ? i : -1)).filter((i) => i >= 0);
/** Years with at least one month, rising. */
export const yearsOf = (data) => [...new Set(data.months.map((m) => m.slice(0, 4)))];

/** Mean of a line over some places, what is missing left out. */
export function meanOf(line, places) {
  let total = 0;
  let count = 0;
  if (line)
    for (const i of places) {
      if (Number.isNaN(line[i])) continue;
      total += line[i];
      ++count;
    }
  return count ? total / count : NaN;
}
