// "Stel zelf een bundel samen": the address says what was chosen, this page shows it, changes it and prints it.

import { copyAddress } from "./adres.js";
import { MOST, asPage, chosen, follow, root, withAdded } from "./bundel-adres.js";
import { clear, print } from "./bundeldruk.js";
import { piece } from "./bundelstukken.js";
import { button, card, element } from "./bladeren-kaarten.js";
import { open } from "./zoekindex.js";
import { understand } from "./zoekvraag.js";

const page = document.querySelector("[data-eigen-bundel]");
const [title, state, list, message, empty, have, form, found, hits] = [
  "titel", "stand", "stukken", "melding", "leeg", "gekozen", "zoek", "gevonden", "treffers",
].map((name) => page.querySelector(`[data-${name}]`));
const printing = page.querySelector("[data-druk]");
const field = form.querySelector("input");
const NAMELESS = "Eigen bundel";
const SHOWN = 10; // hits of a search
const KINDS = JSON.parse(page.dataset.soorten);
const heading = document.title;

let bundle = chosen(location.href);
let turn = 0; // of two rounds of fetching, the last one counts
let searched = 0; // of two searches as well
let ready; // the index, there or under way

page.hidden = false;
document.querySelector("[data-zonder-script]").remove();
follow(() => bundle);
title.addEventListener("input", () => go({ ...bundle, titel: title.value.trim() }, { asNewPage: false }));
page.querySelector("[data-kopieer]").addEventListener("click", async () => {
  tell(await copyAddress(location.href));
});
printing.addEventListener("click", printAll);
list.addEventListener("click", pressed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
hits.addEventListener("click", (event) => {
  const ref = event.target.closest("button")?.dataset.ref;
  if (ref && !bundle.refs.includes(ref)) add(ref);
});
window.addEventListener("popstate", () => {
  bundle = chosen(location.href);
  show();
});
show();

// Another choice: into the address, and onto the page.
async function go(changed, { asNewPage = true } = {}) {
  bundle = changed;
  history[asNewPage ? "pushState" : "replaceState"](null, "", asPage(bundle));
  if (asNewPage) await show();
  else said();
}

async function show() {
  const mine = ++turn;
  if (title.value.trim() !== bundle.titel) title.value = bundle.titel;
  said();
  const pieces = await Promise.all(bundle.refs.map((ref) => piece(ref).catch(() => undefined)));
  if (mine !== turn) return;
  const now = [...new Set(pieces.map((one, place) => one?.ref ?? bundle.refs[place]))]; // what moved is called otherwise
  if (now.join() !== bundle.refs.join()) return go({ ...bundle, refs: now }, { asNewPage: false }).then(show);
  list.replaceChildren(...pieces.map((one, place) => entry(one, bundle.refs[place], place)));
}

// What the page says of the bundle, apart from its records.
function said() {
  clear();
  const count = bundle.refs.length;
  have.hidden = !count;
  empty.hidden = count > 0;
  document.title = bundle.titel ? `${bundle.titel} · Bundel` : heading;
  state.textContent = `${count} ${count === 1 ? "stuk" : "stukken"} in uw bundel`;
  for (const one of hits.querySelectorAll("button")) offered(one);
}

function entry(one, ref, place) {
  const made = one ? card(one, one.folder, "h2") : missing(one, ref);
  made.dataset.ref = ref;
  const name = one?.titel ?? ref;
  const tools = element("div", "kp-eigen__doen");
  const last = bundle.refs.length - 1;
  for (const [what, word, off] of [["op", "Omhoog", place === 0], ["neer", "Omlaag", place === last], ["weg", "Haal weg", false]]) {
    const made = button("kp-knop", word);
    made.dataset.doe = what;
    made.disabled = off;
    made.setAttribute("aria-label", `${word}: ${name}`);
    tools.append(made);
  }
  made.append(tools);
  return made;
}

// A record that is not there (null), or that could not be fetched.
function missing(one, ref) {
  const why = one === null ? "Dit stuk bestaat niet (meer)." : "Dit stuk kon niet worden opgehaald. Is er verbinding? Laad de pagina opnieuw.";
  return element("li", "kp-kaart", element("h2", "kp-kaart__titel", ref), element("p", "", why));
}

async function pressed(event) {
  const knop = event.target.closest("button");
  if (!knop) return;
  const { ref } = knop.closest("[data-ref]").dataset;
  const name = knop.getAttribute("aria-label").replace(/^.*?: /, "");
  const place = bundle.refs.indexOf(ref);
  const refs = bundle.refs.filter((one) => one !== ref);
  const what = knop.dataset.doe;
  if (what !== "weg") refs.splice(what === "op" ? place - 1 : place + 1, 0, ref);
  await go({ ...bundle, refs });
  if (what === "weg") {
    tell(`Weggehaald: ${name}. Met de knop Terug van uw browser zet u het terug.`);
    (list.children[Math.min(place, refs.length - 1)]?.querySelector("[data-doe=weg]") ?? field).focus();
  } else {
    tell(`${name} staat nu op plaats ${refs.indexOf(ref) + 1} van ${refs.length}.`);
    const again = [...list.children[refs.indexOf(ref)].querySelectorAll("button")];
    (again.find((one) => one.dataset.doe === what && !one.disabled) ?? again.find((one) => !one.disabled)).focus();
  }
}

async function add(ref) {
  if (bundle.refs.length >= MOST) return tell(`Een bundel heeft hooguit ${MOST} stukken. Haal er eerst een weg.`);
  await go(withAdded(bundle, ref));
  tell(`Toegevoegd. ${state.textContent}.`);
}

async function printAll() {
  tell("De stukken worden opgehaald …");
  printing.disabled = true;
  const pieces = await Promise.all(bundle.refs.map((ref) => piece(ref).catch(() => null)));
  printing.disabled = false;
  printing.focus();
  const there = pieces.filter(Boolean);
  tell(there.length < pieces.length ? "Niet alle stukken zijn er. In de druk staan alleen de stukken die u hier met titel ziet." : "");
  if (!there.length) return;
  print({
    titel: bundle.titel || NAMELESS,
    portaal: page.dataset.portaal,
    adres: location.href,
    parts: [{ stukken: there.map((one) => ({ piece: one })) }],
  });
}

async function search() {
  const mine = ++searched;
  const typed = field.value.trim();
  hits.replaceChildren();
  found.textContent = "";
  if (!typed) return;
  try {
    ready ??= open(root, KINDS);
    const index = await ready;
    const query = understand(typed, index.words);
    const all = await index.find(query, typed, "");
    const shown = await Promise.all(all.slice(0, SHOWN * 2).map(async ({ hit, data }) => data ?? (await hit.data())));
    if (mine !== searched) return;
    const records = shown.filter((data) => data.meta.id).slice(0, SHOWN); // pages that people wrote are no records
    found.textContent = records.length ? `De ${records.length} beste resultaten voor “${query.said ?? typed}”` : `Niets gevonden voor “${typed}”.`;
    hits.replaceChildren(...records.map(offer));
  } catch {
    ready = undefined; // the next search fetches the index anew
    if (mine === searched) found.textContent = "Zoeken lukt nu niet. Is er verbinding? Probeer het nog eens.";
  }
}

function offer(data) {
  const link = element("a", "", data.meta.title);
  link.href = data.url;
  const made = button("kp-knop");
  made.dataset.ref = `${data.meta.soort}/${data.meta.id}`;
  made.dataset.titel = data.meta.title;
  offered(made);
  return element("li", "", element("span", "kp-soort", KINDS[data.meta.soort][0]), link, made);
}

function offered(one) {
  const inside = bundle.refs.includes(one.dataset.ref);
  one.textContent = inside ? "Staat erin" : "Voeg toe";
  one.setAttribute("aria-label", `${one.textContent}: ${one.dataset.titel}`);
  one.setAttribute("aria-disabled", String(inside));
}

function tell(words) {
  message.textContent = words;
}
