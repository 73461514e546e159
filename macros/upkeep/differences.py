"""Where two versions of a record differ, value by value. White space and the folding of lines are no difference."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

Loc = tuple[str | int, ...]


class Difference(NamedTuple):
    """One value that differs. A list of plain values, or one that only has another order, is one value."""

    loc: Loc  # where it stands in the new version; when it is gone, where it stood in the old one
    names: tuple[str, ...]  # the same for people: a part of a list by its id, or else its number from 1
    old: Any  # None when it was not there
    new: Any  # None when it is gone


def settled(value: Any) -> Any:
    """A value without what does not count: white space, folded lines, and fields that hold nothing."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [settled(item) for item in value]
    if isinstance(value, dict):
        return {name: settled(item) for name, item in sorted(value.items()) if not _is_empty(item)}
    return value


def differences(old: dict, new: dict, loc: Loc = (), names: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Where two groups of fields differ: in the order of the new one, then what is gone."""
    for name in [*new, *(name for name in old if name not in new)]:
        yield from _between(old.get(name), new.get(name), (*loc, name), (*names, name))


def _between(old: Any, new: Any, loc: Loc, names: tuple[str, ...]) -> Iterator[Difference]:
    old, new = (None if _is_empty(value) else value for value in (old, new))
    if settled(old) == settled(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from differences(old, new, loc, names)
    elif _is_groups(old) and _is_groups(new):
        yield from _between_lists(old, new, loc, names)
    else:
        yield Difference(loc, names, old, new)


def _between_lists(old: list[dict], new: list[dict], loc: Loc, names: tuple[str, ...]) -> Iterator[Difference]:
    pairs = _pairs(old, new)
    for before, after in pairs:
        if before is None or after is None:
            place, part = (after, new[after]) if before is None else (before, old[before])
            gone_or_come = (None, part) if before is None else (part, None)
            yield Difference((*loc, place), (*names, _name(part, place)), *gone_or_come)
        else:
            yield from _between(old[before], new[after], (*loc, after), (*names, _name(new[after], after)))
    kept = [(before, after) for before, after in pairs if before is not None and after is not None]
    if kept != sorted(kept):
        yield Difference(loc, names, *([_name(new[after], after) for _, after in order] for order in (sorted(kept), kept)))


def _pairs(old: list[dict], new: list[dict]) -> list[tuple[int | None, int | None]]:
    """Which part of the one list is which of the other, in the order of the new one: by id, or else by what they hold."""
    ids = [[part.get("id") for part in parts] for parts in (old, new)]
    if all(isinstance(id_, str) for side in ids for id_ in side) and all(len(set(side)) == len(side) for side in ids):
        found = [(ids[0].index(id_) if id_ in ids[0] else None, place) for place, id_ in enumerate(ids[1])]
        return [*found, *((place, None) for place, id_ in enumerate(ids[0]) if id_ not in ids[1])]
    keys = [[repr(settled(part)) for part in parts] for parts in (old, new)]
    pairs: list[tuple[int | None, int | None]] = []
    for _, begin, end, start, stop in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for step in range(max(end - begin, stop - start)):
            pairs.append((begin + step if begin + step < end else None, start + step if start + step < stop else None))
    return pairs


def _name(part: dict, place: int) -> str:
    return part["id"] if isinstance(part.get("id"), str) else str(place + 1)


def _is_groups(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or value == {} or isinstance(value, str) and not value.strip()
