"""What is new, changed or withdrawn: the order of events that page and feed share, and the page."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.load import load
from macros.pages import news
from macros.portal import Portal, from_loaded

BASIS = Path(__file__).parent / "gevallen" / "basis" / "data"
LESSON = (BASIS / "lessen/les.yml").read_text("utf-8")


@pytest.fixture
def portal(tmp_path):
    """A portal of lessons, each with the lines that are added to it."""

    def made(**lessons: str) -> Portal:
        shutil.copytree(BASIS, tmp_path / "data")
        for id_, more in lessons.items():
            text = LESSON.replace("Een les", f"Les {id_}", 1) + more
            (tmp_path / f"data/lessen/{id_}.yml").write_text(text, "utf-8")
        loaded = load(tmp_path / "data")
        assert loaded.problems == []
        return from_loaded(loaded)

    return made


def told(portal: Portal) -> list[tuple[str, str, str, str]]:
    return [(str(event.datum), event.soort, event.record.id, event.tekst) for event in news.events(portal)]


def test_newest_first_and_of_one_day_facts_before_words(portal):
    found = portal(
        oud="toegevoegd: 2026-01-01\n",
        beide="toegevoegd: 2026-01-02\nwijzigingen:\n"
        "  - {datum: 2026-03-01, soort: redactioneel, tekst: Korter gemaakt.}\n"
        "  - {datum: 2026-03-01, soort: inhoudelijk, tekst: Van 35 naar 37.}\n",
        vers="toegevoegd: 2026-03-01\n",
        weg="toegevoegd: 2026-01-01\npublicatie: ingetrokken\nintrekking: {sinds: 2026-03-01, waarom: De bron klopte niet.}\n"
        "wijzigingen: [{datum: 2026-02-01, soort: inhoudelijk, tekst: Niet meer van belang.}]\n",
        later="toegevoegd: 2026-05-01\npublicatie: concept\n",
        zonder="",
    )
    assert told(found) == [
        ("2026-03-01", "ingetrokken", "weg", "De bron klopte niet."),
        ("2026-03-01", "inhoudelijk", "beide", "Van 35 naar 37."),
        ("2026-03-01", "toegevoegd", "vers", "Een les voor de tests."),
        ("2026-03-01", "redactioneel", "beide", "Korter gemaakt."),
        ("2026-01-02", "toegevoegd", "beide", "Een les voor de tests."),
        ("2026-01-01", "toegevoegd", "oud", "Een les voor de tests."),
    ]


def test_the_last_line_of_a_day_is_the_newest(portal):
    lines = "".join(f"  - {{datum: 2026-03-01, soort: inhoudelijk, tekst: Wijziging {n}.}}\n" for n in (1, 2, 3))
    assert [event[3] for event in told(portal(een=f"wijzigingen:\n{lines}"))] == ["Wijziging 3.", "Wijziging 2.", "Wijziging 1."]


def test_many_of_a_kind_on_a_day_are_counted_not_named(portal):
    (day,), older = news.days(portal(**{f"les{n:02}": "toegevoegd: 2026-01-01\n" for n in range(13)}), most=100)
    (group,) = day.groups
    assert (group.events, [(kind.folder, number) for kind, number in group.counts], older) == ([], [("lessen", 13)], False)


def test_a_page_holds_whole_days_and_says_that_there_is_more(portal):
    found = portal(**{f"les{n:02}": f"toegevoegd: 2026-01-{n % 10 + 1:02}\n" for n in range(30)})  # three a day
    days, older = news.days(found, most=7)
    assert [(day.datum, len(day.groups[0].events)) for day in days] == [(date(2026, 1, 10), 3), (date(2026, 1, 9), 3)]
    assert older
    assert not news.days(found, most=30)[1]


def test_one_day_that_is_too_long_is_still_shown(portal):
    days, older = news.days(portal(a="toegevoegd: 2026-01-02\n", b="toegevoegd: 2026-01-02\n", c="toegevoegd: 2026-01-01\n"), 1)
    assert [len(day.groups[0].events) for day in days] == [2] and older


def test_the_page_names_the_days_and_leads_to_the_records(site):
    page = (site / "nieuw/index.html").read_text("utf-8")
    found = re.findall(r'<h2 id="dag-(\d{8})">', page)
    assert found == sorted(found, reverse=True) and found[-1] == "20261121"
    assert re.search(r'<a href="\.\./lessen/">Lessen</a> \(\d+\)', page)
    assert 'href="../bundels/jongeren/"' in page
    home = (site / "index.html").read_text("utf-8")
    assert 'href="nieuw/"' in home
