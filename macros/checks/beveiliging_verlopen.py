"""The contact for leaks in portaal.yml has not expired, nor will it within a month (RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build
SOON = timedelta(days=30)


def check(portal: Portal) -> Iterator[Problem]:
    given, today = portal.settings.beveiliging, date.today()
    if given is None or given.verloopt > today + SOON:
        return
    said = "is verlopen op" if given.verloopt < today else "verloopt op"
    message = f"Het contact voor lekken {said} {given.verloopt}."
    hint = "Kijk na of het contact nog klopt en kies een nieuwe dag, binnen een jaar."
    place = ("beveiliging", "verloopt")
    yield problem_at(portal.settings, place, "beveiliging-verlopen", message, hint, level="waarschuwing")
