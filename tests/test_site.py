"""Every page of the built site: links lead somewhere, ids are unique, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.load import load
from macros.portal import from_loaded
from scripts.bench import lezen

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DATA = ("application/json", "application/ld+json")  # a <script> that no browser runs


class Page(HTMLParser):
    """What a page links to, loads, and calls its parts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.styles = 0
        self.inline_scripts: list[str] = []
        self.handlers: list[str] = []
        self.canonical: list[str] = []
        self.title = self.description = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._inside = tag if tag not in VOID else self._inside
        self.styles += "style" in given or tag == "style"
        self.handlers += [name for name in given if name.startswith("on")]
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form" and given.get("action"):
            self.links.append(given["action"])
        if tag in ("script", "img", "iframe") and "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical.append(given["href"])
        elif tag == "link" and "href" in given:
            self.loads.append(given["href"])
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.inline_scripts.append("")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "meta" and given.get("name") == "description":
            self.description = given["content"]

    def handle_data(self, data):
        if self._inside == "title":
            self.title += data
        if self._inside == "script" and self.inline_scripts and not self.inline_scripts[-1]:
            self.inline_scripts[-1] = data

    def handle_endtag(self, tag):
        self._inside = ""


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: Page(path.read_text("utf-8")) for name, path in files.items() if not name.startswith("pagefind/")}


def target_of(page: str, link: str) -> tuple[str, str]:
    """The file and the fragment that a link on a page leads to."""
    parts = urlsplit(urljoin(f"http://site/{page}", link))
    path = unquote(parts.path).lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path, parts.fragment


def is_inside(link: str) -> bool:
    return not re.match(r"[a-z]+:", link, re.I) and not link.startswith("//")


def test_every_link_leads_somewhere(site, pages):
    broken = []
    for name, page in pages.items():
        for link in page.links + page.loads:
            if not is_inside(link):
                continue
            file, fragment = target_of(name, link)
            if not (site / file).is_file():
                broken.append(f"{name} → {link}")
            elif fragment and file in pages and unquote(fragment) not in pages[file].ids:
                broken.append(f"{name} → {link} (geen #{fragment})")
    assert broken == []


def leads_on(page: Page) -> bool:
    """Whether it is the page of an address that moved."""
    return any(load.endswith("/verhuisd.js") for load in page.loads)


def test_every_page_can_be_reached_from_the_home_page(pages):
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        found = {target_of(name, link)[0] for link in pages[name].links if is_inside(link)} & pages.keys()
        todo += found - seen
        seen |= found
    old = {name for name, page in pages.items() if leads_on(page) or "ingetrokken" in page.ids}
    alone = {"404.html", "beheer/index.html"}  # the forms are for who was told where they are
    assert sorted(pages.keys() - seen - old - alone) == []


def test_ids_are_unique(pages):
    twice = {name: sorted({i for i in page.ids if page.ids.count(i) > 1}) for name, page in pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_headings_start_at_one_and_skip_no_level(pages):
    wrong = []
    for name, page in pages.items():
        levels = page.headings
        if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:], strict=False)):
            wrong.append(f"{name}: {levels}")
    assert wrong == []


def test_titles_are_unique_and_descriptions_present(pages):
    titles: dict[str, list[str]] = {}
    pages = {name: page for name, page in pages.items() if not leads_on(page)}
    for name, page in pages.items():
        titles.setdefault(page.title.strip(), []).append(name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
    # A card is shown on other sites; search engines, for which a description is, may not list it.
    shown = {name: page for name, page in pages.items() if not name.endswith("/kaart/index.html")}
    assert len(shown) < len(pages)
    assert [name for name, page in shown.items() if not page.description] == []


def test_nothing_is_inline(pages):
    assert [name for name, page in pages.items() if page.styles] == []
    assert [name for name, page in pages.items() if page.handlers] == []
    assert [name for name, page in pages.items() if page.inline_scripts] == []


def test_nothing_is_loaded_from_elsewhere(pages):
    assert {load for page in pages.values() for load in page.loads if not is_inside(load)} == set()


def test_no_mark_or_slot_is_left(site):
    left = []
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if "[[kp:" in html or '="kp:/' in html or "\ue000" in html:
            left.append(path.name)
    assert left == []


NO_TEXT = re.compile(r"<(code|pre|script|style)\b.*?</\1>|<[^>]*>", re.S)
MARKUP = re.compile(r".{0,40}(?:\{[:#%{]|\*\*|\]\(|\]\[|&lt;/?[a-z]).{0,20}")


def test_no_markup_is_left_in_the_text(site):
    left = {}
    for path in site.rglob("*.html"):
        if found := MARKUP.search(NO_TEXT.sub("", path.read_text("utf-8"))):
            left[path.relative_to(site).as_posix()] = found[0]
    assert left == {}


def test_the_matrix_says_of_each_member_what_the_data_say(site):
    html = (site / "coalitie/wie-doet-wat/index.html").read_text("utf-8")
    rows = [re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S) for row in re.findall(r"<tr>.*?</tr>", html, re.S)]
    (_, *heads), *lines = [[unescape(re.sub("<[^>]*>", "", cell)) for cell in row] for row in rows]
    portal = from_loaded(load(Path("data")))
    named = {record.titel: record for record in portal.public("ambities")}
    shown = {name: dict(zip(heads, cells, strict=True)) for name, *cells in lines}
    for member in portal.public("leden"):
        roles = {f"ambities/{role.ambitie}": [role.ring, role.als, role.toelichting] for role in member.rollen}
        for head, cell in shown.pop(member.titel).items():
            first, *more = filter(None, roles.get(named[head].ref, ["niet genoemd"]))
            assert cell == (f"{first}: {', '.join(more)}" if more else first), (member.titel, head)
    assert shown == {}


