"""Search as readers do it: what comes first for real queries, by keyboard, mended words, filters in the address."""

from __future__ import annotations

import collections
import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from playwright.sync_api import Page, expect

from macros.load import load
from macros.portal import from_loaded
from macros.search.words import SearchWords, stem, words_in
from tests.conftest import DESKTOP, PHONE, faults, in_every_view
from tests.test_gevallen import BASIS

QUERIES = yaml.safe_load((Path(__file__).parent / "relevantie.yml").read_text("utf-8"))
PLACES = 3  # among how many hits a good one must be

# Types a query and waits for what comes of it. In the page, because two hundred round trips take longer than the searches.
ASK = """async query => {
  const field = document.getElementById("zoekvraag"), list = document.getElementById("zoekresultaten");
  list.removeAttribute("data-ready");
  field.value = query;
  field.form.requestSubmit();
  while (!list.hasAttribute("data-ready")) await new Promise(done => setTimeout(done, 2));
  return [...list.querySelectorAll("a")].slice(0, 10).map(a => a.dataset.id
    ? `${a.dataset.kind}/${a.dataset.id}` : `pagina/${new URL(a.href).pathname.split("/pad/")[1].replace(/\\/$/, "")}`);
}"""


def ask(page: Page, served: str, query: str) -> None:
    """Open the search page with a query in its address and wait for the outcome."""
    page.goto(f"{served}zoeken/?q={query}")
    page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")


def refs(page: Page) -> list[str]:
    """The hits on the page."""
    links = page.locator("#zoekresultaten a")
    return links.evaluate_all("links => links.map(a => `${a.dataset.kind}/${a.dataset.id}`)")


def report(found: dict[str, list[int | None]]) -> str:
    """Per group: of how many queries a good hit comes first, and among the first three."""
    lines = []
    for group, places in found.items():
        first, among = (sum(place is not None and place < most for place in places) for most in (1, PLACES))
        lines.append(f"{group:14} {len(places):4} vragen   @1 {first / len(places):4.0%}   @3 {among / len(places):4.0%}")
    return "\n".join(lines)


def test_good_hits_come_first(page, served, capsys):
    ask(page, served, "")
    found: dict[str, list[int | None]] = collections.defaultdict(list)
    missed = []
    for query in QUERIES:
        hits = page.evaluate(ASK, query["vraag"])
        place = next((place for place, hit in enumerate(hits) if hit in query["goed"]), None)
        found[query["groep"]].append(place)
        found["alle"].append(place)
        if place is None or place >= PLACES:
            missed.append(f"{query['groep']}: {query['vraag']} → {', '.join(hits[:PLACES])}; goed: {', '.join(query['goed'])}")
    with capsys.disabled():
        print(f"\n{report(found)}")
    among = {group: sum(p is not None and p < PLACES for p in places) / len(places) for group, places in found.items()}
    assert among["alle"] >= 0.95, "\n".join(missed)
    assert {group for group, part in among.items() if part < 0.85} == set(), "\n".join(missed)


def test_the_set_of_queries_is_wide_enough(site):
    groups = collections.Counter(query["groep"] for query in QUERIES)
    assert len(QUERIES) >= 120
    assert set(groups) == {"exact", "verbuiging", "samenstelling", "synoniem", "afkorting", "typfout", "vraag", "getal"}
    assert min(groups.values()) >= 12
    records = [ref for query in QUERIES for ref in query["goed"] if not ref.startswith("pagina/")]
    assert [ref for ref in records if not (site / ref / "index.html").exists()] == []


