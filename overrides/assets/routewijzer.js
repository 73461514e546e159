// The Routewijzer: shows of each route what goes with the reader's answers, and keeps those in the address.
// Nothing is counted or ranked: the routes stay side by side, in the same order.

import { copyAddress } from "./adres.js";

const form = document.querySelector("[data-routewijzer]");
const state = form.querySelector("[data-stand]");
const radios = [...form.querySelectorAll("input[type=radio]")];
const questions = [...new Set(radios.map((radio) => radio.name))];

for (const radio of radios) radio.hidden = false;
for (const part of form.querySelectorAll("[data-met-script]")) part.hidden = false;
for (const part of form.querySelectorAll("[data-alleen-zonder-script]")) part.hidden = true;
form.classList.add("kp-routewijzer--kiest");

form.addEventListener("change", () => {
  history.replaceState(null, "", address());
  show();
});

form.addEventListener("submit", (event) => event.preventDefault());

form.addEventListener("reset", (event) => {
  event.preventDefault();
  choose(new URLSearchParams());
  history.replaceState(null, "", address());
  show();
  radios[0].focus();
});

form.querySelector("[data-print]").addEventListener("click", () => window.print());

form.querySelector("[data-kopieer]").addEventListener("click", async () => {
  state.textContent = await copyAddress(address().href);
});

window.addEventListener("popstate", fromAddress);
fromAddress();

function fromAddress() {
  choose(new URL(location.href).searchParams);
  show();
}

function choose(answers) {
  for (const radio of radios) radio.checked = answers.get(radio.name) === radio.value;
}

function address() {
  const made = new URL(location.href);
  const chosen = new FormData(form);
  for (const name of questions) {
    chosen.has(name) ? made.searchParams.set(name, chosen.get(name)) : made.searchParams.delete(name);
  }
  return made;
}

function show() {
  const chosen = new Set(new FormData(form).values());
  for (const route of form.querySelectorAll("[data-route]")) {
    const reasons = [...route.querySelectorAll("[data-bij]")];
    // Before the first answer all reasons stand there, as they do without a script.
    for (const reason of reasons) reason.hidden = chosen.size > 0 && !chosen.has(reason.dataset.bij);
    route.querySelector("[data-leeg]").hidden = reasons.some((reason) => !reason.hidden);
  }
  state.textContent = chosen.size
    ? `U beantwoordde ${chosen.size} van de ${questions.length} vragen. Hieronder staat wat bij uw antwoorden hoort.`
    : "U hebt nog niets gekozen. Hieronder staan alle redenen bij elkaar.";
}
