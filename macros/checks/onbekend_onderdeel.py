"""Finds parts of a record with the id of another part, or under a part that is not there (`dubbele-id`, `onbekend-onderdeel`)."""

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
        if above and (above not in ids or above == part.id):
            message = f'"{above}" is geen ander onderdeel van {loc[0]}.'
            yield problem_at(record, (*loc, "onder"), "onbekend-onderdeel", message, suggestion(above, ids, most=30))


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