def test_the_browser_and_the_generator_agree_on_the_stem_of_every_word(page, served, site):
    words = [*(site / "zoeken/woorden.txt").read_text("utf-8").split(), "café's", "ab's", "zee"]
    page.goto(f"{served}zoeken/")
    script = "async words => words.map((await import(new URL('../assets/zoekvraag.js', location.href))).stem)"
    assert page.evaluate(script, words) == [stem(word) for word in words]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("1.719 vrijwilligers", {"1719"}),
        ("7,5 miljoen vrijwilligers", {"7500000"}),
        ("5 miljoen euro", {"5000000"}),
        ("1.250 miljoen euro", {"1250", "1250000000"}),
        ("1.719,5 miljard euro", {"1719", "1719500000000"}),
        ("versie 2.25 miljoen", set()),  # no number as the Dutch write it
    ],
)
def test_a_number_is_found_as_somebody_types_it_without_signs(tmp_path, written, typed):
    shutil.copytree(BASIS / "data", tmp_path / "data")
    lesson = tmp_path / "data/lessen/les.yml"
    lesson.write_text(lesson.read_text("utf-8").replace("inzicht: Tekst.", f"inzicht: Het gaat om {written}."), "utf-8")
    portal = from_loaded(load(tmp_path / "data"))
    *_, added = SearchWords(portal).of(portal.records["lessen"]["les"])
    assert {word for word in added.split() if word.isdigit()} == typed


def test_every_word_of_the_site_is_known_and_finds_something(page, served):
    ask(page, served, "")
    for word in sorted(words_in("beleidsterreinen kerngroep vertrouwenspersoon huis-aan-huisbladen coördinator"))[:6]:
        assert page.evaluate(ASK, word), word
        expect(page.locator("#zoekbedoeld")).to_be_hidden()


@in_every_view
def test_search_by_keyboard(page, served):
    page.goto(served)
    page.locator("#zoek-kop").focus()
    page.keyboard.type("steunpunt")
    page.keyboard.press("Enter")
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    page.locator("#zoekvraag").focus()
    links = page.locator("#zoekresultaten a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#zoekvraag")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#zoekvraag")).to_be_focused()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    title = links.nth(0).locator("strong").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    expect(links.nth(0).locator("strong")).to_have_text(title)
    page.locator("#zoekvraag").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#zoekvraag")).to_have_value("")
    expect(links).to_have_count(0)


def test_an_unknown_word_is_mended_and_said_so(page, served):
    ask(page, served, "gemente")
    expect(page.locator("#zoekbedoeld")).to_contain_text("Bedoelde u gemeente?")
    mended = refs(page)
    ask(page, served, "gemeente")
    assert refs(page) == mended
    expect(page.locator("#zoekbedoeld")).to_be_hidden()
    ask(page, served, "gemente")
    page.get_by_role("link", name="Zoek toch op “gemente”").click()
    page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")
    assert refs(page) == []
    assert "letterlijk=ja" in page.url


@pytest.mark.parametrize("query", ["haken af", "haakt af", "vrijwilligers haken af"])
def test_the_parts_of_a_verb_find_what_the_verb_finds(page, served, query):
    ask(page, served, "afhaken")
    whole = refs(page)
    ask(page, served, query)
    expect(page.locator("#zoekbedoeld")).to_be_hidden()
    assert set(refs(page)[:5]) <= set(whole)


def test_a_short_word_is_mended_when_it_is_mistyped_and_not_when_it_is_another_word(page, served):
    for typed, meant in (("fons", "fonds"), ("gled", "geld"), ("geeld", "geld")):
        ask(page, served, typed)
        expect(page.locator("#zoekbedoeld")).to_contain_text(f"Bedoelde u {meant}?")
    for word in ("keet", "haken", "bagen"):
        ask(page, served, word)
        expect(page.locator("#zoekbedoeld")).to_be_hidden()


def test_a_known_word_is_never_mended(page, served):
    for word in ("gemeenten", "vrijwil", "besturen", "2023", "SMOC", "49%"):
        ask(page, served, word.replace("%", "%25"))
        expect(page.locator("#zoekbedoeld")).to_be_hidden()
        assert refs(page), word


def test_a_word_that_is_nowhere_is_named_and_the_others_are_searched(page, served):
    ask(page, served, "xqzwvk subsidie")
    expect(page.get_by_role("status").first).to_contain_text("“xqzwvk” staat nergens op deze site.")
    assert refs(page)
    ask(page, served, "xqzwvk")
    assert refs(page) == []
    expect(page.locator("#zoekniets")).to_be_visible()
    page.locator("#zoekniets").get_by_role("link", name="thema").click()
    expect(page.locator("h1")).to_have_text("Thema's")


