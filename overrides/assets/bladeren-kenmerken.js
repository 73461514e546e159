// The facets of a list: turns the values that the page came with into checkboxes.

import { button, element } from "./bladeren-kaarten.js";

const MANY = 10; // of a facet with more values the first few are shown, and the others when asked for
const FEW = 7;
const OPEN = 3; // how many facets are open beside the list, where there is room

export function facetsIn(panel) {
  const wide = matchMedia("(min-width: 60rem)").matches;
  return [...panel.querySelectorAll("[data-kenmerk]")].map((element, place) => new Facet(element, wide && place < OPEN));
}

class Facet {
  constructor(details, open) {
    const summary = details.querySelector("summary");
    this.name = details.dataset.kenmerk;
    this.label = summary.textContent.trim();
    this.details = details;
    this.details.open = open;
    this.number = element("span", "kp-gekozen");
    summary.append(" ", this.number);
    const group = details.querySelector("ul");
    this.values = [...group.children].map((item) => this.#value(item));
    if (this.values.length > MANY) this.#fold(group);
  }

  labelOf = (key) => this.values.find((value) => value.key === key).label;

  // Show these values as the chosen ones.
  choose(keys) {
    for (const value of this.values) value.box.checked = keys.includes(value.key);
    this.number.textContent = keys.length ? `(${keys.length} gekozen)` : "";
    if (keys.length && !this.chosen) this.details.open = true;
    this.chosen = keys.length;
    this.#hide?.();
  }

  // Show how many records each value would give; without counts those of the whole list.
  count(counts) {
    for (const value of this.values) {
      const count = counts ? counts.get(`${this.name}=${value.key}`) : value.all;
      value.count.textContent = typeof count === "number" ? count.toLocaleString("nl-NL") : count;
      // A value that gives nothing cannot be chosen; but the reader who stands on one is not thrown off it.
      value.box.disabled = count === 0 && !value.box.checked && value.box !== document.activeElement;
    }
  }

  #hide;

  #value(item) {
    const [name, count] = item.children;
    const box = element("input");
    Object.assign(box, { type: "checkbox", name: this.name, value: item.dataset.waarde });
    item.replaceChildren(element("label", "kp-vink", box, element("span", "", name.textContent), count));
    return { item, box, count, key: item.dataset.waarde, label: name.textContent, all: count.textContent };
  }

  #fold(group) {
    const unfold = button("kp-uitklap");
    unfold.setAttribute("aria-expanded", "false");
    unfold.addEventListener("click", () => {
      const open = unfold.getAttribute("aria-expanded") === "false";
      unfold.setAttribute("aria-expanded", String(open));
      this.#hide();
      if (open) this.values[FEW].box.focus();
    });
    this.#hide = () => {
      const open = unfold.getAttribute("aria-expanded") === "true";
      for (const { item, box } of this.values.slice(FEW)) {
        item.hidden = !open && !box.checked && box !== document.activeElement;
      }
      const hidden = this.values.filter((value) => value.item.hidden).length;
      unfold.textContent = open ? "Toon minder" : `Toon nog ${hidden}`;
    };
    group.after(unfold);
  }
}
