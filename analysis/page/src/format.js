// SPDX-License-Identifier: Apache-2.0
// Words and numbers in the reader's language. All texts stand in tables/texts.json, names in tables/names.json.
import texts from "../tables/texts.json";
import names from "../tables/names.json";

let language = "en";
export const setLanguage = (code) => (language = code);
export const getLanguage = () => language;

/** Text of a key; {name} is replaced. A key without a text shows itself, which a test refuses. */
export function t(key, values = {}) {
  const row = texts[key];
  const text = row ? (row[language] ?? row.en) : key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (values[name] ?? all));
}
export const hasText = (key) => key in texts;

const weeksPerYear = 365.25 / 7;
export const perYear = (perWeek) => perWeek * weeksPerYear;

export const fixed = (x, digits) =>
  new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(x).replace("-", "−\u2060");

/** Three figures that mean something. */
export function number(x) {
  if (!Number.isFinite(x)) return "–";
  const a = Math.abs(x);
  return fixed(x, a >= 100 || a === 0 ? 0 : a >= 10 ? 1 : a >= 0.1 ? 2 : 3);
}
/** For axes: no zeros behind the point. */
export const plain = (text) => text.replace(/(\d)\.0+(?=\D|$)/, "$1").replace(/(\.\d*?[1-9])0+(?=\D|$)/, "$1").replace(/^\$0\s\w+$/, "$0");
/** A share as per cent. */
export const percent = (share, digits = 1) => (Number.isFinite(share) ? `${fixed(100 * share, digits)}${language === "zh" ? "" : "\u00a0"}%` : "–");
export const signed = (text, x) => (x > 0 ? `+${text}` : text);
export function signedPercent(share, digits = 1) {
  const rounded = Math.round(share * 10 ** (digits + 2));
  return rounded === 0 ? percent(0, digits) : signed(percent(share, digits), rounded);
}

/** "35–65 %" */
export const percentRange = (low, high) => (low === high ? percent(low, 0) : `${fixed(100 * low, 0)}–${percent(high, 0)}`);

/** Money given in million dollars: $ bn and tn; 亿 (100 M) and 万亿 (1,000 bn) in Chinese. */
export function money(musd) {
  if (!Number.isFinite(musd)) return "–";
  const a = Math.abs(musd);
  const scaled = language === "zh"
    ? a >= 1e6 ? [1e6, "万亿美元"] : a >= 100 ? [100, "亿美元"] : [0.01, "万美元"]
    : a >= 1e6 ? [1e6, "tn"] : a >= 1000 ? [1000, "bn"] : [1, "M"];
  const x = musd / scaled[0];
  const shown = fixed(Math.abs(x), Math.abs(x) >= 100 ? 0 : Math.abs(x) >= 10 ? 1 : 2);
  const sign = musd < 0 && shown.search(/[1-9]/) >= 0 ? "−\u2060" : "";
  return language === "zh" ? `${sign}${shown}${scaled[1]}` : `${sign}$${shown}\u00a0${scaled[1]}`;
}
export const signedMoney = (musd) => signed(money(musd), musd);

/** A unit of the file in words. */
const units = { "M$/week": "unit.musd_week", "M$/month": "unit.musd_month", "M$": "unit.musd", 1: "unit.one", weeks: "unit.weeks",
  "M$/year": "unit.musd_year", "1e9 USD": "unit.busd", "1e9 USD/year": "unit.busd_year", "1/year": "unit.per_year" };
export const unitText = (unit) => (units[unit] ? t(units[unit]) : unit);

const nameIn = (table, code, own) => (language === "zh" && names[table]?.[code]) || own || code;
export const countryName = (data, code) => nameIn("country", code, textOf(data, "country", "country_name", code));
export const goodName = (data, code) => nameIn("good", code, textOf(data, "good", "good_name", code));
export const activityName = (id, own) => nameIn("activity", id, own);
export const regionName = (title) => nameIn("region", title, title);
/** A name without what stands in brackets or after a comma, for places where room is short. */
export const short = (name) => name.split(/[(（,，]/)[0].trim();
/** Title of a measure; the official Chinese one where the table knows it. */
export const measureTitle = (data, id) => nameIn("measure", id, textOf(data, "measure", "measure_title", id));
export const hasOfficialTitle = (id) => language === "zh" && (names.official ?? []).includes(id);
export const kindOf = (data, good) => textOf(data, "good", "good_kind", good) || "end";
export const kindName = (kind) => (hasText(`kind.${kind}`) ? t(`kind.${kind}`) : kind);
export const tileOf = (code) => names.tile?.[code];

function textOf(data, dim, column, label) {
  const at = (data.dims[dim] ?? []).indexOf(label);
  return data.texts?.[column]?.[at] || "";
}

/** Words for a variable of the file: ours where the table has some, else the file's. */
export const variableName = (series) => (hasText(`var.${series.name}`) ? t(`var.${series.name}`) : series.long_name);
