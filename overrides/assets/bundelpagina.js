// "Druk de hele bundel af" on the page of a bundle that the editors made.

import { print } from "./bundeldruk.js";
import { piece } from "./bundelstukken.js";

const knop = document.querySelector("[data-bundeldruk]");
const message = document.querySelector("[data-melding]");
const article = knop.closest("article");

knop.hidden = false;
knop.addEventListener("click", async () => {
  message.textContent = "De stukken worden opgehaald …";
  knop.disabled = true;
  try {
    print({
      titel: article.querySelector("h1").textContent,
      kern: article.querySelector(".kp-lead").textContent,
      portaal: article.querySelector(".kp-verwijs").dataset.portaal,
      adres: article.querySelector(".kp-voet a[data-adres]").href,
      parts: await Promise.all([...article.querySelectorAll("[data-deel]")].map(inFull)),
    });
    message.textContent = "";
  } catch {
    message.textContent = "Niet alle stukken konden worden opgehaald. Is er verbinding? Probeer het nog eens.";
  } finally {
    knop.disabled = false;
    knop.focus();
  }
});

async function inFull(part) {
  const stukken = [...part.querySelectorAll("[data-stuk]")].map(async (line) => {
    const found = await piece(line.dataset.stuk);
    if (!found) throw new Error(line.dataset.stuk);
    return { piece: found, waarom: line.querySelector("[data-waarom]").textContent };
  });
  return { kop: part.querySelector("h2").textContent, stukken: await Promise.all(stukken) };
}
