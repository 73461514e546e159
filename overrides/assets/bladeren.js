// A long list that the reader narrows down. What is chosen stands in the address, so that it can be mailed.
// Without this script the page has the first hundred cards, links to the others, and each value with its count.

import { copyAddress } from "./adres.js";
import { headingAbove, read, written } from "./bladeren-adres.js";
import { folded, Gegevens } from "./bladeren-gegevens.js";
import { button, card, element } from "./bladeren-kaarten.js";
import { facetsIn } from "./bladeren-kenmerken.js";

const STEP = 50; // cards shown at a time
const WAIT = 200; // milliseconds after a keystroke
const SLOW = 400; // milliseconds after which we say that we are busy

const place = document.querySelector("[data-bladeren]");
const { bladeren: folder, versie: version, een: one, meer: many } = place.dataset;
const total = Number(place.dataset.aantal);
const part = (name) => place.querySelector(`[data-${name}]`);
const [opener, panel, words, done] = [part("open"), place.querySelector(".kp-filters"), part("tekst"), part("klaar")];
const [status, order, chips, more, message, print] = ["stand", "volgorde", "chips", "verder", "melding", "druk"].map(part);
const list = part("kaarten").querySelector("ul");
const anchor = headingAbove(place);

const data = new Gegevens(folder, version);
const facets = facetsIn(panel);
const orders = order ? [...order.options].map((option) => option.value).filter(Boolean) : [];

// The cards made so far, by number; the page came with the first ones.
const made = new Map([...list.children].map((item, number) => [number, item]));
const first = made.size;
const level = list.querySelector(".kp-kaart__titel").tagName;

let state = read(location, facets, orders);
let found = []; // the numbers of all records that are left
let drawn = [...made.keys()]; // those of which the card is shown
let latest = 0;
let showing; // whether what is chosen is what is shown

for (const hidden of place.querySelectorAll("[data-met-script]")) hidden.hidden = false;
part("zonder-script").remove();
panel.setAttribute("aria-label", "Filters");
panel.addEventListener("change", (event) => {
  if (event.target.matches("input[type=checkbox]")) choose(event.target.name, event.target.value, event.target.checked);
});
order?.addEventListener("change", () => go({ sorteer: order.value }));
let typing = 0; // while the reader types, what waits to be done with it
words.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => go({}, "replaceState"), WAIT);
});
opener.addEventListener("click", () => openPanel(opener.getAttribute("aria-expanded") === "false"));
done.addEventListener("click", () => {
  openPanel(false);
  status.focus();
});
more.querySelector("button").addEventListener("click", async () => {
  const before = drawn.length;
  await go({ pagina: state.pagina + 1 }, "replaceState");
  list.children[before]?.querySelector("a").focus();
});
for (const act of place.querySelectorAll("[data-doe]")) act.addEventListener("click", () => perform(act.dataset.doe));
addEventListener("popstate", () => {
  stopTyping();
  state = read(location, facets, orders);
  showing = show();
});
showing = show();

// ---- From a choice to the list ----

function choose(facet, value, wanted) {
  const values = (state.chosen.get(facet) ?? []).filter((key) => key !== value);
  const chosen = new Map(state.chosen).set(facet, wanted ? [...values, value] : values);
  if (!chosen.get(facet).length) chosen.delete(facet);
  return go({ chosen });
}

// Change what is chosen; from another choice one starts at the first cards again.
function go(change, how = "pushState") {
  const typed = typing ? { tekst: words.value.trim() } : {};
  stopTyping();
  state = { ...state, pagina: 1, ...typed, ...change };
  const address = written(location.href, state, facets, anchor);
  if (address.href !== location.href) history[how](null, "", address);
  showing = show();
  return showing;
}

function stopTyping() {
  clearTimeout(typing);
  typing = 0;
}

function isNarrowed() {
  return state.chosen.size > 0 || state.tekst !== "";
}

// Show what is chosen. Gives whether that succeeded.
async function show(all = false) {
  const turn = ++latest;
  const slow = setTimeout(() => (status.textContent = "Even laden …"), SLOW);
  place.setAttribute("aria-busy", "true");
  message.textContent = "";
  showChoice();
  try {
    const { numbers, counts } = await select();
    const wanted = all ? numbers : numbers.slice(0, atOnce() + (state.pagina - 1) * STEP);
    await make(wanted.filter((number) => !made.has(number)));
    if (turn !== latest) return;
    draw(numbers, wanted);
    for (const facet of facets) facet.count(counts);
    return true;
  } catch {
    if (turn === latest) status.textContent = "De lijst kon niet worden geladen. Kijk of u verbinding hebt en kies opnieuw.";
  } finally {
    clearTimeout(slow);
    if (turn === latest) place.removeAttribute("aria-busy");
  }
}

function select() {
  // The list as the page came needs nothing from elsewhere.
  if (!isNarrowed() && !state.sorteer) return { numbers: [...Array(total).keys()], counts: null };
  return data.select({ chosen: state.chosen, words: folded(state.tekst).split(/\s+/).filter(Boolean), order: state.sorteer });
}

