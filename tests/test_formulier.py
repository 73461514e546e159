"""The forms by which readers send in a record: filled in with a real browser, and read back as the record that they make."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from pydantic import ValidationError

from macros import yamlfile, yamlwriting
from macros.checks import opsommingsteken, webadres_in_titel
from macros.filenames import kebab
from macros.kinds import Kind, all_kinds
from macros.kinds.base import VAN_DE_REDACTIE, veld
from macros.load import load
from macros.messages import BULLETS
from macros.pages import forms
from macros.pages.questions import flat, questions_of
from macros.pages.render import renderer_of
from macros.portal import from_loaded
from macros.urls import ID_PATTERN
from macros.yamlerrors import is_printable
from tests.bouwen import examine_thoroughly, small_data
from tests.conftest import ROOT, faults, in_every_view, make_site, serving

INVITING = [kind for kind in all_kinds().values() if kind.invites]
each_kind = pytest.mark.parametrize("kind", INVITING, ids=lambda kind: kind.one)
HOSTILE = [  # what YAML would take for something else; each must come back as it was typed
    'Zij zei: "kom maar"', "'t is # geen commentaar", "- geen lijst", "? geen sleutel", "@buurt", "`code`", "%tag",
    "&anker", "*ster", "!tag", "| blok", "> gevouwen", "{{ macro() }}", "{% raw %}", "[x]: y", "{a: b}", "a: b",
    "a:", "#kop", "ja", "no", "on", "~", "null", "2024", "1e3", "0x1F", "12:30", "2024-12-31", ".", "-", "---",
    "...", "<<", "=", "“krul” en ‘enkel’", "emoji 👩‍👩‍👧 en é", "tab\tertussen", "back\\slash \\n", "'", '"',
    "a'b\"c", "regel een\nregel twee", "een\n\n\n- twee\n\tdrie\n    vier", "x\n---\ny", "|\n  ingesprongen\nniet",
    "einde:\n  - x # y", "dubbel  wit", "\u200b nul breed", "rechts \u202eom", "\u00a0hard\u00a0",
]  # fmt: skip
DONE = {"titel": "Proef: wat “werkt” er?", "samenvatting": "Een korte tekst over wat er gebeurde."}


def value_of(question) -> str:
    """A right answer to a question that must be answered."""
    if question.form == "tekst":
        return DONE.get(question.name, f"Over {question.name}: dit is #1 van 'alles'.\n\n- een\n- twee")
    return DONE.get(question.name, "Hoofdstuk 2: geld")


def visit(page: Page, served: str, kind: Kind) -> None:
    page.goto(f"{served}bijdragen/{kind.one}/")
    expect(page.locator("[data-formulier]")).to_be_visible(timeout=30_000)


def fill(page: Page, kind: Kind) -> None:
    """Answer what must be answered."""
    for path, question in flat(questions_of(kind)):
        if not question.required:
            continue
        control = page.locator(f"#v-{'-'.join(path)}")
        if question.form == "verwijzing":
            control.fill(page.locator(f"#lijst-{'-'.join(question.folders)} option").first.get_attribute("value"))
        elif question.form == "keuze":
            control.select_option(question.choices[0][0])
        else:
            control.fill(value_of(question))


def submit(page: Page) -> None:
    page.get_by_role("button", name="Kijk na en maak de tekst").click()


def made(page: Page) -> str:
    """The text that the form made."""
    submit(page)
    expect(page.get_by_role("heading", name="Uw tekst is klaar")).to_be_focused(timeout=30_000)
    return page.locator("[data-tekst]").text_content()


def module(page: Page, served: str, name: str, body: str, argument: object) -> object:
    """What a function of one of our modules gives, in the browser."""
    return page.evaluate(
        f"async ([address, given]) => {{ const m = await import(address); {body} }}", [f"{served}assets/{name}.js", argument]
    )


# ---- Which forms there are, and what they ask ----


def test_some_kinds_have_a_form():
    assert {kind.folder for kind in INVITING} >= {"lessen", "praktijken", "organisaties", "vragen"}


@each_kind
def test_a_kind_with_a_form_has_one_class_and_a_word_that_can_be_an_address(kind):
    assert len(kind.models) == 1 and ID_PATTERN.fullmatch(kind.one)


@each_kind
def test_every_field_that_is_not_the_editors_is_asked(kind, site):
    html = (site / f"bijdragen/{kind.one}/index.html").read_text("utf-8")
    form, others = html[html.index("data-formulier") :].split("</form>")
    for name, field in kind.models[0].model_fields.items():
        asked = f'data-veld="{name}"' in form
        assert asked == (name not in VAN_DE_REDACTIE), name
        if asked:
            assert field.title in unescape(form) and f"<dt>{field.title}" in unescape(others), name
        if asked and field.is_required():
            assert form.index(f'data-veld="{name}"') < form.index("<details"), name
    for _, question in flat(questions_of(kind)):
        for value, label in question.choices:
            assert value in unescape(form) and label in unescape(form)


def test_a_field_of_plain_text_is_asked_as_one_line():
    class Les(all_kinds()["lessen"].models[0]):
        kosten: str = veld("Wat kost het?", "Noem een bedrag.", "")
        delen: list[str] = veld("Waar bestaat het uit?", "Noem elk deel.", [])
        plaats: str | None = veld("Waar is het?", "Noem een plaats.", None)

    asked = {question.name: question for question in questions_of(replace(all_kinds()["lessen"], models=(Les,)))}
    assert [asked[name].form for name in ("kosten", "delen", "plaats")] == ["regel", "regels", "regel"]
    assert asked["kosten"].label == "Wat kost het?" and not asked["kosten"].required


@each_kind
def test_a_form_is_linked_from_the_list_and_from_the_page_about_contributing(kind, site):
    lists = [path for path in ("index.html", "lijst/2/index.html") if (site / kind.folder / path).exists()]
    for path in lists:
        page = (site / kind.folder / path).read_text("utf-8")
        assert re.search(rf'href="(\.\./)+bijdragen/{kind.one}/">{re.escape(kind.invites)}', page)
    assert f'href="../bijdragen/{kind.one}/"' in (site / "bijdragen/index.html").read_text("utf-8")
    assert 'href="../../bijdragen/"' in (site / "over/bijdragen/index.html").read_text("utf-8")


@each_kind
def test_without_script_the_questions_stand_there(kind, browser: Browser, served):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}bijdragen/{kind.one}/")
        assert page.locator("[data-formulier]").is_hidden()
        told = page.locator("[data-zonder-script]")
        assert told.get_by_text("Zonder JavaScript").is_visible()
        for question in questions_of(kind):
            assert told.locator("dt", has_text=question.label).first.is_visible()
        assert page.get_by_text("Noem geen namen van personen").is_visible()
        assert page.get_by_text("Er is nog geen adres om uw tekst naartoe te sturen.").is_visible()


# ---- Filling in ----


@each_kind
def test_what_is_missing_is_said_at_the_top_and_beside_the_question(page, served, kind):
    visit(page, served, kind)
    submit(page)
    summary = page.locator("[data-fouten]")
    expect(summary).to_be_focused(timeout=30_000)
    needed = [question for question in questions_of(kind) if question.required]
    assert summary.get_by_role("heading").inner_text() == f"{len(needed)} dingen kloppen nog niet"
    links = summary.get_by_role("link")
    assert [link.split("?")[0].split(":")[0] for link in links.all_inner_texts()] == [q.label.strip("?") for q in needed]
    for number in range(len(needed)):
        link = links.nth(number)
        link.focus()
        page.keyboard.press("Enter")
        control = page.locator(":focus")
        assert control.get_attribute("id") == link.get_attribute("href")[1:]
        assert control.get_attribute("aria-invalid") == "true"
        said = [page.locator(f"#{id_}").inner_text() for id_ in control.get_attribute("aria-describedby").split()]
        assert "Vul dit in." in said
    page.keyboard.type("x")
    expect(page.locator(":focus")).not_to_have_attribute("aria-invalid", "true")


def test_a_form_can_be_filled_in_by_keyboard_alone(page, served):
    kind = all_kinds()["vragen"]
    visit(page, served, kind)
    page.locator("#v-titel").focus()
    for typed in ("Waarom?", "Kort.", "De bron vraagt het.", "Een bron van mij", "Blz 3"):
        page.keyboard.type(typed)
        page.keyboard.press("Escape")  # the browser's list of sources
        page.keyboard.press("Tab")
    page.locator("[type=submit]:not(.kp-zoek *)").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uw tekst is klaar")).to_be_focused(timeout=30_000)
    text = page.locator("[data-tekst]").text_content()
    assert "# Staat nog niet in onze lijsten:\n# herkomst:\n#   - bron: Een bron van mij\n#     kop: Blz 3\n" in text


def test_a_wrong_answer_is_told_apart(page, served):
    visit(page, served, all_kinds()["lessen"])
    fill(page, all_kinds()["lessen"])
    page.locator("#v-titel").fill("a" * 121)
    page.locator("#v-samenvatting").fill("woord " * 61)
    page.locator("details[data-extra] > summary").click()
    page.locator("#v-jaar").fill("vorig jaar")
    page.locator("details[data-extra] > summary").click()
    submit(page)
    expect(page.locator("[data-fouten]")).to_be_focused(timeout=30_000)
    assert page.locator("[data-fouten] li").all_inner_texts() == [
        "Titel: dit zijn 121 tekens; er passen er 120. Kort de tekst in.",
        "Samenvatting: dit zijn 61 woorden; er passen er 60. Kort de tekst in.",
        "Jaar: schrijf alleen cijfers, zoals 2023.",
    ]
    assert page.locator("#v-jaar").is_visible()  # what was folded away opens for what is wrong in it


def test_what_the_import_would_refuse_is_told_before(page, served):
    visit(page, served, all_kinds()["lessen"])
    fill(page, all_kinds()["lessen"])
    page.locator("#v-titel").fill("Lees www.voorbeeld.nl.")
    page.locator("#v-samenvatting").fill("Het staat op https://voorbeeld.nl/x, onderaan.")
    page.locator("#v-inzicht").fill("Drie dingen:\n•\tBel eerst\n• Kom daarna")
    submit(page)
    expect(page.locator("[data-fouten]")).to_be_focused(timeout=30_000)
    assert page.locator("[data-fouten] li").all_inner_texts() == [
        "Titel: hier staat een webadres: “www.voorbeeld.nl”. Haal het hier weg. Zet de bron bij herkomst.",
        "Samenvatting: hier staat een webadres: “https://voorbeeld.nl/x”. Haal het hier weg. Zet de bron bij herkomst.",
        "Wat is er geleerd? Hier staat “•” voor een regel. Op de pagina wordt dat geen lijst. Zet een streepje en een spatie "
        "voor elke regel: “- Bel eerst”.",
    ]
    page.locator("#v-titel").fill("Lees de site")
    page.locator("#v-samenvatting").fill("Het staat onderaan.")
    page.locator("#v-inzicht").fill("Drie dingen:\n\n- Bel eerst • en kom\n- Kom daarna")
    assert "Bel eerst • en kom" in made(page)


@each_kind
def test_the_file_is_a_record_without_faults(page, served, kind, tmp_path, figure):
    visit(page, served, kind)
    fill(page, kind)
    page.locator("details[data-extra] > summary").click()
    page.get_by_label("Waardering").check()
    page.locator("#v-jaar").fill("2024")
    page.locator("#v-aliassen").fill("een woord\n\n- nog een: woord\n")
    page.get_by_role("button", name="Nog een: Herkomst").click()
    assert page.locator(":focus").get_attribute("id") == "v-herkomst-bron--2"
    page.keyboard.type("nergens bekend")
    page.locator("#v-herkomst-kop--2").fill("Kop")
    text = made(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Download het bestand").click()
    name = found.value.suggested_filename
    assert name == "proef-wat-werkt-er.yml" and found.value.path().read_text("utf-8") == text
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.copy(found.value.path(), data / kind.folder / name)
    portal, problems = examine_thoroughly(data, ROOT / "docs")
    assert [str(problem) for problem in problems if problem.level == "fout"] == []
    record = portal.get(f"{kind.folder}/{name.removesuffix('.yml')}")
    assert record.titel == DONE["titel"] and record.jaar == 2024 and record.themas == ["waardering"]
    assert record.aliassen == ["een woord", "- nog een: woord"] and len(record.herkomst) == 1
    for question in questions_of(kind):
        if question.required and question.form == "tekst":
            assert getattr(record, question.name) == value_of(question)
    figure("formulieren", 1, "soorten: ingevuld, gedownload en zonder fouten gelezen")


def test_the_text_can_be_copied(browser, served):
    kind = all_kinds()["vragen"]
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        visit(page, served, kind)
        fill(page, kind)
        text = made(page)
        page.get_by_role("button", name="Kopieer de tekst").click()
        expect(page.locator("[data-melding]")).to_contain_text("gekopieerd")
        assert page.evaluate("navigator.clipboard.readText()") == text


def test_leaving_with_typed_text_asks_first(page, served):
    kind = all_kinds()["vragen"]
    visit(page, served, kind)
    asked = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("#v-titel").click()
    page.keyboard.type("Iets")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] and not page.is_closed()
    fill(page, kind)
    made(page)
    with page.expect_download():
        page.get_by_role("button", name="Download het bestand").click()
    page.locator(".kp-merk").click()
    expect(page).to_have_url(served)
    assert asked == ["beforeunload"]


def test_without_an_address_it_says_so(page, served):
    kind, said = all_kinds()["vragen"], "Er is nog geen adres om uw tekst naartoe te sturen."
    page.goto(f"{served}bijdragen/")
    assert page.get_by_text(said).is_visible()
    visit(page, served, kind)
    above = page.get_by_text(said).bounding_box()["y"]
    assert above < page.locator("[data-formulier]").bounding_box()["y"]  # before a reader starts to write
    fill(page, kind)
    made(page)
    assert page.get_by_text("geef die aan iemand die aan het portaal werkt").is_visible()
    assert page.get_by_role("link", name="Maak een e-mail").count() == 0


def test_nothing_leaves_the_page(page, served):
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    kind = all_kinds()["organisaties"]
    visit(page, served, kind)
    before = len(sent)
    fill(page, kind)
    made(page)
    assert {method for method, _ in sent} == {"GET"} and not [url for _, url in sent if "?" in url]
    assert [url for _, url in sent[before:] if not url.endswith("/schema/v1/organisaties.json")] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_when_the_schema_cannot_be_fetched_the_text_is_made_all_the_same(browser, served):
    kind = all_kinds()["vragen"]
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/schema/v1/*", lambda route: route.abort())
        visit(page, served, kind)
        page.locator("#v-titel").fill("Alleen een titel")
        assert "titel: Alleen een titel\n" in made(page)
        assert page.get_by_text("De redactie kijkt uw tekst na.").is_visible()


@in_every_view
def test_axe_finds_nothing_in_a_form(page, served):
    kind = all_kinds()["praktijken"]
    visit(page, served, kind)
    page.locator("details[data-extra] > summary").click()
    assert faults(page) == []
    submit(page)
    expect(page.locator("[data-fouten]")).to_be_focused(timeout=30_000)
    assert faults(page) == []
    fill(page, kind)
    page.get_by_role("button", name="Nog een: Organisaties").click()
    made(page)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- With an address to send it to ----


@pytest.fixture(scope="module")
def with_address(tmp_path_factory):
    """The address of a site whose portaal.yml holds an e-mail address."""
    folder = tmp_path_factory.mktemp("post")
    shutil.copytree(ROOT / "data", folder / "data")
    settings_file = folder / "data/portaal.yml"
    settings_file.write_text(
        settings_file.read_text("utf-8").replace("contact: nog niet vastgesteld", "contact: redactie@voorbeeld.nl")
    )
    done = make_site(folder / "site", folder / "data")
    assert done.returncode == 0, done.stderr
    with serving(folder / "site") as address:
        yield address


def test_a_mail_is_prepared(browser, with_address):
    kind = all_kinds()["vragen"]
    with browser.new_context() as context:
        page = context.new_page()
        visit(page, with_address, kind)
        assert page.get_by_text("Er is nog geen adres").count() == 0
        fill(page, kind)
        page.locator("#v-titel").fill("Wie & wat? 100% + 'x'")
        text = made(page)
        mail = page.get_by_role("link", name="Maak een e-mail").get_attribute("href")
        address, subject, body = re.fullmatch(r"mailto:([^?]*)\?subject=([^&]*)&body=(.*)", mail).groups()
        assert address == "redactie@voorbeeld.nl"
        assert unquote(subject) == "Een vraag voor Kennisportaal Vrijwillige Inzet: Wie & wat? 100% + 'x'"
        assert unquote(body).replace("\r\n", "\n") == f"{text}\n"
        assert page.locator("[data-lang]").is_hidden()
        page.locator("#v-wat").fill("Lang. " * 500)
        made(page)
        assert page.locator("[data-lang]").is_visible()
        mail = page.get_by_role("link", name="Maak een e-mail").get_attribute("href")
        assert len(mail) < 1000 and "wie-wat-100-x.yml" in unquote(mail)


# ---- Whatever someone types ----


def read_back(page: Page, served: str, texts: list[str]) -> None:
    """Each text survives as a field, in a list, and in a group in a list; what no record can hold is taken out first."""
    fields = "{ veld: t, lijst: [t, t], groep: [{ a: t, b: t }] }"
    record = f"return given.map((one) => {{ const t = m.clean(one); return [t, t && m.asYaml({fields})]; }})"
    for typed, (text, written) in zip(texts, module(page, served, "formulier-yaml", record, texts), strict=True):
        if all(map(is_printable, typed)) and not set(typed) & set("\r\x85\u2028\u2029"):
            assert text.strip() == typed.strip().strip("\ufeff").strip(), typed
        if text:
            assert yamlfile.read(written.encode()) == {"veld": text, "lijst": [text, text], "groep": [{"a": text, "b": text}]}, (
                typed
            )


def test_hostile_text_survives(page, served, figure):
    page.goto(served)
    read_back(page, served, HOSTILE)
    figure("formulieren", len(HOSTILE), "vijandige teksten die heel terugkomen")


SIGNS = st.sampled_from(list("\n\n \t:#-?@`%&*!|>{}[]\"'\\,~=.0aé👋\u200b\u2028\x85\r\x07\ufeff"))
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), SIGNS), max_size=60)


def test_any_text_survives(page, served):
    page.goto(served)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(TEXTS, min_size=20, max_size=40))
    def survives(texts):
        read_back(page, served, texts)

    survives()


def test_a_title_gives_an_id(page, served):
    page.goto(served)

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=90), min_size=20, max_size=40))
    def gives(titles):
        for title, id_ in zip(titles, module(page, served, "formulier-yaml", "return given.map(m.idOf)", titles), strict=True):
            assert id_ == kebab(title, ""), title
            assert not id_ or ID_PATTERN.fullmatch(id_) and len(id_) <= 60

    gives()
    known = {
        "Eén café: wat nu?": "een-cafe-wat-nu",
        "2023 in cijfers": "in-cijfers-2023",
        "👋": "",
        "ÅNGSTRÖM ﬁn": "angstrom-fin",
    }
    assert module(page, served, "formulier-yaml", "return given.map(m.idOf)", [*known]) == [*known.values()]


# ---- The check in the browser is the check of the records ----


def test_the_browser_finds_no_fault_in_a_record(page, served, site, figure):
    page.goto(served)
    for kind in INVITING:
        listed = json.loads((site / f"api/v1/{kind.folder}.json").read_text("utf-8"))["records"]
        schema = json.loads((site / f"schema/v1/{kind.folder}.json").read_text("utf-8"))
        assert (
            module(
                page, served, "formulier-schema", "return given[1].flatMap((one) => m.faults(given[0], one))", [schema, listed]
            )
            == []
        )
        figure("formulieren", len(listed), "records waarin de browser niets vindt")


WRONG = [
    {"titel": None},
    {"titel": "x" * 121},
    {"titel": "x" * 120},
    {"samenvatting": "woord " * 61},
    {"samenvatting": "woord " * 60},
    {"samenvatting": "é" * 1001},
    {"jaar": 1899},
    {"jaar": 2100},
    {"jaar": 2101},
    {"zekerheid": "zeker"},
    {"voor_wie": ["iedereen"]},
    {"voor_wie": ["niemand"]},
    {"herkomst": None},
    {"herkomst": [{"bron": "x"}]},
    {"herkomst": [{"bron": "x", "kop": "y" * 301}]},
    {"herkomst": [{"bron": "Hoofd Letter", "kop": "y"}]},
    {"aliassen": ["goed", "a\nb"]},
    {"citaten": [{"tekst": "a", "bron": "b", "kop": "c"}]},
    {"inzicht": "a" * 20_001},
    {"inzicht": "👋" * 20_000},
]


def test_the_browser_and_the_checks_agree_on_what_is_wrong(page, served, site):
    page.goto(served)
    kind = all_kinds()["lessen"]
    schema = json.loads((site / "schema/v1/lessen.json").read_text("utf-8"))
    good = {
        "titel": "t",
        "samenvatting": "s",
        "inzicht": "i",
        "context": "c",
        "advies": "a",
        "herkomst": [{"bron": "b", "kop": "k"}],
    }
    tried = [{name: value for name, value in (good | change).items() if value is not None} for change in WRONG]
    found = module(page, served, "formulier-schema", "return given[1].map((one) => m.faults(given[0], one))", [schema, tried])
    for answers, told in zip(tried, found, strict=True):
        try:
            kind.models[0].model_validate(answers)
            wrong = set()
        except ValidationError as error:
            wrong = {finding["loc"] for finding in error.errors()}
        pattern = {tuple(fault["path"]) for fault in told}
        if answers.get("herkomst") == [{"bron": "Hoofd Letter", "kop": "y"}]:
            assert pattern == {("herkomst", 0, "bron")}  # whether the record exists is another check of ours
        else:
            assert pattern == wrong, answers
    assert {fault["says"] for told in found for fault in told} > {"Vul dit in.", "Kies uit de lijst."}


def test_the_browser_and_the_checks_agree_on_bullets_and_addresses(page, served, site, tmp_path, monkeypatch):
    """What the checks say of a record with these texts, the form says before someone sends them."""
    texts = ["a", *(f"a\n {sign}b" for sign in BULLETS), "• ", "a • b", "- a", "http://", "www.", "x (https://a.nl)", "www.a.nl"]
    good = {"samenvatting": "s", "inzicht": "i", "context": "c", "advies": "a", "herkomst": [{"bron": "bron", "kop": "k"}]}
    given = [{"titel": f"t{number}", **good, "inzicht": text, "samenvatting": text} for number, text in enumerate(texts)]
    page.goto(served)
    schema = json.loads((site / "schema/v1/lessen.json").read_text("utf-8"))
    found = module(page, served, "formulier-schema", "return given[1].map((one) => m.faults(given[0], one))", [schema, given])
    lessons = small_data(tmp_path / "data") / "lessen"
    for number, answers in enumerate(given):
        (lessons / f"proef-{number}.yml").write_text(
            "".join(f"{yamlwriting.field(*pair)}\n" for pair in answers.items()), "utf-8"
        )
    portal = from_loaded(load(tmp_path / "data"))
    told = {problem.path.rpartition("/")[2] for rule in (opsommingsteken, webadres_in_titel) for problem in rule.check(portal)}
    assert {f"proef-{number}.yml" for number, faults in enumerate(found) if faults} == told and len(told) == len(BULLETS) + 2


def test_the_page_stays_within_the_policy(site):
    for kind in INVITING:
        html = (Path(site) / f"bijdragen/{kind.one}/index.html").read_text("utf-8")
        assert "style=" not in html and not re.search(r"<script(?![^>]*(src=|ld\+json))", html)


def test_a_form_does_not_grow_with_the_number_of_records(monkeypatch):
    """Of many it offers those that others refer to most."""
    monkeypatch.setattr(forms, "FEW", 4)
    monkeypatch.setattr(forms, "MOST", 5)
    portal = from_loaded(load(ROOT / "data"))
    html = str(forms.form(renderer_of(portal), portal.kinds["praktijken"]))
    lists = dict(re.findall(r'<datalist id="lijst-([^"]+)">(.*?)</datalist>', html, re.S))
    offered = re.findall(r'data-waarde="([^"]+)"', lists["lessen"])
    most = sorted(portal.public("lessen"), key=lambda record: -len(portal.backlinks(record)))[:5]
    assert sorted(offered) == sorted(record.id for record in most)
    assert {found.count("<option") for found in lists.values()} == {5}
