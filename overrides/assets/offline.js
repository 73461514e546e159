// "Bewaar voor offline": keeps the chosen kinds of records, or all about a theme, in this browser, and takes them away again. Nothing is kept,
// and no worker is registered, before the reader presses the button.

const place = document.querySelector("[data-offline]");
const root = new URL("../", import.meta.url);
const KEPT = `kennisportaal ${root.pathname} `; // as in bewaard.js
const AT_ONCE = 6; // files that are fetched at the same time
const FORBIDDEN = "Uw browser staat niet toe dat deze site iets bewaart. Kijk bij de instellingen voor cookies en sitegegevens.";
const WHY = { QuotaExceededError: "Er is te weinig ruimte in uw browser. Kies minder.", SecurityError: FORBIDDEN };

const part = (name) => place.querySelector(`[data-${name}]`);
const [list, themes, total, keep, remove, status, progress] = ["keuze", "themas", "totaal", "bewaar", "verwijder", "melding", "voortgang"].map(part);
const number = new Intl.NumberFormat("nl");

let told; // what there is to keep

start();

async function start() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) {
    return say("Uw browser kan hier geen pagina's bewaren. Dat kan wel in een gewoon venster, op een adres met https.");
  }
  try {
    await names();
  } catch {
    return say(FORBIDDEN);
  }
  remove.addEventListener("click", clear);
  try {
    told = await files("over/offline/keuze.json");
  } catch {
    return show(); // without network: only what is kept can be told and taken away
  }
  for (const kind of told.soorten) list.append(choice(kind));
  for (const theme of told.themas) themes.append(choice(theme));
  part("kiezen").addEventListener("change", count);
  keep.addEventListener("click", save);
  count();
  part("kiezen").hidden = false;
  await show();
}

function choice(kind) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: kind.map });
  const size = Object.assign(document.createElement("span"), {
    className: "kp-klein",
    textContent: `${number.format(kind.aantal)} pagina's, ${megabytes(kind.bytes)}`,
  });
  label.append(box, ` ${kind.titel} `, size);
  item.append(label);
  return item;
}

function chosen() {
  const wanted = new Set([...part("kiezen").querySelectorAll("input:checked")].map((box) => box.value));
  return [...told.soorten, ...told.themas].filter((kind) => wanted.has(kind.map));
}

function count() {
  const kinds = chosen();
  const bytes = [told.altijd, ...kinds].reduce((sum, { bytes }) => sum + bytes, 0);
  const shared = kinds.length > 1 && kinds.some((kind) => told.themas.includes(kind)); // a page may be in more than one
  total.textContent = `Samen ${shared ? "hooguit " : ""}${megabytes(bytes)}, met ${megabytes(told.altijd.bytes)} voor de start, de lijsten en het uiterlijk.`;
  allow();
}

// Not while something is under way, nor for nothing.
function allow() {
  keep.disabled = place.getAttribute("aria-busy") === "true" || !place.querySelector("input:checked");
}

// All is kept under a new name first: what was kept before goes only when the new copy is whole.
async function save() {
  const kinds = chosen();
  const name = `${KEPT}${Date.now()}`;
  busy(true);
  try {
    const old = await names();
    const lists = await Promise.all(kinds.map((kind) => files(`over/offline/${kind.map}.json`)));
    const all = [...new Set([...(await files("over/offline/altijd.json")), ...lists.flat()])];
    const cache = await caches.open(name);
    await fetchAll(all, cache);
    await cache.put(described(), new Response(JSON.stringify({ soorten: kinds.map((kind) => kind.titel), dag: new Date() })));
    await takeAway(old);
    await navigator.serviceWorker.register(new URL("bewaard.js", root));
    await navigator.serviceWorker.ready;
    busy(false);
    await show();
  } catch (error) {
    await caches.delete(name).catch(() => {}); // not allowed either
    busy(false);
    say(WHY[error.name] ?? "Het bewaren lukte niet. Kijk of u verbinding hebt.");
  }
}

async function files(path) {
  const answer = await fetch(new URL(path, root), { cache: "no-cache" });
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

async function fetchAll(all, cache) {
  const todo = [...all];
  progress.max = todo.length;
  progress.value = 0;
  const worker = async () => {
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      const address = new URL(path, root);
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(path);
      // A page that came after a redirect could not be shown; its content can.
      await cache.put(address, answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer);
      progress.value += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    todo.length = 0; // after one failure the others stop too
  }
}

async function clear() {
  busy(true);
  for (const registered of await navigator.serviceWorker.getRegistrations()) {
    if (registered.scope === root.href) await registered.unregister();
  }
  await takeAway(await names());
  busy(false);
  await show();
  say("Alles wat bewaard was, is verwijderd.");
}

// Not while the worker renews a page: it would make anew what is gone.
async function takeAway(gone) {
  await navigator.locks.request(KEPT, () => Promise.all(gone.map((name) => caches.delete(name))));
}

async function show() {
  for (const name of await names()) {
    const found = await (await caches.open(name)).match(described());
    if (!found) continue; // was never finished
    const { soorten, dag } = await found.json();
    const day = new Date(dag).toLocaleDateString("nl", { day: "numeric", month: "long", year: "numeric" });
    say(`Bewaard op ${day}: ${soorten.join(", ")}.`);
    remove.hidden = false;
    keep.textContent = "Bewaar opnieuw";
    return;
  }
  remove.hidden = true;
  keep.textContent = "Bewaar voor offline";
  say("Er is nu niets bewaard.");
}

// The name under which it is told what a cache holds; no page has it.
function described() {
  return new URL("over/offline/bewaard", root);
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT));
}

function busy(is) {
  progress.hidden = !is;
  remove.disabled = is;
  place.setAttribute("aria-busy", String(is));
  allow();
  if (is) say("Bezig …");
}

function say(words) {
  status.textContent = words;
}

function megabytes(bytes) {
  return `${Math.max(bytes / 1_000_000, 0.1).toLocaleString("nl", { maximumFractionDigits: 1 })} MB`;
}