function atOnce() {
  return isNarrowed() || state.sorteer ? STEP : first;
}

async function make(numbers) {
  if (!numbers.length) return;
  const cards = await data.cards(numbers);
  numbers.forEach((number, place) => made.set(number, card(cards[place], folder, level)));
}

// ---- What the reader sees ----

function draw(numbers, wanted) {
  const same = drawn.every((number, place) => number === wanted[place]);
  if (same) list.append(...wanted.slice(drawn.length).map((number) => made.get(number)));
  else list.replaceChildren(...wanted.map((number) => made.get(number)));
  [found, drawn] = [numbers, wanted];
  const rest = found.length - drawn.length;
  more.hidden = rest === 0;
  more.querySelector("button").textContent = `Meer tonen (nog ${shown(rest)})`;
  status.textContent = counted() + (rest ? `; hieronder staan de eerste ${shown(drawn.length)}` : "");
  done.textContent = `Toon ${shown(found.length)} ${found.length === 1 ? one : many}`;
  print.textContent = `${inWords()}${counted()}${rest ? `, hier de eerste ${shown(drawn.length)}` : ""}. ${location.href}`;
}

function counted() {
  if (!isNarrowed()) return `${shown(total)} ${total === 1 ? one : many}`;
  if (!found.length) return `Geen van de ${shown(total)} ${many}. Haal een filter weg of kies andere woorden`;
  return `${shown(found.length)} van de ${shown(total)} ${many}`;
}

// All that can be shown at once, before any data is there.
function showChoice() {
  for (const facet of facets) facet.choose(state.chosen.get(facet.name) ?? []);
  if (words.value.trim() !== state.tekst) words.value = state.tekst;
  if (order) order.value = state.sorteer;
  const choices = facets.flatMap((facet) =>
    (state.chosen.get(facet.name) ?? []).map((key) => [facet.label, facet.labelOf(key), () => choose(facet.name, key, false)]),
  );
  if (state.tekst) choices.push(["Woorden", state.tekst, () => go({ tekst: "" })]);
  chips.replaceChildren(...choices.map(([label, value, undo], place) => chip(label, value, undo, place)));
  if (choices.length) chips.append(element("li", "", clearing()));
  chips.hidden = !choices.length;
  place.parentElement.classList.toggle("kp-pagina--selectie", isNarrowed()); // on paper nothing but the selection
  opener.textContent = choices.length ? `Filter (${choices.length})` : "Filter";
}

function chip(label, value, undo, place) {
  const cross = element("span", "kp-chip__kruis", "×");
  cross.setAttribute("aria-hidden", "true");
  const made = button("kp-chip", `${label}: ${value} `, cross, element("span", "kp-onzichtbaar", "weghalen"));
  made.addEventListener("click", () => {
    undo();
    const left = chips.querySelectorAll(".kp-chip");
    (left[place] ?? left[place - 1] ?? status).focus();
  });
  return element("li", "", made);
}

function clearing() {
  const clear = button("kp-wis", "Wis alles");
  clear.addEventListener("click", () => {
    go({ chosen: new Map(), tekst: "" });
    status.focus();
  });
  return clear;
}

// The choice as a sentence, for on paper.
function inWords() {
  const said = facets
    .filter((facet) => state.chosen.has(facet.name))
    .map((facet) => `${facet.label}: ${state.chosen.get(facet.name).map(facet.labelOf).join(" of ")}`);
  if (state.tekst) said.push(`Woorden: “${state.tekst}”`);
  return said.length ? `Gekozen: ${said.join("; ")}. ` : "";
}

function openPanel(open) {
  panel.classList.toggle("kp-filters--open", open);
  opener.setAttribute("aria-expanded", String(open));
}

function shown(number) {
  return number.toLocaleString("nl-NL");
}

// ---- What the reader does with a selection ----

async function perform(what) {
  message.textContent = "Even bezig …";
  try {
    if (!(await showing)) throw new Error("not shown");
    message.textContent = (await ACTS[what]()) ?? "";
  } catch {
    message.textContent = "Dit lukte niet. Kijk of u verbinding hebt en probeer het opnieuw.";
  }
}

const ACTS = {
  csv: () => download("csv"),
  json: () => download("json"),
  async print() {
    const shownBefore = drawn.length;
    await show(true);
    addEventListener("afterprint", () => drawn.length > shownBefore && show(), { once: true });
    window.print();
  },
  adres: () => copyAddress(location.href),
};

async function download(form) {
  const { save } = await import("./bladeren-opslaan.js");
  const selection = { adres: location.href, filters: Object.fromEntries(state.chosen), tekst: state.tekst };
  await save(form, data, found, selection);
  return `Het bestand met ${shown(found.length)} ${found.length === 1 ? one : many} staat bij uw downloads.`;
}
