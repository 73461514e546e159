"""Writes calendars as iCalendar (RFC 5545) that calendar programs read and follow.

Times are those of Amsterdam, with the rules that hold since 1996; a day is a whole day. Nothing here looks at the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ZONE = "Europe/Amsterdam"
_LINE = 75  # octets, without the end of the line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".split("\n")


@dataclass(frozen=True)
class Event:
    """Something in a calendar. `begin` and `einde` are days or times in Amsterdam; `stamp` is the day of the last change."""

    uid: str
    begin: date
    einde: date | None
    title: str
    text: str
    stamp: date
    changes: int = 0  # how many times it changed: a calendar program takes the highest
    url: str = ""
    topics: tuple[str, ...] = ()
    status: str = "CONFIRMED"  # or TENTATIVE, CANCELLED


def calendar(name: str, text: str, events: Iterable[Event]) -> str:
    """A whole calendar, with its time zone also when it has no events: an empty one is not allowed."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kennisportaal Vrijwillige Inzet//agenda//NL", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", f"X-WR-CALDESC:{_text(text)}", f"X-WR-TIMEZONE:{ZONE}", *_ZONE]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event) -> Iterator[str]:
    begin, einde, timed = _times(event)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp:%Y%m%d}T000000Z"
    yield f"LAST-MODIFIED:{event.stamp:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{event.changes}"
    yield f"DTSTART;{_when(begin, timed)}"
    if einde:
        yield f"DTEND;{_when(einde, timed)}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.text)}"
    if event.url:
        yield f"URL:{event.url}"
    if event.topics:
        yield f"CATEGORIES:{','.join(map(_text, event.topics))}"
    yield f"STATUS:{event.status}"
    yield f"TRANSP:{'OPAQUE' if timed else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _times(event: Event) -> tuple[date, date | None, bool]:
    """Begin, end (the first moment after it) and whether these are times. Only where both are known, both are."""
    begin, einde = event.begin, event.einde
    if isinstance(begin, datetime):
        if isinstance(einde, datetime):
            return begin, einde if einde > begin else None, True
        if einde is None or einde <= begin.date():
            return begin, None, True
    first, last = _day(begin), _day(einde or begin)
    return first, max(first, last) + timedelta(days=1), False


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _when(value: date, timed: bool) -> str:
    return f"TZID={ZONE}:{value:%Y%m%dT%H%M%S}" if timed else f"VALUE=DATE:{value:%Y%m%d}"


def _text(value: str) -> str:
    """A value as iCalendar writes text; signs that no text has, such as a bell, are left out."""
    return "".join(sign for sign in value if sign >= " " or sign == "\n").replace("\x7f", "").translate(_ESCAPED)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which cuts a letter in two."""
    rest = line.encode()
    pieces = []
    while len(rest) > _LINE - bool(pieces):
        cut = _LINE - bool(pieces)
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join([*pieces, rest]).decode()
