// What a reader typed → what to search for. Knows the words of the site (zoeken/woorden.txt), so that it can tell
// which word of a query is nowhere, and what is near it.

const SHORTEST = 4; // letters in a part of a compound
const LONG = 6; // letters in a word that is most likely mistyped when it is a letter other than a known one

// Words of a question that say nothing about its subject.
const STOP = new Set(
  `aan al als alle andere ben bent bij daar dan dat de deze die dit doe doen doet door een eigen en er ga gaan gaat geef
  geeft graag had haar heb hebben heeft hem het hoe hoeveel hun iemand iets ik in is ja je jij jou jouw kan kun kunnen kunt
  krijg krijgen krijgt maak maar me mee meer men met mij mijn moet moeten mag mogen na naar niet nog nu of om omdat onder ons
  onze ook op over per precies snel te tegen toch toe tot tussen u uit uw van veel voor waar waarin waarmee waarom waarop wanneer
  want was wat we weer wel welk welke werd wie wij wil willen wilt word worden wordt zal ze zich zij zijn zo zonder zou zouden`.split(/\s+/),
);

// Words that say little in a whole question, though somebody may well search for one alone.
const PALE = new Set(
  `aantal af allemaal altijd beste bestaan bestaat beter betekenen betekent betere blijf blijft blijven daarvoor dag denk
  denken echt eens eigenlijk elke erg gebeurt gebruik gebruiken gedaan geven gewoon goed goede groot grote helpt hierbij
  hoort horen houd houdt houden info informatie kies kiezen kleine kom komen komt laat laten leg leggen lever leveren levert
  lukt makkelijk manier meest meeste nam neem neemt nemen nieuw nieuwe nodig ooit soms sta staan staat steeds tips uitleg
  vaak vind vindt vraag vragen weet weten werk werken werkt zeg zeggen zegt zelf zet zetten zien ziet zit zitten zoal zoek
  zorg zorgen voldoen voldoet`.split(/\s+/),
);

// The kind of record that a question asks for, by how it begins.
const ASKS = [
  [/^hoeveel\s/i, "cijfers"],
  [/^wat (?:is|zijn|betekent|betekenen)\s/i, "begrippen"],
];

const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

const ENDING = /(?<=[a-z]{3})(?:tjes|tje|jes|je|en|es|s|e)$/;

// The part that forms of a Dutch word share, roughly. Keep in step with `stem` in macros/search/words.py.
export function stem(word) {
  const plain = flat(word);
  const short = plain.replace(ENDING, "").replace(/(.)\1/g, "$1");
  if (!short) return plain;
  return short.slice(0, -1) + ({ v: "f", z: "s" }[short.at(-1)] ?? short.at(-1));
}

// A word without its ending, but with the double letters inside it: a word that lacks one is not spelt right.
function form(word) {
  return flat(word).replace(ENDING, "").replace(/([^aeiou])\1$/, "$1");
}

// A word in small letters, without accents and 's.
export function flat(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/'s\b/g, "");
}

export class Words {
  constructor(text) {
    this.tiers = text.trim().split("\n").map((line) => line.split(" "));
    this.sorted = [...new Set(this.tiers.flat().map(flat))].sort();
    this.all = new Set(this.sorted);
    this.forms = new Set(this.sorted.map(form));
  }

  // Whether a text has this word, a form of it, or a word that begins like it; of RI&E, whether it has all parts.
  has(word) {
    const pieces = flat(word).split(/[^\p{L}\p{N}]+/u).filter((piece) => piece.length > 1);
    return pieces.every((piece) => this.#knows(piece));
  }

  #knows(wanted) {
    if (/\d/.test(wanted) || this.all.has(wanted) || this.forms.has(form(wanted))) return true;
    const next = this.sorted[this.#place(wanted)];
    return wanted.length > 2 && next !== undefined && next.startsWith(wanted);
  }

  #place(wanted) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      this.sorted[middle] < wanted ? (low = middle + 1) : (high = middle);
    }
    return low;
  }

  // What stands on the site for an unknown word: the words it is made of, the beginning that it shares with known ones, or
  // of its first part that beginning (meerjarensubsidie, where the site has meerjarige). Nothing when there is none.
  instead(word) {
    const wanted = flat(word);
    const splits = [];
    for (let place = SHORTEST; place <= wanted.length - SHORTEST; place++) {
      if (this.all.has(wanted.slice(place))) splits.push([wanted.slice(0, place), wanted.slice(place)]);
    }
    for (const [first, last] of splits) {
      const known = ["", "s", "en", "e", "n", "er"]
        .map((link) => (first.endsWith(link) ? first.slice(0, first.length - link.length) : ""))
        .find((part) => part.length >= SHORTEST && this.all.has(part));
      if (known) return [known, last];
    }
    const whole = this.#root(wanted);
    if (whole) return [whole];
    for (const [first, last] of splits) {
      const root = this.#root(first);
      if (root) return [root, last];
    }
    return null;
  }

  // The known word that looks most like an unknown one, or nothing: one with a letter other, else one that has it inside
  // (bestendig in toekomstbestendig, nomineren in genomineerd), else one with a few letters other.
  near(word) {
    const wanted = flat(word);
    return this.#misspelt(wanted, 1) ?? this.#around(wanted) ?? this.#misspelt(wanted, 3);
  }

  // The beginning that an unknown word shares with known ones (decentraliseren, decentralisatie), when that is most of it;
  // with little more than half of it, only when no known word is just a letter away.
  #root(wanted) {
    const same = Math.max(...this.sorted.map((known) => sameStart(known, wanted)));
    const most = same >= 7 && same >= wanted.length * 0.75 && same < wanted.length - 1;
    return most || (same >= 6 && same >= wanted.length * 0.7 && !this.#misspelt(wanted, 1)) ? wanted.slice(0, same) : null;
  }

  // Of two equally near, the one in more texts.
  #misspelt(wanted, limit) {
    const most = Math.min(limit, wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : wanted.length < 13 ? 2 : 3);
    let best = null;
    let least = most + 0.99;
    this.tiers.forEach((words, tier) => {
      for (const known of words) {
        if (Math.abs(known.length - wanted.length) > most || known.length < SHORTEST) continue;
        const otherStart = known[0] === wanted[0] ? 0 : 0.5;
        const letters = distance(wanted, flat(known), least);
        if (letters && wanted.length < LONG && !slipped(wanted, flat(known))) continue;
        // Two letters other in a word of eight is another word, unless it begins and ends the same.
        if (letters > 1 && wanted.length < 10 && !sameEnds(wanted, flat(known))) continue;
        if (letters + otherStart + tier / 10 < least) [best, least] = [known, letters + otherStart + tier / 10];
      }
    });
    return best;
  }

  #around(wanted) {
    const part = stem(wanted);
    return part.length < 6 ? null : (this.tiers.flat().find((known) => stem(known).includes(part)) ?? null);
  }

  // Two words that the site writes as one: steun punt, and the other way round a verb in two parts: haken af.
  joined(first, last) {
    if (flat(last) === "af" && this.all.has(`af${flat(first)}`)) return `af${flat(first)}`;
    const found = ["", "s", "en", "n"].map((link) => flat(first) + link + flat(last)).find((whole) => this.all.has(whole));
    return found && first.length >= 3 && last.length >= 3 ? found : null;
  }
}

function sameStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function sameEnds(one, other) {
  return one.slice(0, 2) === other.slice(0, 2) && one.slice(-2) === other.slice(-2);
}

// Whether a short word is a known one mistyped: from the same first letter on, with a letter left out, typed twice, or swapped
// with its neighbour. With another letter it is most likely another word: haken is not halen.
function slipped(typed, known) {
  const letters = (word) => [...word].sort().join("");
  const once = (word) => word.replace(/(.)\1/g, "$1");
  return typed[0] === known[0] && (typed.length < known.length || letters(typed) === letters(known) || once(typed) === known);
}

// Letters to change, add, leave out or swap with their neighbour to make one word of the other; stops above `most`.
export function distance(one, other, most) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[other.length];
}

// A query as it will be searched: `phrases` in quotation marks, `terms`, those of them that are `entire` words and no parts of
// one, those that are `pale`, the kind of record that it `asks` for, `joined` terms that the site writes as one word, `unknown`
// words that stand nowhere on the site and are like no other, and the query `said` again with unknown words mended (null when
// none was).
export function understand(query, words, { literally = false } = {}) {
  const phrases = [...query.matchAll(/["“”„]([^"“”„]+)["“”„]/g)].map((found) => found[1].trim()).filter(Boolean);
  const rest = query.replace(/["“”„][^"“”„]*["“”„]/g, " ").replace(/["“”„]/g, " ");
  const typed = numbers(rest.replace(/\bhoeveel\b/gi, "aantal")).split(/[^\p{L}\p{N}\p{M}'’.,&#+-]+/u).map(trimmed).filter(Boolean);
  const telling = typed.filter((word) => !STOP.has(flat(word)));
  const whole = telling.length || phrases.length ? telling : typed;
  const kept = whole.flatMap((word) => (words.has(word) ? [word] : word.split(/[^\p{L}\p{N}\p{M}]+/u).filter((part) => part.length > 1)));
  const pale = new Set(typed.length > 3 ? kept.filter((word) => PALE.has(flat(word))) : []);
  const terms = [];
  const entire = [];
  const unknown = [];
  let mended = false;
  for (const word of kept) {
    const pieces = words.has(word) ? [word] : literally ? null : words.instead(word);
    const near = pieces || literally ? null : words.near(word);
    terms.push(...(pieces ?? (near ? [near] : [])));
    if (near || pieces?.[0] === word) entire.push(near ?? word);
    if (!pieces && !near) unknown.push(word);
    mended ||= near !== null;
  }
  const said = mended ? [...phrases.map((phrase) => `"${phrase}"`), ...terms].join(" ") : null;
  const joined = kept.slice(1).map((word, place) => words.joined(kept[place], word)).filter(Boolean);
  const asks = ASKS.find(([begins]) => begins.test(query.trim()))?.[1] ?? "";
  return { phrases, terms: [...new Set(terms)], entire: [...new Set(entire)], pale, asks, joined, unknown, said };
}

// Numbers and days in one form: 1.719 → 1719, 7,5 miljoen and 7,5 mln → 7500000, 49% → 49 procent, 28-11-2024 → 28 november 2024.
export function numbers(text) {
  return text
    .replace(/\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b/g, (said, day, month, year) => (MONTHS[month - 1] ? `${+day} ${MONTHS[month - 1]} ${year}` : said))
    .replace(/\b(\d+)(?:,(\d+))? ?(miljoen|miljard|mln|mld)\b/gi, (_, whole, part = "", unit) => whole + part.padEnd(/^(miljoen|mln)$/i.test(unit) ? 6 : 9, "0"))
    .replace(/\b\d{1,3}(?:[. ]\d{3})+\b/g, (number) => number.replace(/[. ]/g, ""))
    .replace(/(\d) ?%/g, "$1 procent")
    .replace(/[€$]/g, " ");
}

function trimmed(word) {
  return word.replace(/^[^\p{L}\p{N}#]+|[^\p{L}\p{N}]+$/gu, "");
}
