"""The same site on nginx, Apache and the server of Python, at the root and under a path, with and without its address.

Every file is asked for, every link followed, and a browser does what readers do. The servers are real ones, with the
settings that the site brings along and none of our own.
"""

from __future__ import annotations

import contextlib
import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros import policy
from tests.conftest import ROOT, make_site, serving
from tests.crawler import Crawl
from tests.hosten import HOSTS, free_port, is_open, readable_folder

LESSON = "lessen/samenwerking-nooit-af/"
OLD, FRAGMENT = "lessen/zo-heette-hij-ooit/", "#inzicht"
PATHS = {"root": "", "under a path": "onder/pad/"}

# By the end of the name, what a browser must be told a file is: text in UTF-8, or no text.
TEXT = {
    ".html": {"text/html"},
    ".css": {"text/css"},
    ".js": {"text/javascript", "application/javascript"},
    ".json": {"application/json"},
    ".svg": {"image/svg+xml"},
    ".txt": {"text/plain"},
    ".xml": {"text/xml", "application/xml"},
    ".ics": {"text/calendar"},
    ".csv": {"text/csv"},
    ".webmanifest": {"application/manifest+json"},
    ".md": {"text/markdown"},
    ".jsonld": {"application/ld+json"},
}
BINARY = {".png": {"image/png"}, ".sqlite": {"application/vnd.sqlite3"}, ".zip": {"application/zip"}}
ANY = {".pagefind", ".pf_filter", ".pf_fragment", ".pf_index", ".pf_meta"}  # Pagefind looks at their bytes alone
FOR_SERVERS = {"_headers", "_redirects", ".htaccess", "nginx-http.conf", "nginx-server.conf"}
EXTRA = {"proef/agenda.ics": "BEGIN:VCALENDAR", "proef/tabel.csv": "één;twee", "proef/app.webmanifest": "{}"}


@dataclass(frozen=True)
class Hosted:
    """A site on a server: which, at what address, and the folder that it comes from."""

    host: str
    address: str
    root: str
    site: Path
    knows_address: bool

    @property
    def sets_headers(self) -> bool:
        return self.host != "python"


@dataclass(frozen=True)
class Built:
    """A site in the folder of a host, to be served on a port that stands in it when it knows its address."""

    top: Path
    site: Path
    port: int
    path: str
    knows_address: bool


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Iterator[object]:
    """Gives a function that makes the site for a path, with or without its address; each is made once."""
    data = tmp_path_factory.mktemp("gegevens") / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copytree(ROOT / "tests" / "delen", data, dirs_exist_ok=True)
    with (data / f"{LESSON.strip('/')}.yml").open("a", encoding="utf-8") as file:
        file.write(f"voormalige_ids: [{OLD.strip('/')}]\n")
    made: dict[tuple[str, bool], Built] = {}
    with contextlib.ExitStack() as stack:

        def make(path: str, knows_address: bool) -> Built:
            if (path, knows_address) not in made:
                top, port = stack.enter_context(readable_folder()), free_port()
                (top / path).mkdir(parents=True, exist_ok=True)
                site = top / path if path else top / "site"
                done = make_site(site, data, SEARCH="1", SITE_URL=f"http://127.0.0.1:{port}/{path}" if knows_address else "")
                assert done.returncode == 0, done.stderr
                for file, text in EXTRA.items():
                    (site / file).parent.mkdir(exist_ok=True)
                    (site / file).write_text(text, "utf-8")
                made[path, knows_address] = Built(top if path else site, site, port, path, knows_address)
            return made[path, knows_address]

        yield make


def params() -> Iterator[object]:
    """Every combination; in `make test` the one that asks most."""
    quick = {("nginx", "under a path", True)}
    for host in HOSTS:
        for path in PATHS:
            for knows_address in (True, False):
                marks = [] if (host, path, knows_address) in quick else [pytest.mark.slow]
                name = f"{host}, {path}, {'with' if knows_address else 'without'} address"
                yield pytest.param((host, PATHS[path], knows_address), id=name, marks=marks)


@pytest.fixture(scope="module", params=params())
def hosted(request, built) -> Iterator[Hosted]:
    host, path, knows_address = request.param
    made = built(path, knows_address)
    with HOSTS[host](made.top, made.site, made.port) as root:
        yield Hosted(host, root + path, root, made.site, knows_address)


def test_every_file_and_every_link_answers(hosted, figure):
    files = {path.relative_to(hosted.site).as_posix() for path in hosted.site.rglob("*") if path.is_file()}
    if not hosted.knows_address and hosted.address != hosted.root:
        files -= {"404.html"}  # shown at any depth: it cannot say where it stands itself
    crawl = Crawl(hosted.address).walk(file.removesuffix("index.html") for file in sorted(files - FOR_SERVERS))
    assert crawl.broken == []
    wrong = []
    for address, answer in crawl.answers.items():
        if answer.status != 200:
            continue
        file = address.removeprefix(hosted.address)
        file = file + "index.html" if not file or file.endswith("/") else file
        if answer.body != (hosted.site / file).read_bytes():
            wrong.append(f"{address}: other bytes")
        ending = Path(file).suffix
        if hosted.sets_headers and ending not in ANY:
            kind, _, charset = answer.type.partition(";")
            expected = "charset=utf-8" if ending in TEXT else ""
            if kind not in (TEXT | BINARY).get(ending, ()) or charset.strip().lower() != expected:
                wrong.append(f"{address}: {answer.type}")
        wrong += [f"{address}: {name}" for name in missing(answer.headers, file)] if hosted.sets_headers else []
    assert wrong == []
    redirects = [address for address, answer in crawl.answers.items() if answer.status in (301, 302)]
    # Without its public address the site takes itself to be at the root; under a path its pages redirect themselves.
    assert bool(redirects) == (hosted.host == "nginx" and (hosted.knows_address or hosted.address == hosted.root))
    figure("adressen op echte webservers", len(crawl.answers), "alle goed")
    figure("koppelingen naar een plek op een pagina", len(crawl.fragments), "alle goed")


