// The search page: /zoeken/?q=… shows the best records first. All in the reader's own browser.

import { MOST, open } from "./zoekindex.js";
import { understand } from "./zoekvraag.js";
import { sentence } from "./zoekvolgorde.js";

const root = new URL("../", import.meta.url);
const form = document.getElementById("zoekformulier");
const field = document.getElementById("zoekvraag");
const list = document.getElementById("zoekresultaten");
const message = document.getElementById("zoekmelding");
const meant = document.getElementById("zoekbedoeld");
const filter = document.getElementById("zoekfilter");
const nothing = document.getElementById("zoekniets");

const PAGE = 20; // hits shown at a time
const WAIT = 15; // milliseconds after a keystroke
const SHORTEST = 3; // letters that are typed before the search begins by itself
const PAUSE = 150; // milliseconds without a keystroke, after which the kinds of the hits are counted

const KINDS = JSON.parse(list.dataset.soorten); // folder → the words for one record and for more

let latest = 0;
let ready; // the index, there or under way

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

// Who opens a result and comes back finds the list as long as it was, and stands at that result.
list.addEventListener("click", ({ target }) => {
  const results = [...list.querySelectorAll("a")];
  const chosen = results.indexOf(target.closest("a"));
  if (chosen >= 0) history.replaceState({ chosen, shown: results.length }, "");
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
  return { q: given.get("q") ?? "", soort: Object.hasOwn(KINDS, soort) ? soort : "", letterlijk: given.get("letterlijk") === "ja" };
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
  history[asNewPage && address.href !== location.href ? "pushState" : "replaceState"](null, "", address);
  search();
}

async function search() {
  const turn = ++latest;
  const wanted = asked();
  list.removeAttribute("data-ready");
  try {
    const { index, query, hits } = await found(wanted);
    const nowhere = query ? [...query.unknown, ...(await index.nowhere(query))] : [];
    if (turn !== latest) return;
    list.replaceChildren();
    await show(hits, 0, query, turn, history.state?.shown);
    if (turn !== latest) return;
    if (history.state) list.querySelectorAll("a")[history.state.chosen]?.focus();
    tell(hits.length, wanted, query, nowhere);
    offerKinds(index, query, wanted.soort, turn).catch(forget);
  } catch {
    forget();
    if (turn !== latest) return;
    list.replaceChildren();
    message.textContent = "Zoeken lukt nu niet. Is er verbinding? Probeer het nog eens, of kies een thema.";
    meant.hidden = true;
    nothing.hidden = false;
  }
  list.setAttribute("data-ready", "");
}

// What there is for a query. Without one the index is fetched already: a query will come.
async function found({ q, soort, letterlijk }) {
  ready ??= open(root, KINDS);
  if (!q.trim()) {
    ready.catch(forget);
    return { hits: [] };
  }
  const index = await ready;
  const query = understand(q, index.words, { literally: letterlijk });
  return { index, query, hits: await index.find(query, q, soort) };
}

// After a failure: the next search fetches the index anew.
function forget() {
  ready = undefined;
}

async function show(hits, from, query, turn, until = from + PAGE) {
  const part = await Promise.all(hits.slice(from, until).map(async ({ hit, data }) => data ?? (await hit.data())));
  if (turn !== latest) return;
  list.querySelector(".kp-meer")?.remove();
  list.append(...part.map((data) => asLink(data, query)));
  if (hits.length > until) list.append(moreButton(until, turn));
}

function moreButton(from, turn) {
  const more = element("button", "kp-meer", "Meer resultaten");
  more.type = "button";
  more.setAttribute("aria-live", "polite");
  more.addEventListener("click", async () => {
    try {
      const { query, hits } = await found(asked()); // remembered, unless the index had to be fetched anew
      await show(hits, from, query, turn);
      list.querySelectorAll("a")[from]?.focus();
    } catch {
      forget();
      more.textContent = "Dat lukt nu niet. Is er verbinding? Probeer het nog eens";
    }
  });
  return more;
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

function tell(count, { q, soort }, query, nowhere) {
  const typed = q.trim();
  const about = (query?.said ?? typed).replace(/^["“](.*)["”]$/, "$1"); // in quotation marks below
  const where = soort ? ` in ${KINDS[soort][1]}` : "";
  const results = count === 1 ? "1 resultaat" : count === MOST ? `De beste ${count} resultaten` : `${count} resultaten`;
  const outcome = count ? `${results} voor “${about}”${where}` : `Niets gevonden voor “${about}”${where}.`;
  const missing = nowhere.length ? `${listed(nowhere.map((word) => `“${word}”`))} ${nowhere.length > 1 ? "staan" : "staat"} nergens op deze site.` : "";
  const alike = count && query.terms.every((term) => nowhere.includes(term)) && !query.phrases.length;
  message.textContent = !query ? "" : alike ? `${missing} Dit lijkt erop${where}:` : `${outcome}${missing && count ? "." : ""} ${missing}`.trim();
  nothing.hidden = !query || count > 0;
  meant.replaceChildren();
  if (!count && query?.phrases.length) {
    const address = new URL(location.href);
    address.searchParams.set("q", typed.replace(/["“”„]/g, " ").replace(/\s+/g, " ").trim());
    const link = element("a", "", "Zoek zonder aanhalingstekens");
    link.href = address.href;
    meant.append("Deze woorden staan nergens precies zo achter elkaar. ", link);
  }
  if (query?.said) {
    const address = new URL(location.href);
    address.searchParams.set("letterlijk", "ja");
    const link = element("a", "", `Zoek toch op “${typed}”`);
    link.href = address.href;
    meant.append("Bedoelde u ", element("strong", "", query.said), "? Daar zochten wij alvast op. ", link);
  }
  meant.hidden = !meant.hasChildNodes();
}

function listed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} en ${words.at(-1)}` : words.join("");
}

// Buttons for the kinds that have hits. After the results, and not while somebody types: nobody waits for them.
async function offerKinds(index, query, chosen, turn) {
  if (!query) return filter.replaceChildren();
  await new Promise((done) => setTimeout(done, PAUSE));
  if (turn !== latest) return;
  const counts = await index.counts(query);
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
