"""The Portal: all records, indexed and linked in both directions. Everything that readers see is made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from macros.kinds import Kind, Record
from macros.kinds.fields import Ref, Reference, marks
from macros.load import Draft, Loaded, load
from macros.published import Published
from macros.settings import Settings
from macros.synonyms import Synonyms


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

    def all(self) -> Iterator[Record]:
        """Every record, by kind and id, whatever its `publicatie`."""
        for folder in self.records.values():
            yield from folder.values()

    def written(self) -> Iterator[Record | Draft]:
        """Everything that somebody wrote: all records, and those with problems in their fields."""
        yield from self.all()
        yield from self.drafts

    def ids(self, folder: str) -> list[str]:
        """The ids in a folder, those of records with problems too."""
        broken = (ref.partition("/") for ref in self.broken)
        return [*self.records.get(folder, {}), *(id_ for name, _, id_ in broken if name == folder)]

    def public(self, folder: str) -> list[Record]:
        """The records of a folder that reach lists, search, API and feeds, in the order of the kind."""
        return self._public[folder]

    def get(self, ref: str) -> Record | None:
        """The record with reference `folder/id`, also when that is a former one."""
        folder, _, id_ = ref.partition("/")
        found = self.records.get(folder, {}).get(id_)
        return found or self.former.get(ref)

    def address(self, ref: str) -> str | None:
        """The address of the page of a record, None when there is no such record."""
        record = self.get(ref)
        return record.url if record else None

    def links(self, record: Record) -> tuple[Link, ...]:
        """Every reference that a record makes, with the record that it leads to."""
        return self._links[record.ref]

    def having(self, folder: str, field: str, value: Any) -> list[Record]:
        """The public records of a folder with this value in a field, in the order of the kind.

        Where the field refers to records, the value is a full reference.
        """
        return self._index(folder, field).get(value, [])

    def backlinks(self, record: Record) -> list[Backlink]:
        """The public records that refer to `record`, each once a heading."""
        return self._backlinks.get(record.ref, [])

    @cached_property
    def former(self) -> dict[str, Record]:
        """Records by the references they used to have."""
        return {ref: record for record in self.all() for ref in record.voormalige_ids}

    @cached_property
    def _public(self) -> dict[str, list[Record]]:
        return {
            folder: sorted(
                (record for record in records.values() if record.is_public),
                key=lambda record: (
                    [_sortable(getattr(record, name, None)) for name in self.kinds[folder].sort] + [(1, record.id)]
                ),
            )
            for folder, records in self.records.items()
        }

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        return {
            record.ref: tuple(
                Link(reference, self.get(reference.ref.target(reference.value))) for reference in record.references()
            )
            for record in self.all()
        }

    @cached_property
    def _backlinks(self) -> dict[str, list[Backlink]]:
        found: dict[str, dict[tuple[str, str], Backlink]] = {}
        for folder in self._public.values():
            for record in folder:
                for link in self._links[record.ref]:
                    if link.target and link.target is not record and link.reference.ref.back:
                        heading = link.reference.ref.back
                        headed = found.setdefault(link.target.ref, {})
                        headed.setdefault((heading, record.ref), Backlink(heading, record, link.reference.anchor))
        return {ref: list(links.values()) for ref, links in found.items()}

    def _index(self, folder: str, field: str) -> dict[Any, list[Record]]:
        """The public records of a folder by what they have in a field; made once for each field that is asked for."""
        if (folder, field) not in self._indexes:
            index: dict[Any, list[Record]] = {}
            for record in self._public[folder]:
                for value in self._values(record, field):
                    index.setdefault(value, []).append(record)
            self._indexes[folder, field] = index
        return self._indexes[folder, field]

    def _values(self, record: Record, field: str) -> list[Any]:
        given = getattr(record, field, None)
        if not given:
            return [] if isinstance(given, list) else [given]
        if any(place.path[0] == field for place in marks(type(record), Ref)):
            return [link.target.ref for link in self._links[record.ref] if link.reference.loc[0] == field and link.target]
        return given if isinstance(given, list) else [given]

    @cached_property
    def _indexes(self) -> dict[tuple[str, str], dict[Any, list[Record]]]:
        return {}


def _sortable(value: object) -> tuple[int, str]:
    """Values in reading order: as text without regard to case, what is missing last."""
    if value is None:
        return (2, "")
    return (1, str(value).casefold())


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
    )


_opened: dict[Path, Portal] = {}


def remember(root: Path, portal: Portal) -> None:
    """Make `portal` the one that `current` gives for this data folder."""
    _opened[root.resolve()] = portal


def current(root: Path) -> Portal:
    """The Portal of a data folder: the one last built in this process, or read now."""
    if root.resolve() not in _opened:
        remember(root, from_loaded(load(root)))
    return _opened[root.resolve()]
