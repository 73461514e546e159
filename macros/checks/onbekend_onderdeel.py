"""Finds parts of a record with the id of another part, under a part that is not there, or under each other in a ring.

Rules `dubbele-id`, `onbekend-onderdeel` and `onderdelen-in-een-kring`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import get_args, get_origin

from pydantic import BaseModel

from macros.kinds import Record
from macros.kinds.fields import Part
from macros.kinds.places import values_at
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if not _lists_of_parts(type(record)):
            continue
        seen: set[str] = set()
        for path in _lists_of_parts(type(record)):
            found = list(values_at(record, path))
            for loc, part in found:
                if part.id in seen:
                    message = f'"{part.id}" staat al bij een ander onderdeel.'
                    yield problem_at(record, (*loc, "id"), "dubbele-id", message, "Geef elk onderdeel een eigen id.")
                seen.add(part.id)
            yield from _above(record, found)


def _above(record: Record, found: list[tuple[tuple, Part]]) -> Iterator[Problem]:
    """Parts that stand under another part of the same list, which must be there."""
    ids = [part.id for _, part in found]
    for loc, part in found:
        above = getattr(part, "onder", None)
        if above and above not in (others := [id_ for id_ in ids if id_ != part.id]):
            message = f'"{above}" is geen ander onderdeel van {loc[0]}.'
            yield problem_at(record, (*loc, "onder"), "onbekend-onderdeel", message, suggestion(above, others, most=30))
    yield from _rings(record, {part.id: (loc, above) for loc, part in found if (above := getattr(part, "onder", None))})


def _rings(record: Record, under: dict[str, tuple[tuple, str]]) -> Iterator[Problem]:
    """Parts that hang under each other without one on top: the page would show none of them. Told once a ring."""
    done: set[str] = set()
    for first in under:
        way: list[str] = []
        while first in under and first not in done:
            done.add(first)
            way.append(first)
            first = under[first][1]
        if first in way and first != way[-1]:  # under itself is told of above
            ring = [*way[way.index(first) :], first]
            message = f"Deze onderdelen hangen in een kring onder elkaar: {' → '.join(ring)}."
            hint = "Haal onder weg bij het onderdeel dat bovenaan hoort."
            yield problem_at(record, (*under[first][0], "onder"), "onderdelen-in-een-kring", message, hint)


@functools.cache
def _lists_of_parts(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """Where in a class lists of parts with an id stand, lists inside parts too."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        part = next((type_ for type_ in get_args(field.annotation) if isinstance(type_, type) and issubclass(type_, Part)), None)
        if part is None or get_origin(field.annotation) is not list:
            continue
        if "id" in part.model_fields:
            found.append((name, "*"))
        found += [(name, "*", *path) for path in _lists_of_parts(part)]
    return tuple(found)
