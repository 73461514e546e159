"""Onderdelen van een record hebben elk een eigen id, en verwijzen alleen naar elkaar.

Zo kan een link naar één onderdeel leiden, zoals naar een actie van een ambitie.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.kinds.fields import Part
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for name, parts in record:
            if isinstance(parts, list) and parts and isinstance(parts[0], Part) and hasattr(parts[0], "id"):
                yield from _in_list(record, name, parts)


def _in_list(record: Record, name: str, parts: list[Part]) -> Iterator[Problem]:
    ids = [part.id for part in parts]
    for number, part in enumerate(parts):
        if part.id in ids[:number]:
            message = f'"{part.id}" staat al bij een ander onderdeel.'
            yield problem_at(record, (name, number, "id"), "dubbele-id", message, "Geef elk onderdeel een eigen id.")
        above = getattr(part, "onder", None)
        if above and (above not in ids or above == part.id):
            message = f'"{above}" is geen ander onderdeel van {name}.'
            yield problem_at(record, (name, number, "onder"), "onbekend-onderdeel", message, suggestion(above, ids, most=30))
