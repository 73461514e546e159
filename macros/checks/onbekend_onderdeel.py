"""Onderdelen van een record hebben elk een eigen id, en verwijzen alleen naar elkaar.

Zo kan een link naar één onderdeel leiden, zoals naar een actie van een ambitie.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import get_args

from macros.kinds import Record
from macros.kinds.fields import Part
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for name in _part_fields(type(record)):
            yield from _in_list(record, name, getattr(record, name))


@functools.cache
def _part_fields(model: type[Record]) -> tuple[str, ...]:
    """The fields of a class that hold lists of parts with an id."""
    parts = {name: get_args(field.annotation) for name, field in model.model_fields.items()}
    return tuple(name for name, types in parts.items() if types and _is_a(types[0], Part) and "id" in types[0].model_fields)


def _is_a(type_: object, parent: type) -> bool:
    return isinstance(type_, type) and issubclass(type_, parent)


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
