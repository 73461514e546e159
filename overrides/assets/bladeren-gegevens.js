// What a list holds, fetched part by part as a reader asks for it, and which records a choice leaves.
// A record is known by its number: its place in the list, from 0. The parts come from macros/exports/bladeren.py.

export class Gegevens {
  #parts = new Map(); // name → promise of its content
  #masks = new Map(); // facet and value → which numbers have it
  #texts = new Map(); // part → the words of its records, for the text filter

  constructor(folder, version) {
    this.folder = folder;
    this.version = version;
  }

  // The numbers that are left, in the order that was asked for, and for each value how many records it would give.
  // `chosen` is a Map from facet to values: one of the values of each facet must be there, and every word.
  async select({ chosen, words, order }) {
    const { aantal, kenmerken } = await this.#get("kenmerken");
    const misses = new Uint8Array(aantal); // how many facets a record does not meet; above 100: not the words
    const met = new Map();
    for (const [facet, values] of chosen) {
      const mask = new Uint8Array(aantal);
      for (const value of values) for (const number of this.#numbers(kenmerken, facet, value)) mask[number] = 1;
      for (let number = 0; number < aantal; number += 1) misses[number] += 1 - mask[number];
      met.set(facet, mask);
    }
    if (words.length) await this.#refuse(words, misses);
    const sorted = order ? await this.#get(`op-${order}`) : misses.keys();
    return { numbers: [...sorted].filter((number) => !misses[number]), counts: this.#count(kenmerken, misses, met) };
  }

  // The cards of these records.
  async cards(numbers) {
    const { deel } = await this.#get("kenmerken");
    const needed = new Set(numbers.map((number) => Math.floor(number / deel)));
    const parts = new Map(await Promise.all([...needed].map(async (part) => [part, await this.#cards(part)])));
    return numbers.map((number) => parts.get(Math.floor(number / deel))[number % deel]);
  }

  // A value of a facet counts every record that meets the other facets: what one gets by choosing it.
  #count(kenmerken, misses, met) {
    const counts = new Map();
    for (const facet of Object.keys(kenmerken)) {
      const mask = met.get(facet);
      for (const value of Object.keys(kenmerken[facet])) {
        let count = 0;
        for (const number of this.#numbers(kenmerken, facet, value)) {
          count += misses[number] === (mask && !mask[number] ? 1 : 0);
        }
        counts.set(`${facet}=${value}`, count);
      }
    }
    return counts;
  }

  async #refuse(words, misses) {
    const { deel } = await this.#get("kenmerken");
    const needed = new Set();
    misses.forEach((missed, number) => missed < 2 && needed.add(Math.floor(number / deel))); // the others never count
    await Promise.all(
      [...needed].map(async (part) => {
        (await this.#words(part)).forEach((text, place) => {
          if (!words.every((word) => text.includes(word))) misses[part * deel + place] += 100;
        });
      }),
    );
  }

  #numbers(kenmerken, facet, value) {
    const key = `${facet}=${value}`;
    if (!this.#masks.has(key)) {
      let number = 0; // what is written is the step to each next number
      this.#masks.set(key, (kenmerken[facet]?.[value] ?? []).map((step) => (number += step)));
    }
    return this.#masks.get(key);
  }

  async #words(part) {
    if (!this.#texts.has(part)) {
      const cards = await this.#cards(part);
      this.#texts.set(part, cards.map((card) => folded([card.titel, card.samenvatting, ...(card.aliassen ?? [])].join(" "))));
    }
    return this.#texts.get(part);
  }

  #cards(part) {
    return this.#get(`kaarten-${part + 1}`);
  }

  // The version in the address keeps parts of two editions of the site from being mixed by a cache.
  #get(name) {
    if (!this.#parts.has(name)) {
      const address = new URL(`../${this.folder}/lijst/${name}.json?v=${this.version}`, import.meta.url);
      const part = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      part.catch(() => this.#parts.delete(name)); // so that the next try asks again
      this.#parts.set(name, part);
    }
    return this.#parts.get(name);
  }
}

// A text without case and accents, as readers type it.
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}
