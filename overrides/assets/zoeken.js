// The search page: /zoeken/?q=… shows the best records first. All in the reader's own browser.

const root = new URL("../", import.meta.url);
const form = document.getElementById("zoekformulier");
const field = document.getElementById("zoekvraag");
const list = document.getElementById("zoekresultaten");
const message = document.getElementById("zoekmelding");

const PAGE = 20; // hits shown at a time
const FEW = 3; // with fewer hits for all words together, each word is searched on its own
const WAIT = 120; // milliseconds after a keystroke

// A hit in the title counts most, then in the words by which a record is also known.
const RANKING = { metaWeights: { title: 6, trefwoorden: 3, soort: 0, id: 0.5 } };

const KINDS = JSON.parse(list.dataset.soorten); // folder → the word for one record
const ENTITIES = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

let latest = 0;
let index;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(field.value, true);
});

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go(field.value, false), WAIT);
});

window.addEventListener("popstate", fromAddress);
fromAddress();

function fromAddress() {
  field.value = new URL(location.href).searchParams.get("q") ?? "";
  search(field.value);
}

function go(query, asNewPage) {
  const address = new URL(location.href);
  query.trim() ? address.searchParams.set("q", query.trim()) : address.searchParams.delete("q");
  if (address.href !== location.href) {
    history[asNewPage ? "pushState" : "replaceState"](null, "", address);
  }
  search(query);
}

async function search(query) {
  const turn = ++latest;
  list.removeAttribute("data-ready");
  const words = query.trim();
  const hits = words ? await find(words) : [];
  if (turn !== latest) return;
  list.replaceChildren();
  await show(hits, 0, turn);
  if (turn !== latest) return;
  message.textContent = words ? said(hits.length, words) : "";
  list.setAttribute("data-ready", "");
}

async function find(query) {
  index ??= await open();
  const words = query.split(/\s+/);
  const all = await meant((await index.search(query)).results, words);
  if (all.length >= FEW || words.length < 2) return all;
  // Pagefind wants every word; rather than nothing, show what has most of them.
  const scores = new Map(all.map((hit) => [hit.id, { hit, score: 1000 }]));
  for (const word of words) {
    for (const hit of (await index.search(word)).results) {
      const found = scores.get(hit.id) ?? { hit, score: 0 };
      found.score += hit.score;
      scores.set(hit.id, found);
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ hit }) => hit);
}

// For an unknown word Pagefind takes its first letters that do occur, down to one: "xqz" finds the letter X.
async function meant(hits, words) {
  if (!hits.length) return hits;
  const { excerpt } = await hits[0].data();
  const found = [...excerpt.matchAll(/<mark>\W*(.*?)<\/mark>/g)].map((match) => match[1].toLowerCase());
  const starts = words.map((word) => word.toLowerCase().slice(0, 3));
  return !found.length || found.some((word) => starts.some((start) => word.startsWith(start))) ? hits : [];
}

async function open() {
  const pagefind = await import(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 30, ranking: RANKING });
  return pagefind;
}

async function show(hits, from, turn) {
  const part = await Promise.all(hits.slice(from, from + PAGE).map((hit) => hit.data()));
  if (turn !== latest) return;
  list.querySelector(".kp-meer")?.remove();
  list.append(...part.map(asLink));
  if (hits.length > from + PAGE) {
    const more = element("button", "kp-meer", "Meer resultaten");
    more.type = "button";
    more.addEventListener("click", async () => {
      await show(hits, from + PAGE, turn);
      list.querySelectorAll("a")[from + PAGE]?.focus();
    });
    list.append(more);
  }
}

function asLink(data) {
  const link = element("a");
  link.href = data.url;
  link.dataset.kind = data.meta.soort ?? "pagina";
  link.dataset.id = data.meta.id ?? "";
  link.append(
    element("span", "kp-soort", KINDS[link.dataset.kind] ?? link.dataset.kind),
    element("strong", "", data.meta.title),
    marked(data.excerpt),
  );
  return link;
}

// Pagefind gives an excerpt with <mark> around the words that match and the rest escaped.
function marked(excerpt) {
  const span = element("span");
  excerpt.split(/<\/?mark>/).forEach((part, number) => {
    const text = part.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ENTITIES[name]);
    span.append(number % 2 ? element("mark", "", text) : text);
  });
  return span;
}

function said(count, query) {
  if (!count) return `Niets gevonden voor “${query}”. Probeer een ander of korter woord, of kies een thema.`;
  return count === 1 ? `1 resultaat voor “${query}”` : `${count} resultaten voor “${query}”`;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
