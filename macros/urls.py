"""Every URL of the site is made here.

Inside pages an address is a mark, `="kp:/lessen/x/"`, that says where it points from the root of the site. Text from
the data cannot hold one: its quotation marks are escaped. `relative` turns the marks of one page into addresses
relative to that page, so that the site works under any path.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

MARK = "kp:/"
SITE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:/[\w.~%-]+)*/?", re.I | re.ASCII)  # a public address
FRAME = "kader"  # the page that the engine renders for a folder and that we fill in per record
PAGES = "lijst"  # the further pages of a long list, /lessen/lijst/2/, and the data to browse it, /lessen/lijst/op-jaar.json
CARD = "kaart"  # a record as a card, for on someone else's site: /lessen/x/kaart/
CALENDAR = "agenda.ics"  # of the site, of a theme, of a session
OWN_BUNDLE = "bundels/zelf"  # the page on which a reader puts a bundle together
PICTURES = "beeld"  # what is drawn when the site is made: a picture for whoever shares a page, and icons
RULES = "over/regels"  # a page per rule
FIELDS = "over/velden"  # a page per kind with its fields
FORMS = "bijdragen"  # a form per kind that readers add to
OFFLINE = "over/offline/"  # lists of files that a browser can keep for offline
BEHEER = "beheer"  # the forms for who has an account at the Git host
ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NOTHING_TO_QUOTE = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch
RESERVED_IDS = frozenset({FRAME, PAGES})
# What the site makes at fixed places, beside the pages; a test knows when one is missing.
RESERVED_FILES = frozenset(
    {
        "404.html", "_headers", "_redirects", "agenda.ics", "bewaard.js", "feed.xml", "llms.txt",
        "manifest.webmanifest", "nginx-http.conf", "nginx-server.conf", "robots.txt", "sitemap.xml", "zoeken/woorden.txt",
    }
)  # fmt: skip
RESERVED_FOLDERS = frozenset({"api", "assets", "pagefind", "schema", PICTURES, BEHEER})
API = "api/v1/"
THEME = "thema"  # what belongs to a theme as data, /api/v1/thema/x.json; /api/v1/themas/x.json is the theme itself

# Who names things in a `tag:` URI (RFC 4151). The name must be ours for ever and may not depend on the host, and nobody has
# laid down a domain for the portal: a name under .invalid (RFC 2606) is nobody's, so nobody else can come to use it.
_NAMER = "tag:kennisportaal-vrijwillige-inzet.invalid,2026:"


def record(folder: str, id_: str) -> str:
    """The address of a record's page."""
    return f"{MARK}{folder}/{id_}/"


def card(folder: str, id_: str) -> str:
    """The address of a record's card: a small page that another site shows in a frame."""
    return f"{record(folder, id_)}{CARD}/"


def oembed(folder: str, id_: str) -> str:
    """The address of the file from which another site learns how to show the card (oEmbed)."""
    return f"{card(folder, id_)}oembed.json"


def pages_of(folder: str, id_: str) -> tuple[str, ...]:
    """Every page that a record has, its own first. Others link to each of them: where a record moves, all move."""
    return record(folder, id_), card(folder, id_)


def folder(name: str, page: int = 1) -> str:
    """The address of a folder's list, or of page `page` of it."""
    return f"{MARK}{name}/" if page == 1 else f"{MARK}{name}/{PAGES}/{page}/"


def browsing(folder_name: str, name: str) -> str:
    """The address of a part of the data by which a browser narrows down the list of a folder."""
    return f"{MARK}{folder_name}/{PAGES}/{name}.json"


def page(path: str = "") -> str:
    """The address of a hand-written page, such as `voor/gemeenten`."""
    path = path.strip("/")
    return f"{MARK}{path}/" if path else MARK


def rule(name: str = "") -> str:
    """The address of the page about a rule, or of the list of all rules."""
    return page(f"{RULES}/{name}")


def fields(folder_name: str = "") -> str:
    """The address of the page about the fields of a kind, or of the list of those pages."""
    return page(f"{FIELDS}/{folder_name}")


def form(name: str = "") -> str:
    """The address of the form for one of a kind (`les`), or of the list of all forms."""
    return page(f"{FORMS}/{name}")


def search(query: str = "") -> str:
    """The address of the search page, with a query filled in."""
    return f"{MARK}zoeken/" + (f"?q={quote(query)}" if query else "")


def own_bundle(refs: Sequence[str] = (), title: str = "") -> str:
    """The page on which a reader makes a bundle, with these records in it; see overrides/assets/bundel-adres.js."""
    chosen = f"?r={','.join(refs)}&titel={quote(title)}" if refs else ""
    return f"{MARK}{OWN_BUNDLE}/{chosen}"


