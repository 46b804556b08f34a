// SPDX-License-Identifier: Apache-2.0
// What the page gives to take away: CSV, SVG with its styles inside.

/** RFC 4180; a byte-order mark, so that spreadsheets read Chinese. */
export function csvText({ columns, rows }) {
  const cell = (x) => {
    const text = x === null || x === undefined || (typeof x === "number" && !Number.isFinite(x)) ? "" : String(x);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const kept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "fill-opacity", "opacity", "font-size", "font-weight", "font-family", "text-anchor"];

/** All drawings of a chart in one SVG that looks the same elsewhere: computed styles become attributes. */
export function svgText(chart, title) {
  const parts = [...chart.querySelectorAll("svg")];
  const origin = chart.getBoundingClientRect();
  const copies = parts.map((svg) => {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((node, i) => {
      const style = getComputedStyle(from[i]);
      for (const name of kept) if (style[name]) node.setAttribute(name, style.getPropertyValue(name));
      node.removeAttribute("class");
    });
    const box = svg.getBoundingClientRect();
    copy.setAttribute("x", box.x - origin.x);
    copy.setAttribute("y", box.y - origin.y);
    return copy.outerHTML;
  });
  const safe = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${origin.width}" height="${origin.height}"><title>${safe}</title>${copies.join("")}</svg>\n`;
}
