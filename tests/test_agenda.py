"""Every calendar is read by an independent reader and compared, event by event, with the records in the open data."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from playwright.sync_api import expect

from macros import ical
from macros.ical import Event
from macros.pages import words
from tests.conftest import DESKTOP, faults, in_every_view

TAG = "tag:kennisportaal-vrijwillige-inzet.invalid,2026:/"


def read(path: Path) -> Calendar:
    """A calendar as a strict reader sees it; no line is longer than 75 octets or ends in anything but CRLF."""
    raw = path.read_bytes()
    assert raw.endswith(b"\r\n") and re.fullmatch(rb"(?:[^\r\n]{1,75}\r\n)+", raw), path
    calendar = Calendar.from_ical(raw)
    assert calendar.errors == [] and not any(event.errors for event in calendar.events), path
    return calendar


def by_uid(path: Path) -> dict[str, object]:
    events = read(path).events
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


def records(site: Path) -> list[dict]:
    """Every public record of a site, from its open data."""
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    kinds = [kind for kind in index["soorten"] if kind["aantal"]]
    return [record for kind in kinds for record in json.loads((site / kind["bestand"]).read_text("utf-8"))["records"]]


def moment(value: str) -> date:
    return datetime.fromisoformat(value) if len(value) > len("2027-04-12") else date.fromisoformat(value)


@pytest.mark.parametrize(
    ("begin", "einde", "said"),
    [
        ("2026-11-21", None, "21 november 2026"),
        ("2026-11-21", "2026-11-21", "21 november 2026"),
        ("2026-11-21", "2026-11-23", "21 t/m 23 november 2026"),
        ("2026-11-21T15:30", "2026-11-21", "21 november 2026, 15.30 uur"),
        ("2026-11-21T15:30", "2026-11-21T17:00", "21 november 2026, 15.30 tot 17.00 uur"),
        ("2026-11-21", "2026-11-21T17:00", "21 november 2026, tot 17.00 uur"),
        ("2026-11-21T15:30", "2026-11-22", "21 november 2026, 15.30 uur tot 22 november 2026"),
    ],
)
def test_a_period_says_no_day_twice(begin, einde, said):
    assert words.period(moment(begin), einde and moment(einde)) == said


def expected(record: dict) -> dict[str, tuple]:
    """Begin, end (the first moment after it) and title of what a record should put in a calendar, by uid."""
    uid = f"{TAG}{record['map']}/{record['id']}/"
    if record["map"] == "projecten":
        days = {end: moment(record[end]) for end in ("begin", "einde") if len(str(record.get(end, ""))) == len("2027-03-01")}
        doubt = "Onder voorbehoud: " if record["stand"] == "idee" else ""
        title = "{}{}: {}"
        return {
            f"{uid}{end}": (day, day + timedelta(days=1), title.format(doubt, end.capitalize(), record["titel"]))
            for end, day in days.items()
        }
    if "begin" not in record:
        return {}
    begin = moment(record["begin"])
    last = moment(record.get("einde", record["begin"]))
    timed = isinstance(begin, datetime)
    end = last + timedelta(days=1) if not timed else last if "einde" in record else None
    words = {"vervallen": "Vervallen: ", "onbekend": "Onder voorbehoud: "}
    return {uid: (begin, end, words.get(record.get("stand"), "") + record["titel"])}


def once(records: list[dict]) -> list[dict]:
    """Without the moments that name another one of these records, which begins on the same day: that is the same happening."""
    days = {f"{one['map']}/{one['id']}": one.get("begin") for one in records if one.get("soort") != "moment"}
    return [
        one
        for one in records
        if one.get("soort") != "moment"
        or all(day != one.get("begin") for ref, day in days.items() if f'"{ref}"' in json.dumps(one))
    ]


def test_a_moment_that_tells_of_a_session_is_not_in_the_calendar_beside_it(site):
    calendar = by_uid(site / "agenda.ics")
    both = [f"{TAG}momenten/tijd-2022-11-17-kenniscafes/", f"{TAG}momenten/bijeenkomst-kenniscafes-2022/"]
    assert len(once(records(site))) < len(records(site)) and sum(uid in calendar for uid in both) == 1
    days = [event["DTSTART"].dt for event in calendar.values()]
    assert days.count(date(2023, 11, 30)) == 1


@pytest.fixture(params=["echt", "openbaar"])
def made(request) -> tuple[Path, str]:
    """A site and its public address: the real one, that knows none, and one with projects and a week that is still to come."""
    if request.param == "echt":
        return request.getfixturevalue("site"), ""
    public = request.getfixturevalue("public")
    return public.site, public.address


def test_the_calendar_holds_everything_with_a_day_and_nothing_else(made, figure):
    site, address = made
    events = by_uid(site / "agenda.ics")
    wanted = {uid: (found, record) for record in once(records(site)) for uid, found in expected(record).items()}
    assert events.keys() == wanted.keys() and len(wanted) > 10
    titles = {record["id"]: record["titel"] for record in records(site) if record["map"] == "themas"}
    for uid, ((begin, end, title), record) in wanted.items():
        event = events[uid]
        got = event["DTSTART"].dt
        if isinstance(begin, datetime):
            assert got.tzinfo and str(event["DTSTART"].params["TZID"]) == ical.ZONE
            got = got.replace(tzinfo=None)
        assert got == begin and type(got) is type(begin)
        if end is None:
            assert "DTEND" not in event
        else:
            assert event["DTEND"].dt.replace(**({"tzinfo": None} if isinstance(end, datetime) else {})) == end
        assert str(event["SUMMARY"]) == title
        page = f"{record['map']}/{record['id']}/"
        signup = [f"Aanmelden: {record['aanmelden']}"] if "aanmelden" in record else []
        said = f"Meer: {address}{page}" if address else f"Kenmerk: {page.rstrip('/')}"
        assert str(event["DESCRIPTION"]).split("\n") == [record["samenvatting"].strip(), *signup, said]
        assert str(event.get("URL", "")) == (f"{address}{page}" if address else "")
        assert [str(topic) for topic in event.categories] == [titles[theme] for theme in record.get("themas", [])]
        changed = max((change["datum"] for change in record.get("wijzigingen", [])), default=record.get("toegevoegd"))
        assert f"{event['DTSTAMP'].dt:%Y-%m-%d}" == (changed or f"{begin:%Y-%m-%d}")
        assert int(event["SEQUENCE"]) == len(record.get("wijzigingen", []))
        state = {"vervallen": "CANCELLED", "gestopt": "CANCELLED", "onbekend": "TENTATIVE", "idee": "TENTATIVE"}
        assert str(event["STATUS"]) == state.get(record.get("stand"), "CONFIRMED")
    figure("gebeurtenissen in agenda's", len(wanted), "vergeleken met hun record")


def test_every_theme_has_a_calendar_with_what_is_about_it(made):
    site, _ = made
    everything = records(site)
    filled = 0
    for theme in (record for record in everything if record["map"] == "themas"):
        about = once([record for record in everything if theme["id"] in record.get("themas", [])])
        wanted = {uid for record in about for uid in expected(record)}
        assert by_uid(site / "themas" / theme["id"] / "agenda.ics").keys() == wanted
        filled += bool(wanted)
        page = (site / "themas" / theme["id"] / "index.html").read_text("utf-8")
        assert ('href="../../themas/' + theme["id"] + '/agenda.ics"' in page) == bool(wanted)
    assert filled > 5


def test_a_record_has_a_calendar_when_it_or_a_part_of_it_has_a_day(made):
    site, _ = made
    everything = {f"{record['map']}/{record['id']}": record for record in records(site)}
    wanted = {ref: set(expected(record)) for ref, record in everything.items()}
    for record in everything.values():
        if whole := record.get("week") or record.get("hoort_bij"):
            wanted[f"{record['map']}/{whole.rpartition('/')[2]}"] |= expected(record).keys()
    files = {str(path.parent.relative_to(site)) for path in site.glob("*/*/agenda.ics")}
    assert {ref for ref in files if not ref.startswith("themas/")} == {ref for ref, uids in wanted.items() if uids}
    for ref, uids in wanted.items():
        if uids:
            assert by_uid(site / ref / "agenda.ics").keys() == uids
            assert f"{ref}/agenda.ics" in (site / ref / "index.html").read_text("utf-8")


def test_summer_and_winter_have_their_own_hour(public):
    events = by_uid(public.site / "kennisboost/kennisboostweek-2027-april/agenda.ics")
    summer, winter = events[f"{TAG}kennisboost/april-ontvangst/"], events[f"{TAG}kennisboost/april-vooraf/"]
    assert summer["DTSTART"].dt.utcoffset() == timedelta(hours=2)
    assert winter["DTSTART"].dt.utcoffset() == timedelta(hours=1)


def test_the_times_of_the_zone_are_those_of_amsterdam():
    """Read with the rules that stand in the calendar itself, not with those that the reader knows by name."""
    text = ical.calendar("", "", []).replace(ical.ZONE, "Ergens anders")
    zone = Calendar.from_ical(text).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for day, hours in ((date(2027, 3, 27), 1), (date(2027, 3, 29), 2), (date(2027, 10, 30), 2), (date(2027, 11, 1), 1)):
        assert datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n,;\\:\"'"), max_size=200)
MOMENTS = st.dates(date(1996, 11, 1), date(2099, 1, 1)) | st.datetimes(datetime(1996, 11, 1), datetime(2099, 1, 1)).map(
    lambda time: time.replace(second=0, microsecond=0)
)


@given(TEXT, TEXT, st.lists(TEXT, max_size=3), MOMENTS, MOMENTS | st.none())
def test_whatever_the_words_and_days_a_reader_gets_them_back(title, text, topics, begin, einde):
    event = Event("tag:x,2026:/y/", begin, einde, title, text, date(2026, 11, 22), topics=tuple(topics))
    written = ical.calendar(title, text, [event])
    assert all(len(line) <= 75 for line in written.encode().split(b"\r\n"))
    calendar = Calendar.from_ical(written)
    (read_back,) = calendar.events
    assert str(read_back["SUMMARY"]) == title and str(read_back["DESCRIPTION"]) == text
    assert [str(topic) for topic in read_back.categories] == topics
    start = read_back["DTSTART"].dt
    both = isinstance(begin, datetime) and (einde is None or isinstance(einde, datetime) or einde <= begin.date())
    assert (start.replace(tzinfo=None) if both else start) == (begin if both else ical._day(begin))
    if "DTEND" in read_back:
        assert read_back["DTEND"].dt > start


@in_every_view
def test_the_browser_tells_what_is_still_to_come(page, served, public):
    page.clock.set_fixed_time("2027-04-12T08:30:00Z")  # half past ten in Amsterdam, in the middle of the first session
    page.goto(f"{served}kennisboost/")
    expect(page.locator("#week-komende + p")).to_have_text("Er staat nog niets op de agenda.", timeout=30_000)
    over = page.locator("#week-voorbij + ol > li > a").all_inner_texts()
    assert len(over) == 2 and "najaar 2023" in over[0] and "juni 2023" in over[1]
    assert faults(page) == []


@pytest.mark.parametrize(
    ("when", "parts", "said"),
    [
        ("2027-04-12T07:59:00Z", "komende", {"april-ontvangst": "(komt nog)", "april-vooraf": "", "april-vervallen": ""}),
        ("2027-04-12T08:30:00Z", "komende", {"april-ontvangst": "(nu)", "kennisboostweek-2027-april": "(nu)"}),
        ("2027-04-16T21:59:00Z", "komende", {"april-ontvangst": "(de datum is voorbij)", "kennisboostweek-2027-april": "(nu)"}),
        ("2027-04-16T22:01:00Z", "voorbij", {"kennisboostweek-2027-april": "(de datum is voorbij)"}),
    ],
)
def test_what_was_announced_is_to_come_then_now_then_over(browser, public, when, parts, said):
    with browser.new_context(viewport=DESKTOP) as context:
        page = context.new_page()
        page.clock.set_fixed_time(when)
        page.goto(f"{public.address}kennisboost/")
        page.wait_for_selector("#week-komende")
        week = page.locator(f"#week-{parts} + ol a[href*='kennisboostweek-2027-april/']")
        assert week.count() == 2  # its page, and its calendar
        for id_, remark in said.items():
            page.goto(f"{public.address}kennisboost/{id_}/")
            expect(page.locator(".kp-kop .kp-verlopen")).to_have_text([remark] * bool(remark), timeout=30_000)


def test_without_a_script_the_days_are_there(browser, public):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{public.address}kennisboost/")
        assert page.locator("[data-agenda] > ol time").all_inner_texts() == [
            "14 t/m 20 juni 2023",
            "30 oktober t/m 3 november 2023",
            "12 t/m 16 april 2027",
        ]
        assert page.get_by_text("Voorbij").count() == 0


def order(site: Path) -> list[str]:
    """The themes in the order of the page."""
    return re.findall(r'data-thema="([^"]+)"', (site / "agenda/index.html").read_text("utf-8"))


def test_chosen_themes_come_in_one_file(page, served, site, tmp_path, figure):
    """The file that the browser makes holds the events of the chosen themes, each once and to the letter."""
    with_events = {path.parent.name: by_uid(path) for path in (site / "themas").glob("*/agenda.ics") if by_uid(path)}
    one, *others = sorted(with_events, key=lambda theme: -len(with_events[theme]))
    shared = next((theme for theme in others if with_events[theme].keys() & with_events[one].keys()), others[0])
    themes = [one, shared, others[-1]]
    page.goto(f"{served}agenda/?thema={one}&thema={shared}")
    button = page.get_by_role("button", name="Download uw agenda")
    expect(button).to_be_enabled()
    assert {box.input_value() for box in page.locator("[data-agendakeuze] input:checked").all()} == {one, shared}
    page.locator(f"[data-agendakeuze] input[value={others[-1]}]").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{served}agenda/?{'&'.join(f'thema={theme}' for theme in sorted(themes, key=order(site).index))}")
    button.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    saved.value.save_as(tmp_path / "samen.ics")
    expected = {uid: event.to_ical() for theme in themes for uid, event in with_events[theme].items()}
    found = {uid: event.to_ical() for uid, event in by_uid(tmp_path / "samen.ics").items()}
    assert found == expected
    begins = [event.start.isoformat()[:10] for event in read(tmp_path / "samen.ics").events]
    assert begins == sorted(begins)
    raw = (tmp_path / "samen.ics").read_bytes()
    assert (raw.count(b"BEGIN:VCALENDAR"), raw.count(b"BEGIN:VTIMEZONE"), raw.count(b"X-WR-CALNAME")) == (1, 1, 1)
    expect(page.locator("[data-agendakeuze] [role=status]")).to_contain_text(f"met {len(expected)} data")
    figure("agenda's van thema's in één bestand", len(set(themes)), "in een browser samengevoegd")


def test_each_theme_has_its_own_link_without_script(browser, served, site):
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(f"{served}agenda/")
        links = plain.locator("[data-agendakeuze] a")
        assert {link.get_attribute("href") for link in links.all()} == {
            f"../themas/{path.parent.name}/agenda.ics" for path in (site / "themas").glob("*/agenda.ics") if by_uid(path)
        }


@in_every_view
def test_the_choice_of_themes_is_for_everyone(page, served):
    page.goto(f"{served}agenda/")
    expect(page.get_by_role("group", name="Welke thema's?")).to_be_visible()
    button = page.get_by_role("button", name="Download uw agenda")
    expect(button).to_be_disabled()
    expect(button).to_have_css("border-style", "dashed")  # one that can be pressed has a whole line, and a hand
    expect(button).to_have_css("cursor", "not-allowed")
    assert faults(page) == []
    page.get_by_role("checkbox").first.check()
    expect(button).to_have_css("border-style", "solid")
    expect(button).to_have_css("cursor", "pointer")
