"""An address that was once published answers for ever: with its page, or with one that leads on.

Each test builds a small site, lists its addresses as a release does, changes the data as an editor would, builds again,
and asks for every address of the first site.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from macros import addresses, urls
from macros.engine.examining import examine, publication_of
from macros.exports import headers_for_hosts, redirects_for_hosts
from macros.pages import placing
from macros.pages.render import PAGE_SIZE
from macros.portal import Portal
from tests.conftest import ROOT, serving
from tests.test_browser import faults

BASIS = Path(__file__).parent / "gevallen" / "basis" / "data"
WITHDRAWN = """publicatie: ingetrokken
intrekking:
  sinds: 2027-05-03
  waarom: De bron is verbeterd & aangevuld.
  in_plaats: [lessen/tweede, themas/thema]
"""


class House:
    """A copy of the project with a few records and pages of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.urls = folder, folder / "site", folder / "data/urls.txt"

    def make(self, *, lessons: int = 2) -> None:
        """Lay it out: lessons `eerste`, `tweede` and so many more, and two pages."""
        for part in ("macros", "overrides", "scripts"):
            shutil.copytree(ROOT / part, self.folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        config = (ROOT / "mkdocs.yml").read_text("utf-8")
        self.write("mkdocs.yml", config[: config.index("\nnav:")] + "\nnav: [index.md]\n")
        shutil.copytree(BASIS, self.folder / "data")
        lesson = (BASIS / "lessen/les.yml").read_text("utf-8") + "themas: [thema]\n"
        for name in ["eerste", "tweede", *(f"les-{number:03}" for number in range(lessons - 2))]:
            self.write(f"data/lessen/{name}.yml", lesson.replace("een les", name).replace("Een les", f"De les {name}"))
        self.write("docs/index.md", '# Start\n\n{{ lijst("lessen") }}\n')
        self.write("docs/over/ons.md", "---\ntitle: Over ons\n---\n# Over ons\n\n## Wie? { #wie }\n\nWij.\n")
        self.write("docs/verslag.pdf", "%PDF-1.4")

    def write(self, file: str, text: str) -> None:
        (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / file).write_text(text, "utf-8")

    def move(self, old: str, new: str, *, add: str = "") -> None:
        """Give a file another place, and add a text to it."""
        text = (self.folder / old).read_text("utf-8")
        (self.folder / old).unlink()
        self.write(new, text + add)

    def run(self, command: str, **settings: str) -> subprocess.CompletedProcess:
        fixed = {"DATA": "data", "SITE": "site", "SITE_URL": "", "SEARCH": "0", "GITHUB_ACTIONS": ""}
        quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        return subprocess.run(
            [sys.executable, "-m", f"scripts.{command}"],
            cwd=self.folder,
            env={**os.environ, **fixed, **quiet, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def good(self, command: str, **settings: str) -> str:
        done = self.run(command, **settings)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def published(self) -> list[str]:
        return self.urls.read_text("utf-8").splitlines()

    def file(self, address: str) -> Path:
        return self.site / (address + "index.html" if address.endswith("/") else address).lstrip("/")

    def page(self, address: str) -> str:
        return self.file(address).read_text("utf-8")

    def leads_to(self, address: str) -> str:
        """Where an address ends: itself, or where the page or data at it sends the reader."""
        text = self.file(address).read_bytes().decode("utf-8", "replace")
        if address.endswith(".json") and "verhuisd_naar" in (moved := json.loads(text)):
            assert self.file("/" + moved["pad"]).is_file()
            return "/" + moved["bestand"]
        if address.endswith(".md") and text.startswith("# Verhuisd"):
            return urljoin(address, re.search(r"\]\(([^)]*)\)", text)[1])
        if "data-verhuisd" not in text:
            return address
        by_script = re.search(r'<a data-verhuisd href="(.+?)">', text)[1]
        without = re.search(r'<noscript><meta http-equiv="refresh" content="0; url=(.+?)"></noscript>', text)[1]
        assert by_script == without
        assert self.file(urljoin(address, re.search(r'<script src="(.+?)" defer>', text)[1])).is_file()
        return urljoin(address, without)

    def everything_answers(self) -> dict[str, str]:
        """Build once more and ask for every address; returns those that lead elsewhere, with where to."""
        self.good("check")
        self.good("site")
        ends = {address: self.leads_to(address) for address in self.published()}
        for end in ends.values():
            assert self.leads_to(end) == end  # in one step
        return {address: end for address, end in ends.items() if address != end}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> House:
    """A site whose addresses are published; no test changes it."""
    house = House(tmp_path_factory.mktemp("eerste"))
    house.make()
    house.good("site")
    house.good("urls")
    return house


@pytest.fixture
def house(built: House, tmp_path: Path) -> House:
    shutil.copytree(built.folder, tmp_path / "huis", symlinks=True)
    return House(tmp_path / "huis")


def all_of(ref: str) -> list[str]:
    """The addresses of a record."""
    return [urls.path(address) for address in urls.record_addresses(*ref.split("/"))]


def led(old: str, new: str) -> dict[str, str]:
    """Where each address of a record that moved should lead."""
    return dict(zip(all_of(old), all_of(new), strict=True))


def files_of(site: Path) -> Iterator[str]:
    """The addresses of what stands in a site; not of what pages load, of what our own scripts and of what hosts read."""
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if (
            path.is_file()
            and not name.startswith(("assets/", f"{urls.PICTURES}/", "pagefind/", "zoeken/woorden"))
            and not (name.startswith("over/offline/") and path.suffix == ".json")
            and not name.startswith("beheer/")  # where npm is not there, it is not there either
            and not (path.parent.name == urls.PAGES and path.suffix == ".json")
            and name not in ("404.html", "bewaard.js", "manifest.webmanifest", "robots.txt")
            and name not in (*redirects_for_hosts.FILES, *headers_for_hosts.FILES)
        ):
            yield "/" + (name.removesuffix("index.html") if path.name == "index.html" else name)


def test_the_addresses_are_those_of_the_real_site(site):
    opened, _ = examine(ROOT / "data", ROOT / "docs")
    assert addresses.answered(publication_of(opened, ROOT / "docs")) == set(files_of(site))


def test_no_file_in_docs_can_take_the_place_of_what_the_site_makes(site):
    opened, _ = examine(ROOT / "data", ROOT / "docs")
    pages = set(placing.addresses(ROOT / "docs", opened).values())
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    free = [name for name in names if placing.address_of(name) not in pages and not placing.taken_by_site(name, opened)]
    assert [name for name in free if not name.startswith(".")] == []


def test_the_addresses_are_those_of_a_site_with_history(house):
    """Also with everything that the real data may not have yet: moved, withdrawn, concept, a shorter list."""
    with house.urls.open("a") as listed:
        listed.write("/lessen/lijst/2/\n")
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste, bronnen/weg]\n")
    house.write("data/lessen/klad.yml", house.folder.joinpath("data/lessen/les.yml").read_text("utf-8") + "publicatie: concept\n")
    house.move("data/lessen/les.yml", "data/lessen/les.yml", add=WITHDRAWN)
    house.write("docs/index.md", "---\nvoormalige_adressen: [begin]\n---\n# Start\n")
    house.good("site")
    opened, found = examine(house.folder / "data", house.folder / "docs")
    assert [problem for problem in found if problem.level == "fout"] == []
    assert addresses.answered(publication_of(opened, house.folder / "docs")) == set(files_of(house.site))


def test_a_release_lists_every_address_and_later_ones_come_at_the_end(house):
    first = house.urls.read_text("utf-8")
    assert house.published() == sorted(files_of(house.site))
    assert "/" in house.published() and "/lessen/eerste/" in house.published() and "/verslag.pdf" in house.published()
    house.urls.write_text(first.removesuffix("\n"), "utf-8")  # as an editor may leave it
    house.write("data/lessen/aap.yml", (BASIS / "lessen/les.yml").read_text("utf-8"))
    new = sorted(all_of("lessen/aap"))
    assert f"{len(new)} adressen erbij, {len(first.splitlines() + new)} in totaal." in house.good("urls")
    assert house.urls.read_text("utf-8") == first + "\n".join(new) + "\n"
    assert "0 adressen erbij" in house.good("urls")
    assert house.urls.read_text("utf-8") == first + "\n".join(new) + "\n"


def test_a_release_with_errors_lists_nothing(house):
    before = house.urls.read_bytes()
    house.write("data/lessen/aap.yml", "titel: Aap\n")
    done = house.run("urls")
    assert done.returncode == 1
    assert 'fout[ontbrekend-veld]: Het verplichte veld "samenvatting" ontbreekt.' in done.stdout
    assert "Er is niets toegevoegd aan data/urls.txt." in done.stdout
    assert house.urls.read_bytes() == before
    assert house.run("urls", DATA="nergens").returncode == 2


def test_renaming(house):
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste]\n")
    assert house.everything_answers() == led("lessen/eerste", "lessen/nieuw")
    moved = json.loads(house.page("/api/v1/lessen/eerste.json"))
    assert moved == {
        "map": "lessen",
        "id": "eerste",
        "verhuisd_naar": "lessen/nieuw",
        "pad": "lessen/nieuw/",
        "bestand": "api/v1/lessen/nieuw.json",
    }


def test_a_site_that_showed_a_card_by_an_address_of_before_still_can(house):
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste]\n")
    house.good("site", SITE_URL="https://voorbeeld.example/")
    assert house.page("/lessen/eerste/kaart/oembed.json") == house.page("/lessen/nieuw/kaart/oembed.json")


