// Works beside the pages, and only for a reader who pressed "Bewaar voor offline": what that reader kept is shown when
// there is no network. With network every page comes from the network, and a kept copy is renewed with it.
// It stands at the root of the site, so that it may answer for all of it.

const SCOPE = new URL(self.registration.scope).pathname;
const KEPT = `kennisportaal ${SCOPE} `; // caches are shared by all that lives on a host

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && url.pathname.startsWith(SCOPE)) {
    event.respondWith(answer(event.request, event));
  }
});

async function answer(request, event) {
  try {
    // Asking the host whether it changed: not even the copy that a browser keeps by itself may be stale.
    const fresh = await fetch(request, { cache: "no-cache" });
    if (fresh.ok && !fresh.redirected) event.waitUntil(renew(request, fresh.clone()));
    return fresh;
  } catch (error) {
    const kept = await copy(request);
    if (kept) return kept;
    if (request.mode === "navigate") return missing();
    throw error;
  }
}

// Nothing is taken away meanwhile (offline.js asks for the same lock): opening what is gone would make it anew.
async function renew(request, fresh) {
  await navigator.locks.request(KEPT, { mode: "shared" }, () => renewed(request, fresh));
}

async function renewed(request, fresh) {
  for (const name of await names()) {
    const cache = await caches.open(name);
    // A renewed page may need a style or script that was not there before.
    const needed = new URL(request.url).pathname.startsWith(`${SCOPE}assets/`) || (await cache.match(plain(request)));
    if (needed) await cache.put(plain(request), fresh.clone());
  }
}

async function copy(request) {
  const address = plain(request);
  for (const name of await names()) {
    const cache = await caches.open(name);
    const kept = (await cache.match(address)) ?? (await cache.match(`${address}/`));
    if (kept) return kept;
  }
  return undefined;
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT));
}

function plain(request) {
  const url = new URL(request.url);
  return url.origin + url.pathname;
}

function missing() {
  const html = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Niet bewaard</title><link rel="stylesheet" href="${SCOPE}assets/kaart.css"><h1>Deze pagina is niet bewaard</h1>
<p>U hebt nu geen verbinding, en deze pagina hoort niet bij wat u bewaarde.</p>
<p><a href="${SCOPE}">Naar de start</a> · <a href="${SCOPE}over/offline/">Wat is er bewaard?</a></p></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
