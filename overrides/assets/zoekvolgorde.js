// Which hits come first, and which sentence of each is shown.

import { flat, stem } from "./zoekvraag.js";

// What counts beside the score of the index (which is 1 for its best hit).
const TITLE = 1; // all terms stand in the title
const SAME = 4; // the title or the abbreviation is what was typed: more than all else together
const ALSO = 1.2; // another name of the record is what was typed
const NAME = 0.5; // all terms stand among the words by which a record is also known
const KIND = 0.6; // the reader names the kind: "lessen jongeren"
const ASKED = 1; // the reader asks for the kind: "hoeveel vrijwilligers zijn er?"
const FORM = 0.75; // another form of a term, beside the term itself: ouders for ouderen
const PAGE = -0.25; // a page of the site, such as a list, is less often what somebody looks for than a record

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

// Hits with their data, best first. `terms` have a `word` and a `weight`; `kinds` gives by kind the words for it; `asks` is
// the kind that a question asks for, or empty.
export function ranked(hits, terms, query, kinds, asks) {
  const stems = new Map(terms.map(({ word, weight }) => [stem(word), { weight, typed: flat(word) }]));
  const whole = names(query);
  const wholes = [whole, terms.map(({ word }) => stem(word)).join(" ")].filter(Boolean); // of "wat is NOV" also NOV alone
  const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE);
  return hits
    .map((hit, place) => {
      const { meta } = hit.data;
      const named = [meta.title, meta.title.split(":")[0], meta.afkorting ?? ""]; // "Good Busy: bedrijven …" is called Good Busy
      const own = named.some((name) => wholes.includes(names(name)));
      const also = otherNames(meta).some((name) => wholes.includes(names(name)));
      return { hit, place, worth: hit.score / best + (own ? SAME : ALSO * also) + bonus(meta, stems, kinds, asks) };
    })
    .sort((one, other) => other.worth - one.worth || one.place - other.place)
    .map(({ hit }) => hit);
}

function bonus(meta, stems, kinds, asks) {
  const title = formsIn(meta.title);
  const known = formsIn(meta.trefwoorden ?? "");
  const kindWords = (kinds[meta.soort] ?? []).map(stem);
  const others = new Map([...stems].filter(([part]) => !kindWords.includes(part)));
  const asked = others.size > 0 && others.size < stems.size;
  const inTitle = share(asked ? others : stems, title);
  const inName = share(asked ? others : stems, new Map([...known, ...title]));
  return (
    TITLE * inTitle * inTitle * (0.7 + 0.3 * Math.min(1, stems.size / Math.max(1, title.size))) +
    NAME * inName * inName +
    KIND * asked +
    ASKED * (meta.soort === asks) +
    PAGE * (meta.soort === "pagina" || !meta.soort)
  );
}

function otherNames(meta) {
  return (meta.trefwoorden ?? "").split(" | ")[0].split(", ");
}

// How much of the terms stands among words, by their weight, as a part of all.
function share(stems, words) {
  let all = 0;
  let found = 0;
  for (const [part, { weight, typed }] of stems) {
    all += weight;
    if (words.has(part)) found += weight * (words.get(part).has(typed) ? 1 : FORM);
  }
  return all ? found / all : 0;
}

// The words of a text by their stem, with the forms that stand there.
function formsIn(text) {
  const found = new Map();
  for (const word of text.match(WORD) ?? []) {
    const part = stem(word);
    found.set(part, (found.get(part) ?? new Set()).add(flat(word)));
  }
  return found;
}

function wordsIn(text) {
  return (text.match(WORD) ?? []).map(stem);
}

function names(text) {
  return wordsIn(text).join(" ");
}

// The sentence of a record that says most about the terms, as pieces of text, by turns plain and marked.
export function sentence(content, title, terms) {
  const body = content.startsWith(title) ? content.slice(title.length).replace(/^[\s.]+/, "") : content;
  const stems = terms.map(stem);
  let best = "";
  let most = -1;
  for (const candidate of body.split(/(?<=[.!?:])\s+(?=[\p{Lu}“‘"\d])/u)) {
    const found = new Set(wordsIn(candidate).map((word) => stems.find((part) => matches(word, part))).filter(Boolean)).size;
    const worth = found - (/[.!?]$/.test(candidate) ? 0 : 0.5); // a heading or a table says less
    if (worth > most && candidate.length > 25) [best, most] = [candidate, worth];
  }
  return pieces(shortened(best || body, stems), stems);
}

function matches(word, part) {
  return word === part || (part.length > 3 && word.startsWith(part));
}

function shortened(text, stems, most = 220) {
  if (text.length <= most) return text;
  const first = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find((found) => stems.some((part) => matches(stem(found[0]), part)));
  const from = Math.max(0, Math.min((first?.index ?? 0) - 60, text.length - most));
  const start = from ? text.indexOf(" ", from) + 1 : 0;
  return `${start ? "… " : ""}${text.slice(start, text.lastIndexOf(" ", start + most))} …`;
}

function pieces(text, stems) {
  const found = [""];
  for (const part of text.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    const marks = /[\p{L}\p{N}]/u.test(part) && stems.some((one) => matches(stem(part), one));
    if (marks === (found.length % 2 === 0)) found[found.length - 1] += part;
    else found.push(part);
  }
  return found;
}
