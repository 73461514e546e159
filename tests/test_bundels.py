"""Bundles: those of the editors, and one that a reader makes, which lives in the address alone; both on paper in full."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from macros.kinds import all_kinds
from macros.kinds.base import Redactioneel
from macros.kinds.bundels import Bundel
from macros.load import load
from macros.pages.macros import macros_of
from macros.portal import from_loaded
from scripts.new import scaffold
from tests.conftest import PHONE, ROOT, faults, in_views_by_turns, make_site, serving

REAL = from_loaded(load(ROOT / "data"))
BUNDLES = REAL.public("bundels")
ONE, TWO, THREE = "lessen/samenwerking-nooit-af", "handreikingen/impactvragen", "cijfers/tabel-motieven-2022"
WAIT = 30_000  # milliseconds: these pages fetch others, on a machine that may be busy


def titles(page: Page) -> list[str]:
    """What stands in the reader's own bundle, in order."""
    return page.locator("[data-stukken] .kp-kaart__titel").all_inner_texts()


def refs(page: Page) -> list[str]:
    """What the address says that the bundle holds."""
    given = parse_qs(urlsplit(page.url).query)
    return (given.get("r") or given.get("bundel") or [""])[0].split(",")


def title_of(ref: str) -> str:
    return REAL.get(ref).titel


def own(*chosen: str, titel: str = "") -> str:
    return f"bundels/zelf/?r={','.join(chosen)}" + (f"&titel={quote(titel)}" if titel else "")


def shown(page: Page, *chosen: str) -> None:
    """Wait until the page shows these records."""
    expect(page.locator("[data-stukken] > li")).to_have_count(len(chosen), timeout=WAIT)
    assert titles(page) == [title_of(ref) for ref in chosen]


def look_for(page: Page, query: str) -> None:
    """Search for records on the page of the reader's own bundle."""
    page.get_by_label("Waar zoekt u naar?").last.fill(query)
    page.keyboard.press("Enter")


def printed(page: Page, name: str) -> None:
    """Press the button that prints, and see the page as paper shows it."""
    page.evaluate("window.print = () => { document.documentElement.dataset.gedrukt = 'ja' }")
    page.get_by_role("button", name=name).click()
    page.wait_for_selector("[data-gedrukt]", timeout=WAIT)
    page.emulate_media(media="print")


# ---- The records ----


def test_only_what_the_editors_made_may_go_without_a_source():
    without = {
        model.__name__
        for kind in all_kinds().values()
        for model in kind.models
        if not model.model_fields["herkomst"].is_required()
    }
    editorial = {model.__name__ for kind in all_kinds().values() for model in kind.models if issubclass(model, Redactioneel)}
    assert without == editorial == {"Bundel"}


def test_five_bundles_each_for_a_reader_with_records_of_several_kinds():
    assert len(BUNDLES) >= 5
    for bundle in BUNDLES:
        pieces = [piece for part in bundle.delen for piece in part.onderdelen]
        assert 8 <= len(pieces) <= 15, bundle.ref
        assert len({piece.record.split("/")[0] for piece in pieces}) >= 3, bundle.ref
        assert bundle.voor_wie and bundle.themas
    kinds = {piece.record.split("/")[0] for bundle in BUNDLES for part in bundle.delen for piece in part.onderdelen}
    assert kinds >= {"lessen", "praktijken", "handreikingen", "cijfers", "begrippen", "vragen"}


def test_a_new_bundle_starts_with_its_parts():
    text = scaffold(Bundel, {})
    assert "\ndelen:\n  - id:\n    kop:\n    onderdelen:\n      - record:\n        waarom:\n" in text
    assert "\n# herkomst: []\n" in text


def test_no_two_sentences_sound_alike():
    sentences = [piece.waarom for bundle in BUNDLES for part in bundle.delen for piece in part.onderdelen]
    openings = [" ".join(re.findall(r"\w+", sentence.casefold())[:3]) for sentence in sentences]
    assert sorted(openings) == sorted(set(openings))
    assert [sentence for sentence in sentences if not sentence.endswith((".", "?", "!"))] == []


