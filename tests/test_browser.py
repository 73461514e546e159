"""A reader at work in a real browser: searches, opens a hit, walks a relation; on both widths and in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DESKTOP, PHONE, VIEWS, faults, in_views_by_turns, serving

KINDS_OF_PAGES = (
    "",
    "lessen/",
    "kennisboost/",
    "over/",
    "over/bijdragen/",
    "over/colofon/",
    "over/macros/",
    "over/regels/",
    "over/velden/",
    "coalitie/",
    "coalitie/wie-doet-wat/",
    "voor/gemeenten/",
    "zoeken/?q=subsidie",
    "lessen/samenwerking-nooit-af/",
    "lessen/samenwerking-nooit-af/kaart/",
    "themas/gemeentelijk-beleid/",
    "ambities/bewustwording-en-activeren/",
    "leden/ocw/",
    "kennisboost/sessie-chatgpt/",
    "bronnen/eindrapport-coalitie-2024/",
    "handreikingen/route-1-visie-beleid-uitvoering/",
    "handreikingen/interviewchecklist/",
    "handreikingen/routewijzer/",
    "programmas/mdt/",
    "begrippen/regeling-gala/",
    "cijfers/",
    "cijfers/tabel-enquete-krijgen-geven/",
    "cijfers/cijfer-49-procent-vrijwilligers-2023/",
    "momenten/ritme-netwerkconferentie/",
    "werkagenda/",
    "kennisboost/kennisboostweek-2023-juni/",
    "tegenspraak/",
    "open-vragen/",
)
LIKE_THOSE = (  # made as one of those above
    "themas/",
    "ambities/",
    "leden/",
    "bronnen/",
    "over/offline/",
    "over/regels/tab/",
    "over/velden/cijfers/",
    "voor/coordinatoren/",
    "voor/besturen/",
    "voor/steunpunten/",
    "voor/fondsen-en-bedrijven/",
    "kennisboost/kennisboostweken-2021-2022/",
    "praktijken/",
    "handreikingen/",
    "organisaties/",
    "gemeenten/",
    "coalitie/orgaan-kerngroep/",
    "momenten/",
    "projecten/",
)


def search(page: Page, served: str, query: str) -> None:
    """Type a query in the field of the page at hand and wait for the outcome."""
    page.locator("#zoekvraag, #zoek-kop").last.focus()
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")


@pytest.mark.parametrize("page", [pytest.param(view.values, id=view.id) for view in VIEWS], indirect=True)
def test_a_reader_searches_opens_a_hit_and_walks_a_relation(page, served):
    page.goto(served)
    search(page, served, "subsidie")
    hits = page.locator("#zoekresultaten a")
    assert page.url == f"{served}zoeken/?q=subsidie"
    assert hits.count() > 3
    lesson = page.locator("#zoekresultaten a[data-kind=lessen]").first
    title = lesson.locator("strong").inner_text()
    assert lesson.get_attribute("data-id")
    lesson.click()
    expect(page.locator("h1")).to_have_text(title)
    theme = page.locator(".kp-feiten a[href*='themas/']").first
    name = theme.inner_text()
    theme.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".kp-verbonden a", has_text=title)).to_have_count(1)  # and back again
    page.go_back()
    page.go_back()
    page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")
    assert page.locator("#zoekvraag").input_value() == "subsidie"


@in_views_by_turns(KINDS_OF_PAGES, LIKE_THOSE)
def test_axe_finds_nothing_and_nothing_sticks_out(page, served, address):
    page.goto(served + address)
    if "zoeken" in address:
        page.wait_for_selector("#zoekresultaten[data-ready] a")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_a_wrong_address_works_at_the_root_of_a_host(browser, site, size, scheme):
    with serving(site) as address, browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{address}404.html")
        assert faults(page) == []
        page.get_by_role("link", name="Alle lessen").click()
        expect(page.locator("h1")).to_have_text("Lessen")


def test_the_page_for_a_wrong_address_works_under_another_name_of_its_host(browser, public):
    with serving(public.site.parents[1]) as other, browser.new_context() as context:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{other}onder/pad/404.html", wait_until="networkidle")
        assert [url for url in asked if not url.startswith(f"{other}onder/pad/")] == []
        page.locator("#zoek-kop").fill("lessen")
        page.locator("#zoek-kop").press("Enter")
        page.wait_for_url(f"{other}onder/pad/zoeken/?q=lessen")


@pytest.mark.parametrize("page", [(PHONE, "light"), (PHONE, "dark")], indirect=True)
def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(page, served):
    page.goto(served)
    menu = page.locator("#hoofdmenu")
    button = page.get_by_role("button", name="Menu")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    menu.get_by_role("link", name="Thema's").click()
    expect(page.locator("h1")).to_have_text("Thema's")


def test_the_reader_chooses_dark_and_keeps_it(page, served):
    page.goto(served)
    page.get_by_role("button", name="Donkere kleuren").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "donker")
    page.goto(f"{served}lessen/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "donker")
    page.get_by_role("button", name="Lichte kleuren").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "licht")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "licht")


def test_colours_follow_the_system_until_the_reader_chooses(page, served):
    page.emulate_media(color_scheme="dark")
    page.goto(served)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "donker")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "licht")
    page.get_by_role("button", name="Donkere kleuren").click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "donker")


def test_search_says_so_when_nothing_is_found(page, served):
    page.goto(f"{served}zoeken/?q=xqzwvk")
    page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")
    expect(page.locator("#zoekresultaten a")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Niets gevonden")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "kind", "id_"),
    [
        ("samenwerking nooit af", "lessen", "samenwerking-nooit-af"),
        ("onkostenvergoeding", "lessen", "vergoeding-helder-uitleggen"),  # a word that stands only in its search words
        ("vereniging NOV", "leden", "nov"),
        ("chatgpt", "kennisboost", "sessie-chatgpt"),
    ],
)
def test_the_record_that_is_meant_is_among_the_first_three(page, served, query, kind, id_):
    page.goto(f"{served}zoeken/?q={query}")
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    first = page.locator("#zoekresultaten a").evaluate_all("links => links.slice(0, 3).map(a => [a.dataset.kind, a.dataset.id])")
    assert [kind, id_] in first


def test_hidden_search_words_never_show(page, served):
    page.goto(f"{served}zoeken/?q=onkostenvergoeding")
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    link = page.locator("#zoekresultaten a[data-id=vergoeding-helder-uitleggen]")
    assert "onkostenvergoeding" not in link.inner_text().lower()


def test_an_abbreviation_is_explained_on_hover_on_focus_and_away_with_escape(page, served):
    page.goto(f"{served}lessen/bespreekbaar-maken-en-cultuur/")
    term, bubble = page.locator(".kp-begrip").first, page.get_by_role("tooltip")
    term.hover()
    expect(bubble).to_have_text(term.get_attribute("data-uitleg"))
    bubble.hover()
    page.wait_for_timeout(400)
    expect(bubble).to_be_visible()
    assert faults(page, sizes=False) == []  # it lies over links, until Escape
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    term.focus()
    expect(bubble).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("article[data-kind=begrippen] h1")).to_be_visible()


def test_the_first_tap_explains_and_the_second_opens_the_term(browser, served):
    with browser.new_context(viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"{served}lessen/bespreekbaar-maken-en-cultuur/")
        term, bubble = page.locator(".kp-begrip").first, page.get_by_role("tooltip")
        term.tap()
        expect(bubble).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.locator("h1").tap()
        expect(bubble).to_be_hidden()
        term.tap()
        term.tap()
        expect(page.locator("article[data-kind=begrippen] h1")).to_be_visible()


def test_reading_works_without_javascript(browser, served):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    opened = context.new_page()
    opened.goto(served)
    expect(opened.locator(".kp-menuknop")).to_be_hidden()  # it would do nothing: the menu is open
    opened.locator("#hoofdmenu").get_by_role("link", name="Lessen").click()
    opened.locator(".kp-kaart a").first.click()
    expect(opened.locator("article[data-kind=lessen] h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", ["kennisruil/", "coalitie/wie-doet-wat/"])
def test_the_heading_of_a_wide_table_is_read_without_scrolling(browser, served, address):
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        opened = context.new_page()
        opened.goto(served + address)
        table = opened.locator(".kp-tabel").first
        assert table.evaluate("e => e.scrollWidth > e.clientWidth")
        assert table.evaluate("e => e.querySelector('caption').offsetWidth <= e.clientWidth")


@pytest.mark.parametrize("width", [390, 360])
def test_the_header_takes_two_rows_on_a_phone(browser, served, width):
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        opened = context.new_page()
        opened.goto(served)
        name, menu, field = (opened.locator(part).bounding_box() for part in (".kp-merk", ".kp-menuknop", "#zoek-kop"))
        assert menu["y"] < name["y"] + name["height"] and field["y"] > menu["y"] + menu["height"]


def test_two_rows_of_bars_differ_on_paper(page, served):
    page.goto(f"{served}cijfers/tabel-enquete-krijgen-geven/")
    page.emulate_media(media="print")
    fills = [page.locator(f".kp-staaf--{n} .kp-staaf__deel").first.evaluate("e => getComputedStyle(e).fill") for n in (1, 2)]
    assert fills[0] != fills[1]
