"""The facts of a record, in the order and with the labels of its kind: what stands beside the text on its page."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from macros import urls
from macros.kinds import Record
from macros.kinds.fields import Ref, RichText
from macros.kinds.places import choices_in, marks
from macros.pages import words
from macros.portal import Portal

# Shown in places of their own, or not at all.
_ELSEWHERE = {
    "titel",
    "samenvatting",
    "aliassen",
    "ingedeeld",
    "zekerheid",
    "zie_ook",
    "citaten",
    "herkomst",
    "afwijkingen",
    "toegevoegd",
    "wijzigingen",
    "nagekeken",
    "herzien_voor",
    "publicatie",
    "intrekking",
    "voormalige_ids",
    "soort",
}


@dataclass(frozen=True)
class Value:
    """One value of a fact, with the address it leads to (or None)."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Fact:
    """A labelled fact: the name of its field, its values, and whether the editors filled it in."""

    name: str
    label: str
    values: tuple[Value, ...]
    editorial: bool


class Section(NamedTuple):
    """A Markdown field of a record: its name (the id of its heading), its label and its text."""

    name: str
    label: str
    text: str
    editorial: bool


def facts(record: Record) -> Iterator[tuple[str, Any]]:
    """Name and value of the fields of `record` that are facts and have a value: the kind's own first, then the shared."""
    for name in _fact_fields(type(record)):
        given = getattr(record, name)
        if given is None or given is False or given == [] or given == "":
            continue
        if not isinstance(given[0] if isinstance(given, list) else given, BaseModel):
            yield name, given


def fact(model: type[Record], name: str, given: Any, portal: Portal, *, editorial: bool) -> Fact:
    """One fact of a record as readers see it."""
    ref = next((place.mark for place in marks(model, Ref) if place.path[0] == name), None)
    items = given if isinstance(given, list) else [given]
    values = tuple(value_of(item, name, ref, portal) for item in items)
    return Fact(name, model.model_fields[name].title or name, values, editorial)


def sections(record: Record) -> list[Section]:
    """The Markdown fields of `record` that have text, in the order of its class."""
    return [
        Section(name, label, given, name in record.ingedeeld)
        for name, label in _labelled(type(record))
        if (given := getattr(record, name))
    ]


@functools.cache
def _labelled(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((name, model.model_fields[name].title or name) for name in rich_fields(model))


@functools.cache
def _fact_fields(model: type[Record]) -> tuple[str, ...]:
    elsewhere = _ELSEWHERE | set(rich_fields(model)) | set(model.quiet)
    return tuple(name for name in ordered_fields(model) if name not in elsewhere)


@functools.cache
def ordered_fields(model: type[Record]) -> tuple[str, ...]:
    """The names of the fields: those of the kind itself first, then the shared ones."""
    own = [name for name in model.model_fields if name not in Record.model_fields]
    return (*own, *Record.model_fields)


def choices_of(model: type[Record], name: str) -> tuple[str, ...]:
    """The closed list of values that a field takes; empty when it takes any, or when there is no such field."""
    return choices_in(model.model_fields[name].annotation) if name in model.model_fields else ()


@functools.cache
def rich_fields(model: type[Record]) -> tuple[str, ...]:
    """The names of the Markdown fields of a class."""
    return tuple(place.path[0] for place in marks(model, RichText) if len(place.path) == 1)


def value_of(item: Any, name: str, ref: Ref | None, portal: Portal) -> Value:
    """One value of the field `name` as readers see it; `ref` when it refers to a record."""
    if ref is not None:
        found = portal.get(ref.target(item))
        return Value(found.titel, found.url) if found else Value(item)
    if isinstance(item, date):
        return Value(words.day(item))
    if isinstance(item, bool):
        return Value("ja" if item else "nee")
    if isinstance(item, int | float):
        return Value(str(item) if name == "jaar" else words.number(item))
    if name == "voor_wie" and item in words.LEZERS:
        return Value(item, urls.page(f"voor/{words.LEZERS[item][0]}"))
    if item.startswith(("https://", "http://")):
        return Value(item, item)
    return Value(item)
