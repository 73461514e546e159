"""A reader keeps pages for offline, reads them without network, sees the new page when there is network, and takes all away.

The network really goes: the server of the site stops.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.conftest import ROOT, _Quiet, faults, make_site

pytestmark = pytest.mark.slow
KEPT, OTHER = "vragen/vraag-aansprakelijkheid/", "lessen/samenwerking-nooit-af/"
LONG = 60_000  # milliseconds: the machine may be busy


class Host:
    """A web server on this machine that can stop and start again at the same address."""

    def __init__(self, folder: Path, path: str) -> None:
        self._handler = functools.partial(_Quiet, directory=str(folder))
        self._server = None
        self._port = 0
        self.start()
        self.address = f"http://127.0.0.1:{self._port}/{path}"

    def start(self) -> None:
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), self._handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class House:
    """The real records as a site under a path of a host, that can be made again after an edit."""

    def __init__(self, folder: Path) -> None:
        self.data, self.site = folder / "data", folder / "host/onder/pad"
        shutil.copytree(ROOT / "data", self.data)
        self.make()
        self.host = Host(folder / "host", "onder/pad/")

    def make(self) -> None:
        made = make_site(self.site, self.data)
        assert made.returncode == 0, made.stderr

    def retitle(self, ref: str, title: str) -> None:
        path = self.data / f"{ref.strip('/')}.yml"
        lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(f"titel: {title}" if line.startswith("titel:") else line for line in lines), "utf-8")
        self.make()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = House(tmp_path_factory.mktemp("offline"))
    yield made
    made.host.stop()


@pytest.fixture
def page(browser: Browser, house: House):
    """A reader who was never here, with the network on."""
    if house.host._server is None:
        house.host.start()
    with browser.new_context() as context:
        context.set_default_timeout(LONG)
        expect.set_options(timeout=LONG)
        opened = context.new_page()
        opened.asked = []
        opened.on("request", lambda sent: opened.asked.append(sent.url))
        yield opened
    expect.set_options(timeout=5_000)


def left_behind(page: Page) -> dict:
    """What the site has put in the browser."""
    return page.evaluate(
        """async () => ({
          workers: (await navigator.serviceWorker.getRegistrations()).map((r) => r.scope),
          caches: await caches.keys(),
        })"""
    )


def keep(page: Page, house: House, *titles: str) -> None:
    page.goto(f"{house.host.address}over/offline/")
    for title in titles:
        page.get_by_role("checkbox", name=title).check()
    page.get_by_role("button", name="Bewaar voor offline").click()
    expect(page.locator("[data-offline] [role=status]")).to_contain_text("Bewaard op")


def test_nothing_is_kept_before_the_reader_asks(page, house):
    for path in ("", KEPT, "over/offline/"):
        page.goto(house.host.address + path)
    expect(page.get_by_text("Er is nu niets bewaard.")).to_be_visible()
    assert left_behind(page) == {"workers": [], "caches": []}
    assert not any("bewaard.js" in url for url in page.asked)


def megabytes(size: int) -> str:
    return f"{max(size / 1e6, 0.1):.1f}".replace(".", ",").removesuffix(",0")


def test_the_choice_tells_how_much_it_takes(page, house):
    page.goto(f"{house.host.address}over/offline/")
    told = json.loads((house.site / "over/offline/keuze.json").read_text("utf-8"))
    (kind,) = [kind for kind in told["soorten"] if kind["map"] == "vragen"]
    files = json.loads((house.site / "over/offline/vragen.json").read_text("utf-8"))
    pages = list((house.site / "vragen").glob("*/index.html"))
    assert kind["aantal"] == len(files) == len(pages)
    assert kind["bytes"] == sum(path.stat().st_size for path in pages)
    box = page.get_by_role("checkbox", name="Vragen zonder antwoord")
    expect(box.locator("xpath=..")).to_contain_text(f"{kind['aantal']} pagina's, {megabytes(kind['bytes'])} MB")
    expect(page.get_by_role("button", name="Bewaar voor offline")).to_be_disabled()
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Bewaar voor offline")).to_be_enabled()
    total = megabytes(kind["bytes"] + told["altijd"]["bytes"])
    expect(page.locator("[data-totaal]")).to_contain_text(f"Samen {total} MB")
    assert faults(page) == []


def test_keep_read_without_network_see_the_new_page_and_take_all_away(page, house):
    address = house.host.address
    keep(page, house, "Vragen zonder antwoord", "Ambities")
    kept = left_behind(page)
    assert kept["workers"] == [address] and len(kept["caches"]) == 1
    page.evaluate("caches.open('van een andere site').then((cache) => cache.put('/iets', new Response('x')))")

    house.host.stop()
    page.context.set_offline(True)
    page.goto(address + KEPT)
    old = page.get_by_role("heading", level=1).inner_text()
    assert old
    assert page.evaluate("getComputedStyle(document.querySelector('.kp-balk')).backgroundColor") == "rgb(20, 69, 61)"
    page.goto(f"{address}ambities/")
    page.get_by_role("link", name="Leren van en met elkaar").first.click()
    expect(page.locator("article[data-kind=ambities] h1")).to_be_visible()
    page.goto(address + KEPT.rstrip("/"))  # as people type it
    expect(page.get_by_role("heading", level=1)).to_have_text(old)
    page.goto(address + OTHER)
    expect(page.get_by_role("heading", name="Deze pagina is niet bewaard")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(23, 40, 36)")  # it looks like ours, in the dark too

    page.context.set_offline(False)
    house.host.start()
    house.retitle(KEPT, "Een nieuwe vraag")
    page.goto(address + KEPT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Een nieuwe vraag")
    page.goto(address + OTHER)
    expect(page.locator("article[data-kind=lessen] h1")).to_be_visible()
    page.wait_for_function(
        """async (url) => {
          for (const name of await caches.keys()) {
            const kept = await (await caches.open(name)).match(url);
            if (kept && (await kept.text()).includes("Een nieuwe vraag")) return true;
          }
          return false;
        }""",
        arg=address + KEPT,
    )
    house.host.stop()
    page.goto(address + KEPT)
    expect(page.get_by_role("heading", level=1)).to_have_text("Een nieuwe vraag")  # what was seen last is what is kept

    house.host.start()
    page.goto(f"{address}over/offline/")
    expect(page.locator("[data-offline] [role=status]")).to_contain_text("Ambities, Vragen zonder antwoord")
    page.get_by_role("button", name="Verwijder wat bewaard is").click()
    expect(page.get_by_text("Alles wat bewaard was, is verwijderd.")).to_be_visible()
    assert left_behind(page) == {"workers": [], "caches": ["van een andere site"]}
    page.goto(address + KEPT)
    assert left_behind(page)["caches"] == ["van een andere site"]
    page.goto("about:blank")
    house.host.stop()
    with pytest.raises(Error):
        page.goto(f"{address}{KEPT}?anders")  # an address that the browser's own cache does not hold either


def test_a_theme_is_kept_with_all_that_carries_it(page, house, figure):
    theme = "besturen"
    api = json.loads((house.site / f"api/v1/thema/{theme}.json").read_text("utf-8"))
    carrying = {f"{record['map']}/{record['id']}/" for record in api["records"]} | {f"themas/{theme}/"}
    files = json.loads((house.site / f"over/offline/thema/{theme}.json").read_text("utf-8"))
    assert set(files) == carrying and len(files) == len(carrying)
    told = json.loads((house.site / "over/offline/keuze.json").read_text("utf-8"))
    (about,) = [one for one in told["themas"] if one["map"] == f"thema/{theme}"]
    assert about["aantal"] == len(files)
    assert about["bytes"] == sum((house.site / file / "index.html").stat().st_size for file in files)
    assert len(told["themas"]) == len(list((house.site / "over/offline/thema").iterdir()))

    page.goto(f"{house.host.address}over/offline/")
    page.get_by_role("checkbox", name=re.compile("^Besturen ")).check()
    page.get_by_role("button", name="Bewaar voor offline").click()
    expect(page.locator("[data-offline] [role=status]")).to_contain_text(": Besturen.")
    house.host.stop()
    page.context.set_offline(True)
    for path in files:
        page.goto(house.host.address + path)
        expect(page.locator("article.kp-record h1")).to_be_visible()
    page.goto(f"{house.host.address}ambities/leren-van-en-met-elkaar/")
    expect(page.get_by_role("heading", name="Deze pagina is niet bewaard")).to_be_visible()
    page.goto(f"{house.host.address}over/offline/")
    page.get_by_role("button", name="Verwijder wat bewaard is").click()
    expect(page.get_by_text("Alles wat bewaard was, is verwijderd.")).to_be_visible()
    assert left_behind(page) == {"workers": [], "caches": []}
    figure("pagina's van een thema zonder internet gelezen", len(files), "en weer weggehaald")


def test_what_is_kept_can_be_taken_away_without_network(page, house):
    keep(page, house, "Ambities")
    house.host.stop()
    page.goto(f"{house.host.address}over/offline/")
    page.get_by_role("button", name="Verwijder wat bewaard is").click()
    expect(page.get_by_text("Alles wat bewaard was, is verwijderd.")).to_be_visible()
    assert left_behind(page) == {"workers": [], "caches": []}


def test_there_is_nothing_to_press_while_nothing_is_chosen_or_it_is_at_work(page, house):
    keep(page, house, "Ambities")
    page.goto(f"{house.host.address}over/offline/")
    page.get_by_role("button", name="Verwijder wat bewaard is").click()
    expect(page.get_by_text("Alles wat bewaard was, is verwijderd.")).to_be_visible()
    button = page.get_by_role("button", name="Bewaar voor offline")
    expect(button).to_be_disabled()
    page.reload()  # until then the worker answers, and not our route
    expect(button).to_be_disabled()
    held = []
    page.route(f"**/{KEPT}", lambda route: held.append(route))
    page.get_by_role("checkbox", name="Vragen zonder antwoord").check()
    with page.expect_request(f"**/{KEPT}"):
        button.click()
    page.get_by_role("checkbox", name="Ambities").check()
    expect(button).to_be_disabled()
    held[0].continue_()
    expect(page.get_by_role("button", name="Bewaar opnieuw")).to_be_enabled()


def test_keeping_again_replaces_what_was_kept(page, house):
    keep(page, house, "Ambities")
    first = left_behind(page)["caches"]
    page.get_by_role("checkbox", name="Ambities").uncheck()
    page.get_by_role("checkbox", name="Vragen zonder antwoord").check()
    page.get_by_role("button", name="Bewaar opnieuw").click()
    expect(page.locator("[data-offline] [role=status]")).to_contain_text("Vragen zonder antwoord")
    assert len(left_behind(page)["caches"]) == 1 and left_behind(page)["caches"] != first
    house.host.stop()
    page.goto(f"{house.host.address}ambities/leren-van-en-met-elkaar/")
    expect(page.get_by_role("heading", name="Deze pagina is niet bewaard")).to_be_visible()


def test_when_it_fails_halfway_nothing_is_left(page, house):
    page.route(f"**/{KEPT}", lambda route: route.abort())
    page.goto(f"{house.host.address}over/offline/")
    page.get_by_role("checkbox", name="Vragen zonder antwoord").check()
    page.get_by_role("button", name="Bewaar voor offline").click()
    expect(page.get_by_text("Het bewaren lukte niet.")).to_be_visible()
    assert left_behind(page) == {"workers": [], "caches": []}


def test_a_browser_that_cannot_keep_pages_is_told_so(page, house):
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{house.host.address}over/offline/")
    expect(page.get_by_text("Uw browser kan hier geen pagina's bewaren.")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar voor offline")).to_be_hidden()


@pytest.mark.parametrize("refused", ["CacheStorage.prototype.keys", "ServiceWorkerContainer.prototype.register"])
def test_a_browser_that_may_not_keep_anything_is_told_so(page, house, refused):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(f"{refused} = async () => {{ throw new DOMException('Nee', 'SecurityError'); }}")
    page.goto(f"{house.host.address}over/offline/")
    if refused.endswith("register"):
        page.get_by_role("checkbox", name="Vragen zonder antwoord").check()
        page.get_by_role("button", name="Bewaar voor offline").click()
        expect(page.get_by_role("button", name="Bewaar voor offline")).to_be_enabled()
    expect(page.get_by_text("Uw browser staat niet toe dat deze site iets bewaart.")).to_be_visible()
    expect(page.get_by_role("button", name="Verwijder wat bewaard is")).to_be_hidden()
    assert errors == []
