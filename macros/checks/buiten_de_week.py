"""Finds sessions on a day outside the week that they are part of (rule `buiten-de-week`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.kennisboost import Sessie, Week
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for session in portal.records.get("kennisboost", {}).values():
        if not isinstance(session, Sessie) or not session.begin:
            continue
        week = next((target for reference, target in portal.links(session) if reference.loc == ("week",)), None)
        if not isinstance(week, Week) or not week.begin:
            continue
        day, first, last = str(session.begin)[:10], str(week.begin), str(week.einde or week.begin)
        if not first <= day <= last:
            message = f"{day} valt niet in de week {week.ref}, die van {first} tot en met {last} is."
            hint = "Kijk de dag van de sessie en de dagen van de week na."
            yield problem_at(session, ("begin",), "buiten-de-week", message, hint, level="waarschuwing")
