"""Finds records that should have been reviewed by now (rule `herziening-verlopen`).

With `beveiliging_verlopen` and `datum_in_de_toekomst` the only rules that know what day it is. On the page itself the
browser tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build


def check(portal: Portal) -> Iterator[Problem]:
    today = date.today()
    for record in portal.all():
        if record.herzien_voor and record.herzien_voor < today:
            message = f"Dit record had vóór {record.herzien_voor} nagekeken moeten zijn."
            hint = "Vergelijk het met zijn bronnen, zet de dag bij nagekeken en kies een nieuwe dag bij herzien_voor."
            yield problem_at(record, ("herzien_voor",), "herziening-verlopen", message, hint, level="waarschuwing")
