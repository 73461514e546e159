"""Narrowing down a long list: what the browser shows is what plain Python finds in the open data.

`select` in `tests.bladeren` is the whole rule in a few lines: one of the values of each facet, and every word.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from macros.pages import facets as facets_of
from macros.pages import lists
from macros.pages.macros import Macros
from macros.pages.render import renderer_of
from macros.portal import Portal, current
from scripts.bench import lezen
from tests.bladeren import (
    LONG,
    counts,
    expect_shown,
    facets,
    numbers,
    part,
    records,
    select,
    settled,
    shown,
    shown_counts,
    words_of,
)
from tests.conftest import DESKTOP, PHONE, faults, in_every_view, until
from tests.test_hulpmiddelen import press_until

WHERE = {"cijfers": "#alle"}
SELECTION = "lessen/?thema=gemeentelijk-beleid&thema=sociale-basis&voor_wie=gemeenten&jaar=2018"


@pytest.fixture(scope="module")
def examined() -> Portal:
    return current(Path("data"))


def test_every_list_of_more_than_twenty_is_here():
    assert {"lessen", "praktijken", "handreikingen", "cijfers", "momenten", "organisaties", "themas", "begrippen"} < set(LONG)


# ---- The data that the browser gets ----


@pytest.mark.parametrize("folder", LONG)
def test_the_postings_are_what_the_open_data_says(site, folder):
    ids = [record["id"] for record in records(site, folder)]
    given = part(site, folder, "kenmerken")
    assert given["aantal"] == len(ids)
    expected = {}
    for name, having in facets(site, folder).items():
        keys = {key for found in having.values() for key in found}
        if len(keys) > 1:
            expected[name] = {key: [number for number, id_ in enumerate(ids) if key in having[id_]] for key in keys}
    assert {name: {key: numbers(gaps) for key, gaps in found.items()} for name, found in given["kenmerken"].items()} == expected


@pytest.mark.parametrize("folder", LONG)
def test_the_cards_and_orders_are_those_of_the_list(site, folder):
    listed, size = records(site, folder), part(site, folder, "kenmerken")["deel"]
    cards = [card for number in range(-(-len(listed) // size)) for card in part(site, folder, f"kaarten-{number + 1}")]
    same = ("id", "titel", "samenvatting", "jaar")
    assert [[card.get(name) for name in same] for card in cards] == [[record.get(name) for name in same] for record in listed]
    for file in (site / folder / "lijst").glob("op-*.json"):
        order = json.loads(file.read_text("utf-8"))
        assert sorted(order) == list(range(len(listed)))
        field = file.stem.removeprefix("op-")
        keys = [listed[number].get(field) or ("" if field == "toegevoegd" else 0) for number in order]
        assert keys == (sorted(keys, key=str.casefold) if field == "titel" else sorted(keys, reverse=True))


def test_numbers_stand_in_the_order_of_numbers_and_before_what_has_none(examined):
    """The rules of the coalition are in the order of the source, also once there are ten."""
    rule = examined.get("coalitie/spelregel-1-vertrouwen-en-openheid")
    rules = [rule.model_copy(update={"nummer": n}).placed("coalitie", f"regel-{n}", "") for n in (10, 2, 1)]
    other = examined.get("coalitie/orgaan-kerngroep")
    portal = Portal(examined.kinds, {"coalitie": {record.id: record for record in (other, *rules)}}, examined.settings)
    assert [record.id for record in portal.public("coalitie")] == ["regel-1", "regel-2", "regel-10", other.id]


def test_facets_have_names_of_their_own_and_at_least_one_record_somewhere(examined):
    for kind in examined.kinds.values():
        names = [facets_of.name_of(examined, kind, path) for path in kind.facets]
        assert len(set(names)) == len(names) and not {"tekst", "sorteer", "pagina"} & set(names)
        used = [path for path in kind.facets if examined.by_value(kind.folder, path)]
        assert used == list(kind.facets) or not examined.public(kind.folder)


def test_facets_are_said_in_the_words_of_the_records(examined):
    """What a facet calls a value: the title of a record, the words for certainty, and who filled it in."""
    lessons = {facet.name: facet for facet in facets_of.browsing(examined, "lessen").facets}
    assert [facet.label for facet in lessons.values()] == [
        "Ambitie", "Thema's", "Voor wie", "Jaar", "Bron", "Programma", "Zekerheid"
    ]  # fmt: skip
    assert lessons["zekerheid"].values[0].label == "De bron zegt dit zelf"
    assert (lessons["thema"].editorial, lessons["bron"].editorial) == ("ingedeeld door de redactie", "")
    assert [value.key for value in lessons["jaar"].values] == ["2024", "2023", "2022", "2020", "2018"]
    assert [value.key for value in lessons["voor_wie"].values][0] == "coördinatoren"  # a closed list in its own order
    how_often = [len(value.numbers) for value in lessons["thema"].values]
    assert how_often == sorted(how_often, reverse=True)
    assert "jaar" not in {facet.name for facet in facets_of.browsing(examined, "themas").facets}


# ---- Random choices: the browser and Python agree ----


def random_choice(random: Random, site: Path, folder: str) -> tuple[dict[str, list[str]], str]:
    """Some values of some facets, sometimes with a word from a record that meets them."""
    available = {name: sorted(keys) for name, keys in part(site, folder, "kenmerken")["kenmerken"].items()}
    names = random.sample(sorted(available), random.randint(0, min(3, len(available))))
    chosen = {name: random.sample(available[name], random.randint(1, min(3, len(available[name])))) for name in names}
    left = set(select(site, folder, chosen))
    texts = [words_of(record).split() for record in records(site, folder) if record["id"] in left]
    words = " ".join(random.sample(random.choice(texts), random.randint(1, 2))) if texts and random.random() < 0.5 else ""
    return chosen, words.upper()


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.slow] * (seed >= 12)) for seed in range(30)])
def test_the_browser_finds_what_python_finds(page, served, site, seed):
    random = Random(seed)
    folder = random.choice(["lessen"] * len(LONG) + LONG)
    chosen, words = random_choice(random, site, folder)
    asked = [(name, key) for name, keys in chosen.items() for key in keys] + [("tekst", words), ("pagina", 9)]
    page.goto(f"{served}{folder}/?{urlencode(asked)}")
    assert shown(page) == select(site, folder, chosen, words), asked
    expected = counts(site, folder, chosen, words)
    assert {key: count for key, count in shown_counts(page).items() if count} == expected, asked


def test_an_order_sorts_the_selection_and_not_more(page, served, site):
    page.goto(f"{served}lessen/?voor_wie=besturen&pagina=9")
    years = {record["id"]: record.get("jaar", 0) for record in records(site, "lessen")}
    alphabetical = shown(page)
    page.get_by_label("Volgorde").select_option("Jaar (nieuwste eerst)")
    expect(page).to_have_url(f"{served}lessen/?voor_wie=besturen&sorteer=jaar")
    assert shown(page) == sorted(alphabetical, key=lambda id_: -years[id_])[:50]


# ---- A reader at work ----


def open_filters(page: Page) -> None:
    """On a phone the filters are behind a button."""
    if page.viewport_size == PHONE:
        press_until(page, "Tab", "[data-open]")
        page.keyboard.press("Enter")


@in_every_view
def test_a_reader_narrows_down_by_keyboard_and_goes_back(page, served, site):
    page.goto(f"{served}lessen/")
    settled(page)
    open_filters(page)
    press_until(page, "Tab", "details:not([open]) > summary, [data-kenmerk=thema] input")
    if page.viewport_size == PHONE:  # the first facet is closed there
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    press_until(page, "Tab", "[name=thema][value=lokale-ondersteuning]")
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{served}lessen/?thema=lokale-ondersteuning")
    expect(page.locator("[value=lokale-ondersteuning]")).to_be_focused()
    once = select(site, "lessen", {"thema": ["lokale-ondersteuning"]})
    assert shown(page) == once
    press_until(page, "Tab", "[name=thema][value=netwerksamenwerking]")
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{served}lessen/?thema=lokale-ondersteuning&thema=netwerksamenwerking")
    twice = select(site, "lessen", {"thema": ["lokale-ondersteuning", "netwerksamenwerking"]})
    settled(page)
    expect(page.locator("[data-stand]")).to_contain_text(f"{len(twice)} van de 181 lessen")
    assert shown(page) == twice[:50]
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if page.viewport_size == PHONE:
        expect(page.locator("[data-open]")).to_have_text("Filter (2)")
        press_until(page, "Tab", "[data-klaar]")
        expect(page.locator("[data-klaar]")).to_have_text(f"Toon {len(twice)} lessen")
        page.keyboard.press("Enter")
        expect(page.locator("[data-stand]")).to_be_focused()
        expect(page.locator(".kp-filters")).to_be_hidden()
    press_until(page, "Tab", ".kp-chip")
    page.keyboard.press("Enter")  # the first chip goes, the reader stands on the other
    expect(page.locator(".kp-chip")).to_have_count(1)
    expect(page.get_by_role("button", name="Thema's: Netwerksamenwerking")).to_be_focused()
    expect(page).to_have_url(f"{served}lessen/?thema=netwerksamenwerking")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}lessen/")
    expect(page.locator("[data-stand]")).to_be_focused()
    assert len(shown(page)) == 100
    for expected in (["netwerksamenwerking"], ["lokale-ondersteuning", "netwerksamenwerking"], ["lokale-ondersteuning"]):
        page.go_back()
        expect_shown(page, select(site, "lessen", {"thema": expected})[:50])
        assert page.locator("[name=thema]:checked").evaluate_all("boxes => boxes.map(box => box.value)") == expected
    page.go_forward()
    expect_shown(page, twice[:50])


def test_a_mailed_link_gives_the_same_selection(page, browser, served, site):
    page.goto(f"{served}lessen/")
    settled(page)
    for name, value in (("thema", "gemeentelijk-beleid"), ("voor_wie", "gemeenten"), ("jaar", "2018")):
        details = page.locator(f"[data-kenmerk={name}]")
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        details.locator(f"[value='{value}']").check()
    page.get_by_label("Met deze woorden").fill("visie")
    expect(page).to_have_url(f"{served}lessen/?thema=gemeentelijk-beleid&voor_wie=gemeenten&jaar=2018&tekst=visie")
    expected = select(
        site, "lessen", {"thema": ["gemeentelijk-beleid"], "voor_wie": ["gemeenten"], "jaar": ["2018"]}, words="visie"
    )
    assert shown(page) == expected and expected
    with browser.new_context(viewport=PHONE) as context:
        other = context.new_page()
        other.goto(page.url)
        assert shown(other) == expected
        expect(other.locator(".kp-chip")).to_have_count(4)


def test_a_written_page_that_shows_some_leads_to_the_list_with_all_of_them(page, served, site):
    seen = 0
    for written in ("coalitie/", "voor/besturen/", "voor/steunpunten/"):
        page.goto(f"{served}{written}")
        for number in range(page.locator("main a[href*='/lessen/?']").count()):
            page.goto(f"{served}{written}")
            link = page.locator("main a[href*='/lessen/?']").nth(number)
            cards = link.locator("xpath=ancestor::p/preceding-sibling::ul[1]").locator(".kp-kaart__titel").all_inner_texts()
            link.click()
            listed = settled(page).locator("[data-kaarten] .kp-kaart__titel").all_inner_texts()
            expect(page.locator("[data-stand]")).to_contain_text(f"{len(listed)} van de")
            assert listed[: len(cards)] == cards
            assert link_number(page, served, written, number) == (len(listed) - len(cards), len(listed))
            seen += 1
    assert seen >= 4


def link_number(page: Page, served: str, written: str, number: int) -> tuple[int, ...]:
    """The two numbers in the line below some cards: how many more there are, and how many in all."""
    page.goto(f"{served}{written}")
    line = page.locator("main p", has=page.locator("a[href*='/lessen/?']")).nth(number).inner_text()
    return tuple(int(word) for word in line.replace(".", "").split() if word.isdigit())


def test_a_written_page_does_not_grow_with_the_number_of_records(examined, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 3)
    table = Macros(renderer_of(examined)).table
    some = table["lessen"](voor_wie="besturen")
    number = len(examined.having("lessen", "voor_wie", "besturen"))
    assert some.count('<li class="kp-kaart"') == 3
    assert f'En nog {number - 3}. <a href="kp:/lessen/?voor_wie=besturen">Bekijk alle {number} lessen</a>' in some
    assert '<a href="kp:/lessen/">Naar alle lessen</a>' in table["lessen"](kort=True)
    contradictions = html.unescape(table["tegenspraak"]())
    assert all(pages.count("<li>") <= 3 for pages in contradictions.split("<ul"))
    assert "En nog 4 pagina's." in contradictions and "En nog 1 pagina." in contradictions


def test_what_an_address_names_and_the_page_does_not_know_is_left_out(page, served, site):
    page.goto(f"{served}lessen/?jaar=2018&jaar=1066&thema=onzin&sorteer=kleur&pagina=-3&van=nieuwsbrief")
    assert shown(page) == select(site, "lessen", {"jaar": ["2018"]})[:50]
    expect(page.locator(".kp-chip")).to_have_count(1)
    page.locator("[data-kenmerk=jaar] [value='2020']").check()
    expect(page).to_have_url(f"{served}lessen/?van=nieuwsbrief&jaar=2020&jaar=2018")


def test_typing_adds_no_steps_to_go_back_through_and_ignores_case_and_accents(page, served, site):
    page.goto(f"{served}lessen/")
    settled(page)
    steps = page.evaluate("history.length")
    field = page.get_by_label("Met deze woorden")
    field.press_sequentially("COÖRDINATOR", delay=20)
    expect(page).to_have_url(f"{served}lessen/?tekst=CO%C3%96RDINATOR")
    with_accent = shown(page)
    assert with_accent == select(site, "lessen", {}, words="coordinator")[:50] and with_accent
    expect(field).to_be_focused()
    field.fill("coordinator")
    expect(page).to_have_url(f"{served}lessen/?tekst=coordinator")
    assert shown(page) == with_accent
    assert page.evaluate("history.length") == steps
    field.fill("xqzwvk")
    expect(page.locator("[data-stand]")).to_contain_text("Geen van de 181 lessen")
    page.get_by_role("button", name="Woorden: xqzwvk").click()
    expect(field).to_have_value("")
    assert len(shown(page)) == 100


def test_what_is_typed_is_not_lost_by_choosing_at_once_and_goes_when_going_back(page, served, site):
    page.goto(f"{served}lessen/?tekst=visie")
    field = settled(page).get_by_label("Met deze woorden")
    page.evaluate("""() => {
        const field = document.querySelector("[data-tekst]");
        field.value = "visie beleid";
        field.dispatchEvent(new Event("input"));
        document.querySelector("[name=voor_wie][value=gemeenten]").click();
    }""")
    expect(page).to_have_url(f"{served}lessen/?voor_wie=gemeenten&tekst=visie+beleid")
    expect_shown(page, select(site, "lessen", {"voor_wie": ["gemeenten"]}, words="visie beleid"))
    field.focus()
    page.go_back()
    expect_shown(page, select(site, "lessen", {}, words="visie"))
    expect(field).to_have_value("visie")


def test_more_cards_come_when_asked_for_and_the_address_remembers_how_many(page, served, site):
    page.goto(f"{served}lessen/?voor_wie=gemeenten")
    everything = select(site, "lessen", {"voor_wie": ["gemeenten"]})
    assert shown(page) == everything[:50]
    page.get_by_role("button", name="Meer tonen").click()
    expect(page.locator(f".kp-kaart a[href*='/{everything[50]}/']")).to_be_focused()
    assert shown(page) == everything[:100]
    expect(page).to_have_url(f"{served}lessen/?voor_wie=gemeenten&pagina=2")
    page.locator(".kp-kaart a").nth(80).click()
    expect(page.locator("article[data-kind=lessen] h1")).to_be_visible()
    page.go_back()
    assert shown(page) == everything[:100]
    expect(page.locator(".kp-kaart a").nth(80)).to_be_in_viewport()


def test_a_value_that_gives_nothing_cannot_be_chosen(page, served):
    page.goto(f"{served}{SELECTION}")
    nothing = [key for key, count in shown_counts(page).items() if count == 0]
    disabled = (
        settled(page).locator("[data-waarde] input:disabled").evaluate_all("boxes => boxes.map(b => `${b.name}=${b.value}`)")
    )
    assert sorted(disabled) == sorted(nothing) and nothing


def test_the_other_values_of_a_long_facet_come_when_asked_for(page, served):
    page.goto(f"{served}lessen/?thema=activisme")
    themes = settled(page).locator("[data-kenmerk=thema]")
    expect(themes.locator("input:visible")).to_have_count(8)  # the first seven, and the one that is chosen
    themes.get_by_role("button", name="Toon nog 19").press("Enter")
    expect(themes.locator("input:visible")).to_have_count(27)
    expect(themes.locator("input").nth(7)).to_be_focused()
    assert faults(page) == []
    themes.get_by_role("button", name="Toon minder").click()
    themes.locator("[value=activisme]").uncheck()
    expect(themes.locator("[value=activisme]")).to_be_focused()


@pytest.mark.parametrize(("address", "heading"), [("cijfers", "#alle"), ("momenten", "#alle"), ("handreikingen", "#alle")])
def test_below_an_overview_the_address_leads_to_the_list(page, served, address, heading):
    page.goto(f"{served}{address}/")
    settled(page).locator("[data-kenmerk=soort] input").first.check()
    expect(page.locator(".kp-chip")).to_have_count(1)
    assert page.url.endswith(heading)
    page.goto(page.url)
    expect(page.locator("[data-stand]")).to_be_in_viewport()


def test_before_a_first_choice_nothing_is_fetched_and_then_only_what_it_needs(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(f"{served}lessen/")
    settled(page)
    assert [url for url in asked if "/lijst/" in url or "/api/" in url] == []
    page.locator("[data-kenmerk=thema] [value=corona]").evaluate("box => box.click()")
    expect(page.locator(".kp-chip")).to_have_count(1)
    settled(page)
    assert [url.partition("?")[0] for url in asked if "/lijst/" in url][0] == "lessen/lijst/kenmerken.json"
    assert not any("op-" in url for url in asked)


def test_the_first_view_is_within_its_budget(browser, site):
    with lezen.serving(site) as address:
        steps = lezen.read(browser, address)
    assert len(steps) == 1 + len(lezen.STEPS)
    assert 50_000 < steps["eerste keer openen"].size <= lezen.BUDGET


def test_a_card_from_the_script_is_the_card_of_the_page(browser, page, served):
    page.goto(f"{served}lessen/?sorteer=jaar&pagina=9")
    settled(page)
    ours = dict(page.locator(".kp-kaart").evaluate_all(CARDS))
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(f"{served}lessen/lijst/2/")
        theirs = dict(plain.locator(".kp-kaart").evaluate_all(CARDS))
    assert len(theirs) == 81
    assert {address: ours[address] for address in theirs} == theirs


CARDS = """cards => cards.map(card => {
    const copy = card.cloneNode(true);
    for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.href, document.baseURI).href);
    return [copy.querySelector("a").href, copy.outerHTML.replace(/\\s*\\n\\s*/g, "")];
})"""


# ---- Without a script, on paper, and when the data does not come ----


def test_without_a_script_the_values_have_counts_and_themes_lead_to_their_pages(browser, served, site):
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{served}lessen/")
        expect(page.locator("[data-bladeren] :is(button, input, select):visible")).to_have_count(0)
        expect(page.locator(".kp-kaart")).to_have_count(100)
        themes = page.locator("[data-kenmerk=thema]")
        themes.locator("summary").click()
        expect(themes.locator("li").first).to_have_text("Gemeentelijk beleid 55")
        page.get_by_role("link", name="Volgende").click()
        expect(page.locator(".kp-kaart")).to_have_count(81)
        page.go_back()
        themes.locator("summary").click()
        themes.get_by_role("link", name="Lokale ondersteuning").click()
        expect(page.locator("article[data-kind=themas] h1")).to_have_text("Lokale ondersteuning")


@pytest.mark.parametrize("page", [(DESKTOP, "dark"), (PHONE, "light")], indirect=True)
def test_a_print_has_the_whole_selection_the_filters_in_words_and_the_address(page, served, site):
    page.add_init_script("window.print = () => { window.printed = document.querySelectorAll('.kp-kaart').length; }")
    page.goto(f"{served}lessen/?voor_wie=gemeenten&zekerheid=expliciet")
    expected = select(site, "lessen", {"voor_wie": ["gemeenten"], "zekerheid": ["expliciet"]})
    assert len(expected) > 50
    settled(page).get_by_role("button", name="Print").click()
    until(page, "window.printed")
    assert page.evaluate("window.printed") == len(expected)
    page.emulate_media(media="print")
    on_paper = page.locator("[data-druk]")
    expect(on_paper).to_be_visible()
    expect(on_paper).to_contain_text("Voor wie: Gemeenten; Zekerheid: De bron zegt dit zelf")
    expect(on_paper).to_contain_text(f"{len(expected)} van de 181 lessen. {page.url}")
    expect(page.locator(".kp-chip:visible, [data-bladeren] button:visible, [data-waarde]:visible, header:visible")).to_have_count(
        0
    )
    assert page.locator(".kp-kaart p").nth(1).evaluate("p => getComputedStyle(p).color") == "rgb(0, 0, 0)"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kp-kaart")).to_have_count(50)


def test_when_the_data_does_not_come_the_page_says_so_and_tries_again(browser, served, site):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{served}lessen/")
        settled(page)
        context.set_offline(True)
        page.locator("[data-kenmerk=thema] [value=gemeentelijk-beleid]").check()
        expect(page.locator("[data-stand]")).to_contain_text("kon niet worden geladen")
        page.get_by_role("button", name="JSON").click()
        expect(page.locator("[data-melding]")).to_contain_text("Dit lukte niet")
        context.set_offline(False)
        page.locator("[data-kenmerk=thema] [value=lokale-ondersteuning]").check()
        expect(page.locator("[data-stand]")).to_contain_text("van de 181")
        assert shown(page) == select(site, "lessen", {"thema": ["gemeentelijk-beleid", "lokale-ondersteuning"]})[:50]
