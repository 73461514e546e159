// A selection as a file: the records as the open data has them (see /api/v1/), made in the reader's own browser.

const FEW = 100; // up to so many records are asked for one by one, more in one go

const TYPES = { csv: "text/csv", json: "application/json" };

// Save the records with these numbers of a list (see bladeren-gegevens.js); `selection` says how they were chosen.
export async function save(form, data, numbers, selection) {
  const found = await records(data, numbers);
  const text = form === "csv" ? asCsv(found) : asJson(data.folder, found, selection);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${TYPES[form]};charset=utf-8` }));
  link.download = `${data.folder}-selectie-${new Date().toISOString().slice(0, 10)}.${form}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function records(data, numbers) {
  const api = new URL("../api/v1/", import.meta.url);
  if (numbers.length > FEW) {
    const all = (await got(new URL(`${data.folder}.json?v=${data.version}`, api))).records;
    return numbers.map((number) => all[number]);
  }
  const cards = await data.cards(numbers);
  return Promise.all(cards.map(({ id }) => got(new URL(`${data.folder}/${id}.json`, api))));
}

async function got(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function asJson(folder, found, selection) {
  return JSON.stringify({ soort: folder, aantal: found.length, selectie: selection, records: found }, null, 2) + "\n";
}

// A table as Excel opens it on a Dutch computer: semicolons, decimal commas, a byte order mark. The columns are the
// fields of the records; a list stands in one cell, a list of groups in a column for each of its fields. The whole
// tables of the open data follow the same rules (macros/exports/csv_tables.py).
export function asCsv(found) {
  const root = new URL("../", import.meta.url);
  const rows = found.map(({ schema, ...record }) => flat({ ...record, pagina: new URL(record.pad, root).href }));
  const names = columns(rows);
  const lines = [names, ...rows.map((row) => names.map((name) => row.get(name) ?? ""))];
  return `\ufeff${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`;
}

function flat(record) {
  const row = new Map();
  for (const [name, value] of Object.entries(record)) {
    if (Array.isArray(value) && value.some(isGroup)) {
      const parts = [...new Set(value.flatMap(Object.keys))];
      for (const part of parts) row.set(`${name}.${part}`, joined(value.map((group) => group[part] ?? "")));
    } else {
      row.set(name, Array.isArray(value) ? joined(value) : isGroup(value) ? JSON.stringify(value) : value);
    }
  }
  return row;
}

function isGroup(value) {
  return typeof value === "object" && value !== null;
}

// A | or \ in a value has a \ before it, so that the values can be told apart.
function joined(values) {
  return values.map((value) => (isGroup(value) ? JSON.stringify(value) : said(value)).replace(/[\\|]/g, "\\$&")).join(" | ");
}

// All names, each after the one that it follows in the record where it is first met.
function columns(rows) {
  const names = [];
  for (const row of rows) {
    let place = 0;
    for (const name of row.keys()) {
      const known = names.indexOf(name);
      if (known < 0) names.splice(place, 0, name);
      place = (known < 0 ? place : known) + 1;
    }
  }
  return names;
}

function said(value) {
  if (typeof value === "number") return String(value).replace(".", ",");
  if (typeof value === "boolean") return value ? "ja" : "nee";
  return String(value ?? "");
}

// Excel runs a cell that begins like a formula; an apostrophe makes it text. Text that has one already gets one more, so that
// taking away one gives the text.
function cell(value) {
  const text = typeof value === "string" && /^'*[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : said(value);
  return /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
