"""Who states what it seeks or offers also states the day on which it said so."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.ruil import Ruilend
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if not isinstance(record, Ruilend) or record.opgegeven:
            continue
        if name := next((name for name in ("zoekt", "biedt") if getattr(record, name)), None):
            message = f"Hier staat niet wanneer de organisatie opgaf wat zij {name}."
            hint = "Voeg toe: opgegeven: met de dag, zoals 2026-11-21."
            yield problem_at(record, (name,), "opgave-zonder-datum", message, hint)
