// A reference to a page of the portal in the formats that reference managers read.
// Each takes { titel, auteur, portaal, kenmerk, dag, uitgave, uitgavedag, adres }; `dag` is a date as 2026-11-21, or empty.

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" "); // BibTeX's own names
// BibTeX counts braces even behind a backslash, so those go by name.
const TEX = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

export function bibtex(page) {
  const [year, month] = page.dag.split("-");
  const fields = [
    ["author", `{{${tex(page.auteur)}}}`], // twice: one name, and capitals as they are
    ["title", `{{${tex(page.titel)}}}`],
    ["howpublished", `{${tex(page.portaal)}}`],
    ["note", `{${note(page)}}`],
    ["year", page.dag && `{${year}}`],
    ["month", page.dag && MONTHS[month - 1]],
    ["url", `{${page.adres}}`],
    ["language", "{dutch}"],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value}`);
  return `@misc{${page.kenmerk.replace("/", "-")},\n${lines.join(",\n")}\n}\n`;
}

export function ris(page) {
  const lines = [
    ["TY", "ELEC"],
    ["ID", page.kenmerk],
    ["AU", page.auteur],
    ["TI", page.titel],
    ["T2", page.portaal],
    ["ET", page.uitgave && `Uitgave ${page.uitgave} van ${page.uitgavedag}`],
    ["PY", page.dag.slice(0, 4)],
    ["DA", page.dag.replaceAll("-", "/")],
    ["LA", "nl"],
    ["UR", page.adres],
  ].filter(([, value]) => value);
  // One line a field, whatever stands in it: the next line begins another field.
  return [...lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}`), "ER  - ", ""].join("\r\n");
}

export function cslJson(page) {
  const item = {
    id: page.kenmerk,
    type: "webpage",
    title: page.titel,
    author: [{ literal: page.auteur }],
    "container-title": page.portaal,
    version: page.uitgave || undefined,
    issued: page.dag ? { "date-parts": [page.dag.split("-").map(Number)] } : undefined,
    URL: page.adres,
    language: "nl",
  };
  return `${JSON.stringify([item])}\n`;
}

function note(page) {
  const edition = page.uitgave ? `, uitgave ${page.uitgave} van ${page.uitgavedag}` : "";
  return `Kenmerk ${tex(page.kenmerk)}${page.dag ? `, versie van ${page.dag}` : ""}${edition}`;
}

function tex(text) {
  return text.replace(/[\\{}~^]/g, (sign) => TEX[sign]).replace(/[&%$#_]/g, "\\$&");
}
