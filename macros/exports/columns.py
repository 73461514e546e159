"""The columns of a kind in a table, whatever its records fill in: so that a table keeps its form as records come and go."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from macros.kinds import Kind
from macros.kinds.fields import Ref, RichText
from macros.kinds.places import bare, types_of

PLACE = ("map", "id", "pad")  # what stands before the fields


class Column(NamedTuple):
    """A field of the records of a kind, and what it holds."""

    field: str
    form: str  # "text", "number", "yesno", "list" (of plain values), "groups" (a list of groups), or "group"
    parts: tuple[str, ...] = ()  # the fields of those groups
    prose: bool = False  # whether it is text in somebody's own words


@functools.cache
def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind: the fields of all its classes, each after the one that it follows where it is first met."""
    found: list[Column] = []
    for model in kind.models:
        place = 0
        for name, hint in types_of(model).items():
            if name not in model.model_fields:
                continue
            names = [column.field for column in found]
            if name in names:
                place = names.index(name) + 1
            else:
                found.insert(place, _column(name, hint))
                place += 1
    return tuple(found)


def _column(name: str, hint: Any) -> Column:
    inner = bare(hint)
    if inner is list or get_origin(inner) is list:
        item = bare(get_args(inner)[0])
        if isinstance(item, type) and issubclass(item, BaseModel):
            return Column(name, "groups", tuple(item.model_fields))
        return Column(name, "list")
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return Column(name, "group", tuple(inner.model_fields))
    if inner is bool:
        return Column(name, "yesno")
    if inner in (int, float):
        return Column(name, "number")
    return Column(name, "text", prose=inner is str and (_has(hint, RichText) or not _has(hint, Ref)))


def _has(hint: Any, mark: type) -> bool:
    return isinstance(hint, mark) or any(_has(inner, mark) for inner in get_args(hint))
