// Notes beside the questions of a checklist. They live in this page; only when the reader asks for it are they kept
// in the reader's own browser. Nothing is ever sent, and nothing is scored.

const check = document.querySelector("[data-check]");
const begin = check.querySelector("[data-begin]");
const keep = check.querySelector("[data-bewaar]");
const state = check.querySelector("[data-stand]");
const KEY = `kp-notities:${document.querySelector("article[data-id]").dataset.id}`;

const items = [...check.querySelectorAll(".kp-vragen > li")].map((item) => ({
  id: item.id,
  block: item.closest("[data-blok]").dataset.blok,
  question: item.querySelector(".kp-vraag").textContent,
  number: item.querySelector("label > span").textContent.match(/\d+/)[0],
  text: item.querySelector("textarea"),
  print: item.querySelector(".kp-notitie__druk"),
  done: item.querySelector("input[type=checkbox]"),
}));

let unsaved = false; // notes that stand nowhere but in this page

check.querySelector("[data-met-script]").hidden = false;
begin.addEventListener("click", () => {
  open();
  items[0].text.focus();
});
check.addEventListener("submit", (event) => event.preventDefault()); // Enter on a checkbox would send the page away
check.addEventListener("input", (event) => {
  if (event.target !== keep) changed();
});
keep.addEventListener("change", () => {
  if (keep.checked) {
    store();
  } else {
    forget();
    unsaved = filled().length > 0;
    tell("Uw notities staan niet meer in deze browser, alleen nog op deze pagina.");
  }
});
check.querySelector("[data-print]").addEventListener("click", () => window.print());
check.querySelector("[data-opslaan]").addEventListener("click", save);
check.querySelector("[data-wis]").addEventListener("click", wipe);
window.addEventListener("beforeprint", () => {
  for (const item of items) item.print.textContent = item.text.value;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
restore();

function open() {
  for (const part of check.querySelectorAll("[data-bij-notities]")) part.hidden = false;
  begin.hidden = true;
  tell();
}

function changed() {
  unsaved = filled().length > 0;
  if (keep.checked) store();
  tell();
}

function filled() {
  return items.filter((item) => item.done.checked || item.text.value.trim());
}

function tell(more = "") {
  const done = items.filter((item) => item.done.checked).length;
  state.textContent = `${done} van de ${items.length} vragen besproken. ${more}`.trim();
}

function store() {
  const notes = filled().map((item) => [item.id, { notitie: item.text.value, besproken: item.done.checked }]);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(notes)));
    unsaved = false;
    tell("Bewaard in deze browser.");
  } catch {
    keep.checked = false;
    tell("Uw browser staat bewaren niet toe. Sla uw notities op als bestand.");
  }
}

function restore() {
  const notes = kept();
  if (!notes) return;
  for (const item of items) {
    item.text.value = String(notes[item.id]?.notitie ?? "");
    item.done.checked = notes[item.id]?.besproken === true;
  }
  keep.checked = true;
  open();
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // no storage here, or something that we did not write
  }
}

function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // no storage, so nothing is in it
  }
}

function wipe() {
  if (filled().length && !window.confirm("Alle notities op deze pagina en in deze browser wissen?")) return;
  for (const item of items) {
    item.text.value = "";
    item.done.checked = false;
  }
  keep.checked = false;
  unsaved = false;
  forget();
  tell("Alles is gewist.");
}

function save() {
  const day = new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
  const lines = [check.dataset.check, location.href.split(/[?#]/)[0], `Opgeslagen op ${day}`];
  let block;
  for (const item of items) {
    if (item.block !== block) lines.push("", "", (block = item.block).toUpperCase());
    lines.push("", `${item.number}. ${item.question}`, item.done.checked ? "[x] besproken" : "[ ] nog niet besproken");
    if (item.text.value.trim()) lines.push(item.text.value.trim());
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/plain;charset=utf-8" }));
  link.download = `beleidscheck-${new Date().toISOString().slice(0, 10)}.txt`;
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
  tell("Het bestand staat bij uw downloads.");
}
