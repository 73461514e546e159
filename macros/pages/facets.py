"""By what readers narrow down a long list: the facets that a kind names, their values, and the orders to sort in.

A record is known here by its number: its place in the list of its folder, from 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2s
from itertools import chain
from typing import Any, get_args
from urllib.parse import urlencode

from macros.kinds import Kind, Record
from macros.kinds.fields import Ref
from macros.kinds.places import choices_in, references_at
from macros.pages import words
from macros.pages.facts import value_of
from macros.portal import Portal

FROM = 21  # a list with fewer records is read, not narrowed down


@dataclass(frozen=True)
class Value:
    """A value to choose: how addresses name it, how readers read it, its page, and the numbers of its records."""

    key: str
    label: str
    url: str | None
    numbers: list[int]


@dataclass(frozen=True)
class Facet:
    """A way to narrow down: its name in addresses, its label, its values, and whether the editors filled it in."""

    name: str
    label: str
    values: tuple[Value, ...]
    editorial: str


@dataclass(frozen=True)
class Order:
    """An order other than that of the list itself: its name in addresses, its label, and all numbers in that order."""

    name: str
    label: str
    numbers: list[int]


@dataclass(frozen=True)
class Browsing:
    """All that a reader can do with one long list. `version` changes whenever a number means another record."""

    facets: tuple[Facet, ...]
    orders: tuple[Order, ...]
    version: str


def is_long(portal: Portal, folder: str) -> bool:
    """Whether the list of a folder is so long that readers want to narrow it down."""
    return len(portal.public(folder)) >= FROM


_made: list[tuple[Portal, dict[str, Browsing]]] = []


def browsing(portal: Portal, folder: str) -> Browsing:
    """What readers can do with the list of a folder; worked out once, for the page and for its data.

    A facet with fewer than two values is left out.
    """
    if not _made or _made[0][0] is not portal:
        _made[:] = [(portal, {})]
    made = _made[0][1]
    if folder not in made:
        made[folder] = _browsing(portal, folder)
    return made[folder]


def narrowed(portal: Portal, kind: Kind, wanted: dict[str, Any]) -> str:
    """What in the address of the list of a kind leaves just the records with these values, by field.

    Empty when a reader cannot narrow the list down so.
    """
    facets = browsing(portal, kind.folder).facets if is_long(portal, kind.folder) else ()
    known = {(facet.name, value.key) for facet in facets for value in facet.values}
    chosen = [(name_of(portal, kind, field), _key(_folders(portal, kind, field), value)) for field, value in wanted.items()]
    return query(chosen) if known.issuperset(chosen) else ""


def query(chosen: list[tuple[str, str]]) -> str:
    """What the address of a list ends in when these values are chosen, each under the name of its facet."""
    return f"?{urlencode(chosen)}" if chosen else ""


def _browsing(portal: Portal, folder: str) -> Browsing:
    kind, records = portal.kinds[folder], portal.public(folder)
    ingedeeld = Counter(chain.from_iterable(record.ingedeeld for record in records))
    facets = []
    for path in kind.facets:
        values = _values(portal, kind, path)
        if len(values) > 1:
            editorial = _editorial(path, records, ingedeeld)
            facets.append(Facet(name_of(portal, kind, path), _title(portal, kind, path), values, editorial))
    version = blake2s("\n".join(record.id for record in records).encode(), digest_size=4).hexdigest()
    return Browsing(tuple(facets), tuple(_orders(kind, records)), version)


def name_of(portal: Portal, kind: Kind, path: str) -> str:
    """What addresses call a facet: the word for one record of the kind that it refers to, else the last part of its path."""
    folders = _folders(portal, kind, path)
    return portal.kinds[folders[0]].one if folders and len(folders) == 1 else path.rpartition(".")[2]


def _values(portal: Portal, kind: Kind, path: str) -> tuple[Value, ...]:
    """The values of a facet: a closed list in its own order, years from new to old, others by how often they occur."""
    folders, choices = _folders(portal, kind, path), _choices(kind, path)
    found = []
    for given, numbers in portal.by_value(kind.folder, path).items():
        if given is None or (folders is not None and not portal.get(given).is_public):
            continue
        shown = value_of(given, path, Ref() if folders is not None else None, portal)
        value = Value(_key(folders, given), _label(path, shown.text), shown.url, numbers)
        if choices:
            rank: Any = choices.index(given)
        else:
            rank = -given if isinstance(given, int) else (-len(numbers), value.label.casefold())
        found.append((rank, value))
    return tuple(value for _, value in sorted(found, key=lambda ranked: ranked[0]))


def _key(folders: tuple[str, ...] | None, given: Any) -> str:
    """How addresses name a value: a record by its id where only one kind can be meant."""
    return given.rpartition("/")[2] if folders and len(folders) == 1 else str(given)


def _folders(portal: Portal, kind: Kind, path: str) -> tuple[str, ...] | None:
    """The folders that a facet refers to (empty: any), None when its values are no records."""
    first = path.partition(".")[0]
    if first in portal.kinds and not any(first in model.model_fields for model in kind.models):
        return (first,)
    marks = {place.mark.folders for model in kind.models for place in references_at(model, path)}
    return next(iter(marks), None)


def _choices(kind: Kind, path: str) -> list[Any]:
    """The closed list of values of a facet, in its own order."""
    hints = [model.model_fields[path].annotation for model in kind.models if path in model.model_fields]
    return list(dict.fromkeys(choice for hint in hints for choice in choices_in(hint)))


def _title(portal: Portal, kind: Kind, path: str) -> str:
    """The label of a facet: that of its field, or the word for the records that refer to this kind."""
    model = next((model for model in kind.models if path.partition(".")[0] in model.model_fields), None)
    if model is None:
        return portal.kinds[path.partition(".")[0]].one.capitalize()
    first, *rest = path.split(".")
    field = model.model_fields[first]
    for name in rest:
        (group,) = get_args(field.annotation)  # what the list of groups holds
        field = group.model_fields[name]
    return field.title


def _label(path: str, text: str) -> str:
    """A value as readers meet it elsewhere, with a capital."""
    said = words.ZEKERHEID.get(text, text).rstrip(".") if path == "zekerheid" else text
    return said[:1].upper() + said[1:]


def _editorial(path: str, records: list[Record], ingedeeld: Counter[str]) -> str:
    """In words, whether the editors filled this field in where the sources did not."""
    field = path.partition(".")[0]
    if not ingedeeld[field]:
        return ""
    given = sum(1 for record in records if getattr(record, field, None))
    return words.INGEDEELD if ingedeeld[field] == given else f"deels {words.INGEDEELD}"


def _orders(kind: Kind, records: list[Record]) -> Iterator[Order]:
    """The orders that a reader can choose beside that of the list, where they make a difference."""
    numbers = range(len(records))
    if kind.sort != ("titel",):
        yield Order("titel", "Titel (A–Z)", sorted(numbers, key=lambda number: records[number].titel.casefold()))
    if len({record.jaar for record in records}) > 1:
        yield Order("jaar", "Jaar (nieuwste eerst)", sorted(numbers, key=lambda number: -(records[number].jaar or 0)))
    if len({record.toegevoegd for record in records}) > 1:
        days = [record.toegevoegd.toordinal() if record.toegevoegd else 0 for record in records]
        yield Order("toegevoegd", "Laatst toegevoegd", sorted(numbers, key=lambda number: -days[number]))