def test_a_bundle_says_whose_choice_it_is_and_what_it_rests_on(site):
    page = (site / "bundels/subsidie-herzien/index.html").read_text("utf-8")
    origin = re.search(r'<h2 id="herkomst">.*?</section>', page, re.S)[0]
    assert "Samengesteld door de redactie" in origin
    assert 'href="../../bronnen/movisie-inventarisatie-2018/"' in origin
    assert "Samengesteld door de redactie" in (site / "bundels/subsidie-herzien/kaart/index.html").read_text("utf-8")


def test_a_record_tells_in_which_bundles_it_stands(site):
    page = (site / f"{ONE}/index.html").read_text("utf-8")
    assert re.search(r'<h2 id="verbonden-bundels-bundel">Staat in: bundels</h2>.*?Samenwerken in een coalitie', page, re.S)


# ---- On paper ----


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.id)
def test_a_bundle_prints_every_record_in_full(page, served, bundle, figure):
    page.goto(f"{served}{bundle.ref}/")
    printed(page, "Druk de hele bundel af")
    booklet = page.locator(".kp-boekje")
    expect(booklet.get_by_role("heading", level=1)).to_have_text(bundle.titel)
    pieces = [piece for part in bundle.delen for piece in part.onderdelen]
    records = booklet.locator("> article")
    expect(records).to_have_count(len(pieces))
    for number, piece in enumerate(pieces):
        record = REAL.get(piece.record)
        text = records.nth(number).inner_text()
        assert record.titel in text and piece.waarom in text
        assert record.samenvatting.split(". ")[0][:40] in text
        assert f"{served}{record.ref}/" in text  # its permanent address
    expect(booklet.locator(".kp-boekje__inhoud li:not(.kp-boekje__kop)")).to_have_count(len(pieces))
    assert page.locator(".kp-balk").is_hidden() and page.locator(".kp-voetbalk").is_hidden()
    assert booklet.locator(".kp-boekje__bronnen li").count() >= 1
    figure("stukken in een afgedrukte bundel", len(pieces), "met volledige tekst en vast adres")


def test_on_paper_a_record_says_what_its_own_page_says(page, served):
    page.goto(served + own(ONE, TWO, THREE, titel="Voor de raad"))
    shown(page, ONE, TWO, THREE)
    printed(page, "Druk de bundel af")
    paper = [part.evaluate("part => part.textContent") for part in page.locator(".kp-boekje > article .kp-tekst").all()]
    cover = page.locator(".kp-boekje__kaft").inner_text()
    today = page.evaluate("new Date().toLocaleDateString('nl-NL', {day: 'numeric', month: 'long', year: 'numeric'})")
    assert "Voor de raad" in cover and f"Afgedrukt op {today}" in cover and page.url in cover
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(part => part.id)")
    assert sorted(ids) == sorted(set(ids))
    levels = page.locator(".kp-boekje :is(h1, h2, h3, h4, h5, h6)").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert page.locator(".kp-boekje__inhoud a").first.get_attribute("href") == "#stuk-1"
    assert page.locator("#stuk-1 h2").inner_text() == title_of(ONE)
    for ref, text in zip((ONE, TWO, THREE), paper, strict=True):
        page.goto(f"{served}{ref}/")
        assert page.locator(".kp-record .kp-tekst").evaluate("part => part.textContent") == text


def test_a_bundle_becomes_a_document_of_many_pages(page, served):
    page.goto(served + own(ONE, TWO))
    shown(page, ONE, TWO)
    printed(page, "Druk de bundel af")
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 4  # cover, contents, records, sources


def test_after_a_change_the_print_is_of_the_new_choice(page, served):
    page.goto(served + own(ONE, TWO))
    shown(page, ONE, TWO)
    printed(page, "Druk de bundel af")
    page.emulate_media(media="screen")
    page.get_by_role("button", name=f"Haal weg: {title_of(ONE)}").click()
    shown(page, TWO)
    expect(page.locator(".kp-boekje")).to_have_count(0)
    page.evaluate("delete document.documentElement.dataset.gedrukt")
    printed(page, "Druk de bundel af")
    expect(page.locator(".kp-boekje > article")).to_have_count(1)


# ---- A bundle of one's own ----