def test_moving_to_another_folder(house):
    house.move("data/lessen/eerste.yml", "data/bronnen/eerste.yml", add="voormalige_ids: [lessen/eerste]\n")
    text = (house.folder / "data/bronnen/eerste.yml").read_text("utf-8")
    house.write(
        "data/bronnen/eerste.yml", "soort: document\ninhoud: Tekst.\n" + re.sub(r"(inzicht|context|advies):.*\n", "", text)
    )
    assert house.everything_answers() == led("lessen/eerste", "bronnen/eerste")


def test_merging_and_renaming_again(house):
    """First one is merged into two, then what came of it is called otherwise: both old addresses lead there at once."""
    (house.folder / "data/lessen/eerste.yml").unlink()
    house.move("data/lessen/tweede.yml", "data/lessen/tweede.yml", add="voormalige_ids: [lessen/tweede, lessen/eerste]\n")
    assert house.everything_answers() == led("lessen/eerste", "lessen/tweede")
    house.move("data/lessen/tweede.yml", "data/lessen/samen.yml")
    assert house.everything_answers() == led("lessen/eerste", "lessen/samen") | led("lessen/tweede", "lessen/samen")


def test_withdrawing(house):
    house.move("data/lessen/eerste.yml", "data/lessen/eerste.yml", add=WITHDRAWN)
    assert house.everything_answers() == {}
    page = house.page("/lessen/eerste/")
    message = re.search(r'<div class="kp-melding" id="ingetrokken">(.*?)</div>', page, re.S)[1]
    assert "Ingetrokken sinds 3 mei 2027." in message and "De bron is verbeterd &amp; aangevuld." in message
    assert re.findall(r'<a href="(.+?)">', message) == ["../../lessen/tweede/", "../../themas/thema/"]
    assert page.index(message) < page.index('id="inzicht"')  # what it said stays below the message
    assert '<meta name="robots" content="noindex">' in page and "data-pagefind-body" not in page
    assert "lessen/eerste/" not in house.page("/lessen/") + house.page("/themas/thema/")
    assert json.loads(house.page("/api/v1/lessen/eerste.json")) == {
        "map": "lessen",
        "id": "eerste",
        "pad": "lessen/eerste/",
        "publicatie": "ingetrokken",
        "intrekking": {
            "sinds": "2027-05-03",
            "waarom": "De bron is verbeterd & aangevuld.",
            "in_plaats": ["lessen/tweede", "themas/thema"],
        },
    }
    assert {record["id"] for record in json.loads(house.page("/api/v1/lessen.json"))["records"]} == {"les", "tweede"}


