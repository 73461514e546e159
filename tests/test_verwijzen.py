"""How others refer to a record: its permanent address, its dates, the ways to cite it, and the page on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import EVERY_VIEW, faults

LESSON = "lessen/samenwerking-nooit-af/"
TITLE = "Sluit elke fase af met drie vragen, want een samenwerking is nooit af"
HARD = "lessen/lastige-tekens/"
HARD_TITLE = 'Zeg "ja" & kies {één} van 50% – #1, a_b, \\macro, ~ ^ $ <b>`x`</b> [adres]?'
PORTAL, PUBLISHER = "Kennisportaal Vrijwillige Inzet", "Stichting Proef & Zn."


@pytest.fixture
def page(browser: Browser):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        opened = context.new_page()
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
    assert errors == []


def row(page: Page, label: str):
    """What stands behind a label in the footer of a record."""
    return page.locator(".kp-voet > dl > div", has=page.get_by_text(label, exact=True)).locator("dd")


def cited(page: Page, address: str) -> dict[str, str]:
    """The ways to cite the page at an address, by name, as they stand there."""
    page.goto(address)
    page.get_by_text("Verwijs naar deze pagina").click()
    expect(page.get_by_role("link", name="Download CSL-JSON")).to_be_visible()
    ways = page.locator(".kp-verwijs dl > div")
    return {
        way.locator("dt").inner_text(): way.locator("dd > p, dd code").evaluate("found => found.textContent")
        for way in ways.all()
    }


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


# ---- The permanent address ----


@pytest.mark.parametrize("opened", ["", "index.html", "?van=nieuwsbrief#inzicht", "index.html#inzicht"])
def test_without_public_address_the_browser_shows_and_copies_the_full_one(page, served, opened):
    page.goto(served + LESSON + opened)
    link = row(page, "Vast adres").get_by_role("link")
    expect(link).to_have_text(served + LESSON)
    assert link.get_attribute("href") == served + LESSON
    row(page, "Vast adres").get_by_role("button", name="Kopieer: Vast adres").press("Enter")
    expect(row(page, "Vast adres").get_by_role("status")).to_have_text("Gekopieerd")
    assert clipboard(page) == served + LESSON


def test_the_public_address_is_given_also_where_the_page_is_seen_elsewhere(page, public):
    copy = public.address.replace("127.0.0.1", "localhost")
    page.goto(copy + LESSON)
    expect(row(page, "Vast adres").get_by_role("link")).to_have_text(public.address + LESSON)
    row(page, "Vast adres").get_by_role("button").click()
    expect(row(page, "Vast adres").get_by_role("status")).to_have_text("Gekopieerd")
    assert clipboard(page) == public.address + LESSON


def test_copying_works_where_the_clipboard_is_closed_to_scripts(page, served):
    page.add_init_script("delete Navigator.prototype.clipboard")  # as a browser does on plain http
    page.goto(served + LESSON)
    row(page, "Vast adres").get_by_role("button").click()
    expect(row(page, "Vast adres").get_by_role("status")).to_have_text("Gekopieerd")
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value(served + LESSON)


def test_when_nothing_can_be_copied_the_text_is_selected_for_the_reader(page, served):
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    page.goto(served + LESSON)
    row(page, "Vast adres").get_by_role("button").click()
    expect(row(page, "Vast adres").get_by_role("status")).to_contain_text("Ctrl+C")
    assert page.evaluate("String(getSelection())") == served + LESSON


def test_without_script_the_address_is_a_link_and_the_page_can_be_cited(browser, served):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(served + LESSON)
        link = row(page, "Vast adres").get_by_role("link")
        expect(link).to_have_text(f"/{LESSON}")
        link.click()
        assert page.url == served + LESSON
        page.get_by_text("Verwijs naar deze pagina").click()
        sentences = page.locator(".kp-verwijs dd")
        assert sentences.all_inner_texts() == [
            f"{PORTAL}. (2026, 21 november). {TITLE}.",
            f"Zie ‘{TITLE}’, {PORTAL}, kenmerk lessen/samenwerking-nooit-af, versie van 21 november 2026.",
        ]


# ---- Citations ----


def test_the_sentences_name_portal_title_version_and_address(page, served):
    ways = cited(page, served + LESSON)
    assert ways["APA"] == f"{PORTAL}. (2026, 21 november). {TITLE}. {served}{LESSON}"
    assert ways["Zin voor een raadsstuk"] == (
        f"Zie ‘{TITLE}’, {PORTAL}, kenmerk lessen/samenwerking-nooit-af, versie van 21 november 2026, {served}{LESSON}."
    )


def test_a_publisher_is_the_author_and_the_last_change_is_the_version(page, public):
    ways = cited(page, public.address + HARD)
    assert ways["APA"] == f"{PUBLISHER} (2026, 21 november). {HARD_TITLE} {PORTAL}. {public.address}{HARD}"
    assert "versie van 21 november 2026" in ways["Zin voor een raadsstuk"]


def test_without_a_day_apa_says_so_and_the_others_leave_it_out(page, public):
    record = "lessen/zonder-dag/"
    ways = cited(page, public.address + record)
    assert ways["APA"] == f"{PUBLISHER} (z.d.). Een les zonder dag. {PORTAL}. {public.address}{record}"
    assert ways["Zin voor een raadsstuk"] == (
        f"Zie ‘Een les zonder dag’, {PORTAL}, kenmerk lessen/zonder-dag, {public.address}{record}."
    )
    assert "issued" not in json.loads(ways["CSL-JSON"])[0]
    assert {"PY", "DA"}.isdisjoint(ris(ways["RIS"]))
    assert {"year", "month"}.isdisjoint(bibtex(ways["BibTeX"])[1])


@pytest.mark.parametrize(("record", "title"), [(LESSON, TITLE), (HARD, HARD_TITLE)], ids=["plain", "hard"])
def test_reference_managers_read_what_was_meant(page, public, record, title):
    ways, kenmerk, address = cited(page, public.address + record), record.rstrip("/"), public.address + record
    assert json.loads(ways["CSL-JSON"]) == [
        {
            "id": kenmerk,
            "type": "webpage",
            "title": title,
            "author": [{"literal": PUBLISHER}],
            "container-title": PORTAL,
            "issued": {"date-parts": [[2026, 11, 21]]},
            "URL": address,
            "language": "nl",
        }
    ]
    assert ris(ways["RIS"]) == {
        "TY": "ELEC",
        "ID": kenmerk,
        "AU": PUBLISHER,
        "TI": title,
        "T2": PORTAL,
        "PY": "2026",
        "DA": "2026/11/21",
        "LA": "nl",
        "UR": address,
    }
    assert bibtex(ways["BibTeX"]) == (
        kenmerk.replace("/", "-"),
        {
            "author": PUBLISHER,
            "title": title,
            "howpublished": PORTAL,
            "note": f"Kenmerk {kenmerk}, versie van 2026-11-21",
            "year": "2026",
            "month": "nov",
            "url": address,
            "language": "dutch",
        },
    )


def test_every_form_can_be_copied_and_those_for_machines_kept_as_a_file(page, public):
    ways = cited(page, public.address + HARD)
    assert list(ways) == ["APA", "Zin voor een raadsstuk", "BibTeX", "RIS", "CSL-JSON"]
    for name, text in ways.items():
        page.evaluate("navigator.clipboard.writeText('')")
        page.get_by_role("button", name=f"Kopieer: {name}").click()
        expect(page.locator(".kp-verwijs dl > div", has_text=name).first.get_by_role("status")).to_have_text("Gekopieerd")
        assert clipboard(page).replace("\r\n", "\n") == text.replace("\r\n", "\n")
    for name, extension in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")):
        with page.expect_download() as started:
            page.get_by_role("link", name=f"Download {name}").click()
        assert started.value.suggested_filename == f"lessen-lastige-tekens.{extension}"
        assert Path(started.value.path()).read_bytes().decode() == ways[name]


def ris(text: str) -> dict[str, str]:
    """One RIS reference, read strictly: a field a line, each tag once, begun with TY and ended with ER."""
    *lines, last, rest = text.split("\r\n")
    assert (last, rest) == ("ER  - ", "")
    fields = [re.fullmatch(r"([A-Z][A-Z0-9])  - (\S.*)", line).groups() for line in lines]
    assert fields[0][0] == "TY" and len(dict(fields)) == len(fields)
    return dict(fields)


TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def bibtex(text: str) -> tuple[str, dict[str, str]]:
    """The key and fields of one BibTeX entry, read as BibTeX does (braces count, whatever stands before them) and as TeX does."""
    entry = re.fullmatch(r"@misc\{([a-z0-9-]+),\n(.*)\n\}\n", text, re.S)
    fields = {}
    for line in entry[2].split(",\n"):
        name, value = re.fullmatch(r"  ([a-z]+) = (.*)", line).groups()
        if value.startswith("{"):
            depths = [value[: place + 1].count("{") - value[: place + 1].count("}") for place in range(len(value))]
            assert depths[-1] == 0 and min(depths[:-1]) > 0, value
            value = value[1:-1]
            value = value[1:-1] if value.startswith("{") else value
        else:
            assert value in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        fields[name] = value if name == "url" else _as_tex_reads(value)
    return entry[1], fields


def _as_tex_reads(value: str) -> str:
    read = []
    while value:
        sign = re.match(r"\\text[a-z]+\{\}|\\[&%$#_]|[^\\{}&%$#_~^]+", value)
        assert sign, f"TeX reads {value[:10]!r} as something else"
        read.append(TEX.get(sign[0], sign[0].removeprefix("\\")))
        value = value[sign.end() :]
    return "".join(read)


# ---- Dates ----


def test_dates_and_changes_are_told_newest_first(page, public):
    page.goto(public.address + HARD)
    expect(row(page, "Eerst gepubliceerd")).to_have_text("1 maart 2026")
    expect(row(page, "Laatst gewijzigd")).to_have_text("21 november 2026")
    expect(row(page, "Te herzien vóór").locator("time[data-herzien]")).to_have_attribute("datetime", "2027-05-01")
    expect(row(page, "Wijzigingen")).to_have_text(
        [
            "21 november 2026: Het aantal klopt nu. (inhoudelijk)",
            "3 mei 2026: Er is een bron bij. (inhoudelijk)",
            "2 april 2026: De eerste zin is korter. (redactioneel)",
        ]
    )
    page.goto(public.address + LESSON)
    expect(row(page, "Eerst gepubliceerd")).to_have_count(1)
    expect(row(page, "Laatst gewijzigd")).to_have_count(0)
    sitemap = (public.site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{public.address}{HARD}</loc><lastmod>2026-11-21</lastmod>" in sitemap


# ---- On paper ----


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_paper_stands_the_record_with_its_address_and_citation(browser, public, scheme, script):
    with browser.new_context(color_scheme=scheme, java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(public.address + HARD)
        page.emulate_media(media="print", color_scheme=scheme)
        for gone in (".kp-balk", ".kp-voetbalk", ".kp-springlink", ".kp-kruimel", ".kp-lijkt", ".kp-insluiten", ".kp-scherm"):
            expect(page.locator(gone).first).to_be_hidden()
        for button in page.get_by_role("button").all():
            expect(button).to_be_hidden()
        expect(page.locator(".kp-bronnen")).to_contain_text("Samenwerken vanuit")
        expect(row(page, "Vast adres").get_by_role("link")).to_have_text(public.address + HARD)
        expect(row(page, "Laatst gewijzigd")).to_be_visible()
        citation = page.locator(".kp-apa p")
        expect(citation).to_be_visible()
        expect(citation).to_contain_text(f"{PORTAL}. {public.address}{HARD}")
        expect(page.get_by_text("Zin voor een raadsstuk")).to_be_hidden()
        if not script:
            return
        colours = "element => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"
        assert page.locator("h1").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        written = "link => getComputedStyle(link, '::after').content"
        outside = page.get_by_role("link", name="het rapport")
        assert "https://example.org/rapport?a=1&b=2" in outside.evaluate(written)
        assert page.locator(".kp-bronnen a").first.evaluate(written) == "none"


def test_a_short_record_fills_one_sheet_of_a4(page, public):
    page.goto(f"{public.address}lessen/zonder-dag/")
    paper = page.pdf(prefer_css_page_size=True)
    width, height = map(float, re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper).groups())
    assert (round(width), round(height)) == (595, 842)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_the_button_prints(page, served):
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(served + LESSON)
    page.get_by_role("button", name="Print deze pagina").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize(("size", "scheme"), EVERY_VIEW)
def test_axe_finds_nothing_with_all_unfolded(browser, public, size, scheme):
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        cited(page, public.address + HARD)
        page.get_by_text("Zet dit op uw eigen site").click()
        for button in page.locator(".kp-voet").get_by_role("button", name="Kopieer").all():
            button.click()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