def test_from_the_page_of_a_record_to_a_bundle(page, served):
    page.goto(f"{served}{ONE}/")
    page.get_by_role("link", name="Voeg toe aan een eigen bundel").click()
    shown(page, ONE)
    assert page.url == served + own(ONE)
    page.get_by_label("Titel van uw bundel").fill("Ons overleg & meer")
    expect(page).to_have_url(served + own(ONE, titel="Ons overleg & meer"))
    look_for(page, "waarde van vrijwillige inzet meten")
    add = page.get_by_role("button", name=f"Voeg toe: {title_of(TWO)}")
    expect(add).to_be_visible(timeout=WAIT)
    add.click()
    shown(page, ONE, TWO)
    page.get_by_role("button", name=f"Staat erin: {title_of(TWO)}").click(force=True)  # it is there: nothing happens
    shown(page, ONE, TWO)
    page.go_back()
    shown(page, ONE)
    page.go_forward()
    shown(page, ONE, TWO)
    page.reload()
    shown(page, ONE, TWO)
    expect(page.get_by_label("Titel van uw bundel")).to_have_value("Ons overleg & meer")
    assert page.title().startswith("Ons overleg & meer · ")


def test_a_search_without_connection_says_so_and_the_next_one_works(browser: Browser, served):
    with browser.new_context() as context:
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served + own(ONE))
        found, hits = page.locator("[data-gevonden]"), page.locator("[data-treffers] li")
        look_for(page, "subsidie")
        expect(found).to_contain_text("beste resultaten voor “subsidie”", timeout=WAIT)
        context.set_offline(True)
        look_for(page, "jongeren")
        expect(found).to_contain_text("Zoeken lukt nu niet.")
        expect(hits).to_have_count(0)
        context.set_offline(False)
        look_for(page, "jongeren")
        expect(found).to_contain_text("beste resultaten voor “jongeren”", timeout=WAIT)
        expect(hits).to_have_count(10)
        assert errors == []


def test_of_two_searches_the_last_one_is_shown(page, served):
    held = []
    page.route("**/pagefind/index/*", lambda route: route.continue_() if held else held.append(route))
    page.goto(served + own(ONE))
    found, hits = page.locator("[data-gevonden]"), page.locator("[data-treffers] li")
    with page.expect_request("**/pagefind/index/*", timeout=WAIT):
        look_for(page, "jongeren")
    look_for(page, "subsidie")
    expect(found).to_contain_text("beste resultaten voor “subsidie”", timeout=WAIT)
    before = hits.all_inner_texts()
    with page.expect_response("**/pagefind/fragment/*", timeout=WAIT):  # the first search goes on
        held[0].continue_()
    page.wait_for_timeout(500)
    expect(found).to_contain_text("beste resultaten voor “subsidie”")
    assert hits.all_inner_texts() == before


def test_by_keyboard_records_change_places_and_go(page, served):
    page.goto(served + own(ONE, TWO, THREE))
    shown(page, ONE, TWO, THREE)
    up = page.get_by_role("button", name=f"Omhoog: {title_of(THREE)}")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-melding]")).to_contain_text("plaats 2 van 3")
    shown(page, ONE, THREE, TWO)
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-melding]")).to_contain_text("plaats 1 van 3")
    shown(page, THREE, ONE, TWO)
    expect(page.get_by_role("button", name=f"Omlaag: {title_of(THREE)}")).to_be_focused()  # there is no higher
    page.get_by_role("button", name=f"Haal weg: {title_of(ONE)}").press("Enter")
    expect(page.locator("[data-melding]")).to_contain_text("Weggehaald")
    shown(page, THREE, TWO)
    expect(page.get_by_role("button", name=f"Haal weg: {title_of(TWO)}")).to_be_focused()
    assert page.url == served + own(THREE, TWO)
    page.go_back()
    shown(page, THREE, ONE, TWO)


def test_the_last_one_taken_out_leaves_an_empty_bundle(page, served):
    page.goto(served + own(ONE))
    shown(page, ONE)
    page.get_by_role("button", name=f"Haal weg: {title_of(ONE)}").click()
    expect(page.get_by_text("Uw bundel is nog leeg.")).to_be_visible()
    expect(page.get_by_role("button", name="Druk de bundel af")).to_be_hidden()


def test_the_address_can_be_copied_and_opens_the_same_bundle(browser: Browser, served):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(served + own(TWO, ONE, titel="Twee stukken"))
        page.get_by_role("button", name="Kopieer het adres").click()
        expect(page.locator("[data-melding]")).to_contain_text("gekopieerd")
        address = page.evaluate("navigator.clipboard.readText()")
    with browser.new_context() as other:
        page = other.new_page()
        page.goto(address)
        shown(page, TWO, ONE)


