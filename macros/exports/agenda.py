"""Calendars (iCalendar): of everything with a day, of each theme, and of each record with a day and what belongs to it.

The first two are there to follow, so they stay where they are: a theme that moved or was withdrawn keeps its calendar.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import ical, urls
from macros.exports import Publication
from macros.kinds import Record
from macros.pages import agenda
from macros.portal import Portal


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal, name = publication.portal, publication.portal.settings.naam
    dated = agenda.dated(portal)
    events = {record.ref: agenda.events(portal, record, publication.site_url) for record in dated}

    def calendar(title: str, text: str, records: list[Record]) -> str:
        return ical.calendar(title, text, [event for record in records for event in events.get(record.ref, ())])

    yield urls.file_of(urls.calendar()), calendar(name, "Kennisboost, bijeenkomsten en projecten met een datum.", dated)
    for theme in _themes(portal):
        content = calendar(f"{theme.titel} · {name}", f"Alles met een datum over {theme.titel}.", agenda.about(portal, theme))
        for address in _addresses_of(theme):
            yield urls.file_of(address), content
    for folder in portal.kinds:
        for record in portal.public(folder):
            if agenda.has_calendar(portal, record):
                content = calendar(record.titel, record.samenvatting, [record, *agenda.parts(portal, record)])
                yield urls.file_of(urls.calendar(folder, record.id)), content


def addresses(publication: Publication) -> Iterator[str]:
    yield urls.calendar()
    for theme in _themes(publication.portal):
        yield from _addresses_of(theme)


def _themes(portal: Portal) -> list[Record]:
    """The themes that have a page for readers, or had one."""
    return [theme for theme in portal.records.get("themas", {}).values() if theme.publicatie != "concept"]


def _addresses_of(theme: Record) -> Iterator[str]:
    """Where the calendar of a theme is, and where it was."""
    for ref in (theme.ref, *theme.voormalige_ids):
        yield urls.calendar(*ref.split("/"))
