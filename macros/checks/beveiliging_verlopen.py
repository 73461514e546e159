"""Het bestand /.well-known/security.txt vertelt waar iemand een lek meldt. Het geldt tot de dag bij `verloopt` in portaal.yml.

Wie een verlopen bestand vindt, mag er niet meer op vertrouwen (RFC 9116). Een maand van tevoren waarschuwt deze regel al.
"""

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