def test_nothing_is_kept_in_the_browser(page, served):
    page.goto(served + own(ONE, TWO, titel="Weg"))
    shown(page, ONE, TWO)
    kept = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert [name for name in kept if not name.endswith("__palette")] == []  # the theme's own: light or dark
    assert page.context.cookies() == []


def test_a_bundle_goes_along_while_the_reader_looks_further(page, served):
    page.goto(served + own(ONE, titel="Mee"))
    shown(page, ONE)
    page.locator("[data-stukken] a").click()
    bar = page.get_by_role("region", name="Uw bundel")
    expect(bar.get_by_role("status")).to_have_text("Uw bundel “Mee”: 1 stuk.")
    expect(bar.get_by_role("button")).to_have_text("Haal deze pagina eruit")
    page.get_by_role("searchbox", name="Zoeken").fill("motieven vrijwilligerswerk CBS")
    page.keyboard.press("Enter")  # a form of the page, no link
    expect(page.locator("#zoekresultaten[data-ready]")).to_be_attached(timeout=WAIT)
    assert "bundel=" in page.url and "q=" in page.url
    page.locator(f'#zoekresultaten a[data-id="{THREE.split("/")[1]}"]').click()
    add = bar.get_by_role("button", name="Voeg deze pagina toe")
    add.press("Enter")
    expect(bar.get_by_role("status")).to_have_text("Uw bundel “Mee”: 2 stukken.")
    page.get_by_role("link", name="Start").first.click()
    expect(bar.get_by_role("status")).to_have_text("Uw bundel “Mee”: 2 stukken.")
    expect(bar.get_by_role("button")).to_have_count(0)  # not a record
    bar.get_by_role("link", name="Bekijk uw bundel").click()
    shown(page, ONE, THREE)
    assert page.url == served + own(ONE, THREE, titel="Mee")


def test_a_link_within_the_page_stays_within_it(page, served):
    page.goto(f"{served}bundels/zelf/")
    expect(page.get_by_text("Uw bundel is nog leeg.")).to_be_visible()
    page.evaluate("document.documentElement.dataset.dezelfde = 'ja'")
    skip = page.get_by_role("link", name="Naar de inhoud")
    skip.press("Enter")
    expect(page.locator("#kp-inhoud")).to_be_focused()
    look_for(page, "motieven")
    page.get_by_role("button", name=f"Voeg toe: {title_of(THREE)}").click(timeout=WAIT)
    shown(page, THREE)
    skip.press("Enter")
    page.get_by_role("button", name=f"Haal weg: {title_of(THREE)}").click()
    shown(page)
    skip.press("Enter")
    expect(page.locator("#kp-inhoud")).to_be_focused()
    shown(page)
    assert refs(page) == [""]
    expect(page.locator("html[data-dezelfde]")).to_be_attached()  # nothing was loaded anew


def test_the_reader_can_stop(page, served):
    page.goto(f"{served}{ONE}/?bundel={TWO}")
    page.get_by_role("link", name="Stop met verzamelen").click()
    page.wait_for_url(f"{served}{ONE}/")
    expect(page.get_by_role("region", name="Uw bundel")).to_have_count(0)


def test_a_bundle_of_the_editors_can_be_made_ones_own(page, served):
    bundle = REAL.get("bundels/jongeren")
    page.goto(f"{served}{bundle.ref}/")
    page.get_by_role("link", name="Maak hier uw eigen bundel van").click()
    shown(page, *(piece.record for part in bundle.delen for piece in part.onderdelen))
    expect(page.get_by_label("Titel van uw bundel")).to_have_value(bundle.titel)


