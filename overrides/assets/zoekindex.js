// The hits for a query, best first, out of the index of Pagefind.

import { flat, numbers, stem, Words } from "./zoekvraag.js";
import { ranked } from "./zoekvolgorde.js";

const OF_KIND = 5; // of the kind that a question asks for, as many more
const LOOKED_AT = 20; // hits of which the title is looked at before they are shown
const ENOUGH = 10; // with fewer hits for all terms together, hits for some of them come behind
export const MOST = 50; // of those, as many are shown
const PALE = 0.35; // what a word that says little in a question counts, beside 1
const TOGETHER = 0.3; // what it counts, beside at most 1 for the terms, that a text has them all
const REMEMBERED = 100; // answers of the index: while somebody types, most terms stay the same

// A hit in the abbreviation of a record counts most (NOV stands in half of all texts, and begins November), then in the title,
// then in the words by which a record is also known; related words least.
const RANKING = { metaWeights: { afkorting: 30, title: 6, trefwoorden: 3, verwant: 0.3, soort: 0, id: 0.5 } };

// Fetch the index and the words of the site; `kinds` gives by kind the words for it. When anything of the index fails, open
// it anew: what Pagefind could not fetch once, it does not ask for again.
export async function open(root, kinds) {
  const [{ createInstance }, words] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    textAt(new URL("zoeken/woorden.txt", root)),
    // Pagefind fetches it again, but nobody can catch it when that fails.
    textAt(new URL("pagefind/pagefind-entry.json", root), { cache: "no-store" }),
  ]);
  // Without a worker: a search takes some milliseconds, its script as much to fetch as forty results.
  const pagefind = createInstance({ noWorker: true });
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 1, ranking: RANKING });
  return new Index(pagefind, new Words(words), kinds);
}

