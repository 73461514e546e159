"""What the coalition does and plans: the werkagenda, its projects, and the programme of a Kennisboost week."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from macros.pages.werkagenda import _bar
from scripts import new
from tests.conftest import DESKTOP, EVERY_VIEW_AS_ONE, faults, in_every_view


def test_the_real_page_says_that_nothing_was_chosen(site):
    page = (site / "werkagenda/index.html").read_text("utf-8")
    assert "Hier staat nog geen gekozen project." in page and "kp-tijdbalk" not in page
    assert page.count(">nog niet gekozen<") == 24
    for part in ("Prioriteiten per ambitie", "Gewenste impact en tijdsplan", "Wie vormt welke projectgroep", "Randvoorwaarden"):
        assert part in page
    listed = (site / "projecten/index.html").read_text("utf-8")
    assert "0 projecten" in listed and "Hier staat nog niets." in listed


@pytest.mark.parametrize(
    ("begin", "einde", "x", "width", "open_"),
    [
        ("2027", "2027", "0.00%", "49.93%", False),  # 365 of 731 days: 2028 is a leap year
        ("2028", "2028", "49.93%", "50.07%", False),
        ("2028-02", "2028-02", "54.17%", "3.97%", False),  # 29 days
        ("2027-03-01", "2027-03-01", "8.07%", "0.14%", False),
        ("2028", None, "49.93%", "50.07%", True),
        (None, "2027", "0.00%", "49.93%", True),
        (None, None, None, None, False),
    ],
)
def test_a_bar_is_as_long_as_the_period(begin, einde, x, width, open_):
    scale = (date(2027, 1, 1).toordinal(), date(2029, 1, 1).toordinal())
    bar = _bar(SimpleNamespace(begin=begin, einde=einde), scale)
    assert (bar.x, bar.width, bar.open) == (x, width, open_)


@pytest.fixture(params=EVERY_VIEW_AS_ONE)
def view(request, browser):
    size, scheme = request.param
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        yield page


@pytest.mark.parametrize(
    "address",
    [
        "werkagenda/",
        "projecten/",
        "projecten/jongeren-vinden-een-plek/",
        "kennisboost/",
        "kennisboost/kennisboostweek-2027-april/",
        "kennisboost/april-vooraf/",
        "momenten/netwerkconferentie-2027-juni/",
    ],
)
def test_what_lies_ahead_can_be_read_by_everyone(view, public, address):
    view.goto(public.address + address)
    assert faults(view) == []
    assert view.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_projects_stand_with_their_ambition_on_one_scale(view, public):
    view.goto(f"{public.address}werkagenda/")
    expect(view.get_by_text("Hier staat nog geen gekozen project.")).to_have_count(0)
    said = view.locator(".kp-balken > li").all_inner_texts()
    assert [re.sub(r"\s+", " ", text) for text in said] == [
        "Jongeren vinden een plek Uitvoeren · 1 maart 2027 t/m juni 2028",
        "Een leerkring over samenwerken Idee · vanaf 2029",
        "Een gids voor beginners Gestopt · periode niet bekend",
    ]
    assert view.locator(".kp-tijdas").first.locator("text").all_text_contents() == ["2027", "2028", "2029"]
    boxes = [view.locator(".kp-tijdbalk__deel").nth(number).bounding_box() for number in (0, 1)]
    scale = view.locator(".kp-tijdbalk").first.bounding_box()
    assert scale["x"] <= boxes[0]["x"] < boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    assert abs(boxes[1]["x"] + boxes[1]["width"] - scale["x"] - scale["width"]) < 2  # open: to the end of the scale
    assert view.locator(".kp-acties .kp-klein", has_text="nog niet gekozen").count() == 22


def test_an_action_that_holds_for_more_ambitions_is_taken_up_where_it_stands(view, public):
    view.goto(f"{public.address}projecten/jongeren-vinden-een-plek/")
    action = view.locator("#acties + ul a")
    expect(action).to_have_attribute("href", re.compile(r"ambities/leren-van-en-met-elkaar/#actie-per-ambitie-in-kaart-brengen"))
    expect(view.locator("#voortgang + ol > li").first).to_contain_text("1 mei 2027")
    expect(view.locator(".kp-feiten")).to_contain_text("Linking pin")


@in_every_view
def test_the_rhythm_has_no_date_and_says_so(page, served):
    page.goto(f"{served}werkagenda/")
    assert page.locator("#planning-zonder-datum + ul > li").count() == 4
    assert page.get_by_text("Of het doorging, is onbekend.").count() == 4
    assert faults(page) == []
    page.goto(f"{served}momenten/ritme-kerngroep/")
    expect(page.locator(".kp-kop .kp-soort")).to_have_text("Planning · vier tot zes keer per jaar (plan)")
    assert page.locator(".kp-knop", has_text="In uw agenda").count() == 0
    page.goto(f"{served}momenten/")
    expect(page.locator("#zonder-jaar + ol > li")).to_have_count(4)


def test_a_meeting_stands_with_its_rhythm(view, public):
    view.goto(f"{public.address}momenten/ritme-netwerkconferentie/")
    expect(view.locator(".kp-verbonden", has_text="Bijeenkomsten in dit ritme")).to_contain_text(
        "Netwerkconferentie van juni 2027"
    )
    expect(view.get_by_role("link", name="In uw agenda")).to_have_count(1)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("kennisboost/", "14 april 2027 · vervallen."),
        ("kennisboost/", "12 april 2027, 10.00 tot 11.00 uur."),
        ("kennisboost/april-vervallen/kaart/", "Wanneer: 14 april 2027 · vervallen"),
    ],
)
def test_a_card_says_when_something_is_and_that_it_is_not(view, public, address, said):
    view.goto(f"{public.address}{address}")
    expect(view.locator(".kp-kaarten, body > main")).to_contain_text(said)


def test_the_programme_is_good_on_paper(browser, public):
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto(f"{public.address}kennisboost/kennisboostweek-2027-april/")
        page.emulate_media(media="print")
        assert page.locator(".kp-programma h3:visible").all_inner_texts() == [
            "Donderdag 25 maart 2027",
            "Maandag 12 april 2027",
            "Woensdag 14 april 2027",
            "Dag niet bekend",
        ]
        expect(page.locator(".kp-knop", has_text="In uw agenda")).to_be_hidden()
        signup = page.locator(".kp-knop--vol")
        expect(signup).to_be_visible()
        assert "voorbeeld.nl/aanmelden" in signup.evaluate("link => getComputedStyle(link, '::after').content")
        expect(page.locator(".kp-programma")).to_contain_text("Bedanken kan altijd (vervallen)")
        assert page.locator(".kp-programma .kp-soort").all_inner_texts() == ["19.30 tot 21.00 uur", "10.00 tot 11.00 uur"]
        for number in (1, 2):
            expect(page.get_by_role("link", name=f"Materiaal {number} van Winterse voorbereiding")).to_be_visible()


def test_a_week_starts_with_its_sessions(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATA", str(tmp_path))
    assert new.main(["kennisboost", "kennisboostweek-2027-april", "", "3"]) == 0
    made = sorted(path.name for path in (tmp_path / "kennisboost").iterdir())
    assert made == [
        "kennisboostweek-2027-april-sessie-1.yml",
        *(f"kennisboostweek-2027-april-sessie-{n}.yml" for n in (2, 3)),
    ] + ["kennisboostweek-2027-april.yml"]
    texts = {name: (tmp_path / "kennisboost" / name).read_text("utf-8") for name in made}
    assert all("\nstand: aangekondigd\n" in text for text in texts.values())
    assert all(("\nweek: kennisboostweek-2027-april\n" in text) == ("sessie" in name) for name, text in texts.items())
    assert capsys.readouterr().out.count("is gemaakt") == 4


def test_what_is_given_for_a_week_goes_to_the_week_alone(tmp_path, monkeypatch):
    for name, value in {"DATA": str(tmp_path), "GEGEVEN": "titel periode", "titel": "Lente", "periode": "april 2027"}.items():
        monkeypatch.setenv(name, value)
    assert new.main(["kennisboost", "week-2027", "", "1"]) == 0
    whole, part = [(tmp_path / f"kennisboost/week-2027{end}.yml").read_text("utf-8") for end in ("", "-sessie-1")]
    assert "\ntitel: Lente\n" in whole and "\nperiode: april 2027\n" in whole
    assert "Lente" not in part and "april" not in part


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kennisboost", "week", "", "0"], "Geef een getal van 1 tot en met 50"),
        (["kennisboost", "week", "", "51"], "Geef een getal van 1 tot en met 50"),
        (["kennisboost", "week", "", "vijf"], 'SESSIES="vijf" kan niet'),
        (["lessen", "week", "", "2"], "Kies SOORT=kennisboost, of laat SESSIES= weg"),
        (["kennisboost", "Week 1", "", "2"], 'ID="Week 1" kan geen id zijn'),
        (["kennisboost", "er-is-al", "", "2"], "bestaat al"),
        (["kennisboost", "week", "", ""], "Kies er een met VORM=: week, sessie"),
    ],
)
def test_a_week_that_cannot_start_leaves_nothing(tmp_path, monkeypatch, capsys, arguments, said):
    (tmp_path / "kennisboost").mkdir()
    (tmp_path / "kennisboost/er-is-al-sessie-2.yml").write_text("titel: Er is al", "utf-8")
    monkeypatch.setenv("DATA", str(tmp_path))
    assert new.main(arguments) == 2
    assert said in capsys.readouterr().err
    assert len(list(tmp_path.rglob("*.yml"))) == 1