def test_a_source_that_contradicts_itself_is_not_said_to_contradict_others(site):
    portal, headings = from_loaded(load(Path("data"))), set()
    for record in portal.all():
        if record.afwijkingen and record.is_public:
            html = (site / record.ref / "index.html").read_text("utf-8")
            heading = re.search(r'<h2 id="afwijkingen">(.*?)</h2>', html)[1]
            others = any(len({given.bron for given in part.waarden}) > 1 for part in record.afwijkingen)
            assert ("elkaar" in heading, "zichzelf" in heading) == (others, not others), record.ref
            headings.add(heading)
    assert len(headings) >= 2


def test_no_heading_stands_twice_on_the_page_of_a_lesson(site):
    for file in site.glob("lessen/*/index.html"):
        headings = re.findall(r"<h2[^>]*>(.*?)</h2>", file.read_text("utf-8"), re.S)
        assert len(headings) == len(set(headings)), file


def test_an_area_is_called_what_it_is(site):
    areas = from_loaded(load(Path("data"))).public("gemeenten")
    html = (site / "gemeenten/index.html").read_text("utf-8")
    cards = {
        id_: word for word, id_ in re.findall(r'<p class="kp-soort">(\w+)[^<]*</p>\s*<h\d[^>]*><a href="[^"]*?([^"/]+)/">', html)
    }
    for area in areas:
        html = (site / area.ref / "index.html").read_text("utf-8")
        said = re.search(r'<p class="kp-soort"[^>]*>(\w+)', html)[1]
        assert said == cards[area.id] == area.aard.capitalize()
        assert f" · {said} · " in re.search("<title>.*?</title>", html, re.S)[0]
    assert len({area.aard for area in areas}) > 1


def test_no_year_is_said_twice_in_a_line(site, pages):
    html = "".join((site / name).read_text("utf-8") for name in pages)
    assert 'class="kp-jaar"' in html
    assert re.findall(r'<a [^>]*>([^<]*(\d{4})[^<]*)</a> <span class="kp-jaar">\2', html) == []


def test_what_records_share_is_said_once(site):
    lines = [
        line
        for file in site.glob("*/*/index.html")
        for part in re.findall(r'<section class="kp-lijkt".*?</section>', file.read_text("utf-8"), re.S)
        for line in re.findall(r'<span class="kp-klein">(.*?)</span>', part)
    ]
    assert any("ook over" in line for line in lines) and any("hoort ook bij “" in line for line in lines)
    assert [line for line in lines if max(map(line.count, ("ook over ", "hoort ook bij "))) > 1 or "”, “" in line] == []


def test_without_public_address_there_is_no_canonical_and_no_sitemap(site, pages):
    assert [name for name, page in pages.items() if page.canonical] == []
    assert not list(site.glob("sitemap*"))


def test_every_record_has_page_and_data_and_is_counted(site):
    index = json.loads((site / "api/v1/index.json").read_text())
    for kind in index["soorten"]:
        listed = json.loads((site / kind["bestand"]).read_text())
        assert set(listed) == {"soort", "aantal", "schema", "records"}
        assert listed["aantal"] == len(listed["records"]) == kind["aantal"]
        assert kind["aantal"] or kind["soort"] == "projecten"  # of which the sources hold none
        for record in listed["records"]:
            html = (site / record["pad"] / "index.html").read_text("utf-8")
            assert f'data-kind="{listed["soort"]}" data-id="{record["id"]}"' in html
            assert json.loads((site / "api/v1" / listed["soort"] / f"{record['id']}.json").read_text()) == record


def test_no_frame_is_left(site):
    assert not list(site.rglob("kader"))


def test_every_page_of_a_record_is_light(site, figure):
    """The weight of the page of every record, compressed as a server does it."""
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    pages = [page for kind in index["soorten"] for page in site.glob(f"{kind['soort']}/*/index.html")]
    weights = {page.parent.relative_to(site).as_posix(): len(gzip.compress(page.read_bytes(), 6)) for page in pages}
    assert {name: weight for name, weight in weights.items() if weight > 12_000} == {}
    figure("recordpagina's gewogen", len(weights), f"hooguit 12.000 bytes; de zwaarste {max(weights.values())}")


def test_a_first_visit_is_light(browser, site, figure):
    """All that a reader with an empty browser fetches for the home page, as it goes over the line."""
    with lezen.serving(site) as address, browser.new_context() as context:
        page = context.new_page()
        line = lezen.Line(page)
        page.goto(address)
        fetched = line.taken(0)
    assert fetched.requests > 4 and fetched.size > 20_000  # it was counted
    assert fetched.size <= 150_000
    figure("bytes bij een eerste bezoek", fetched.size, f"in {fetched.requests} bestanden; hooguit 150.000")
