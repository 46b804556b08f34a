// SPDX-License-Identifier: Apache-2.0
// A zip archive without compression: enough for tables, and a page of code instead of a library.

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc32(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = table[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** Little-endian fields: [[bytes, value], ...]. */
function fields(list) {
  const out = new Uint8Array(list.reduce((n, [size]) => n + size, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [size, value] of list) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return out;
}

const utf8Names = 0x0800;
const firstDay = 0x21;  // 1 January 1980: no clock inside, so that equal data give equal archives

/** Files {name: text} as one archive (APPNOTE 6.3: local headers, central directory, its end). */
export function zip(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const title = encoder.encode(name);
    const bytes = encoder.encode(text);
    const facts = [[2, 20], [2, utf8Names], [2, 0], [2, 0], [2, firstDay], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, title.length], [2, 0]];
    const head = fields([[4, 0x04034b50], ...facts]);
    parts.push(head, title, bytes);
    central.push(fields([[4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title);
    offset += head.length + title.length + bytes.length;
  }
  const size = central.reduce((n, p) => n + p.length, 0);
  const count = Object.keys(files).length;
  const end = fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]);
  return new Blob([...parts, ...central, end], { type: "application/zip" });
}