def test_withdrawing_without_anything_instead_leads_to_the_list(house):
    text = re.sub(r"  in_plaats.*\n", "", WITHDRAWN)
    house.move("data/lessen/eerste.yml", "data/lessen/eerste.yml", add=text)
    house.good("site")
    message = re.search(r'id="ingetrokken">(.*?)</div>', house.page("/lessen/eerste/"), re.S)[1]
    assert '<a href="../../lessen/">Bekijk alle lessen</a>' in message


def test_back_to_a_concept(house):
    house.move("data/lessen/eerste.yml", "data/lessen/eerste.yml", add="publicatie: concept\n")
    assert set(house.everything_answers().values()) <= {"/lessen/eerste/"}
    stub = {"map": "lessen", "id": "eerste", "pad": "lessen/eerste/", "publicatie": "concept"}
    assert json.loads(house.page("/api/v1/lessen/eerste.json")) == stub


SESSION = """soort: sessie
titel: Een avond over werven
samenvatting: Een sessie die later een andere naam krijgt.
stand: aangekondigd
begin: 2027-04-12 19:30
verslag: Tekst.
themas: [thema]
herkomst: [{bron: bron, kop: Kop}]
"""


@pytest.mark.slow
def test_a_calendar_that_someone_follows(house):
    """It goes along when the session takes in another or is called otherwise, and is empty once there is no day any more."""

    def days(id_: str) -> list[str]:
        return re.findall(r"^(?:UID:|DTSTART;)\S*", house.page(f"/kennisboost/{id_}/agenda.ics"), re.M)

    house.write("data/kennisboost/sessie.yml", SESSION)
    house.good("site")
    house.good("urls")
    followed = days("sessie")
    assert followed[1:] == ["DTSTART;TZID=Europe/Amsterdam:20270412T193000"]
    house.write("data/kennisboost/sessie.yml", SESSION + "voormalige_ids: [kennisboost/sessie, kennisboost/dubbel]\n")
    house.everything_answers()
    assert days("sessie") == followed  # it took in another one
    house.move("data/kennisboost/sessie.yml", "data/kennisboost/avond.yml")
    assert "/kennisboost/sessie/agenda.ics" in house.published()
    house.everything_answers()
    assert days("sessie") == days("avond") == followed
    house.write("data/kennisboost/avond.yml", SESSION.replace("begin:", "# begin:") + "voormalige_ids: [kennisboost/sessie]\n")
    house.everything_answers()
    assert days("sessie") == []
    assert not house.file("/kennisboost/avond/agenda.ics").exists()  # was never listed at a release


