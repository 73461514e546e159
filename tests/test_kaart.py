"""A record as a card on someone else's page: a page on another port of this machine shows it, as other sites will."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import faults, serving

LESSON = "lessen/samenwerking-nooit-af/"
HARD = "lessen/lastige-tekens/"
HARD_TITLE = 'Zeg "ja" & kies {één} van 50% – #1, a_b, \\macro, ~ ^ $ <b>`x`</b> [adres]?'
FRAME, PLAIN = 0, 1  # the two codes, in the order of the page


class Tags(HTMLParser):
    """The tags of a piece of HTML with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, name: str) -> list[dict]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture
def elsewhere(tmp_path: Path):
    """A site of somebody else: gives a function that publishes a page with some HTML and tells its address."""
    with serving(tmp_path) as address:

        def publish(html: str) -> str:
            head = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Gemeente</title>'
            page = f"{head}<h1>Gemeente</h1>\n{html}\n<p>Einde</p></html>"
            (tmp_path / "index.html").write_text(page, "utf-8")
            return address

        yield publish


@pytest.fixture
def context(browser: Browser):
    """A visitor of that site, who was never on ours."""
    with browser.new_context() as opened:
        yield opened


def copied_code(browser: Browser, address: str, which: int) -> str:
    """The code that a reader copies from the page of a record."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_text("Zet dit op uw eigen site").click()
        page.locator(".kp-insluiten").get_by_role("button").nth(which).click()
        expect(page.locator(".kp-insluiten").get_by_role("status").nth(which)).to_have_text("Gekopieerd")
        return page.evaluate("navigator.clipboard.readText()")


def visit(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Somebody else's page, and every address that it asked something of."""
    page, asked = context.new_page(), []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(address)
    return page, asked


