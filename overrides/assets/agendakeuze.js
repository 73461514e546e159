// Lets a reader choose themes, and puts their calendars together in one file. The choice stands in the address.

const place = document.querySelector("[data-agendakeuze]");
const list = place.querySelector("ul");
const links = [...list.querySelectorAll("a[data-thema]")];
const NAME = "Kennisportaal: gekozen thema's";

const made = (name, properties) => Object.assign(document.createElement(name), properties);
const button = made("button", { type: "button", textContent: "Download uw agenda" });
const buttons = made("p", { className: "kp-knoppen" });
const status = made("p", { role: "status" });

const boxes = links.map((link) => {
  const box = made("input", { type: "checkbox", value: link.dataset.thema });
  const label = document.createElement("label");
  label.append(box, ` ${link.textContent} `, link.nextElementSibling);
  link.replaceWith(label);
  return box;
});

const group = document.createElement("fieldset");
group.append(made("legend", { textContent: "Welke thema's?" }), list);
buttons.append(button);
place.append(group, buttons, status);

const asked = new URLSearchParams(location.search).getAll("thema");
for (const box of boxes) box.checked = asked.includes(box.value);
button.disabled = chosen().length === 0;
group.addEventListener("change", remember);
button.addEventListener("click", download);

function chosen() {
  return links.filter((_, number) => boxes[number].checked);
}

function remember() {
  const address = new URL(location);
  address.searchParams.delete("thema");
  for (const link of chosen()) address.searchParams.append("thema", link.dataset.thema);
  history.replaceState(history.state, "", address);
  button.disabled = chosen().length === 0;
  status.textContent = "";
}

async function download() {
  status.textContent = "Bezig …";
  try {
    const calendars = await Promise.all(chosen().map((link) => read(link.href)));
    const [text, number] = together(calendars);
    const link = made("a", { href: URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" })) });
    link.download = "agenda-gekozen-themas.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = `Het bestand is gemaakt, met ${number} ${number === 1 ? "datum" : "data"}.`;
  } catch {
    status.textContent = "Dat lukte niet. Kijk of u verbinding hebt.";
  }
}

async function read(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(address);
  return answer.text();
}

// One calendar of several: each event once, in the order of time. Events are copied as they are, to the letter.
function together(calendars) {
  const events = new Map();
  for (const calendar of calendars) {
    for (const [event] of calendar.matchAll(/^BEGIN:VEVENT\r\n[^]*?^END:VEVENT\r\n/gm)) events.set(property(event, "UID"), event);
  }
  const sorted = [...events.values()].sort((one, other) => (begin(one) < begin(other) ? -1 : 1));
  const before = calendars[0].split(/^(?:BEGIN:VEVENT|END:VCALENDAR)\r\n/m)[0];
  const head = before.replace(/^X-WR-CAL(NAME|DESC):[^]*?\r\n(?![ \t])/gm, (_, what) => (what === "NAME" ? `X-WR-CALNAME:${NAME}\r\n` : ""));
  return [`${head}${sorted.join("")}END:VCALENDAR\r\n`, sorted.length];
}

function property(event, name) {
  return event.replace(/\r\n[ \t]/g, "").match(new RegExp(`^${name}[^:]*:(.*)$`, "m"))[1];
}

function begin(event) {
  return property(event, "DTSTART");
}
