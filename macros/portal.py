"""The Portal: all records, indexed and linked in both directions. Everything that readers see is made from it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from macros.kinds import Kind, Record
from macros.kinds.places import Marked, Reference, references_at
from macros.load import Draft, Loaded, load
from macros.published import Published
from macros.releases import Uitgave
from macros.settings import Settings
from macros.synonyms import Synonyms
from macros.urls import ID_PATTERN

T = TypeVar("T")


class Backlink(NamedTuple):
    """A record that refers to another, under the heading that the field gives it there, with its fixed name."""

    heading: str
    record: Record
    anchor: str


class Link(NamedTuple):
    """A reference as it stands in a record, and the record that it leads to, if there is one."""

    reference: Reference
    target: Record | None


@dataclass(frozen=True)
class Portal:
    """Everything that is known, read-only."""

    kinds: dict[str, Kind]
    records: dict[str, dict[str, Record]]
    settings: Settings
    synonyms: Synonyms = field(default_factory=Synonyms)
    is_home: bool = True  # see `Loaded`
    published: Published | None = None  # see `Loaded`
    whole: bool = True  # see `Loaded`
    broken: frozenset[str] = frozenset()  # see `Loaded`
    drafts: tuple[Draft, ...] = ()  # see `Loaded`
    release: Uitgave | None = None  # the last release of the data, if there was one
    words: frozenset[str] = frozenset()  # see `Loaded`

    def connect(self) -> None:
        """Work out all links now, before work on them is shared between processes."""
        _ = self._links

    @property
    def size(self) -> int:
        """How many records there are, whatever their `publicatie`."""
        return sum(map(len, self.records.values()))

    def all(self) -> Iterator[Record]:
        """Every record, by kind and id, whatever its `publicatie`."""
        for folder in self.records.values():
            yield from folder.values()

    def written(self) -> Iterator[Record | Draft]:
        """Everything that somebody wrote: all records, and those with problems in their fields."""
        yield from self.all()
        yield from self.drafts

    def ids(self, folder: str) -> list[str]:
        """The ids in a folder, those of records with problems too, but for names of files that cannot be ids."""
        broken = (ref.partition("/") for ref in self.broken)
        named = (id_ for name, _, id_ in broken if name == folder and ID_PATTERN.fullmatch(id_))
        return [*self.records.get(folder, {}), *named]

    def public(self, folder: str) -> list[Record]:
        """The records of a folder that reach lists, search, API and feeds, in the order of the kind."""
        return self._public[folder]

    def get(self, ref: str) -> Record | None:
        """The record with reference `folder/id`, also when that is a former one."""
        folder, _, id_ = ref.partition("/")
        found = self.records.get(folder, {}).get(id_)
        return found or self.former.get(ref)

    def source(self, ref: str) -> Record | None:
        """The record that a source (`bron`) names: by `folder/id`, or by its id in bronnen."""
        return self.get(ref if "/" in ref else f"bronnen/{ref}")

    def address(self, ref: str) -> str | None:
        """The address of the page of a record, None when there is no such record."""
        record = self.get(ref)
        return record.url if record else None

    def links(self, record: Record) -> tuple[Link, ...]:
        """Every reference that a record makes, with the record that it leads to."""
        return self._links[record.ref]

    def themes(self, record: Record) -> list[Record]:
        """The public themes that a record names, in its own order."""
        named = (link.target for link in self.links(record) if link.reference.loc[0] == "themas")
        return [theme for theme in named if theme and theme.is_public]

    def having(self, folder: str, field: str, value: Any) -> list[Record]:
        """The public records of a folder with this value in a field, in the order of the kind.

        Where the field refers to records, the value is a full reference.
        """
        records = self._public[folder]
        return [records[number] for number in self.by_value(folder, field).get(value, [])]

    def by_value(self, folder: str, path: str) -> dict[Any, list[int]]:
        """Which public records of a folder have each value at `path`: their places in `public`, rising.

        A path is a field (`jaar`), a field of the groups in a list (`herkomst.bron`), or, where there is no such field, a
        field of another folder (`programmas.lessen`): the public records there that refer to one of this folder.
        """
        if (folder, path) not in self._by_value:
            own = any(path.partition(".")[0] in model.model_fields for model in self.kinds[folder].models)
            self._by_value[folder, path] = self._by_own_value(folder, path) if own else self._by_referrer(folder, path)
        return self._by_value[folder, path]

    def backlinks(self, record: Record) -> list[Backlink]:
        """The public records that refer to `record`, each once a heading."""
        return self._backlinks.get(record.ref, [])

    def once(self, what: str, record: Record, make: Callable[[Record], T]) -> T:
        """What `make` gives for a record, worked out once; `what` names it.

        It may depend only on the record, its links and backlinks, and the records at their other end (see `renewal`).
        """
        made = self._once.setdefault(what, {})
        if record.ref not in made:
            made[record.ref] = make(record)
        return made[record.ref]

    @cached_property
    def _once(self) -> dict[str, dict[str, Any]]:
        return {}

    @cached_property
    def former(self) -> dict[str, Record]:
        """Records by the references they used to have."""
        return {ref: record for record in self.all() for ref in record.former_refs}

    @cached_property
    def _public(self) -> dict[str, list[Record]]:
        return {
            folder: sorted(filter(_is_public, records.values()), key=self.place_of) for folder, records in self.records.items()
        }

    def place_of(self, record: Record) -> list[tuple[int, Any]]:
        """By what the records of a folder are put in order; no two have the same."""
        return [*(_sortable(getattr(record, name, None)) for name in self.kinds[record.map].sort), (1, record.id)]

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        return {record.ref: self.links_in(record) for record in self.all()}

    def links_in(self, record: Record) -> tuple[Link, ...]:
        """What `links` gives, worked out."""
        return tuple(Link(reference, self.get(reference.ref.target(reference.value))) for reference in record.references())

    @cached_property
    def _ties(self) -> dict[str, dict[tuple[str, str], Backlink]]:
        return {record.ref: ties(record, self._links[record.ref]) for record in self.all()}

    @cached_property
    def _backlinks(self) -> dict[str, list[Backlink]]:
        found: defaultdict[str, list[Backlink]] = defaultdict(list)
        for folder in self._public.values():
            for record in folder:
                for (target, _), backlink in self._ties[record.ref].items():
                    found[target].append(backlink)
        return dict(found)

    def _by_own_value(self, folder: str, path: str) -> dict[Any, list[int]]:
        first, _, rest = path.partition(".")
        deeper = ("*", *rest.split(".")) if rest else ()
        index: defaultdict[Any, list[int]] = defaultdict(list)
        model, places, full = None, (), {}
        for number, record in enumerate(self._public[folder]):
            if type(record) is not model:
                model = type(record)
                places = references_at(model, path)
            given = getattr(record, first, None)
            if not places:
                values = _inside(given, deeper) if deeper else given if isinstance(given, list) else (given,)
            elif given:
                values = [self._full(place, value, full) for place in places for value in _inside(given, place.path[1:])]
            else:
                continue
            for value in values:
                having = index[value]
                if not having or having[-1] != number:  # each record once
                    having.append(number)
        index.pop("", None)
        return dict(index)

    def _full(self, place: Marked, value: str, known: dict[tuple[tuple[str, ...], str], str]) -> str:
        """A reference in full, empty when it leads nowhere; `known` spares looking up what many records refer to."""
        key = (place.mark.folders, value)
        if key not in known:
            target = self.get(place.mark.target(value))
            known[key] = target.ref if target else ""
        return known[key]

    def _by_referrer(self, folder: str, path: str) -> dict[Any, list[int]]:
        other, _, field = path.partition(".")
        places = {record.ref: number for number, record in enumerate(self._public[folder])}
        index: dict[Any, list[int]] = {}
        for referrer in self._public.get(other, []):
            links = (link for link in self._links[referrer.ref] if link.reference.loc[0] == field and link.target)
            if named := sorted({places[link.target.ref] for link in links if link.target.ref in places}):
                index[referrer.ref] = named
        return index

    @cached_property
    def _by_value(self) -> dict[tuple[str, str], dict[Any, list[int]]]:
        return {}


def ties(record: Record, links: Iterable[Link]) -> dict[tuple[str, str], Backlink]:
    """How others list a record with these links: once under each heading, by who lists it and that heading."""
    found: dict[tuple[str, str], Backlink] = {}
    for reference, target in links:
        heading = reference.ref.back
        if target and heading and target is not record and (target.ref, heading) not in found:
            found[target.ref, heading] = Backlink(heading, record, reference.anchor)
    return found


def _is_public(record: Record) -> bool:
    return record.is_public


def _inside(given: Any, path: tuple[str, ...]) -> list[Any]:
    """What stands in the value of a field at a path of fields, `*` for the items of a list."""
    if path == ("*",):
        return given
    found = [given] if given is not None else []
    for name in path:
        if name == "*":
            found = [part for item in found for part in item]
        else:
            found = [value for item in found if (value := getattr(item, name)) is not None]
    return found


def _sortable(value: object) -> tuple[int, Any]:
    """Values in reading order: numbers, then text without regard to case, and what is missing last."""
    if value is None:
        return (2, "")
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


def from_loaded(loaded: Loaded) -> Portal:
    """The Portal of what was read; use it only when checks find no errors."""
    return Portal(
        loaded.kinds,
        loaded.records,
        loaded.settings,
        loaded.synonyms,
        loaded.is_home,
        loaded.published,
        loaded.whole,
        frozenset(loaded.broken),
        tuple(loaded.drafts),
        loaded.releases.latest,
        loaded.words,
    )


_opened: dict[str, Portal] = {}  # by the path of the data folder


def remember(root: Path, portal: Portal) -> None:
    """Make `portal` the one that `current` gives for this data folder."""
    _opened[os.path.abspath(root)] = portal


def current(root: Path) -> Portal:
    """The Portal of a data folder: the one last built in this process, or read now."""
    place = os.path.abspath(root)
    if place not in _opened:
        _opened[place] = from_loaded(load(root))
    return _opened[place]
