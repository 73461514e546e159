// Says of a day whether it is still to come or over, and parts lists of days by it. The page itself does not know what day it is.

const now = new Date()
  .toLocaleString("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short", timeStyle: "short" }) // 2027-05-01 15:30
  .replace(" ", "T");

for (const moment of document.querySelectorAll(".kp-kop time[data-moment]")) {
  const said = remark(place(moment), moment.dataset.stand);
  if (said) moment.after(" ", Object.assign(document.createElement("span"), { className: "kp-verlopen", textContent: `(${said})` }));
}

for (const agenda of document.querySelectorAll("[data-agenda]")) {
  const all = agenda.querySelector("ol");
  const over = [...all.children].filter((item) => place(item.querySelector("time")) === "voorbij");
  const past = all.cloneNode();
  past.append(...over.reverse()); // the last one first
  const name = agenda.dataset.agenda;
  agenda.replaceChildren(
    ...part(`${name}-komende`, "Komende", all, "Er staat nog niets op de agenda."),
    ...part(`${name}-voorbij`, "Voorbij", past),
  );
}

// Where a day or period is: "komend", "nu" or "voorbij". What is less exact than the clock counts as a whole.
function place(moment) {
  const begin = moment.dateTime;
  const end = moment.dataset.tot || begin;
  if (now.slice(0, begin.length) < begin) return "komend";
  return now.slice(0, end.length) > end ? "voorbij" : "nu";
}

// What to say beside the day; nothing where the page says so itself.
function remark(where, state) {
  if (state === "vervallen" || state === "geweest") return "";
  if (where === "voorbij") return state && state !== "onbekend" ? "de datum is voorbij" : "";
  return where === "nu" ? "nu" : "komt nog";
}

function part(id, title, list, empty) {
  if (!list.children.length && !empty) return [];
  const heading = Object.assign(document.createElement("h3"), { id, textContent: title });
  if (list.children.length) return [heading, list];
  return [heading, Object.assign(document.createElement("p"), { className: "kp-leeg", textContent: empty })];
}
