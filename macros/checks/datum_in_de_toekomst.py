"""Finds days that cannot have been yet, and a change from before a record was there.

Rules `datum-in-de-toekomst` and `wijziging-voor-toegevoegd`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from macros import yamlfile
from macros.filenames import shown
from macros.kinds import Record
from macros.kinds.ruil import Ruilend
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem
from macros.releases import RELEASES_FILE

_LOOK = "Kijk het jaar en de maand na."
THOROUGH = True  # says nothing that stops a build: pages do not depend on the day


def check(portal: Portal) -> Iterator[Problem]:
    today = date.today()
    for record in portal.all():
        for loc, day in _days(record):
            if day > today:
                message = f"{day} is nog niet geweest."
                yield problem_at(record, loc, "datum-in-de-toekomst", message, _LOOK, level="waarschuwing")
            elif record.toegevoegd and loc[0] == "wijzigingen" and day < record.toegevoegd:
                message = f"Deze wijziging is van {day}, maar het record kwam er pas bij op {record.toegevoegd}."
                yield problem_at(record, loc, "wijziging-voor-toegevoegd", message, "Kijk beide dagen na.", level="waarschuwing")
    yield from _of_release(portal, today)


def _days(record: Record) -> Iterator[tuple[tuple[str | int, ...], date]]:
    """What was done to a record or its subject, and when."""
    if record.toegevoegd:
        yield ("toegevoegd",), record.toegevoegd
    if record.nagekeken:
        yield ("nagekeken",), record.nagekeken
    if isinstance(record, Ruilend) and record.opgegeven:
        yield ("opgegeven",), record.opgegeven
    for number, change in enumerate(record.wijzigingen):
        yield ("wijzigingen", number, "datum"), change.datum
    for number, step in enumerate(getattr(record, "voortgang", ())):
        yield ("voortgang", number, "datum"), step.datum
    begin = getattr(record, "begin", None)
    if isinstance(begin, date) and getattr(record, "stand", "") == "geweest":
        yield ("begin",), begin.date() if isinstance(begin, datetime) else begin


def _of_release(portal: Portal, today: date) -> Iterator[Problem]:
    """The last release: those before it have an earlier day."""
    last, settings = portal.release, portal.settings.path  # releases are of the portal's own data, which has settings
    if last and last.datum > today and settings:
        path = Path(settings).with_name(RELEASES_FILE)
        line, column = yamlfile.place(path.read_bytes(), ("uitgaven",), word=str(last.datum))
        message = f'{last.datum} is nog niet geweest, en de dag van uitgave "{last.versie}".'
        yield Problem(shown(path), line, column, "datum-in-de-toekomst", message, _LOOK, level="waarschuwing")
