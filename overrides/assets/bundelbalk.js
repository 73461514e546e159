// While a bundle goes along (?bundel=…): a bar below the page that says what is in it, adds this page and leads to it.

import { MOST, along, asPage, carried, follow, withAdded, without } from "./bundel-adres.js";
import { button, element } from "./bladeren-kaarten.js";

let bundle = carried(location.href);
const article = document.querySelector("article[data-kind][data-id]:has(.kp-verwijs)"); // of a record that readers can find
const ref = article && `${article.dataset.kind}/${article.dataset.id}`;

const state = element("p");
state.setAttribute("role", "status");
const add = button("kp-knop");
const view = element("a", "kp-knop", "Bekijk uw bundel");
const stop = element("a", "", "Stop met verzamelen");
stop.dataset.zonderBundel = "";
const bar = element("section", "kp-bundelbalk", state, ...(ref ? [add] : []), view, stop);
bar.setAttribute("aria-label", "Uw bundel");

add.addEventListener("click", () => {
  const inside = bundle.refs.includes(ref);
  bundle = inside ? { ...bundle, refs: bundle.refs.filter((one) => one !== ref) } : withAdded(bundle, ref);
  history.replaceState(null, "", along(location.href, bundle));
  tell();
});

document.querySelector(".kp-voetbalk").before(bar);
document.documentElement.classList.add("kp-met-bundel");
follow(() => bundle);
tell();

function tell() {
  const count = bundle.refs.length;
  state.textContent = `${bundle.titel ? `Uw bundel “${bundle.titel}”` : "Uw bundel"}: ${count} ${count === 1 ? "stuk" : "stukken"}.`;
  const inside = bundle.refs.includes(ref);
  add.textContent = inside ? "Haal deze pagina eruit" : "Voeg deze pagina toe";
  add.hidden = !inside && count >= MOST;
  view.href = asPage(bundle).href;
  stop.href = without(location.href).href;
}