def test_a_page_that_moves(house):
    house.move("docs/over/ons.md", "docs/wie-zijn-wij.md")
    text = (house.folder / "docs/wie-zijn-wij.md").read_text("utf-8")
    house.write("docs/wie-zijn-wij.md", text.replace("title:", "voormalige_adressen: [over/ons]\ntitle:"))
    assert house.everything_answers() == {"/over/ons/": "/wie-zijn-wij/"}
    assert '<a data-verhuisd href="../../wie-zijn-wij/">Over ons</a>' in house.page("/over/ons/")


def test_the_address_of_a_file_is_in_codes_wherever_it_stands(house):
    (house.folder / "docs/over/één stuk.pdf").write_bytes(b"%PDF-1.7")
    house.write("docs/over/lijst.md", "# Lijst\n\n[Een stuk](<één stuk.pdf>)\n")
    house.good("site")
    house.good("urls")
    assert "/over/%C3%A9%C3%A9n%20stuk.pdf" in house.published()
    assert 'href="../%C3%A9%C3%A9n%20stuk.pdf"' in house.page("/over/lijst/")


def test_a_list_that_becomes_shorter(tmp_path):
    house = House(tmp_path)
    house.make(lessons=2 * PAGE_SIZE + 1)
    house.good("site")
    house.good("urls")
    assert [address for address in house.published() if "lijst" in address] == ["/lessen/lijst/2/", "/lessen/lijst/3/"]
    for number in range(PAGE_SIZE):
        house.move(f"data/lessen/les-{number:03}.yml", f"data/lessen/les-{number:03}.yml", add=WITHDRAWN)
    assert house.everything_answers() == {"/lessen/lijst/3/": "/lessen/"}


