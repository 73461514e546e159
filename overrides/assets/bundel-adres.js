// What a reader gathers, as an address says it. The page of the bundle: /bundels/zelf/?r=lessen/x,handreikingen/y&titel=…
// On every other page the same goes along as ?bundel=…&bundeltitel=…, so that nothing is kept anywhere.
// The first form is also made in macros/urls.py (own_bundle).

export const MOST = 60; // an address that fits in a mail and that every server takes

const NAME = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
const REF = new RegExp(`^${NAME}/${NAME}$`);

export const root = new URL("../", import.meta.url);
const own = new URL("bundels/zelf/", root);

// The bundle of which this is the page.
export function chosen(address) {
  return bundle(address, "r", "titel");
}

// The bundle that goes along with the address of another page; null when there is none.
export function carried(address) {
  return new URL(address).searchParams.has("bundel") ? bundle(address, "bundel", "bundeltitel") : null;
}

export function asPage({ refs, titel }) {
  const made = new URL(own);
  made.search = said(["r", refs.join(",")], ["titel", titel]);
  return made;
}

// An address of this site with a bundle going along; one of another site, or of a file, as it is.
export function along(address, going) {
  const made = new URL(address);
  const ours = made.origin === root.origin && made.pathname.startsWith(root.pathname);
  if (!ours || !/(\/|\.html)$/.test(made.pathname)) return made;
  if (made.pathname.startsWith(own.pathname)) return made.searchParams.has("r") ? made : asPage(going);
  const rest = new URLSearchParams(made.search);
  for (const name of ["bundel", "bundeltitel"]) rest.delete(name);
  made.search = (String(rest) && `${rest}&`) + said(["bundel", going.refs.join(",")], ["bundeltitel", going.titel]);
  return made;
}

export function without(address) {
  const made = new URL(address);
  for (const name of ["bundel", "bundeltitel"]) made.searchParams.delete(name);
  return made;
}

// Make the bundle go along wherever the reader goes from this page. `current` gives the bundle of that moment.
export function follow(current) {
  for (const kind of ["click", "auxclick", "contextmenu"]) {
    document.addEventListener(
      kind,
      (event) => {
        // Not one within the page: it follows the address of the page, and so has the bundle of that moment already.
        const link = event.target.closest?.('a[href]:not([href^="#"])');
        if (link && !link.download && !("zonderBundel" in link.dataset)) link.href = along(link.href, current()).href;
      },
      true,
    );
  }
  document.addEventListener("formdata", (event) => {
    if (!event.target.hasAttribute("action")) return; // a script reads it: the reader goes nowhere
    const { refs, titel } = current();
    event.formData.set("bundel", refs.join(","));
    if (titel) event.formData.set("bundeltitel", titel);
  });
}

export function withAdded({ refs, titel }, ref) {
  return { refs: refs.includes(ref) ? refs : [...refs, ref].slice(0, MOST), titel };
}

function bundle(address, refs, title) {
  const given = new URL(address).searchParams;
  const named = (given.get(refs) ?? "").split(",").filter((ref) => REF.test(ref));
  return { refs: [...new Set(named)].slice(0, MOST), titel: (given.get(title) ?? "").trim().slice(0, 120) };
}

// References need no escaping, and an address is read by people too.
function said([refs, chosen], [title, typed]) {
  return `${refs}=${chosen}${typed ? `&${title}=${encodeURIComponent(typed)}` : ""}`;
}
