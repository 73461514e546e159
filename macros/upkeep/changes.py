"""Which records came, went, moved or changed since an earlier version. Compares what files hold, valid or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from macros import yamlfile
from macros.kinds import Kind, Record
from macros.upkeep.differences import settled
from macros.upkeep.versions import Since

_RECORD = re.compile(r"([^/]+/[^/]+)\.yml")


class Change(NamedTuple):
    """What happened to one record."""

    ref: str  # as it is called now; when it is gone, as it was called last
    was: str | None  # as it was called then; None when it is new
    old: dict | None  # what its file held then
    new: dict | None  # what its file holds now; None when it is gone
    model: type[Record] | None  # the class of the record, for the names of its fields


class Unread(NamedTuple):
    """A file that could not be compared."""

    ref: str
    then: bool  # whether it was the earlier version that could not be read
    refused: yamlfile.Refused


@dataclass
class Changes:
    """All that changed: the records by reference, and the names of other files that differ."""

    records: list[Change] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read(since: Since, kinds: dict[str, Kind]) -> Changes:
    """What changed since an earlier version."""
    changes = Changes()
    old: dict[str, dict] = {}
    new: dict[str, dict] = {}
    for name, then in since.before.items():
        if not (record := _RECORD.fullmatch(name)):
            changes.others.append(name)
            continue
        ref, path = record[1], since.data / name
        refused = []
        if then is not None:
            try:
                old[ref] = yamlfile.read(then)
            except yamlfile.Refused as error:
                refused.append(Unread(ref, True, error))
        if path.is_file() and not path.is_symlink():
            try:
                new[ref] = yamlfile.read_file(path)
            except yamlfile.Refused as error:
                refused.append(Unread(ref, False, error))
        if refused:
            changes.unread += refused
            old.pop(ref, None)
            new.pop(ref, None)
    changes.records = sorted(_changes(old, new, kinds), key=lambda change: change.ref)
    return changes


def _changes(old: dict[str, dict], new: dict[str, dict], kinds: dict[str, Kind]) -> Iterator[Change]:
    moved = _moved({ref: old[ref] for ref in old.keys() - new.keys()}, {ref: new[ref] for ref in new.keys() - old.keys()})
    for ref, values in new.items():
        was = ref if ref in old else moved.get(ref)
        yield Change(ref, was, old[was] if was else None, values, _model(kinds, ref, values))
    for ref in old.keys() - new.keys() - set(moved.values()):
        yield Change(ref, ref, old[ref], None, _model(kinds, ref, old[ref]))


def _moved(gone: dict[str, dict], came: dict[str, dict]) -> dict[str, str]:
    """New reference → the one it had: the new record names the old one, or holds the same."""
    found: dict[str, str] = {}  # the one it had → new reference
    same: dict[str, list[str]] = {}
    for name in sorted(gone):
        same.setdefault(_without_names(gone[name]), []).append(name)
    for ref in sorted(came):
        former = came[ref].get("voormalige_ids")
        named = [name for name in former if name in gone] if isinstance(former, list) else []
        was = next((name for name in (*named, *same.get(_without_names(came[ref]), ())) if name not in found), None)
        if was:
            found[was] = ref
    return {ref: was for was, ref in found.items()}


def _without_names(values: dict) -> str:
    return repr(settled({name: value for name, value in values.items() if name != "voormalige_ids"}))


def _model(kinds: dict[str, Kind], ref: str, values: dict) -> type[Record] | None:
    kind = kinds.get(ref.partition("/")[0])
    if kind is None:
        return None
    soort = values.get("soort")
    return kind.by_soort.get(soort, kind.models[0]) if isinstance(soort, str) else kind.models[0]
