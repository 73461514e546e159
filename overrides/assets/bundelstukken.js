// The records of a bundle, each taken from its own page: what a bundle shows and prints is what stands there.

import { root } from "./bundel-adres.js";

const known = new Map(); // reference → promise of the record

// A record by its reference; null when there is none. Of one that moved, the record as it is called now.
export function piece(ref) {
  if (!known.has(ref)) {
    const asked = fetched(ref, true);
    asked.catch(() => known.delete(ref)); // so that the next try asks again
    known.set(ref, asked);
  }
  return known.get(ref);
}

async function fetched(ref, mayMove) {
  const address = new URL(`${ref}/`, root);
  const answer = await fetch(address);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = page.querySelector("article[data-kind][data-id]");
  const moved = page.querySelector("a[data-verhuisd]");
  if (!article && moved && mayMove) {
    const now = new URL(moved.getAttribute("href"), address).pathname.slice(root.pathname.length);
    return fetched(now.replace(/\/$/, ""), false);
  }
  if (!article) return null;
  for (const link of article.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), address).href;
    if (link.href.startsWith(root.href)) link.dataset.intern = ""; // on paper its address would only be in the way
  }
  const permanent = page.querySelector("link[rel=canonical]")?.href ?? address.href;
  for (const place of article.querySelectorAll("[data-adres]")) place.textContent = place.dataset.adres + permanent;
  const text = (selector) => article.querySelector(selector)?.textContent.trim() ?? "";
  return {
    ref: `${article.dataset.kind}/${article.dataset.id}`,
    id: article.dataset.id,
    folder: article.dataset.kind,
    permanent,
    article,
    titel: text("h1"),
    soort: text(".kp-soort"),
    samenvatting: text(".kp-lead"),
    noot: article.querySelector("#ingetrokken") ? "Ingetrokken: dit stuk geldt niet meer." : text(".kp-zeker--mening").replace(/^Zekerheid\s*/, ""),
  };
}