@pytest.mark.parametrize("word", ["btw", "zzp", "boete", "cao", "stress"])
def test_hits_that_are_only_like_what_was_typed_are_called_so(page, served, word):
    ask(page, served, word)
    assert refs(page)
    expect(page.get_by_role("status").first).to_have_text(f"“{word}” staat nergens op deze site. Dit lijkt erop:")


def test_of_more_words_those_that_are_nowhere_are_named(page, served):
    ask(page, served, "btw subsidie")
    said(page, f"{FOUND} “btw subsidie”. “btw” staat nergens op deze site.$")
    ask(page, served, "btw boete")
    said(page, "“btw” en “boete” staan nergens op deze site. Dit lijkt erop:$")


@pytest.mark.parametrize("query", ["subsidie", "gemeenten", "1719", "vrijwilligersbeleid", "kerngroep", "afhaken", "NOV"])
def test_a_word_that_stands_in_a_text_is_not_said_to_be_nowhere(page, served, query):
    ask(page, served, query)
    expect(page.get_by_role("status").first).to_have_text(re.compile(f"voor “{query}”$"))


def test_a_phrase_that_stands_nowhere_can_be_searched_without_quotation_marks(page, served):
    page.goto(served + 'zoeken/?q="bestuur werven"')
    expect(page.locator("#zoekmelding")).to_have_text("Niets gevonden voor “bestuur werven”.")
    page.get_by_role("link", name="Zoek zonder aanhalingstekens").click()
    expect(page.locator("#zoekmelding")).to_contain_text("resultaten voor “bestuur werven”")
    expect(page.locator("#zoekresultaten a").first).to_be_visible()


def test_a_phrase_in_quotation_marks_stands_in_every_hit(page, served):
    ask(page, served, '"sociale basis"')
    pages = page.locator("#zoekresultaten a").evaluate_all("links => links.map(a => a.href)")
    assert 3 < len(pages) <= 20
    for address in pages[:6]:
        html = page.request.get(address).text()
        text = re.sub(r"<[^>]+>", "", html[html.index("<article") : html.index("</article>")])
        assert "sociale basis" in " ".join(text.lower().split()), address


@pytest.mark.parametrize("phrase", ["sociale basis", "samen ouder worden", "good busy", "flexibel vrijwilligerswerk"])
def test_of_a_phrase_the_record_with_that_name_comes_first(page, served, phrase):
    ask(page, served, f'"{phrase}"')
    title = page.locator("#zoekresultaten a strong").first.inner_text().lower()
    others = page.locator("#zoekresultaten a").first.get_attribute("data-id")
    assert phrase in title or phrase.replace(" ", "-") in others


@pytest.mark.parametrize("query", ["hoeveel vrijwilligers zijn er", "hoeveel vrijwilligers"])
def test_who_asks_how_many_gets_a_figure(page, served, query):
    ask(page, served, query)
    assert any(ref.startswith("cijfers/") for ref in refs(page)[:3])


@pytest.mark.parametrize("term", ["steunpunt", "vrijwilligerswerk"])
def test_who_asks_what_something_is_gets_the_term(page, served, term):
    ask(page, served, f"wat is een {term}")
    assert any(ref.startswith("begrippen/") for ref in refs(page)[:2])


@pytest.mark.parametrize(("typed", "written"), [("7,5 mln", "7,5 miljoen"), ("28-11-2024", "28 november 2024")])
def test_a_number_or_day_is_found_as_somebody_types_it(page, served, typed, written):
    ask(page, served, written)
    found = refs(page)
    ask(page, served, typed)
    assert refs(page) == found


@pytest.mark.parametrize("number", ["88888", "31415"])
def test_a_number_that_is_nowhere_is_said_to_be_so(page, served, number):
    ask(page, served, number)
    expect(page.get_by_role("status").first).to_contain_text(f"“{number}” staat nergens op deze site.")


