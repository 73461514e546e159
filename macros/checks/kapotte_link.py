"""Een link in een tekst leidt ergens heen.

Verwijs naar een record met `[tekst](lessen/mijn-les)` en naar een pagina van iemand anders met een volledig webadres.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import text
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for loc, source in record.rich_texts():
            for target in text.links(source):
                if text.is_outside(target):
                    continue
                if not text.is_reference(target):
                    yield problem_at(
                        record,
                        loc,
                        "kapotte-link",
                        f'De link naar "{target}" werkt niet.',
                        "Schrijf map/id van een record, of een volledig adres dat begint met https://.",
                    )
                elif portal.get(target.split("#")[0]) is None and target.split("#")[0] not in portal.broken:
                    folder, _, id_ = target.split("#")[0].partition("/")
                    best = nearest(id_, portal.records.get(folder, {}))
                    yield problem_at(
                        record,
                        loc,
                        "kapotte-link",
                        f'De link naar "{target}" leidt naar een record dat er niet is.',
                        f'Bedoelde u "{folder}/{best}"?' if best else "Kijk de map en de id na.",
                    )
