// A bundle on paper: cover, contents, every record in full, sources. It stands in the page, but only paper shows it.

import { element } from "./bladeren-kaarten.js";

const LEFT_OUT = ".kp-kruimel, .kp-verbonden, .kp-lijkt, .kp-scherm, .kp-verwijs, .kp-insluiten, .kp-knop, script, [hidden]";

// Put the bundle in the page and print it. `parts` are groups of { piece, waarom }, each under a heading when it has one.
export function print({ titel, kern, portaal, adres, parts }) {
  clear();
  const pieces = parts.flatMap((part) => part.stukken.map(({ piece }) => piece));
  const day = new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
  const link = element("a", "", adres);
  link.href = adres;
  const cover = element(
    "header",
    "kp-boekje__kaft",
    element("p", "kp-soort", `Bundel uit het ${portaal}`),
    element("h1", "", titel),
    ...(kern ? [element("p", "kp-lead", kern)] : []),
    element("p", "", `${pieces.length} ${pieces.length === 1 ? "stuk" : "stukken"}. Afgedrukt op ${day}. Daarna kan er iets zijn veranderd; bij elk stuk staat het vaste adres.`),
    element("p", "", "Dit adres opent de bundel: ", link),
  );
  const booklet = element("section", "kp-boekje", cover, contents(parts));
  let number = 0;
  for (const { kop, stukken } of parts) {
    if (kop) booklet.append(element("h2", "kp-boekje__deel", kop));
    for (const { piece, waarom } of stukken) booklet.append(inFull(piece, waarom, ++number, kop ? 2 : 1));
  }
  booklet.append(sources(pieces));
  const page = document.querySelector(".kp-pagina");
  page.classList.add("kp-pagina--boekje");
  page.append(booklet);
  window.print();
}

// Take the bundle out of the page again: it is no longer what the page shows.
export function clear() {
  document.querySelector(".kp-boekje")?.remove();
  document.querySelector(".kp-pagina").classList.remove("kp-pagina--boekje");
}

function contents(parts) {
  const list = element("ol");
  let number = 0;
  for (const { kop, stukken } of parts) {
    if (kop) list.append(element("li", "kp-boekje__kop", kop));
    for (const { piece } of stukken) {
      const link = element("a", "", piece.titel);
      link.href = `#stuk-${++number}`;
      list.append(element("li", "", `${number}. `, link, ` (${piece.soort[0].toLowerCase()}${piece.soort.slice(1)})`));
    }
  }
  return element("nav", "kp-boekje__inhoud", element("h2", "", "Inhoud"), list);
}

// A record as it stands on its page, its headings `lower` levels lower, and its ids its own in this page.
function inFull({ article, titel, permanent }, waarom, number, lower) {
  const made = document.importNode(article, true);
  for (const part of made.querySelectorAll(LEFT_OUT)) part.remove();
  for (const heading of made.querySelectorAll("h1, h2, h3, h4")) {
    const level = Math.min(6, Number(heading.tagName[1]) + lower);
    const lowered = element(`h${level}`, heading.className, ...heading.childNodes);
    lowered.id = heading.id;
    heading.replaceWith(lowered);
  }
  for (const part of made.querySelectorAll("details")) part.open = true;
  for (const name of ["id", "for", "aria-labelledby", "aria-describedby", "aria-controls"]) {
    for (const part of made.querySelectorAll(`[${name}]`)) {
      if (part.getAttribute(name)) part.setAttribute(name, part.getAttribute(name).split(" ").map((id) => `stuk-${number}-${id}`).join(" "));
      else part.removeAttribute(name);
    }
  }
  for (const field of made.querySelectorAll("input[name]")) field.name = `stuk-${number}-${field.name}`; // groups stay apart
  made.id = `stuk-${number}`;
  for (const name of Object.keys(made.dataset)) delete made.dataset[name]; // what search reads stands on its own page
  const top = made.querySelector(".kp-kop");
  top.firstElementChild.prepend(`${number} · `);
  if (waarom) top.append(element("p", "kp-boekje__waarom", element("strong", "", "Waarom dit stuk: "), waarom));
  made.setAttribute("aria-label", titel);
  made.dataset.adres = permanent;
  return made;
}

// Every source of the records, each once, with how firm it is.
function sources(pieces) {
  const found = new Map();
  for (const { article } of pieces) {
    for (const line of article.querySelectorAll(".kp-bronnen > li")) {
      const link = line.querySelector("a");
      if (!found.has(link.href)) found.set(link.href, element("li", "", link.textContent, element("span", "kp-klein", link.href), ...[...line.querySelectorAll(".kp-bewijs")].map((part) => part.cloneNode(true))));
    }
  }
  return element("section", "kp-boekje__bronnen", element("h2", "", "Bronnen van deze bundel"), element("ul", "kp-bronnen", ...found.values()));
}