@pytest.mark.parametrize("query", ["subsidie", "jongeren besturen", "subsidie zoetermeer", "wbtr checklist"])
def test_a_button_of_a_kind_gives_as_many_hits_as_it_says(page, served, query):
    ask(page, served, query)
    page.wait_for_selector("#zoekfilter button[data-soort=lessen]")
    buttons = page.locator("#zoekfilter button:not([data-soort=''])").evaluate_all("all => all.map(one => one.textContent)")
    promised = [re.fullmatch(r"(.+) \((\d+)\)", button).groups() for button in buttons]
    for place, (_, number) in enumerate(promised[:4], start=1):
        page.locator("#zoekfilter button").nth(place).click()
        count = "1 resultaat" if number == "1" else f"(De beste )?{number} resultaten"
        said(page, f"^{count} voor")


def test_added_words_are_never_shown(page, served, site):
    ask(page, served, "onkostenvergoeding")
    html = (site / "lessen/vergoeding-helder-uitleggen/index.html").read_text("utf-8")
    assert "onkostenvergoeding" not in html[html.index("<article") : html.index("</article>")]
    shown = page.locator("#zoekresultaten a[data-id=vergoeding-helder-uitleggen]")
    assert "onkostenvergoeding" not in shown.inner_text().lower()


@pytest.mark.parametrize("page", [(PHONE, "light"), (DESKTOP, "dark")], indirect=True)
def test_a_kind_can_be_chosen_and_stands_in_the_address(page, served):
    ask(page, served, "subsidie")
    everything = refs(page)
    button = page.locator("#zoekfilter button[data-soort=begrippen]")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#zoekresultaten[data-ready] a[data-kind=begrippen]")
    assert page.url.endswith("?q=subsidie&soort=begrippen")
    expect(page.locator("#zoekresultaten a:not([data-kind=begrippen])")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    assert faults(page) == []
    mailed = page.url
    page.go_back()
    page.wait_for_selector("#zoekresultaten[data-ready] a[data-kind=lessen]")
    assert refs(page) == everything
    page.goto(mailed)
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    assert {ref.split("/")[0] for ref in refs(page)} == {"begrippen"}


def test_a_kind_that_there_is_not_does_not_count(page, served):
    ask(page, served, "subsidie")
    everything = refs(page)
    ask(page, served, "subsidie&soort=constructor")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ resultaten voor “subsidie”$"))
    assert refs(page) == everything


def test_every_hit_shows_a_sentence_with_a_word_of_the_query(page, served):
    ask(page, served, "vertrouwenspersoon")
    marked = page.locator("#zoekresultaten a").evaluate_all("links => links.slice(0, 5).map(a => !!a.querySelector('mark'))")
    assert marked == [True] * len(marked)


def test_no_hit_shows_the_head_of_a_table(page, served):
    ask(page, served, "subsidie zeker")  # words above tables of what sources say of the same
    shown = page.locator("#zoekresultaten a").all_inner_texts()
    assert [text for text in shown if "zeker was januari 2024" in text] and not [text for text in shown if "Wat er" in text]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("vcp", "begrippen/vertrouwenscontactpersoon"),
        ("wbtr", "begrippen/regeling-wbtr"),
        ("wmo", "begrippen/regeling-wmo"),
        ("mdt", "begrippen/afkorting-mdt"),
        ("nov", "leden/nov"),
        ("NOV", "leden/nov"),
        ("wat is nov", "leden/nov"),
    ],
)
def test_what_an_abbreviation_stands_for_comes_first(page, served, query, wanted):
    ask(page, served, query)
    assert refs(page)[0] == wanted


def test_titles_come_before_texts(page, served):
    ask(page, served, "samensturing")
    assert refs(page)[0] in {"begrippen/samensturing", "handreikingen/stappen-samensturing"}


@pytest.fixture(scope="module")
def indexed(site: Path) -> dict[str, str]:
    """The text of every page in the index, by its address."""
    files = (site / "pagefind/fragment").iterdir()
    pages = [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]
    return {page["url"]: page["content"] for page in pages}


