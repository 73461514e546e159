// A form by which someone sends in a record: checks the answers, makes the file, and offers it. Nothing is sent or kept.
// `data-veld` names the field that a part of the form fills, `data-vorm` how it is asked (see templates/formulier.html).

import { element } from "./bladeren-kaarten.js";
import { faults } from "./formulier-schema.js";
import { Other, asYaml, clean, idOf } from "./formulier-yaml.js";

const form = document.querySelector("[data-formulier]");
const [wrong, extra, state, outcome, shown, long, message, mail] = [
  "fouten", "extra", "stand", "uitkomst", "tekst", "lang", "melding", "mailen",
].map((name) => form.querySelector(`[data-${name}]`));
const { formulier: folder, een: word, portaal: portal } = form.dataset;
const MOST_IN_MAIL = 1900; // signs of an address that every mail program takes
const ORDER = JSON.parse(form.dataset.volgorde);
const checking = fetch(new URL(`../schema/v1/${folder}.json`, import.meta.url)).then((answer) => (answer.ok ? answer.json() : null), () => null);

let unsaved = false; // something is typed that stands nowhere but in this page
let text = "";
let name = "";

form.hidden = false;
document.querySelector("[data-zonder-script]").remove();
form.addEventListener("input", changed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  make();
});
form.addEventListener("click", (event) => {
  const more = event.target.closest("[data-nog]");
  if (more) addTo(more.closest("[data-meer]"));
});
wrong.addEventListener("click", (event) => {
  const target = event.target.closest("a")?.getAttribute("href").slice(1);
  if (!target) return;
  event.preventDefault();
  document.getElementById(target).focus();
});
form.querySelector("[data-download]").addEventListener("click", download);
form.querySelector("[data-kopieer]").addEventListener("click", copy);
mail?.addEventListener("click", () => tell("Uw mailprogramma gaat open. Gebeurt er niets? Download dan het bestand.")); // whether it does, nobody tells us
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

function changed(event) {
  unsaved = true;
  outcome.hidden = true; // it no longer says what the form says
  mark(event.target.closest("[data-vorm=vinken]") ?? event.target, "");
}

async function make() {
  const answers = read(form);
  const schema = await checking;
  clear();
  const found = schema ? faults(schema, answers) : [];
  if (found.length) return complain(found);
  name = idOf(answers.titel ?? "") || `mijn-${word}`;
  const sorted = Object.fromEntries(ORDER.filter((field) => field in answers).map((field) => [field, answers[field]]));
  text = `# Ingestuurd met het formulier van ${clean(portal, true)}, voor data/${folder}/${name}.yml\n${asYaml(sorted)}`;
  show(answers.titel ?? word, Boolean(schema));
}

function show(title, checked) {
  shown.textContent = text;
  outcome.hidden = false;
  state.textContent = checked ? "" : "Nakijken lukte niet, want de regels konden niet worden opgehaald. De redactie kijkt uw tekst na.";
  tell("");
  if (mail) {
    const whole = mailto(title, `${text}\n`);
    long.hidden = whole.length <= MOST_IN_MAIL;
    mail.href = long.hidden ? whole : mailto(title, `In de bijlage zit een ${word} voor ${portal}: het bestand ${name}.yml.\n`);
  }
  document.getElementById("klaar").focus();
}

