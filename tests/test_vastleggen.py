"""Whoever follows CONTRIBUTING.md can record a lesson, a project and the next Kennisboost week, and readers find all three."""

from __future__ import annotations

import re
import shutil
import textwrap
import urllib.request
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from macros.pages import agenda
from macros.problems import report
from scripts import new
from tests.bouwen import examine_thoroughly
from tests.conftest import DESKTOP, ROOT, faults, make_site, serving

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SOURCE = "\n  - bron: eindrapport-coalitie-2024\n    kop: 1. Ontwikkelfase"


def told(soort: str) -> list[str]:
    """What to hand to scripts.new, as the guide writes the command for this kind of record."""
    command = re.search(rf"make new ([^`\n]*SOORT={soort}\b[^`\n]*)", GUIDE)[1]
    given = dict(part.split("=") for part in command.split() if "=" in part)
    return [given.get(name, "") for name in ("SOORT", "ID", "VORM", "SESSIES")]


def example(word: str) -> str:
    """The example of the guide in which this word stands, without its indent."""
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)
    return textwrap.dedent(next(block for block in blocks if word in block))


def fill(path: Path, **values: str) -> None:
    """Fill in fields of a new record as a contributor does: behind the name, without the # before it."""
    text = path.read_text("utf-8")
    for name, value in values.items():
        empty = (
            r" \|\n  $" if name in ("inzicht", "context", "advies", "doel", "verslag") else r"[^\n]*(?:\n  - bron:\n    kop:)?$"
        )
        text, times = re.subn(rf"^(?:# )?{name}:{empty}", lambda _, n=name, v=value: f"{n}: {v}", text, count=1, flags=re.M)
        assert times == 1, (path, name)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """The real data with the three, made by nothing but the commands, fields and examples of the guide."""
    data = tmp_path_factory.mktemp("vastleggen") / "data"
    shutil.copytree(ROOT / "data", data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA", str(data))
        for soort in ("lessen", "projecten", "kennisboost", "momenten"):
            assert new.main(told(soort)) == 0
    fill(
        data / "lessen" / f"{told('lessen')[1]}.yml",
        titel="Aan de keukentafel hoort u wat nieuwe vrijwilligers zoeken",
        samenvatting="Een gesprek thuis levert meer op dan een formulier, merkte de projectgroep.",
        inzicht="Thuis praat iemand makkelijker.",
        context="Een proef in drie gemeenten.",
        advies="Ga bij mensen langs.",
        herkomst=SOURCE,
        themas="[werven-en-behouden]",
    )
    project = data / "projecten" / f"{told('projecten')[1]}.yml"
    fill(
        project,
        titel="Keukentafelproject voor jonge vrijwilligers",
        samenvatting="Drie gemeenten zoeken jongeren op die nog geen plek als vrijwilliger vonden.",
        ambitie="bewustwording-en-activeren",
        acties="[actie-campagne-verkennen]",
        stand="uitvoeren",
        begin="2026-03-01",
        doel="Meer jongeren vinden een plek.",
        middelen="gesloten beurzen",
        lessen=f"[{told('lessen')[1]}]",
        herkomst=SOURCE,
    )
    project.write_text(project.read_text("utf-8") + example("partners:"), "utf-8")
    _, week, _, sessions = told("kennisboost")
    fill(
        data / "kennisboost" / f"{week}.yml",
        titel="Kennisboostweek april 2027 over jonge vrijwilligers",
        samenvatting="In vijf sessies hoort u wat werkt als u jongeren zoekt.",
        begin="2027-04-12",
        einde="2027-04-16",
        verslag="Een week over jongeren.",
        aanmelden="https://voorbeeld.nl/aanmelden",
        herkomst=SOURCE,
    )
    for number, word in enumerate(("bellen", "fietsen", "koken", "lezen", "zingen")[: int(sessions)], 1):
        session = data / "kennisboost" / f"{week}-sessie-{number}.yml"
        fill(session, titel=f"Jongeren en {word}", samenvatting=f"Over {word}.", verslag=f"Zo gaat {word}.", herkomst=SOURCE)
        if number < 5:  # of the last one nobody knows the day yet
            fill(session, begin=f"2027-04-1{1 + number} 15:30", einde=f"2027-04-1{1 + number} 16:30")
    fill(data / "kennisboost" / f"{week}-sessie-1.yml", opname="https://voorbeeld.nl/opname", lessen=f"[{told('lessen')[1]}]")
    fill(
        data / "momenten" / f"{told('momenten')[1]}.yml",
        titel="Netwerkconferentie over jonge vrijwilligers",
        samenvatting="Alle partners komen een middag bij elkaar.",
        wanneer="10 juni 2027",
        begin="2027-06-10 13:00",
        afgesproken="door de kerngroep",
        stand="gepland",
        hoort_bij="ritme-netwerkconferentie",
        herkomst=SOURCE,
    )
    return data


def test_the_guide_leads_to_records_without_problems(data):
    portal, found = examine_thoroughly(data, ROOT / "docs")
    assert report(found) == ""
    assert len(agenda.parts(portal, portal.get("/".join(told("kennisboost")[:2])))) == 5


@pytest.mark.slow
def test_a_lesson_a_project_and_the_next_week_show_everywhere(data, browser):
    lesson, project, week = (f"{told(soort)[0]}/{told(soort)[1]}" for soort in ("lessen", "projecten", "kennisboost"))
    titles = {
        lesson: "Aan de keukentafel hoort u wat nieuwe vrijwilligers zoeken",
        project: "Keukentafelproject voor jonge vrijwilligers",
        week: "Kennisboostweek april 2027 over jonge vrijwilligers",
    }
    fill(data / f"{week}-sessie-1.yml", stand="geweest")
    site = data.parent / "site"
    made = make_site(site, data, SEARCH="1")
    assert made.returncode == 0, made.stderr
    with serving(site) as address, browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        page.clock.set_fixed_time("2027-04-01T12:00:00Z")
        for ref, title in titles.items():
            folder, _, id_ = ref.partition("/")
            page.goto(f"{address}{ref}/")  # its page
            expect(page.locator("h1")).to_have_text(title)
            assert faults(page) == []
            page.goto(f"{address}{folder}/")  # its list
            expect(page.locator(f"#kp-inhoud a[href$='{ref}/']", has_text=title)).to_be_visible()
            page.goto(f"{address}zoeken/?q={title.replace(' ', '+')}")  # search
            page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")
            first = page.locator("#zoekresultaten a").first
            assert (first.get_attribute("data-kind"), first.get_attribute("data-id")) == (folder, id_)
            for feed in ("feed.xml", f"{folder}/feed.xml"):  # the feeds
                entries = feedparser.parse(f"{address}{feed}").entries
                assert [entry.title for entry in entries if entry.link.endswith(f"/{ref}/")] == [title], feed
            page.goto(f"{address}nieuw/")  # what is new
            expect(page.locator(f"#kp-inhoud a[href$='{ref}/']", has_text=title)).to_be_visible()

        # The calendar: everything of it that has a day. A lesson has none.
        days = events(f"{address}agenda.ics")
        assert titles[lesson] not in days
        assert days[f"Begin: {titles[project]}"] == "2026-03-01" and days[titles[week]] == "2027-04-12"
        assert days["Netwerkconferentie over jonge vrijwilligers"] == "2027-06-10 13:00"
        sessions = {
            f"Jongeren en {word}": f"2027-04-1{day} 15:30" for day, word in enumerate(("bellen", "fietsen", "koken", "lezen"), 2)
        }
        assert sessions.items() <= days.items() and "Jongeren en zingen" not in days
        page.goto(f"{address}{week}/")
        assert events(page.locator("#kp-inhoud").get_by_role("link", name="In uw agenda").evaluate("link => link.href")) == {
            titles[week]: "2027-04-12",
            **sessions,
        }

        # The programme, day by day, before and after.
        expect(page.get_by_role("link", name="Meld u aan", exact=True)).to_have_attribute(
            "href", "https://voorbeeld.nl/aanmelden"
        )
        assert page.locator(".kp-programma h3").all_inner_texts() == [
            "Maandag 12 april 2027",
            "Dinsdag 13 april 2027",
            "Woensdag 14 april 2027",
            "Donderdag 15 april 2027",
            "Dag niet bekend",
        ]
        first_day = page.locator(".kp-programma section").first
        expect(first_day.get_by_role("link", name="Opname van Jongeren en bellen")).to_be_visible()
        expect(first_day.get_by_role("link", name=titles[lesson])).to_be_visible()

        # The lists that look ahead.
        page.goto(f"{address}kennisboost/")
        expect(page.locator("#week-komende + ol > li")).to_have_count(1)
        page.goto(f"{address}werkagenda/")
        expect(page.locator(".kp-balken li")).to_have_count(1)
        expect(page.locator(".kp-balken")).to_contain_text("Uitvoeren · vanaf 1 maart 2026")
        assert page.locator(".kp-acties .kp-klein", has_text="nog niet gekozen").count() == 23
        expect(page.locator("#planning-komende + ol > li")).to_have_count(1)


def events(address: str) -> dict[str, str]:
    """The titles in a calendar with when each begins."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        calendar = Calendar.from_ical(answer.read())
    return {str(event["SUMMARY"]): str(event["DTSTART"].dt)[:16] for event in calendar.events}