async function textAt(address, how = {}) {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

class Index {
  #answers = new Map();
  #counts = false; // whether answers tell how many hits each kind has

  constructor(pagefind, words, kinds) {
    Object.assign(this, { pagefind, words, kinds });
  }

  // The hits for a query, of one kind or (empty) of all; the first of them with their data.
  async find(query, typed, soort) {
    const { phrases, terms, asks } = query;
    const whole = inWords(query);
    if (!whole) return [];
    const together = (await this.#ask(whole, soort)).results;
    const { hits, weights } = hasSeveral(query)
      ? await this.#weighed(query, soort, together)
      : { hits: together.map((hit) => ({ hit, score: hit.score })), weights: wordsOf(phrases, terms) };
    const wanted = new Set(asks && !soort ? (await this.#ask(whole, asks)).results.slice(0, OF_KIND).map(({ id }) => id) : []);
    const looked = (one, place) => phrases.length > 0 || place < LOOKED_AT || wanted.has(one.hit.id);
    const first = await Promise.all(hits.filter(looked).map(async (one) => ({ ...one, data: await one.hit.data() })));
    const saying = first.filter(({ data }) => phrases.every((phrase) => says(data, phrase)));
    return [...ranked(saying, weights, typed, this.kinds, asks), ...hits.filter((one, place) => !looked(one, place))];
  }

  // The words of a query that stand in no text: what is found for them has another word that readers use for the same.
  // A number is written in more ways, and Pagefind takes a shorter one for it; a word may stand inside a longer one. The best
  // hits tell both.
  async nowhere({ entire }) {
    const words = entire.filter((term) => isNumber(term) || !/\d/.test(term));
    const absent = await Promise.all(
      words.map(async (term) => {
        const { results } = await this.#ask(term, "");
        const matches = (hit) => hit.words.length || hit.matchedMetaFields?.includes("title");
        if (!isNumber(term) && results.some(matches)) return false;
        const pages = await Promise.all(results.slice(0, LOOKED_AT).map((hit) => hit.data()));
        return !pages.some((page) => (isNumber(term) ? hasNumber(page, term) : holds(page, stem(term))));
      }),
    );
    return words.filter((_, place) => absent[place]);
  }

  // How many hits there are of each kind.
  async counts(query) {
    if (!this.#counts) {
      await this.pagefind.filters();
      this.#counts = true;
      this.#answers.clear();
    }
    const whole = inWords(query);
    if (!whole) return {};
    if (!(await this.#fewHaveAll(query))) return (await this.#ask(whole, "")).filters.soort ?? {};
    const counts = {};
    const words = [whole, ...query.terms, ...query.joined];
    const answers = await Promise.all(words.map((word) => this.#ask(word, "")));
    for (const kind of new Set(answers.flatMap(({ filters }) => Object.keys(filters.soort ?? {})))) {
      const found = await Promise.all(words.map((word) => this.#ask(word, kind)));
      counts[kind] = Math.min(MOST, new Set(found.flatMap(({ results }) => results.map(({ id }) => id))).size);
    }
    return counts;
  }

  // Whether so few texts have all of a query that those with a part of it come as well; of whatever kind, so that choosing
  // one never shows more.
  async #fewHaveAll(query) {
    return hasSeveral(query) && (await this.#ask(inWords(query), "")).results.length < ENOUGH;
  }

  #ask(query, soort) {
    const key = `${soort}/${query}`;
    if (this.#answers.size > REMEMBERED) this.#answers.clear();
    if (!this.#answers.has(key)) this.#answers.set(key, this.pagefind.search(query, soort ? { filters: { soort } } : {}));
    return this.#answers.get(key);
  }

  // Hits for more than one term. A rare term counts more than a common one. Pagefind wants every term: with few such hits,
  // those that have most of them come as well.
  async #weighed(query, soort, together) {
    const { terms, joined, pale } = query;
    const words = [...terms, ...joined];
    const few = await this.#fewHaveAll(query);
    const found = await Promise.all(words.map(async (word) => ({ word, results: (await this.#ask(word, soort)).results })));
    const all = Math.max(1000, ...found.map(({ results }) => results.length));
    const weights = found.map(({ word, results }) => {
      return { word, weight: Math.log(1 + all / (results.length + 1)) * (pale.has(word) ? PALE : 1) };
    });
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    const scores = new Map(together.map((hit) => [hit.id, { hit, score: TOGETHER }]));
    found.forEach(({ results }, place) => {
      for (const hit of results) {
        const one = scores.get(hit.id) ?? (few ? { hit, score: 0 } : null);
        if (!one) continue;
        one.score += (weights[place].weight / total) * (saidIn(hit) + (0.2 * hit.score) / results[0].score);
        scores.set(hit.id, one);
      }
    });
    const hits = [...scores.values()].sort((one, other) => other.score - one.score);
    return { hits: few ? hits.slice(0, MOST) : hits, weights };
  }
}

// What every hit should have: all but the pale words, unless there are no others.
function inWords({ phrases, terms, pale }) {
  const clear = terms.filter((term) => !pale.has(term));
  return [...phrases.map((phrase) => `"${phrase}"`), ...(clear.length || phrases.length ? clear : terms)].join(" ");
}

function hasSeveral({ phrases, terms, joined }) {
  return !phrases.length && terms.length + joined.length > 1;
}

// All words of a query, each as telling as the other.
function wordsOf(phrases, terms) {
  return [...phrases.flatMap((phrase) => phrase.split(/\s+/)), ...terms].map((word) => ({ word, weight: 1 }));
}

function isNumber(term) {
  return /^\d+$/.test(term);
}

// Whether a number stands in the text of a page, or among the words that it is also found by, in any way of writing it.
function hasNumber({ content, meta }, number) {
  const said = [meta.title, content, meta.trefwoorden, meta.verwant].join(" ");
  return numbers(said).split(/[^\p{L}\p{N}]+/u).includes(number);
}

// Whether these words stand in the text of a page, and not only among those that it is also found by.
function says({ content, meta }, phrase) {
  return flat(`${meta.title} ${content}`).includes(flat(phrase));
}

// Whether a word in the text of a page has this part of a word in it.
function holds({ content, meta }, part) {
  return `${meta.title} ${content}`.split(/[^\p{L}\p{N}\p{M}]+/u).some((word) => stem(word).includes(part));
}

// How much it says that a term stands in the title of a hit, among its other names, in its text, or only near it.
function saidIn({ matchedMetaFields: fields, words }) {
  if (fields?.includes("title") || fields?.includes("afkorting")) return 0.8;
  if (fields?.includes("trefwoorden")) return 0.65;
  return words.length ? 0.35 : 0.25;
}