def test_what_an_address_should_not_hold_is_left_out_or_shown_as_text(page, served):
    strange = quote("<img src=x onerror=alert(1)>")
    page.goto(f"{served}bundels/zelf/?r={ONE},../../x,https://elders.nl/x,{strange},{ONE},lessen/,LESSEN/X&titel={strange}")
    shown(page, ONE)
    expect(page.get_by_label("Titel van uw bundel")).to_have_value("<img src=x onerror=alert(1)>")
    printed(page, "Druk de bundel af")
    expect(page.locator(".kp-boekje h1")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("img").count() == 0


def test_a_bundle_has_a_most(page, served):
    many = [record.ref for record in REAL.public("lessen")[:61]]
    page.goto(served + own(*many[:60]))
    expect(page.locator("[data-stukken] > li")).to_have_count(60, timeout=WAIT)
    assert len(page.url) < 4000
    look_for(page, "motieven")
    page.get_by_role("button", name=f"Voeg toe: {title_of(THREE)}").click(timeout=WAIT)
    expect(page.locator("[data-melding]")).to_contain_text("hooguit 60 stukken")
    assert len(refs(page)) == 60


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> Path:
    """The real data in which a lesson moved, one was withdrawn, as was a bundle, another is a concept, and organisations say
    what they seek and offer.
    """
    folder = tmp_path_factory.mktemp("veranderd")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "urls.txt").unlink()
    text = (data / f"{ONE}.yml").read_text("utf-8")
    (data / "lessen/verhuisd.yml").write_text(
        f"{text}voormalige_ids: [lessen/hoe-het-heette]\n".replace("Sluit", "Rond"), "utf-8"
    )
    gone = "publicatie: ingetrokken\nintrekking: {sinds: 2026-12-01, waarom: De bron bleek anders.}\n"
    (data / "lessen/weg.yml").write_text(text.replace("Sluit", "Beëindig") + gone, "utf-8")
    bundle = (data / "bundels/jongeren.yml").read_text("utf-8").replace("titel: Jongeren", "titel: Ouderen")
    (data / "bundels/weg.yml").write_text(bundle + gone, "utf-8")
    (data / "bundels/klad.yml").write_text(f"{bundle}publicatie: concept\n".replace("titel: Ouderen", "titel: Klad"), "utf-8")
    for file, said in (
        ("organisaties/njr", "zoekt: [ICT, Vrijwilligers werven]\nopgegeven: 2026-01-15\n"),
        ("leden/nov", "biedt: [ICT]\nopgegeven: 2026-02-01\n"),
    ):
        with (data / f"{file}.yml").open("a", encoding="utf-8") as record:
            record.write(said)
    made = make_site(folder / "site", data)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "site"


def test_a_record_that_moved_was_withdrawn_or_never_was(browser: Browser, changed):
    with serving(changed) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address + own("lessen/hoe-het-heette", "lessen/weg", "lessen/bestaat-niet"))
        expect(page.locator("[data-stukken] > li")).to_have_count(3, timeout=WAIT)
        moved, gone, never = page.locator("[data-stukken] > li").all()
        expect(moved).to_contain_text("Rond elke fase af")
        assert refs(page)[0] == "lessen/verhuisd"
        expect(gone).to_contain_text("Ingetrokken: dit stuk geldt niet meer.")
        expect(never).to_contain_text("Dit stuk bestaat niet")
        printed(page, "Druk de bundel af")
        expect(page.locator(".kp-boekje > article")).to_have_count(2)
        expect(page.locator("#stuk-2")).to_contain_text("De bron bleek anders.")
        expect(page.locator("[data-melding]")).to_contain_text("Niet alle stukken zijn er")


def test_only_a_bundle_that_readers_can_find_is_printed_whole(browser: Browser, changed):
    with serving(changed) as address, browser.new_context() as context:
        page = context.new_page()
        for name, titel in (("weg", "Ouderen"), ("klad", "Klad")):
            page.goto(f"{address}bundels/{name}/")
            expect(page.get_by_role("heading", level=1)).to_contain_text(titel)
            expect(page.get_by_role("button", name="Print deze pagina")).to_be_visible()
            expect(page.get_by_role("button", name="Druk de hele bundel af")).to_have_count(0)
        page.goto(f"{address}bundels/jongeren/")
        expect(page.get_by_role("button", name="Druk de hele bundel af")).to_be_visible()


def test_without_connection_the_page_says_so_and_the_next_try_works(browser: Browser, served):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{served}bundels/jongeren/")
        page.route("**/lessen/**", lambda route: route.abort())
        page.get_by_role("button", name="Druk de hele bundel af").click()
        expect(page.locator("[data-melding]")).to_contain_text("Niet alle stukken", timeout=WAIT)
        page.unroute("**/lessen/**")
        printed(page, "Druk de hele bundel af")
        expect(page.locator("[data-melding]")).to_be_empty()