def test_who_just_deletes_a_record_is_told_what_to_do_and_the_site_stays(house):
    (house.folder / "data/lessen/eerste.yml").unlink()
    (house.folder / "docs/over/ons.md").unlink()
    before = house.page("/lessen/eerste/")
    for command in ("check", "site", "urls"):
        done = house.run(command)
        assert done.returncode == 1
        found = re.findall(r"(data/urls.txt:(\d+):1: fout\[verdwenen-adres\]: .*)", done.stdout + done.stderr)
        lines = [house.published()[int(line) - 1] for _, line in found]
        assert lines == ["/lessen/eerste/", "/over/ons/"]
        assert "voormalige_ids van het record dat het vervangt, of zet het terug met publicatie: ingetrokken." in found[0][0]
    assert house.page("/lessen/eerste/") == before


def moves_of_pages(house: House) -> dict[str, str]:
    """The redirects as a reader of the pages meets them."""
    found = {address: house.leads_to(address) for address in files_of(house.site)}
    return {old: new for old, new in found.items() if old != new}


def nginx_directives(text: str) -> list[list[str]]:
    """The words of each directive, read as nginx reads a file; refuses what means something else to nginx than a path."""
    found, words = [], []
    for token in re.findall(r"#[^\n]*|;|[^\s;]+", text):
        if token == ";":
            found.append(words)
            words = []
        elif not token.startswith("#"):
            assert re.fullmatch(r"/[A-Za-z0-9._~%/-]*", token), token  # no quotes, braces, variables, or patterns
            words.append(token)
    assert words == [], "the last directive is not closed"
    return found


def nginx_map(house: House, name: str) -> list[list[str]]:
    """The pairs of one map in the settings for nginx."""
    block = re.search(
        rf'map \$uri \$kp_[0-9a-f]{{8}}_{name} \{{\n    default "";\n(.*?)\}}\n', house.page("nginx-http.conf"), re.S
    )
    return nginx_directives(block[1])


@pytest.mark.parametrize(("site_url", "base"), [("", ""), ("https://voorbeeld.nl/kennis", "/kennis")])
def test_hosts_know_the_same_redirects(house, site_url, base):
    """Of pages and Markdown; at an old address of data stands data, which a host may not hide behind a redirect."""
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste, themas/oud]\n")
    house.write("data/lessen/klad.yml", house.folder.joinpath("data/lessen/les.yml").read_text("utf-8") + "publicatie: concept\n")
    house.write("docs/index.md", "---\nvoormalige_adressen: [begin]\n---\n# Start\n")
    with house.urls.open("a") as listed:
        listed.write("/lessen/lijst/2/\n")
    house.good("site", SITE_URL=site_url)
    everything = moves_of_pages(house)
    at = (urls.api_record("lessen", "eerste"), urls.api_record("themas", "oud"), urls.api_theme("oud"))
    data = set(map(urls.path, at))
    assert data < everything.keys()
    passing = {"/lessen/klad/kaart/": "/lessen/klad/", "/lessen/lijst/2/": "/lessen/"}  # may hold something else tomorrow
    lasting = {old: new for old, new in everything.items() if old not in data | passing.keys()}
    assert lasting.keys() == {*all_of("lessen/eerste"), *all_of("themas/oud"), "/begin/"} - data
    lines = [line.split(" ") for line in house.page("_redirects").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines) and len(lines) == len(lasting) + len(passing)
    for code, expected, name in (("301", lasting, "omleiding"), ("302", passing, "tijdelijk")):
        here = {base + old: base + new for old, new in expected.items()}
        assert {old: new for old, new, given in lines if given == code} == here
        pairs = nginx_map(house, name)
        assert {old: new for old, new in pairs} == here and pairs == sorted(pairs) and len(pairs) == len(here)
    nginx_takes(house)


