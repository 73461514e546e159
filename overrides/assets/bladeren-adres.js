// What a reader chose, as the address says it: ?thema=…&thema=…&jaar=2018&tekst=…&sorteer=jaar&pagina=2
// What an address names and the page does not know is left out.

const OWN = ["tekst", "sorteer", "pagina"];

export function read(address, facets, orders) {
  const given = new URL(address).searchParams;
  const asked = facets.map(({ name, values }) => [name, values.map(({ key }) => key).filter((key) => given.getAll(name).includes(key))]);
  const page = Number(given.get("pagina"));
  return {
    chosen: new Map(asked.filter(([, values]) => values.length)),
    tekst: given.get("tekst")?.trim() ?? "",
    sorteer: orders.includes(given.get("sorteer")) ? given.get("sorteer") : "",
    pagina: Number.isInteger(page) && page > 1 ? page : 1,
  };
}

// The same choice always gives the same address; `anchor` is where on the page the list begins.
export function written(address, { chosen, tekst, sorteer, pagina }, facets, anchor) {
  const made = new URL(address);
  for (const name of [...facets.map((facet) => facet.name), ...OWN]) made.searchParams.delete(name);
  for (const { name, values } of facets) {
    for (const { key } of values) if (chosen.get(name)?.includes(key)) made.searchParams.append(name, key);
  }
  if (tekst) made.searchParams.set("tekst", tekst);
  if (sorteer) made.searchParams.set("sorteer", sorteer);
  if (pagina > 1) made.searchParams.set("pagina", pagina);
  if (made.search) made.hash = anchor;
  return made;
}

// Where the list is not what the page begins with, a mailed address leads to the heading above it.
export function headingAbove(list) {
  let heading = list;
  do heading = heading.previousElementSibling;
  while (heading && !/^H[1-6]$/.test(heading.tagName));
  return heading?.id && heading.tagName !== "H1" ? heading.id : "";
}
