// Writes answers as the YAML of a record. Whatever someone typed comes back as it was when our reader (macros/yamlfile.py)
// reads it. Texts, numbers, lists and groups are all there is; `Other` is the name of a record that is not in our lists.

export class Other {
  constructor(text) {
    this.text = text;
  }
}

// No other sign can stand in YAML, not even written as an escape: our reader refuses it.
const UNKNOWN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const BREAK = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g; // Word makes such an end of a line
// Begins with a letter and holds nothing by which YAML means something; a word such as "ja" is text, "yes" and "on" are not.
const PLAIN = /^\p{L}[\p{L}\p{M}\p{N} ,.;()/%?!'"’“”€–…+&=-]*$/u;
const MEANS = /^(?:y|n|yes|no|true|false|on|off|null)$/i;
const NOT_IN = "Staat nog niet in onze lijsten:";
const WIDE = 110;

// What someone typed without what no record can hold: ends of lines as everywhere, no invisible signs.
export function clean(text, oneLine = false) {
  const lines = text.replace(BREAK, "\n").replace(UNKNOWN, "");
  return (oneLine ? lines.replace(/\s*\n\s*/g, " ") : lines).trim();
}

export function asYaml(fields) {
  return Object.entries(fields).map(([name, value]) => field(name, value, "")).join("");
}

function field(name, value, indent) {
  if (Array.isArray(value) && value.some(hasOther)) {
    const known = value.filter((one) => !hasOther(one));
    const others = commented(field(name, value.filter(hasOther).map(asText), indent));
    return (known.length ? field(name, known, indent) : "") + others;
  }
  if (hasOther(value)) return commented(field(name, asText(value), indent));
  if (Array.isArray(value)) return `${indent}${name}:\n${value.map((one) => item(one, `${indent}  `)).join("")}`;
  if (isGroup(value)) return `${indent}${name}:\n${group(value, `${indent}  `)}`;
  return `${indent}${name}: ${scalar(value, indent)}\n`;
}

function item(value, indent) {
  if (!isGroup(value)) return `${indent}- ${scalar(value, indent)}\n`;
  return `${indent}- ${group(value, `${indent}  `).slice(indent.length + 2)}`;
}

function group(value, indent) {
  return Object.entries(value).map(([name, one]) => field(name, one, indent)).join("");
}

function commented(text) {
  return `# ${NOT_IN}\n${text.replace(/^/gm, "# ").replace(/# $/, "")}`;
}

export function scalar(value, indent = "") {
  if (typeof value !== "string") return String(value);
  if (isBlock(value)) return block(value, `${indent}  `);
  if (PLAIN.test(value) && !value.endsWith(" ") && !MEANS.test(value) && value.length + indent.length < WIDE) return value;
  return quoted(value);
}

// More than a line, as it was typed; not what would change that way.
function isBlock(text) {
  return /[^\n]\n[^\n]/.test(text) && !/^[\s]|\s$|[\r\x85\u2028\u2029\ufeff]|[ \t]\n/.test(text) && !text.match(UNKNOWN);
}

function block(text, indent) {
  return `|-\n${text.split("\n").map((line) => line && indent + line).join("\n")}`;
}

// Between double quotation marks, as JSON does; what YAML takes for the end of a line is written by its number.
function quoted(text) {
  return JSON.stringify(text).replace(/[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Other);
}

function hasOther(value) {
  return value instanceof Other || (isGroup(value) && Object.values(value).some(hasOther));
}

// The same with the names that are not in our lists as plain text.
function asText(value) {
  if (value instanceof Other) return value.text;
  return isGroup(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)])) : value;
}

// The id that a title gives: lower case, no accents, hyphens between the words; a number does not come first.
export function idOf(title) {
  const words = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const first = words.findIndex((word) => /^[a-z]/.test(word));
  if (first < 0) return "";
  const turned = [...words.slice(first), ...words.slice(0, first)];
  let id = turned[0].slice(0, 60);
  for (const word of turned.slice(1)) {
    if (id.length + word.length >= 60) break;
    id += `-${word}`;
  }
  return id;
}
