// The search page: /zoeken/?q=… shows the best records first. All in the reader's own browser.

import { Words, understand } from "./zoekvraag.js";
import { ranked, sentence } from "./zoekvolgorde.js";

const root = new URL("../", import.meta.url);
const form = document.getElementById("zoekformulier");
const field = document.getElementById("zoekvraag");
const list = document.getElementById("zoekresultaten");
const message = document.getElementById("zoekmelding");
const meant = document.getElementById("zoekbedoeld");
const filter = document.getElementById("zoekfilter");
const nothing = document.getElementById("zoekniets");

const PAGE = 20; // hits shown at a time
const LOOKED_AT = 20; // hits of which the title is looked at before they are shown
const ENOUGH = 10; // with fewer hits for all terms together, hits for some of them come behind
const MOST = 50; // of those, as many are shown
const PALE = 0.35; // what a word that says little in a question counts, beside 1
const TOGETHER = 0.3; // what it counts, beside at most 1 for the terms, that a text has them all
const WAIT = 15; // milliseconds after a keystroke
const SHORTEST = 3; // letters that are typed before the search begins by itself

// A hit in the title counts most, then in the words by which a record is also known; related words least.
const RANKING = { metaWeights: { title: 6, trefwoorden: 3, verwant: 0.3, soort: 0, id: 0.5 } };

const KINDS = JSON.parse(list.dataset.soorten); // folder → the words for one record and for more

let latest = 0;
let ready;
const searched = new Map(); // what Pagefind said of a query: while somebody types, most terms stay the same

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ q: field.value }, true);
});

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  if (field.value.trim().length >= SHORTEST || !field.value.trim()) timer = setTimeout(() => go({ q: field.value }, false), WAIT);
});

form.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(event, links()[0]);
  if (event.key === "Escape" && field.value) {
    event.preventDefault();
    field.value = "";
    go({ q: "" }, false);
  }
});

list.addEventListener("keydown", (event) => {
  const place = links().indexOf(document.activeElement);
  if (event.key === "ArrowDown") move(event, links()[place + 1]);
  if (event.key === "ArrowUp") move(event, place > 0 ? links()[place - 1] : field);
  if (event.key === "Escape") move(event, field);
});

window.addEventListener("popstate", fromAddress);
fromAddress();

function links() {
  return [...list.querySelectorAll("a, button")];
}

function move(event, target) {
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function asked() {
  const given = new URL(location.href).searchParams;
  const soort = given.get("soort");
  return { q: given.get("q") ?? "", soort: soort in KINDS ? soort : "", letterlijk: given.get("letterlijk") === "ja" };
}

function fromAddress() {
  field.value = asked().q;
  search();
}

// Put what is asked in the address and search for it. `changes` are `q`, `soort` or `letterlijk`; a new query drops the rest.
function go(changes, asNewPage) {
  const wanted = "q" in changes ? { letterlijk: "", soort: asked().soort, ...changes, q: changes.q.trim() } : changes;
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(wanted)) {
    value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
  }
  if (address.href !== location.href) history[asNewPage ? "pushState" : "replaceState"](null, "", address);
  search();
}

async function search() {
  const turn = ++latest;
  const { q, soort, letterlijk } = asked();
  list.removeAttribute("data-ready");
  ready ??= open();
  const { index, words } = q.trim() ? await ready : {};
  const query = words ? understand(q, words, { literally: letterlijk }) : null;
  const hits = query ? await find(index, query, q, soort) : [];
  if (turn !== latest) return;
  list.replaceChildren();
  await show(hits, 0, query, turn);
  if (turn !== latest) return;
  tell(hits.length, q, query, soort);
  list.setAttribute("data-ready", "");
  await offerKinds(index, query, soort, turn);
}

async function open() {
  const [index, words] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    fetch(new URL("zoeken/woorden.txt", root)).then((answer) => answer.text()),
  ]);
  // Without a worker: a search takes some milliseconds, its script as much to fetch as forty results.
  await index.options({ baseUrl: root.pathname, excerptLength: 1, ranking: RANKING, noWorker: true });
  return { index, words: new Words(words) };
}

// The hits for a query, best first; the first of them with their data.
async function find(index, { phrases, terms, pale, joined }, typed, soort) {
  const whole = inWords({ phrases, terms, pale });
  if (!whole) return [];
  const together = await answer(index, whole, soort);
  const several = !phrases.length && terms.length + joined.length > 1;
  const { hits, weights } = several
    ? await weighed(index, [...terms, ...joined], pale, soort, together)
    : { hits: together.map((hit) => ({ hit, score: hit.score })), weights: terms.map((word) => ({ word, weight: 1 })) };
  const first = await Promise.all(hits.slice(0, LOOKED_AT).map(async (one) => ({ ...one, data: await one.hit.data() })));
  return [...ranked(first, weights, typed, KINDS), ...hits.slice(LOOKED_AT)];
}

async function answer(index, query, soort) {
  const key = `${soort}/${query}`;
  if (searched.size > 100) searched.clear();
  if (!searched.has(key)) searched.set(key, index.search(query, soort ? { filters: { soort } } : {}));
  return (await searched.get(key)).results;
}