def nginx_takes(house: House) -> None:
    """The settings that the site brings along are good for nginx."""
    if nginx := shutil.which("nginx"):
        http, server = (f"include {house.site}/nginx-{name}.conf;\n" for name in ("http", "server"))
        own = "".join(f"{what}_temp_path tmp;\n" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = f"events {{}}\nhttp {{\naccess_log off;\n{own}{http}server {{\nlisten 127.0.0.1:1;\n{server}}}\n}}\n"
        house.write("nginx.conf", config)
        tested = subprocess.run(
            [nginx, "-t", "-p", str(house.folder), "-e", "stderr", "-g", "pid nginx.pid;", "-c", "nginx.conf"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert tested.returncode == 0, tested.stderr


def test_nginx_takes_the_longest_name_that_a_file_can_have(house):
    longest = "l" * 240
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add=f"voormalige_ids: [lessen/eerste, lessen/{longest}]\n")
    house.good("site", SITE_URL="https://voorbeeld.nl/kennis")
    assert f"/kennis/lessen/{longest}/kaart/" in dict(nginx_map(house, "omleiding"))
    nginx_takes(house)


def test_the_canonical_address_is_the_new_one(house):
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste]\n")
    house.good("site", SITE_URL="https://voorbeeld.nl/kennis/")
    canonical = '<link rel="canonical" href="https://voorbeeld.nl/kennis/lessen/nieuw/">'
    assert canonical in house.page("/lessen/eerste/") and canonical in house.page("/lessen/nieuw/")
    assert "lessen/eerste" not in house.page("/sitemap.xml")


def test_a_portal_reads_the_list_only_where_there_is_one():
    opened, _ = examine(BASIS, BASIS.parent / "docs")
    assert isinstance(opened, Portal) and opened.published is None


@pytest.fixture(scope="module")
def moved(built, tmp_path_factory) -> Iterator[tuple[str, House]]:
    """The address of a site under a path, in which the lesson `eerste` is called `nieuw`."""
    folder = tmp_path_factory.mktemp("verhuisd")
    shutil.copytree(built.folder, folder / "huis")
    house = House(folder / "huis")
    house.move("data/lessen/eerste.yml", "data/lessen/nieuw.yml", add="voormalige_ids: [lessen/eerste]\n")
    house.good("site")
    (folder / "host/onder").mkdir(parents=True)
    (folder / "host/onder/pad").symlink_to(house.site)
    with serving(folder / "host") as address:
        yield f"{address}onder/pad/", house


def test_a_reader_keeps_the_place_on_the_page_and_the_way_back(browser, moved):
    served, _ = moved
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{served}lessen/")
        page.goto(f"{served}lessen/eerste/?vanaf=brief#advies")
        page.wait_for_url(f"{served}lessen/nieuw/?vanaf=brief#advies")
        expect(page.locator("h2:target")).to_have_attribute("id", "advies")
        page.go_back()
        page.wait_for_url(f"{served}lessen/")


def test_a_reader_without_javascript_arrives_too(browser, moved):
    served, _ = moved
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}lessen/eerste/")
        page.wait_for_url(f"{served}lessen/nieuw/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_whose_browser_does_nothing_finds_a_link(browser, moved, scheme):
    served, _ = moved
    with browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.route("**/verhuisd.js", lambda route: route.abort())
        page.goto(f"{served}lessen/eerste/")
        assert faults(page) == []
        page.get_by_role("link", name="De les eerste").click()
        page.wait_for_url(f"{served}lessen/nieuw/")