def test_without_script_the_page_explains_and_bundles_can_be_read(browser: Browser, served):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(served + own(ONE))
        expect(page.get_by_text("heeft JavaScript nodig")).to_be_visible()
        page.get_by_role("link", name="bundels van de redactie").click()
        page.get_by_role("link", name="Samenwerken in een coalitie").click()
        expect(page.get_by_role("button", name="Druk de hele bundel af")).to_be_hidden()
        page.get_by_role("link", name=title_of(ONE)).click()
        assert page.url == f"{served}{ONE}/"


@in_views_by_turns(
    ["bundels/jongeren/", own(ONE, TWO), "kennisruil/"], rarely=["bundels/", "bundels/zelf/", f"{ONE}/?bundel={TWO}", "nieuw/"]
)
def test_axe_finds_nothing(page, served, address):
    page.goto(served + address)
    if "r=" in address:
        shown(page, ONE, TWO)
    page.wait_for_load_state("networkidle")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("page", [(PHONE, "light")], indirect=True)
def test_on_a_phone_a_bundle_is_made_and_what_has_the_focus_stays_in_sight(page, served):
    page.goto(f"{served}{ONE}/?bundel={TWO}")
    bar = page.get_by_role("region", name="Uw bundel")
    bar.get_by_role("button", name="Voeg deze pagina toe").click()
    for link in page.locator("article a:visible").all()[:12]:
        link.focus()
        place, above = link.bounding_box(), bar.bounding_box()
        assert place["y"] + place["height"] <= above["y"] + 1 or place["y"] >= above["y"] + above["height"]
    bar.get_by_role("link", name="Bekijk uw bundel").click()
    shown(page, TWO, ONE)


# ---- Kennisruil ----


def rows(page: Page) -> dict[str, list[str]]:
    table = page.locator(".kp-matrix tbody tr")
    return {row[0]: row[1:] for row in (line.locator("th, td").all_inner_texts() for line in table.all())}


def test_the_exchange_shows_the_survey_and_that_nobody_stated_anything(page, served):
    page.goto(f"{served}kennisruil/")
    survey = REAL.get("cijfers/tabel-enquete-krijgen-geven")
    assert {name: cells[:2] for name, cells in rows(page).items()} == {
        row.naam: [str(value) for value in row.waarden] for row in survey.rijen
    }
    assert {cell.strip() for cells in rows(page).values() for cell in cells[2:]} == {"nog niemand"}
    expect(page.get_by_text("Nog geen organisatie gaf iets op.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(survey.voorbehoud)


def test_the_exchange_takes_the_survey_as_it_is(tmp_path):
    """With a row less, a value less and a column more, every row still has a cell for each column."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "cijfers" / "tabel-enquete-krijgen-geven.yml"
    survey = yaml.safe_load(file.read_text("utf-8"))
    survey["kolommen"].append("samen")
    for row in survey["rijen"]:
        row["waarden"].append(1719)
    survey["rijen"][0]["naam"] = "Gebouwen"
    survey["rijen"][1]["waarden"][0] = None
    del survey["voorbehoud"]
    file.write_text(yaml.safe_dump(survey, allow_unicode=True), "utf-8")
    table = macros_of(from_loaded(load(data))).kennisruil()
    found = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in table.split("<tr>")[3:]]
    assert {len(cells) for cells in found} == {6}
    seen = {name: [re.sub("<.*?>", "", value) for value in values] for name, *values, _, _ in found}
    assert seen["Accommodatie"] == ["niet gegeven"] * 3
    assert seen["Communicatie"] == ["niet gegeven", "9", "1.719"]
    assert 'colspan="3">Enquête' in table and "None" not in table


def test_what_organisations_state_stands_beside_the_survey(browser: Browser, changed):
    with serving(changed) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}kennisruil/")
        found = rows(page)
        assert "15 januari 2026" in found["ICT"][2] and title_of("organisaties/njr") in found["ICT"][2]
        assert "1 februari 2026" in found["ICT"][3] and title_of("leden/nov") in found["ICT"][3]
        assert found["Evenementen"][2:] == ["nog niemand", "nog niemand"]
        expect(page.get_by_text("Nog geen organisatie gaf iets op.")).to_have_count(0)
        page.goto(f"{address}organisaties/njr/")
        expect(page.locator(".kp-feiten")).to_contain_text("Zoekt hulp bij")