def test_pages_for_contributors_are_not_among_the_hits(indexed):
    assert "/lessen/" in indexed and "/bijdragen/" in indexed
    assert [url for url in indexed if re.match("/bijdragen/.|/over/(velden|regels|macros)/", url)] == []


def test_the_cells_of_a_table_stand_apart_in_the_text_of_a_hit(indexed):
    assert [url for url, text in indexed.items() if re.search("PlekRol|bronWat|KrijgenGeven", text)] == []
    assert "Krijgen Geven" in indexed["/kennisruil/"]


@pytest.fixture
def reader(browser):
    """A page on which requests may fail, but no script may."""
    with browser.new_context() as context:
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def said(page: Page, start: str) -> None:
    """Wait until the search page says something that begins like this."""
    expect(page.get_by_role("status").first).to_have_text(re.compile(f"^{start}"))


FOUND, FAILED = r"(De beste )?\d+ resultaten voor", "Zoeken lukt nu niet"


def test_a_search_without_connection_says_so_and_with_connection_the_next_one_works(reader, served):
    ask(reader, served, "subsidie")
    reader.context.set_offline(True)
    reader.locator("#zoekvraag").fill("jongeren")
    said(reader, FAILED)
    expect(reader.locator("#zoekresultaten a")).to_have_count(0)
    expect(reader.locator("#zoekniets")).to_be_visible()
    reader.context.set_offline(False)
    reader.locator("#zoekvraag").press("Enter")
    said(reader, f"{FOUND} “jongeren”")
    assert refs(reader)
    expect(reader.locator("#zoekniets")).to_be_hidden()


@pytest.mark.parametrize("part", ["pagefind.js", "*.pf_meta", "index/*", "filter/*", "fragment/*", "../zoeken/woorden.txt"])
def test_nothing_counts_as_found_while_a_part_of_the_index_is_missing(reader, served, part):
    place = urljoin(f"{served}pagefind/", part)
    reader.route(place, lambda route: route.fulfill(status=404, body="Niet gevonden"))
    ask(reader, served, "subsidie&soort=lessen")
    said(reader, FAILED)
    reader.unroute(place)
    reader.locator("#zoekvraag").press("Enter")
    said(reader, f"{FOUND} “subsidie” in lessen")


def test_the_index_may_come_later_than_the_page(reader, served):
    reader.route("**/zoeken/woorden.txt", lambda route: route.abort())
    ask(reader, served, "")
    reader.unroute("**/zoeken/woorden.txt")
    reader.locator("#zoekvraag").fill("subsidie")
    said(reader, f"{FOUND} “subsidie”")


def test_more_results_can_be_asked_for_again(reader, served):
    ask(reader, served, "subsidie")
    reader.context.set_offline(True)
    more = reader.locator("#zoekresultaten button")
    more.press("Enter")
    expect(more).to_contain_text("Is er verbinding?")
    expect(more).to_be_focused()
    assert len(refs(reader)) == 20
    reader.context.set_offline(False)
    more.press("Enter")
    expect(reader.locator("#zoekresultaten a")).to_have_count(40)
    expect(reader.locator("#zoekresultaten a").nth(20)).to_be_focused()
    expect(more).to_have_text("Meer resultaten")


def test_who_comes_back_finds_as_many_results_as_before(reader, served):
    ask(reader, served, "subsidie")
    reader.locator("#zoekresultaten button").press("Enter")
    seen = reader.locator("#zoekresultaten a").nth(32)
    ref = seen.get_attribute("href")
    seen.click()
    expect(reader.locator("#zoekresultaten")).to_have_count(0)
    reader.go_back()
    expect(reader.locator("#zoekresultaten a")).to_have_count(40)
    assert reader.locator("#zoekresultaten a").nth(32).get_attribute("href") == ref
    expect(reader.locator("#zoekresultaten a").nth(32)).to_be_focused()
    expect(reader.locator("#zoekresultaten a").nth(32)).to_be_in_viewport()
    reader.locator("#zoekvraag").fill("subsidies")
    expect(reader.locator("#zoekresultaten a")).to_have_count(20)
