// What happens on every page: the menu on a phone.

const knop = document.querySelector(".kp-menuknop");
const menu = document.getElementById("hoofdmenu");

knop.addEventListener("click", () => setMenu(!menu.classList.contains("kp-menu--open")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.classList.contains("kp-menu--open")) {
    setMenu(false);
    knop.focus();
  }
});

function setMenu(open) {
  menu.classList.toggle("kp-menu--open", open);
  knop.setAttribute("aria-expanded", String(open));
}

// What only some pages need, by what stands on them.
const PARTS = {
  ".kp-begrip": "begrippen.js",
  "#zoekresultaten": "zoeken.js",
  ".kp-voet": "record.js",
  "[data-routewijzer]": "routewijzer.js",
  "[data-check]": "beleidscheck.js",
  "time[data-herzien]": "verlopen.js",
  "[data-bladeren]": "bladeren.js",
  "time[data-moment]": "agenda.js",
  "[data-agendakeuze]": "agendakeuze.js",
  "[data-bundeldruk]": "bundelpagina.js",
  "[data-eigen-bundel]": "bundel.js",
  "[data-offline]": "offline.js",
  "[data-formulier]": "formulier.js",
};

for (const [element, script] of Object.entries(PARTS)) {
  if (document.querySelector(element)) import(`./${script}`);
}

// A bundle that the reader is making goes along in the address.
if (new URLSearchParams(location.search).has("bundel")) import("./bundelbalk.js");
