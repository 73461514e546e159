// What a reader does with the page of a record: copy its permanent address, print it, cite it, show it elsewhere.

const canonical = document.querySelector("link[rel=canonical]")?.href;
// Without a public address only the browser knows where this page is.
const address = canonical ?? location.href.split(/[?#]/)[0].replace(/\/index\.html$/, "/");

const foot = document.querySelector(".kp-voet");
const link = foot.querySelector("a[data-adres]");

link.href = address;
for (const place of foot.querySelectorAll("[data-adres]")) {
  place.textContent = place.dataset.adres + address;
}
link.after(" ", ...copyButton(link));

const print = button("Print deze pagina");
print.addEventListener("click", () => window.print());
foot.querySelector("dl").after(print);

const citing = foot.querySelector(".kp-verwijs");
if (citing && !new URLSearchParams(location.search).has("bundel")) {
  const bundle = element("a", "Voeg toe aan een eigen bundel"); // with one under way, its bar adds this page
  bundle.className = "kp-knop";
  bundle.href = new URL(`../bundels/zelf/?r=${citing.dataset.kenmerk}`, import.meta.url);
  print.after(" ", bundle);
}

citing?.addEventListener("toggle", cite);
if (citing?.open) cite(); // unfolded before this file was there

const embedding = foot.querySelector(".kp-insluiten");
embedding?.querySelector("[data-zonder-adres]")?.remove();
for (const code of embedding?.querySelectorAll("code") ?? []) {
  // Only where an attribute begins: in the text of the card a quotation mark is escaped.
  code.textContent = code.textContent.replaceAll('="[adres]', () => `="${address.replaceAll("&", "&amp;")}`);
  code.parentElement.after(...copyButton(code));
}

async function cite() {
  citing.removeEventListener("toggle", cite);
  const { bibtex, cslJson, ris } = await import("./verwijzen.js");
  const page = { ...citing.dataset, adres: address };
  for (const words of citing.querySelectorAll("dd > p")) {
    words.after(...copyButton(words));
  }
  citing.querySelector("dl").append(
    format("BibTeX", "bib", "application/x-bibtex", bibtex(page)),
    format("RIS", "ris", "application/x-research-info-systems", ris(page)),
    format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", cslJson(page)),
  );
}

// A format for machines: to copy, and to keep as a file.
function format(name, extension, type, text) {
  const code = element("code", text);
  const save = element("a", `Download ${name}`);
  save.href = URL.createObjectURL(new Blob([text], { type }));
  save.download = `${citing.dataset.kenmerk.replace("/", "-")}.${extension}`;
  const pre = element("pre");
  pre.append(code);
  const value = element("dd");
  value.append(pre);
  const row = element("div");
  row.append(element("dt", name), value);
  pre.after(...copyButton(code), " ", save);
  return row;
}

// A button that copies the text of `source`, a part of a <dd>, and the place where it says so.
function copyButton(source) {
  const made = button("Kopieer");
  made.setAttribute("aria-label", `Kopieer: ${source.closest("dd").previousElementSibling.textContent}`);
  const said = element("span");
  said.className = "kp-klein";
  said.setAttribute("role", "status");
  made.addEventListener("click", async () => {
    said.textContent = "";
    said.textContent = (await copied(source)) ? "Gekopieerd" : "Geselecteerd; kopieer met Ctrl+C of Cmd+C";
  });
  return [made, " ", said];
}

// The clipboard is not there on plain http and may be forbidden; then the selection is copied, as one does by hand.
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}

function button(text) {
  const made = element("button", text);
  made.type = "button";
  made.className = "kp-knop";
  return made;
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