@pytest.mark.parametrize("known", [True, False], ids=["with public address", "without"])
def test_another_site_shows_the_card_with_the_copied_code(browser, context, public, served, elsewhere, known):
    site = public.address if known else served
    code = copied_code(browser, site + LESSON, FRAME)
    host = elsewhere(code)
    page, asked = visit(context, host)
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", level=1)).to_have_text(re.compile("^Sluit elke fase af met drie vragen"))
    for words in ("Les · 2024", "Met die drie vragen", "De bron zegt dit zelf.", "Bron: Samenwerken vanuit", "Kennisportaal"):
        expect(card.locator("main")).to_contain_text(words)

    assert all(url.startswith((host, site)) for url in asked), asked
    assert {url.removeprefix(site) for url in asked if url.startswith(site)} == {f"{LESSON}kaart/", "assets/kaart.css"}
    assert context.cookies() == []
    inside = page.frames[1]
    assert inside.evaluate("[document.cookie, localStorage.length, sessionStorage.length, document.scripts.length]") == [
        "",
        0,
        0,
        0,
    ]

    frame = page.locator("iframe")
    assert frame.get_attribute("title").startswith("Les: Sluit elke fase af")
    assert frame.evaluate("frame => frame.clientWidth / frame.parentElement.clientWidth") > 0.95
    card.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url(site + LESSON)  # the whole page, not the frame
    expect(page.locator("article[data-kind=lessen] h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [250, 600, 1200])
def test_the_card_fits_any_width_in_light_and_dark(browser, public, elsewhere, width, scheme):
    frames = "".join(
        f'<iframe src="{public.address}{record}kaart/" title="{record}" width="{width}" height="340"></iframe>'
        for record in (LESSON, HARD, "lessen/weg/")
    )
    with browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme) as context:
        page, _ = visit(context, elsewhere(frames))
        for frame in page.frames[1:]:
            frame.wait_for_load_state()
            assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            red, green, blue = map(int, re.findall(r"\d+", frame.evaluate("getComputedStyle(document.body).backgroundColor")))
            assert (red + green + blue > 3 * 200) == (scheme == "light")
            if width == 600:
                assert frame.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
        for record in (HARD, "lessen/weg/"):
            page.goto(f"{public.address}{record}kaart/")
            assert faults(page) == []


def test_every_card_is_light(public):
    style = (public.site / "assets/kaart.css").stat().st_size
    cards = list(public.site.glob("*/*/kaart/index.html"))
    assert len(cards) > 800
    assert max(card.stat().st_size for card in cards) + style < 6_000


def test_a_site_that_takes_no_frames_shows_the_same_card(browser, context, public, elsewhere):
    code = copied_code(browser, public.address + HARD, PLAIN)
    assert {tag for tag, _ in Tags(code).tags} == {"blockquote", "p", "strong", "a"}
    host = elsewhere(code)
    page, asked = visit(context, host)
    card = page.locator("blockquote")
    for words in (
        "Les · 2024",
        '="[adres] erin, <script>alert(1)</script> & meer.',
        "Dit is een mening van deelnemers of van een organisatie.",
        "Bron: ",
    ):
        expect(card).to_contain_text(words)
    assert asked == [host]  # nothing of ours is loaded
    link = page.get_by_role("link", name=HARD_TITLE, exact=True)
    assert link.get_attribute("href") == public.address + HARD
    link.click()
    expect(page.locator("h1")).to_have_text(HARD_TITLE)


def test_the_code_survives_every_sign_in_a_title(browser, public):
    attributes = Tags(copied_code(browser, public.address + HARD, FRAME)).all("iframe")
    assert attributes == [
        {
            "src": f"{public.address}{HARD}kaart/",
            "title": f"Les: {HARD_TITLE} (Kennisportaal Vrijwillige Inzet)",
            "width": "100%",
            "height": "340",
            "loading": "lazy",
        }
    ]


def test_without_script_and_public_address_the_page_says_what_to_fill_in(browser, served, public):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(served + LESSON)
        page.get_by_text("Zet dit op uw eigen site").click()
        offer = page.locator(".kp-insluiten")
        expect(offer).to_contain_text("Zet op de plek van [adres] het adres van deze pagina.")
        expect(offer.locator("code").nth(FRAME)).to_contain_text('<iframe src="[adres]kaart/"')
        page.goto(public.address + LESSON)
        page.get_by_text("Zet dit op uw eigen site").click()
        expect(offer).not_to_contain_text("[adres]")
        expect(offer.locator("code").nth(FRAME)).to_contain_text(f'<iframe src="{public.address}{LESSON}kaart/"')
        offer.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Sluit elke fase af")


@pytest.mark.parametrize(("record", "title"), [(LESSON, "Sluit elke fase af"), (HARD, HARD_TITLE)], ids=["plain", "hard"])
def test_another_site_finds_the_card_by_the_address_of_the_page(context, public, elsewhere, record, title):
    """What a CMS does with oEmbed: read the page, follow its link, take the HTML of the answer."""
    with urlopen(public.address + record) as answer:
        links = Tags(answer.read().decode()).all("link")
    (found,) = (link["href"] for link in links if link.get("type") == "application/json+oembed")
    with urlopen(found) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        told = json.load(answer)
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert told["title"].startswith(title)
    assert (told["provider_name"], told["provider_url"]) == ("Kennisportaal Vrijwillige Inzet", public.address)
    assert isinstance(told["width"], int) and isinstance(told["height"], int)
    page, _ = visit(context, elsewhere(told["html"]))
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_contain_text(title)


def test_without_public_address_there_is_no_oembed(site):
    """Its addresses must be full ones."""
    assert list(site.rglob("oembed.json")) == []
    assert "oembed" not in (site / LESSON / "index.html").read_text("utf-8")


def test_a_withdrawn_record_keeps_its_card_and_that_of_a_concept_leads_to_its_page(public):
    withdrawn = (public.site / "lessen/weg/kaart/index.html").read_text("utf-8")
    assert "<strong>Ingetrokken.</strong>" in withdrawn and "Een ingetrokken les" in withdrawn
    assert (public.site / "lessen/weg/kaart/oembed.json").exists()
    assert (public.site / "lessen/idee/index.html").exists()
    leads_back = (public.site / "lessen/idee/kaart/index.html").read_text("utf-8")  # it may have had one before
    assert "kp-kaart" not in leads_back and 'data-verhuisd href="../../../lessen/idee/"' in leads_back
    for record in ("weg", "idee"):
        page = (public.site / "lessen" / record / "index.html").read_text("utf-8")
        assert "kp-insluiten" not in page and "kp-verwijs" not in page and "oembed" not in page


def test_search_engines_leave_cards_alone(public):
    card = (public.site / LESSON / "kaart/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in card
    assert f'<link rel="canonical" href="{public.address}{LESSON}">' in card
    assert "/kaart/" not in (public.site / "sitemap.xml").read_text("utf-8")
