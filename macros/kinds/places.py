"""Where in the classes of records references and texts stand, and what records hold at those places."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from macros.kinds.fields import FORMERLY, Ref, RichText


class Reference(NamedTuple):
    """One reference as it stands in a record."""

    loc: tuple[str | int, ...]
    value: str
    ref: Ref

    @property
    def anchor(self) -> str:
        """The fixed name of the heading under which the other side lists this."""
        return self.ref.anchor or str(self.loc[0])


@dataclass(frozen=True)
class Marked:
    """Where in a model a mark (`Ref` or `RichText`) stands: the names of the fields on the way, `*` for list items."""

    path: tuple[str, ...]
    mark: Any


@functools.cache
def types_of(model: type[BaseModel]) -> dict[str, Any]:
    """The type of each field of a class, with all that is noted on it."""
    return get_type_hints(model, include_extras=True)


def marked_fields(model: type[BaseModel], mark: type) -> tuple[Marked, ...]:
    """Every place in `model` whose type carries a `mark`, in the order of the fields."""
    types = types_of(model)
    return tuple(found for name in model.model_fields for found in _search(types[name], (name,), mark))


def _search(hint: Any, path: tuple[str, ...], mark: type) -> Iterator[Marked]:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *notes = get_args(hint)
        yield from (Marked(path, note) for note in notes if isinstance(note, mark))
        yield from _search(inner, path, mark)
    elif origin is list:
        yield from _search(get_args(hint)[0], (*path, "*"), mark)
    elif origin in (Union, UnionType):
        for option in get_args(hint):
            yield from _search(option, path, mark)
    elif origin is not Literal and isinstance(hint, type) and issubclass(hint, BaseModel):
        for found in marked_fields(hint, mark):
            yield Marked((*path, *found.path), found.mark)


@functools.cache
def formerly(model: type[BaseModel]) -> dict[str, str]:
    """The names that the fields of a class had before, and what those fields are called now."""
    noted = ((name, field.json_schema_extra) for name, field in model.model_fields.items())
    return {old: name for name, extra in noted if isinstance(extra, dict) for old in extra.get(FORMERLY, ())}


def choices_in(hint: Any) -> tuple[str, ...]:
    """The closed list of values that a type takes; empty when it takes any."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(choice for inner in get_args(hint) for choice in choices_in(inner))


def bare(hint: Any) -> Any:
    """A type without its notes, and without that the field may be left out; of more types that it takes the first."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    options = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) not in (list, None) and options and not isinstance(options[0], str):
        return bare(options[0])
    return hint


def of_each(hint: Any) -> Any:
    """What a field holds, as `bare` gives it; of a list what each of its values is."""
    inner = bare(hint)
    return bare(get_args(inner)[0]) if get_origin(inner) is list else inner


def part_in(hint: Any) -> type[BaseModel] | None:
    """The group of fields that a type holds, by itself or in a list; None when it holds none."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next((found for inner in get_args(hint) if (found := part_in(inner))), None)


def values_at(item: Any, path: tuple[str, ...], loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple, Any]]:
    """The values in `item` at the places that `path` names, each with its own location.

    `item` is a record or part, or the plain mappings and lists of one that was not valid.
    """
    if item is None:
        return
    if not path:
        yield loc, item
    elif path[0] == "*":
        for number, part in enumerate(item if isinstance(item, list) else ()):
            yield from values_at(part, path[1:], (*loc, number))
    elif isinstance(item, dict):
        yield from values_at(item.get(path[0]), path[1:], (*loc, path[0]))
    elif isinstance(item, BaseModel):
        yield from values_at(getattr(item, path[0]), path[1:], (*loc, path[0]))


@functools.cache
def marks(model: type[BaseModel], mark: type) -> tuple[Marked, ...]:
    """`marked_fields`, looked up once for each class."""
    return marked_fields(model, mark)


@functools.cache
def references_at(model: type[BaseModel], path: str) -> tuple[Marked, ...]:
    """The references of a class at a path such as `themas` or `herkomst.bron`, or inside the group that it names."""
    named = ((".".join(name for name in place.path if name != "*"), place) for place in marks(model, Ref))
    return tuple(place for name, place in named if name == path or name.startswith(f"{path}."))


def references_in(model: type[BaseModel], item: Any) -> Iterator[Reference]:
    """Every reference that a record (or the plain data of one) of class `model` makes."""
    fields = item if isinstance(item, dict) else item.__dict__
    for place in marks(model, Ref):
        path, ref = place.path, place.mark
        given = fields.get(path[0])
        if not given:
            continue
        if path[1:] == ("*",) and isinstance(given, list):  # as nearly all are: no need to look step by step
            found = (((path[0], number), value) for number, value in enumerate(given))
        else:
            found = values_at(given, path[1:], path[:1])
        for loc, value in found:
            if isinstance(value, str):
                yield Reference(loc, value, ref)


def texts_in(value: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a record or part, or in the plain mappings and lists of one that was not valid, with its location."""
    if isinstance(value, str):
        yield loc, value
        return
    fields = value.__dict__ if isinstance(value, BaseModel) else value
    if isinstance(fields, dict | list):
        for step, part in fields.items() if isinstance(fields, dict) else enumerate(fields):
            yield from texts_in(part, (*loc, step))


def rich_texts_in(model: type[BaseModel], item: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every Markdown text of a record (or the plain data of one), with its location."""
    fields = item if isinstance(item, dict) else item.__dict__
    for place in marks(model, RichText):
        for loc, value in values_at(fields.get(place.path[0]), place.path[1:], place.path[:1]):
            if isinstance(value, str):
                yield loc, value
