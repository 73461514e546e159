"""What WCAG 2.2 AA asks and axe cannot see: keyboard, focus, narrow windows, large text, other colours, paper.

`make test` looks at one page of each layout, `make test-all` at one of every kind (see paginasoorten.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import meten
from tests.conftest import DESKTOP, EVERY_VIEW, PHONE, faults, serving
from tests.paginasoorten import of_every_kind

NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 %
LAYOUTS = (
    "",
    "404.html",
    "lessen/",
    "themas/",
    "voor/gemeenten/",
    "zoeken/?q=subsidie",
    "lessen/samenwerking-nooit-af/",
    "ambities/bewustwording-en-activeren/",
    "cijfers/tabel-enquete-krijgen-geven/",
    "handreikingen/interviewchecklist/",
    "handreikingen/routewijzer/",
    "coalitie/wie-doet-wat/",
    "lessen/samenwerking-nooit-af/kaart/",
    "over/toegankelijkheid/",
)
TABLES = ("over/open-data/", "cijfers/")
FILTERED = "lessen/?thema=werven-en-behouden&sorteer=jaar"
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""  # the values of WCAG 1.4.12
LARGE = "html { font-size: 250% !important }"  # twice what Material sets

each_layout = pytest.mark.parametrize("pages", ["of each layout", pytest.param("of every kind", marks=pytest.mark.slow)])


@pytest.fixture(scope="module")
def served(site) -> Iterator[str]:
    """The site at the root of a host, where the page for a wrong address finds its styles."""
    with serving(site) as address:
        yield address


@contextmanager
def window(browser: Browser, **settings) -> Iterator[Page]:
    with browser.new_context(**{"viewport": DESKTOP, **settings}) as context:
        yield context.new_page()


def paths(pages: str, site) -> list[str]:
    return [*LAYOUTS] if pages == "of each layout" else [*of_every_kind(site), FILTERED, "zoeken/?q=subsidie", "zoeken/?q=xqzwvk"]


def visit(page: Page, served: str, path: str) -> None:
    """Open a page and wait until its scripts have done what they do."""
    page.goto(served + path)
    for script, done in (
        ("[data-bladeren]", "[data-bladeren]:not([aria-busy]) .kp-selectie:not([hidden])"),
        ("#zoekresultaten", "#zoekresultaten[data-ready]"),
        ("[data-routewijzer]", ".kp-routewijzer--kiest"),
        ("[data-check]", "[data-begin]:not([hidden])"),
    ):
        if page.locator(script).count():
            page.wait_for_selector(done, state="attached")
    if "q=subsidie" in path:
        page.wait_for_selector("#zoekfilter button")


def wrong(page: Page, served: str, found: list[str], look) -> list[tuple[str, str]]:
    outcome = []
    for path in found:
        visit(page, served, path)
        outcome += [(path, fault) for fault in look(page)]
    return outcome


# ---- Open menus, panels and tools ----


def cite(page: Page) -> None:
    page.locator(".kp-verwijs > summary").click()
    page.locator(".kp-verwijs pre").first.wait_for()
    page.locator(".kp-insluiten > summary").click()
    page.locator(".kp-insluiten button").first.click()
    expect(page.locator(".kp-insluiten [role=status]").first).not_to_be_empty()


def explain(page: Page) -> None:
    page.locator(".kp-begrip").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()


def filter_list(page: Page) -> None:
    if page.locator("[data-open]").is_visible():
        page.locator("[data-open]").click()
    page.locator(".kp-facet:not([open]) > summary").first.click()
    page.locator(".kp-facet[open] input:enabled").first.check()
    page.locator(".kp-uitklap:visible").first.click() if page.locator(".kp-uitklap:visible").count() else None
    expect(page.locator("[data-stand]")).to_contain_text("van de")


def answer(page: Page) -> None:
    for question in page.locator(".kp-keuzevraag").all():
        question.locator("input").first.check()
    expect(page.locator("[data-stand]")).to_contain_text("U beantwoordde")


def take_notes(page: Page) -> None:
    page.locator("[data-begin]").click()
    page.locator("textarea").first.fill("Een notitie van drie regels.\n\nHier.")
    page.locator(".kp-vragen input[type=checkbox]").first.check()


def open_menu(page: Page) -> None:
    if page.locator(".kp-menuknop").is_visible():
        page.locator(".kp-menuknop").click()
    expect(page.locator("#hoofdmenu")).to_be_visible()


def choose_kind(page: Page) -> None:
    page.locator("#zoekfilter button").nth(1).click()
    page.locator('#zoekfilter button[aria-pressed="true"]:not([data-soort=""])').wait_for()  # the buttons are made anew


def see_repair(page: Page) -> None:
    page.locator("#zoekbedoeld a").wait_for()
    page.locator("#zoekfilter button").first.wait_for()  # these come last


OPEN = {
    "menu": ("lessen/", open_menu),
    "citing and embedding": ("lessen/samenwerking-nooit-af/", cite),
    "explanation": ("lessen/bespreekbaar-maken-en-cultuur/", explain),
    "filters": ("lessen/", filter_list),
    "filtered list": (FILTERED, lambda page: None),
    "routewijzer": ("handreikingen/routewijzer/", answer),
    "beleidscheck": ("handreikingen/interviewchecklist/", take_notes),
    "found": ("zoeken/?q=subsidie", choose_kind),
    "repaired": ("zoeken/?q=subisdie", see_repair),
    "nothing found": ("zoeken/?q=xqzwvk", lambda page: None),
}


@pytest.mark.parametrize(("size", "scheme"), EVERY_VIEW)
@pytest.mark.parametrize("state", OPEN)
def test_nothing_is_wrong_with_what_is_open(browser, served, figure, state, size, scheme):
    path, act = OPEN[state]
    with window(browser, viewport=size, color_scheme=scheme) as page:
        visit(page, served, path)
        act(page)
        assert faults(page, sizes=state != "explanation") == []  # that lies over links, until Escape
        looks = (meten.sticking_out, meten.cut_off, meten.without_order, meten.pale_edges, meten.small_targets)
        assert [fault for look in looks for fault in look(page)] == []
    figure("toegankelijk: menu's en hulpmiddelen open", 1, "axe en eigen metingen: geen fout")


# ---- Every page ----


@each_layout
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_headings_edges_and_targets(browser, served, site, figure, pages, scheme):
    def look(page: Page) -> list[str]:
        found = meten.pale_edges(page) + meten.small_targets(page) + meten.pale_pictures(page)
        return found + meten.without_order(page)

    with window(browser, viewport=PHONE, color_scheme=scheme) as page:
        assert wrong(page, served, found := paths(pages, site), look) == []
    figure("toegankelijk: koppen en randen en doelen", len(found), "pagina's, in licht of donker")


@each_layout
@pytest.mark.parametrize(
    ("size", "style"),
    [
        pytest.param(NARROW, "", id="320 pixels", marks=pytest.mark.slow),
        pytest.param(PHONE, SPACED, id="spaced phone", marks=pytest.mark.slow),
        pytest.param(DESKTOP, SPACED, id="spaced desktop", marks=pytest.mark.slow),
        pytest.param(DESKTOP, LARGE, id="text 200 %"),
        pytest.param(NARROW, SPACED, id="spaced 320 pixels"),
    ],
)
def test_nothing_is_lost_in_a_narrow_window_or_with_large_text(browser, served, site, figure, pages, size, style):
    def look(page: Page) -> list[str]:
        if style:
            page.add_style_tag(content=style)
        return meten.sticking_out(page) + meten.cut_off(page)

    with window(browser, viewport=size, bypass_csp=True) as page:
        assert wrong(page, served, found := paths(pages, site), look) == []
    figure("toegankelijk: smal en ruim gezet en grote letters", len(found), "pagina's, elk in een weergave")


@each_layout
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_short_word_goes_on_at_the_next_line(browser, served, site, figure, pages, size):
    with window(browser, viewport=size) as page:
        assert wrong(page, served, found := [*paths(pages, site), *TABLES], meten.broken_words) == []
    figure("toegankelijk: woorden heel", len(found), "pagina's, op telefoon of scherm")


@each_layout
def test_nothing_moves_for_who_asks_for_rest(browser, served, site, figure, pages):
    with window(browser, reduced_motion="reduce") as page:
        assert wrong(page, served, found := paths(pages, site), meten.moving) == []
    figure("toegankelijk: zonder beweging", len(found), "pagina's")


@each_layout
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_pictures_and_fields_are_seen_in_forced_colours(browser, served, site, figure, pages, scheme):
    def look(page: Page) -> list[str]:
        return meten.pale_pictures(page) + meten.pale_edges(page)

    with window(browser, forced_colors="active", color_scheme=scheme) as page:
        assert wrong(page, served, found := paths(pages, site), look) == []
    figure("toegankelijk: eigen kleuren van de lezer", len(found), "pagina's, in licht of donker")


def test_what_is_chosen_shows_in_forced_colours(browser, served):
    with window(browser, forced_colors="active") as page:
        visit(page, served, "zoeken/?q=subsidie")
        colours = page.locator("#zoekfilter button").evaluate_all(
            "buttons => buttons.slice(0, 2).map(button => getComputedStyle(button).backgroundColor)"
        )
        assert len(set(colours)) == 2
        visit(page, served, "lessen/")
        assert page.locator(".kp-menu__actief > a").evaluate("link => getComputedStyle(link).borderBottomWidth") == "3px"


@each_layout
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_paper_has_the_text_and_nothing_else(browser, served, site, figure, pages, scheme):
    def look(page: Page) -> list[str]:
        page.emulate_media(media="print")
        found = meten.unlike_paper(page) + meten.sticking_out(page) + meten.cut_off(page)
        page.emulate_media(media="screen")
        return found

    paper = {"width": 672, "height": 986}  # A4 within the margins of @page
    printed = [path for path in paths(pages, site) if not re.search("zoeken|kaart|404", path)]
    with window(browser, viewport=paper, color_scheme=scheme, reduced_motion="reduce") as page:
        assert wrong(page, served, printed, look) == []
    figure("toegankelijk: op papier", len(printed), "pagina's, in licht of donker")


# ---- By keyboard ----


def walked(page: Page) -> list[str]:
    """Tab from the top of a page to its end: what shows no focus, what comes out of order, what is never reached."""
    found, count = [], 0
    page.evaluate(
        """() => {
            const first = document.querySelector('.kp-springlink'); // on every page but a card
            document.activeElement.blur();
            first?.focus();
            window.reached = first ? [first] : [];
        }"""
    )
    while count < 600:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || window.reached.includes(document.activeElement)"):
            break
        page.evaluate("window.reached.push(document.activeElement)")
        found += meten.unseen_focus(page)
        count += 1
    return found + page.evaluate(
        """focusable => {
            const reached = window.reached, wrong = [];
            reached.slice(1).forEach((element, place) => {
                if (!(reached[place].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
                    wrong.push(`out of order: ${element.outerHTML.slice(0, 110)}`);
            });
            const groups = new Set(reached.filter(element => element.type === 'radio').map(element => element.name));
            for (const element of document.querySelectorAll(focusable)) {
                if (element.disabled || reached.includes(element)) continue;
                if (!element.checkVisibility({ visibilityProperty: true })) continue;
                if (element.type === 'radio' && groups.has(element.name)) continue; // the arrows lead on
                wrong.push(`never reached: ${element.outerHTML.slice(0, 110)}`);
            }
            return wrong;
        }""",
        meten.FOCUSABLE,
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    [
        path
        if path in ("", "404.html", "lessen/samenwerking-nooit-af/", "themas/")
        else pytest.param(path, marks=pytest.mark.slow)
        for path in LAYOUTS
    ],
)
def test_tab_leads_past_everything_in_order_and_in_sight(browser, served, figure, path, size):
    with window(browser, viewport=size) as page:
        visit(page, served, path)
        if path in [place for place, _ in OPEN.values()] and "samenwerking" in path:
            cite(page)
        assert walked(page) == []
        figure(
            "toegankelijk: met Tab langs elk bedienbaar deel",
            page.evaluate("window.reached.length"),
            "in volgorde, in beeld, met rand",
        )


@pytest.mark.slow
@pytest.mark.parametrize("state", OPEN)
def test_tab_leads_past_everything_that_is_open(browser, served, figure, state):
    path, act = OPEN[state]
    with window(browser, viewport=PHONE, color_scheme="dark") as page:
        visit(page, served, path)
        act(page)
        assert walked(page) == []
        figure(
            "toegankelijk: met Tab langs elk bedienbaar deel",
            page.evaluate("window.reached.length"),
            "in volgorde, in beeld, met rand",
        )


def test_no_single_key_does_anything_outside_a_field(browser, served):
    """WCAG 2.1.4: who dictates would set it off by a word."""
    with window(browser) as page:
        for path in ("", "lessen/", "lessen/samenwerking-nooit-af/", "zoeken/?q=subsidie"):
            visit(page, served, path)
            before = page.url
            for key in "abcdefghijklmnopqrstuvwxyz0123456789/?.,;-+[]":
                page.keyboard.press(key)
            assert page.evaluate("document.activeElement === document.body")
            assert page.url == before


def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(browser, served):
    with window(browser) as page:
        for path in ("themas/", "lessen/samenwerking-nooit-af/"):
            visit(page, served, path)
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
            assert meten.unseen_focus(page) == []
            page.keyboard.press("Enter")
            expect(page.locator("#kp-inhoud")).to_be_focused()
