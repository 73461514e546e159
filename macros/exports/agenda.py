"""Calendars (iCalendar): of everything with a day, of each theme, and of each record with a day and what belongs to it.

They are there to follow, so one that was published keeps answering: with what the record has now, be it nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros import ical, urls
from macros.exports import Publication
from macros.kinds import Record
from macros.pages import agenda
from macros.portal import Portal

_OF_RECORD = re.compile(rf"/([^/]+/[^/]+)/{re.escape(urls.CALENDAR)}")


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal, name = publication.portal, publication.portal.settings.naam
    dated = agenda.dated(portal)
    events = {record.ref: agenda.events(portal, record, publication.site_url) for record in dated}

    def calendar(title: str, text: str, records: list[Record]) -> str:
        return ical.calendar(title, text, [event for record in records for event in events.get(record.ref, ())])

    yield (
        urls.file_of(urls.calendar()),
        calendar(name, "Kennisboost, bijeenkomsten en projecten met een datum.", agenda.once(portal, dated)),
    )
    for address, record in _of_records(portal).items():
        if record.is_concept:
            content = calendar("Concept", "Dit is nog niet gepubliceerd.", [])
        elif record.map == "themas":
            text = f"Alles met een datum over {record.titel}."
            content = calendar(f"{record.titel} · {name}", text, agenda.about(portal, record))
        else:
            content = calendar(record.titel, record.samenvatting, [record, *agenda.parts(portal, record)])
        yield urls.file_of(address), content


def addresses(publication: Publication) -> Iterator[str]:
    yield urls.calendar()
    yield from _of_records(publication.portal)


def _of_records(portal: Portal) -> dict[str, Record]:
    """The record of each calendar by its address: those that have one now, and those that were published."""
    found = {
        urls.calendar(folder, record.id): record
        for folder in ("themas", *agenda.folders(portal))
        for record in portal.public(folder)
        if folder == "themas" or agenda.has_calendar(portal, record)
    }
    for path in portal.published.lines if portal.published else ():
        if path.endswith(urls.CALENDAR) and (known := _OF_RECORD.fullmatch(path)) and (record := portal.get(known[1])):
            found.setdefault(urls.calendar(*known[1].split("/")), record)
    return found
