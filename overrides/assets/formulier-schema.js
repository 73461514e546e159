// Checks answers against the JSON Schema of their kind (/schema/v1/), as far as those schemas go, with messages in Dutch.

import { Other } from "./formulier-yaml.js";

const BULLET = /^[ \t]*([•·▪◦‣●▸])[ \t]*(\S.{0,30})/mu; // as macros/checks/opsommingsteken.py
const ADDRESS = /(?:https?:\/\/|www\.)\S*[^\s.,;:!?)]/u; // as macros/checks/webadres_in_titel.py
const WITHOUT_ADDRESS = ["titel", "samenvatting"];

// Every fault in the answers: [{ path: ["herkomst", 0, "kop"], says: "Vul dit in." }].
export function faults(schema, answers) {
  const [{ $ref }] = schema.oneOf;
  const found = ofGroup(schema, schema.$defs[$ref.split("/").pop()], answers, []);
  const told = new Set(found.map(({ path }) => path.join()));
  return [...found, ...withAddress(answers).filter(({ path }) => !told.has(path.join()))];
}

function withAddress(answers) {
  return WITHOUT_ADDRESS.flatMap((name) => {
    const address = answers[name]?.match(ADDRESS)?.[0];
    return address ? [{ path: [name], says: `Hier staat een webadres: “${address}”. Haal het hier weg. Zet de bron bij herkomst.` }] : [];
  });
}

function ofGroup(schema, wanted, group, path) {
  const missing = (wanted.required ?? []).filter((name) => group[name] === undefined);
  const found = missing.map((name) => ({ path: [...path, name], says: "Vul dit in." }));
  for (const [name, value] of Object.entries(group)) found.push(...ofValue(schema, wanted.properties[name], value, [...path, name]));
  return found;
}

function ofValue(schema, wanted, value, path) {
  if (value instanceof Other) return [];
  if (wanted.$ref) return ofValue(schema, schema.$defs[wanted.$ref.split("/").pop()], value, path);
  if (wanted.anyOf) {
    const outcomes = wanted.anyOf.map((option) => ofValue(schema, option, value, path));
    return outcomes.find((outcome) => !outcome.length) ?? outcomes[0];
  }
  if (wanted.type === "object") return ofGroup(schema, wanted, value, path);
  if (wanted.type === "array") {
    const few = value.length < (wanted.minItems ?? 0) ? [{ path, says: "Vul dit in." }] : [];
    return [...few, ...value.flatMap((one, number) => ofValue(schema, wanted.items, one, [...path, number]))];
  }
  const says = fault(wanted, value);
  return says ? [{ path, says }] : [];
}

function fault(wanted, value) {
  if (wanted.enum && !wanted.enum.includes(value)) return "Kies uit de lijst.";
  if (wanted.type === "integer") return ofNumber(wanted, value);
  const length = [...value].length;
  if (length > (wanted.maxLength ?? Infinity)) return `Dit zijn ${length} tekens; er passen er ${wanted.maxLength}. Kort de tekst in.`;
  const words = value.split(/\s+/).filter(Boolean).length;
  if (words > (wanted["x-woorden"] ?? Infinity)) return `Dit zijn ${words} woorden; er passen er ${wanted["x-woorden"]}. Kort de tekst in.`;
  const bullet = wanted.contentMediaType === "text/markdown" && value.match(BULLET);
  if (bullet) return `Hier staat “${bullet[1]}” voor een regel. Op de pagina wordt dat geen lijst. Zet een streepje en een spatie voor elke regel: “- ${bullet[2].trim()}”.`;
  if (wanted.pattern && !new RegExp(wanted.pattern, "u").test(value)) return wrongForm(wanted.pattern, value);
  return "";
}

function ofNumber({ minimum = -Infinity, maximum = Infinity }, value) {
  if (!Number.isSafeInteger(value)) return "Schrijf alleen cijfers, zoals 2023.";
  if (value >= minimum && value <= maximum) return "";
  return maximum === Infinity ? `Dit getal is te klein; het kleinste is ${minimum}.` : `Kies een getal van ${minimum} tot en met ${maximum}.`;
}

function wrongForm(pattern, value) {
  if (pattern.includes("https?")) return `“${value}” is geen webadres. Schrijf het hele adres, en begin met https://.`;
  return `“${value}” past hier niet. Lees de uitleg bij deze vraag.`;
}
