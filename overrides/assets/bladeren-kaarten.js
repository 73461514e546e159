// Makes elements: the card of a record, the same as macros/pages/entries.py, and other small ones.
// What comes from the data is text and never read as HTML.

export function element(name, className = "", ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

export function button(className, ...inside) {
  const made = element("button", className, ...inside);
  made.type = "button";
  return made;
}

export function card(data, folder, level) {
  const made = element("li", "kp-kaart");
  made.dataset.kind = folder;
  const link = element("a", "", data.titel);
  link.href = new URL(`../${folder}/${data.id}/`, import.meta.url);
  made.append(
    element("p", "kp-soort", data.jaar ? `${data.soort} · ${data.jaar}` : data.soort),
    element(level, "kp-kaart__titel", link),
    element("p", "", data.samenvatting),
  );
  if (data.noot) made.append(element("p", "kp-kaart__noot", data.noot));
  return made;
}