def missing(headers: dict[str, str], file: str) -> Iterator[str]:
    """The headers that an answer should have and does not."""
    card = file.endswith("/kaart/index.html")
    expected = {name.lower(): value for name, value in policy.HEADERS.items()}
    expected["content-security-policy"] = policy.CONTENT_POLICY if card else policy.UNFRAMED
    expected["cache-control"] = policy.KEEP if file.startswith(policy.HASHED) else policy.ASK
    expected["access-control-allow-origin"] = "*" if is_open(file) else None
    for name, value in expected.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"


def test_a_browser_asks_again_and_hears_that_nothing_changed(hosted):
    crawl = Crawl(hosted.address)
    for file in ("", LESSON, "assets/portaal.css"):
        first = crawl.ask(hosted.address + file, **{"Accept-Encoding": "gzip"})
        assert first.status == 200
        if hosted.sets_headers:
            assert first.headers["content-encoding"] == "gzip"
            source = hosted.site / file if Path(file).suffix else hosted.site / file / "index.html"
            assert gzip.decompress(first.body) == source.read_bytes()
        known = {"If-Modified-Since": first.headers["last-modified"], "Accept-Encoding": "gzip"}
        if "etag" in first.headers:
            known["If-None-Match"] = first.headers["etag"]
        assert crawl.ask(hosted.address + file, **known).status == 304


def test_a_reader_can_do_everything(hosted, browser: Browser):
    with browser.new_context() as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda sent: wrong.append(sent.url) if not sent.url.startswith((hosted.address, "data:")) else None)
        page.goto(hosted.address)
        page.locator("input[name=q]").first.fill("subsidie")
        page.keyboard.press("Enter")
        page.wait_for_selector("#zoekresultaten[data-ready] a")
        assert page.url == f"{hosted.address}zoeken/?q=subsidie"

        page.goto(f"{hosted.address}lessen/")
        page.wait_for_selector("[data-bladeren]:not([aria-busy])")
        page.locator("[name=thema]").first.check()
        page.wait_for_url("**/lessen/?thema=*")
        page.wait_for_selector("[data-bladeren]:not([aria-busy])")

        page.goto(hosted.address + OLD + FRAGMENT)
        page.wait_for_url(hosted.address + LESSON + FRAGMENT)
        page.goto(f"{hosted.address}handreikingen/routewijzer/")
        page.locator("[data-routewijzer] input[type=radio]").first.check()
        assert wrong == []


def test_an_address_that_is_not_there_gives_the_page_for_that(hosted, browser: Browser):
    if not hosted.sets_headers:
        pytest.skip("the server of Python has a page of its own for this")
    if not hosted.knows_address and hosted.address != hosted.root:
        pytest.skip("who does not know under which path the site lives cannot say where that page is")
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(f"{hosted.address}lessen/bestaat/niet/")
        assert answer.status == 404
        assert answer.header_value("content-security-policy") == policy.UNFRAMED
        expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")
        page.get_by_role("link", name="Alle lessen").click()
        page.wait_for_url(f"{hosted.address}lessen/")


def test_another_site_may_show_the_card_and_nothing_else(hosted, browser: Browser, tmp_path):
    frames = "".join(f'<iframe title="{at}" src="{hosted.address}{at}"></iframe>' for at in (f"{LESSON}kaart/", LESSON, ""))
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Elders</title>{frames}", "utf-8")
    with serving(tmp_path) as elsewhere, browser.new_context() as context:
        page = context.new_page()
        page.goto(elsewhere)
        card, lesson, home = page.frames[1:]
        expect(card.get_by_role("heading", level=1)).to_be_visible()
        if hosted.sets_headers:
            for frame in (lesson, home):
                assert frame.url.startswith("chrome-error:")  # the browser's own page, which says that it may not


def test_a_program_on_another_site_may_read_the_data_and_no_page(hosted, browser: Browser, tmp_path):
    if not hosted.sets_headers:
        pytest.skip("the server of Python sets no headers")
    (tmp_path / "index.html").write_text("<!doctype html><title>Elders</title>", "utf-8")
    data = ("api/v1/lessen.json", f"api/v1/{OLD.strip('/')}.json", "schema/v1/lessen.json", "feed.xml", "agenda.ics")
    files = {**dict.fromkeys((*data, f"{LESSON}index.md", "lessen/feed.xml"), True), LESSON: False, "": False}
    read = "address => fetch(address).then(answer => answer.text()).then(text => text.length > 0, () => false)"
    with serving(tmp_path) as elsewhere, browser.new_context() as context:
        page = context.new_page()
        page.goto(elsewhere)
        assert {file: page.evaluate(read, hosted.address + file) for file in files} == files