function mailto(title, body) {
  const subject = `Een ${word} voor ${portal}: ${title}`;
  return `mailto:${encodeURIComponent(form.dataset.mail).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `${name}.yml`;
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
  tell(`Gedownload: ${name}.yml. Het is nog niet verstuurd.`);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(text);
    unsaved = false;
    tell("De tekst is gekopieerd. Plak hem in een e-mail of document.");
  } catch {
    getSelection().selectAllChildren(shown);
    tell("Kopiëren lukt niet vanzelf. De tekst is geselecteerd: kopieer hem zelf.");
  }
}

function tell(words) {
  message.textContent = words;
}

// ---- Reading what is filled in ----

// The questions in a part of the form, not those inside another question.
function questions(part) {
  return [...part.querySelectorAll("[data-veld]")].filter((field) => {
    const around = field.parentElement.closest("[data-veld], [data-deel], form");
    return around === part;
  });
}

function read(part) {
  const found = {};
  for (const field of questions(part)) {
    const value = valueOf(field);
    if (value !== undefined) found[field.dataset.veld] = value;
  }
  return found;
}

function valueOf(field) {
  const form = field.dataset.vorm;
  if (form === "vinken") return some([...field.querySelectorAll(":checked")].map((box) => box.value));
  if ("meer" in field.dataset) {
    return some([...field.querySelectorAll("[data-deel]")].map((part) => (form === "groep" ? group(part) : single(part, form))));
  }
  return single(field, form);
}

function group(part) {
  const found = read(part);
  return Object.keys(found).length ? found : undefined;
}

function single(part, form) {
  const control = part.querySelector("input, textarea, select");
  if (form === "regels") return some(clean(control.value).split("\n").map((line) => clean(line, true) || undefined));
  const typed = clean(control.value, form !== "tekst");
  if (!typed) return undefined;
  if (form === "getal") return /^\d+$/.test(typed) ? Number(typed) : NaN;
  return form === "verwijzing" ? record(control.list, typed) : typed;
}

// The record that someone means, by its title or its own name.
function record(list, typed) {
  const same = (word) => word.localeCompare(typed, "nl", { sensitivity: "base" }) === 0;
  const found = [...list.options].find((option) => same(option.value) || option.dataset.waarde === typed);
  return found ? found.dataset.waarde : new Other(typed);
}

function some(values) {
  const there = values.filter((value) => value !== undefined);
  return there.length ? there : undefined;
}

// ---- More of the same ----

function addTo(field) {
  const parts = field.querySelectorAll("[data-deel]");
  const last = parts[parts.length - 1];
  const made = last.cloneNode(true);
  const number = parts.length + 1;
  for (const fault of made.querySelectorAll(".kp-fout")) fault.remove();
  const ids = new Set([...made.querySelectorAll("[id]")].map(({ id }) => id));
  for (const attribute of ["id", "for", "aria-describedby"]) {
    for (const node of made.querySelectorAll(`[${attribute}]`)) {
      const named = node.getAttribute(attribute).split(" ").filter((id) => !id.endsWith("-fout"));
      node.setAttribute(attribute, named.map((id) => (ids.has(id) ? `${id.replace(/--\d+$/, "")}--${number}` : id)).join(" "));
    }
  }
  for (const control of made.querySelectorAll("input, textarea, select")) {
    control.value = "";
    control.removeAttribute("aria-invalid");
  }
  last.after(made);
  made.querySelector("input, textarea, select").focus();
}

// ---- What is wrong ----

function complain(found) {
  outcome.hidden = true;
  state.textContent = "";
  const placed = found.map(({ path, says }) => ({ ...at(path), says }));
  placed.sort((a, b) => (a.control.compareDocumentPosition(b.control) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const lines = placed.map(({ field, control, says }) => {
    control.closest("details")?.setAttribute("open", "");
    mark(control, says);
    const link = element("a", "", titled(labelOf(field), says));
    link.href = `#${control.id}`;
    return element("li", "", link);
  });
  const count = found.length === 1 ? "Eén ding klopt nog niet" : `${found.length} dingen kloppen nog niet`;
  wrong.replaceChildren(element("h2", "", count), element("ul", "", ...lines));
  wrong.hidden = false;
  wrong.focus();
}

// The question at a path such as ["herkomst", 0, "kop"], and what to focus in it.
function at(path) {
  let field;
  let part = form;
  for (const step of path) {
    if (typeof step === "number") part = filled(field)[step] ?? part;
    else field = questions(part).find((one) => one.dataset.veld === step);
    if (typeof step === "string") part = field.querySelector("[data-deel]") ?? field;
  }
  const control = field.dataset.vorm === "vinken" ? field : part.querySelector("input, textarea, select");
  return { field, control };
}

// The parts of a question that something is filled in in: those stand in the answers.
function filled(field) {
  const parts = [...field.querySelectorAll("[data-deel]")];
  return parts.filter((part) => (field.dataset.vorm === "groep" ? group(part) : single(part, field.dataset.vorm)) !== undefined);
}

// A message under the name of its question, which may be a question indeed.
function titled(label, says) {
  return label.endsWith("?") ? `${label} ${says}` : `${label}: ${says.replace(/^\p{L}/u, (sign) => sign.toLowerCase())}`;
}

function labelOf(field) {
  const label = field.querySelector("legend, label");
  return label.firstChild.textContent.trim();
}

// Say beside a control what is wrong with it; without words, that nothing is.
function mark(control, says) {
  const place = control.matches("fieldset") ? control.querySelector("legend") : control;
  const id = `${control.id}-fout`;
  document.getElementById(id)?.remove();
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && !other.includes("-fout"));
  if (says) {
    const line = element("p", "kp-fout", says);
    line.id = id;
    place.after(line);
    others.push(id);
  }
  if (others.length) control.setAttribute("aria-describedby", others.join(" "));
  else control.removeAttribute("aria-describedby");
  if (says && !control.matches("fieldset")) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

function clear() {
  wrong.hidden = true;
  for (const line of form.querySelectorAll(".kp-fout")) line.remove();
  for (const control of form.querySelectorAll("input, textarea, select, fieldset")) mark(control, "");
}
