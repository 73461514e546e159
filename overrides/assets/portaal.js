// What happens on every page: the menu on a phone, and "/" to search.

const knop = document.querySelector(".kp-menuknop");
const menu = document.getElementById("hoofdmenu");

knop.addEventListener("click", () => setMenu(!menu.classList.contains("kp-menu--open")));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.classList.contains("kp-menu--open")) {
    setMenu(false);
    knop.focus();
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const fields = [...document.querySelectorAll("[data-zoekveld]")];
    event.preventDefault();
    fields.at(-1).focus();
  }
});

function setMenu(open) {
  menu.classList.toggle("kp-menu--open", open);
  knop.setAttribute("aria-expanded", String(open));
}

if (document.querySelector(".kp-begrip")) {
  import("./begrippen.js");
}

if (document.getElementById("zoekresultaten")) {
  import("./zoeken.js");
}
