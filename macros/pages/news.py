"""What is new: records that came, changed or were withdrawn, newest first. The page Nieuw en gewijzigd reads this."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from macros.kinds import Kind, Record
from macros.portal import Portal

Soort = Literal["ingetrokken", "inhoudelijk", "toegevoegd", "redactioneel"]

# By what readers of one day should see first.
SOORTEN: dict[Soort, str] = {
    "ingetrokken": "Ingetrokken",
    "inhoudelijk": "Inhoudelijk gewijzigd",
    "toegevoegd": "Erbij gekomen",
    "redactioneel": "Alleen anders geschreven",
}
FEW = 12  # of one kind, as many new records on a day are named; of more a reader gets the number and the list


class Event(NamedTuple):
    """What happened to a record on a day, with a sentence that says it: of a new record its summary."""

    datum: date
    soort: Soort
    record: Record
    tekst: str


class Group(NamedTuple):
    """What happened on one day, of one sort: events to name, and of kinds with too many the number."""

    soort: Soort
    heading: str
    events: list[Event]
    counts: list[tuple[Kind, int]]


class Day(NamedTuple):
    datum: date
    groups: list[Group]


def events(portal: Portal) -> list[Event]:
    """Everything that happened to what readers can see, newest first; of one day in the order of `SOORTEN`, then by kind.

    Of a record that is withdrawn only that: who reads what it once said, reads what no longer holds. A concept is not there.
    """
    rank = {soort: number for number, soort in enumerate(SOORTEN)}
    found = [event for record in portal.all() for event in _of(record)]
    order = {folder: number for number, folder in enumerate(portal.kinds)}
    found.sort(
        key=lambda event: (
            -event.datum.toordinal(),
            rank[event.soort],
            order[event.record.map],
            event.record.titel.casefold(),
            event.record.id,
        )
    )
    return found


def days(portal: Portal, most: int) -> tuple[list[Day], bool]:
    """The newest days, up to `most` named events, and whether there are older ones. A day is never shown in part."""
    found: list[Day] = []
    named = 0
    for datum, of_day in groupby(events(portal), key=lambda event: event.datum):
        groups = [_group(portal, soort, list(group)) for soort, group in groupby(of_day, key=lambda event: event.soort)]
        named += sum(len(group.events) + len(group.counts) for group in groups)
        if found and named > most:
            return found, True
        found.append(Day(datum, groups))
    return found, False


def _of(record: Record) -> Iterator[Event]:
    if record.publicatie == "ingetrokken":
        if record.intrekking:
            yield Event(record.intrekking.sinds, "ingetrokken", record, record.intrekking.waarom)
    elif record.is_public:
        if record.toegevoegd:
            yield Event(record.toegevoegd, "toegevoegd", record, record.samenvatting)
        # The last line first: of two changes on a day that is the newest.
        yield from (Event(change.datum, change.soort, record, change.tekst) for change in reversed(record.wijzigingen))


def _group(portal: Portal, soort: Soort, found: list[Event]) -> Group:
    by_kind = [(folder, list(group)) for folder, group in groupby(found, key=lambda event: event.record.map)]
    counted = {folder: len(group) for folder, group in by_kind if soort == "toegevoegd" and len(group) > FEW}
    return Group(
        soort,
        SOORTEN[soort],
        [event for folder, group in by_kind if folder not in counted for event in group],
        [(portal.kinds[folder], number) for folder, number in counted.items()],
    )