def search_words() -> str:
    """The address of the words that the search page knows."""
    return f"{MARK}zoeken/woorden.txt"


def api_folder(name: str) -> str:
    """The address of all records of a folder as JSON."""
    return api_file(f"{name}.json")


def api_file(name: str) -> str:
    """The address of another file of the open data."""
    return f"{MARK}{API}{name}"


def api_theme(id_: str) -> str:
    """The address of all that belongs to a theme, as JSON."""
    return api_file(f"{THEME}/{id_}.json")


def downloads_of(folder_name: str) -> dict[str, str]:
    """The addresses of all records of a folder, by what readers call the format."""
    return {"JSON": api_folder(folder_name), "tabel (CSV)": api_file(f"{folder_name}.csv"), "schema": schema(folder_name)}


def schema(folder_name: str) -> str:
    """The address of the JSON Schema of the records of a folder."""
    return f"{MARK}schema/v1/{folder_name}.json"


def api_record(folder_name: str, id_: str) -> str:
    """The address of one record as JSON."""
    return api_file(f"{folder_name}/{id_}.json")


def calendar(folder_name: str = "", id_: str = "") -> str:
    """The address of a calendar: of everything, or of one record."""
    return f"{record(folder_name, id_) if id_ else MARK}{CALENDAR}"


def feed(address: str = MARK) -> str:
    """The address of the Atom feed of a list or record at `address`; without one, of everything."""
    return f"{address}feed.xml"


def picture(name: str) -> str:
    """The address of a picture that is drawn when the site is made."""
    return f"{MARK}{PICTURES}/{name}.png"


def icon(size: int) -> str:
    """The address of the icon of the site in so many pixels."""
    return picture(f"icoon-{size}")


def manifest() -> str:
    """The address of what a screen needs to show the portal as a program."""
    return f"{MARK}manifest.webmanifest"


def sitemap() -> str:
    """The address of the list of pages for search engines."""
    return f"{MARK}sitemap.xml"


@functools.cache
def tag(address: str) -> str:
    """The identifier of what stands at an address: the same wherever the site is, for feeds, calendars and JSON-LD."""
    return _NAMER + path(address)


def markdown(address: str) -> str:
    """The address of a record or list as Markdown, beside its page at `address`."""
    return f"{address}index.md"


def offline(name: str) -> str:
    """The address of a list of files that a browser can keep for offline."""
    return f"{MARK}{OFFLINE}{name}.json"


def llms() -> str:
    """The address where programs that read text begin."""
    return f"{MARK}llms.txt"


def record_addresses(folder_name: str, id_: str) -> tuple[str, ...]:
    """Every address that a record has, its page first. Each keeps answering, also when the record moves or is withdrawn."""
    return (*pages_of(folder_name, id_), api_record(folder_name, id_), markdown(record(folder_name, id_)))


def script(name: str) -> str:
    """The address of a script of ours."""
    return f"{MARK}assets/{name}.js"


def path(address: str) -> str:
    """An address as servers know it, from the root of the site: `/lessen/x/`."""
    plain = address.removeprefix("kp:")
    if _NOTHING_TO_QUOTE(plain):  # as good as all: it takes a tenth of the time
        return plain
    return quote(plain, errors="replace")  # the name of a file may be no text


def file_of(address: str) -> str:
    """The file, relative to the site, that answers an address."""
    path = address.removeprefix(MARK).split("?")[0].split("#")[0]
    return path + "index.html" if not path or path.endswith("/") else path


def absolute(address: str, site_url: str) -> str:
    """The full address on the public site; `site_url` ends in a slash."""
    return site_url + path(address)[1:]


def from_file(file: str, address: str) -> str:
    """An address relative to the page in `file`."""
    return ("../" * file.count("/") or "./") + path(address)[1:]


def relative(html: str, file: str) -> str:
    """`html` of the page in `file`, its marks made relative to that page."""
    up = "../" * file.count("/") or "./"
    return str(html).replace(f'="{MARK}', f'="{up}')  # str: a Markup would escape the quotation mark


def rooted(html: str, root: str) -> str:
    """`html` with its marks made to begin at `root`, which ends in a slash: for what is shown at any depth."""
    return str(html).replace(f'="{MARK}', f'="{root}')


def root_of(site_url: str) -> str:
    """Where the site stands on its host, `/` or `/a/path/`: the same under every name of that host."""
    return urlsplit(site_url).path or "/"