// How much it says that a term stands in the title of a hit, among its other names, in its text, or only near it.
function saidIn({ matchedMetaFields: fields, words }) {
  if (fields?.includes("title")) return 0.8;
  if (fields?.includes("trefwoorden")) return 0.65;
  return words.length ? 0.35 : 0.25;
}

// What every hit should have: all but the pale words, unless there are no others.
function inWords({ phrases, terms, pale }) {
  const clear = terms.filter((term) => !pale.has(term));
  return [...phrases.map((phrase) => `"${phrase}"`), ...(clear.length || phrases.length ? clear : terms)].join(" ");
}

// Hits for more than one term. A rare term counts more than a common one. Pagefind wants every term: with few such hits,
// those that have most of them come as well.
async function weighed(index, terms, pale, soort, together) {
  const found = await Promise.all(terms.map(async (word) => ({ word, results: await answer(index, word, soort) })));
  const all = Math.max(1000, ...found.map(({ results }) => results.length));
  const weights = found.map(({ word, results }) => {
    return { word, weight: Math.log(1 + all / (results.length + 1)) * (pale.has(word) ? PALE : 1) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const scores = new Map(together.map((hit) => [hit.id, { hit, score: TOGETHER }]));
  found.forEach(({ results }, place) => {
    for (const hit of results) {
      const one = scores.get(hit.id) ?? (together.length < ENOUGH ? { hit, score: 0 } : null);
      if (!one) continue;
      one.score += (weights[place].weight / total) * (saidIn(hit) + (0.2 * hit.score) / results[0].score);
      scores.set(hit.id, one);
    }
  });
  const hits = [...scores.values()].sort((one, other) => other.score - one.score);
  return { hits: together.length < ENOUGH ? hits.slice(0, MOST) : hits, weights };
}

async function show(hits, from, query, turn) {
  const part = await Promise.all(hits.slice(from, from + PAGE).map(async ({ hit, data }) => data ?? (await hit.data())));
  if (turn !== latest) return;
  list.querySelector(".kp-meer")?.remove();
  list.append(...part.map((data) => asLink(data, query)));
  if (hits.length > from + PAGE) {
    const more = element("button", "kp-meer", "Meer resultaten");
    more.type = "button";
    more.addEventListener("click", async () => {
      await show(hits, from + PAGE, query, turn);
      list.querySelectorAll("a")[from + PAGE]?.focus();
    });
    list.append(more);
  }
}

function asLink(data, { phrases, terms }) {
  const link = element("a");
  link.href = data.url;
  link.dataset.kind = data.meta.soort ?? "pagina";
  link.dataset.id = data.meta.id ?? "";
  const shown = element("span");
  sentence(data.content, data.meta.title, [...terms, ...phrases.flatMap((phrase) => phrase.split(/\s+/))]).forEach((text, number) => {
    shown.append(number % 2 ? element("mark", "", text) : text);
  });
  link.append(element("span", "kp-soort", KINDS[link.dataset.kind]?.[0] ?? link.dataset.kind), element("strong", "", data.meta.title), shown);
  return link;
}

function tell(count, typed, query, soort) {
  const about = query?.said ?? typed.trim();
  const where = soort ? ` in ${KINDS[soort][1]}` : "";
  const missing = query?.unknown.length ? ` Op deze site staat nergens: ${query.unknown.join(", ")}.` : "";
  message.textContent = !query ? "" : count ? `${count} ${count === 1 ? "resultaat" : "resultaten"} voor “${about}”${where}` : `Niets gevonden voor “${about}”${where}.`;
  message.textContent += missing;
  nothing.hidden = !query || count > 0;
  meant.hidden = !query?.said;
  meant.replaceChildren();
  if (query?.said) {
    const address = new URL(location.href);
    address.searchParams.set("letterlijk", "ja");
    const link = element("a", "", `Zoek toch op “${typed.trim()}”`);
    link.href = address.href;
    meant.append("Bedoelde u ", element("strong", "", query.said), "? Daar zochten wij alvast op. ", link);
  }
}

// Buttons for the kinds that have hits. After the results: nobody waits for them.
async function offerKinds(index, query, chosen, turn) {
  if (!query) return filter.replaceChildren();
  await index.filters();
  const whole = inWords(query);
  const counts = whole ? ((await index.search(whole)).filters.soort ?? {}) : {};
  if (turn !== latest) return;
  const kinds = Object.keys(KINDS).filter((kind) => counts[kind] || kind === chosen);
  const buttons = kinds.length > 1 || chosen ? ["", ...kinds].map((kind) => kindButton(kind, counts[kind], kind === chosen)) : [];
  const focused = filter.contains(document.activeElement) ? document.activeElement.dataset.soort : null;
  filter.replaceChildren(...buttons);
  if (focused !== null) filter.querySelector(`[data-soort="${focused}"]`)?.focus();
}

function kindButton(kind, count, pressed) {
  const button = element("button", "", kind ? `${KINDS[kind][1]}${count ? ` (${count})` : ""}` : "alles");
  button.type = "button";
  button.dataset.soort = kind;
  button.setAttribute("aria-pressed", String(pressed));
  button.addEventListener("click", () => go({ soort: kind }, true));
  return button;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
