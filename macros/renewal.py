"""The Portal after an edit: what that edit cannot have changed is taken over from the Portal before it.

Taken over are the links and ties of records that did not change and lead to none that did, the order of folders in which
nothing changed, and what was worked out once per record. All else is worked out anew, as for any Portal.
"""

from __future__ import annotations

import copy
from bisect import insort
from collections.abc import Iterable
from operator import is_

from macros.kinds import Record
from macros.load import Loaded
from macros.portal import Portal, from_loaded, ties


def renewed(before: Portal, loaded: Loaded) -> tuple[Portal, list[Record]]:
    """The Portal of what was read, and the records in it that are new or otherwise, or whose links lead elsewhere now."""
    portal = from_loaded(loaded)
    fresh = [record for record in portal.all() if not _has(before, record)]
    gone = {id(record) for record in before.all() if not _has(portal, record)}
    if _names(before) != _names(portal) or any(record.ref in portal.former for record in fresh):
        return portal, list(portal.all())  # links by a former name may lead to another record now
    changed = set(map(id, fresh))
    links, tied = {}, {}
    for record in portal.all():
        taken = None if id(record) in changed else before._links[record.ref]
        if taken is None or any(link.target is None or id(link.target) in gone for link in taken):
            links[record.ref] = portal.links_in(record)
            tied[record.ref] = ties(record, links[record.ref])
            changed.add(id(record))
        else:
            links[record.ref], tied[record.ref] = taken, before._ties[record.ref]
    portal.__dict__.update(_links=links, _ties=tied, _public=_ordered(portal, before, fresh, gone))
    portal.__dict__["_once"] = _still_true(portal, before, changed)
    return portal, [record for record in portal.all() if id(record) in changed]


def narrowed(portal: Portal, records: Iterable[Record]) -> Portal:
    """The same Portal, but as if these were all records: for rules that look at every record. References lead to any."""
    part, chosen = copy.copy(portal), list(records)
    part.__dict__["all"] = lambda: iter(chosen)
    return part


def _has(portal: Portal, record: Record) -> bool:
    return portal.records[record.map].get(record.id) is record


def _names(portal: Portal) -> dict[str, str]:
    return {former: record.ref for former, record in portal.former.items()}


def _ordered(portal: Portal, before: Portal, fresh: list[Record], gone: set[int]) -> dict[str, list[Record]]:
    ordered = {
        folder: [record for record in records if id(record) not in gone] if gone else list(records)
        for folder, records in before._public.items()
    }
    for record in fresh:
        if record.is_public:
            insort(ordered[record.map], record, key=portal.place_of)
    return ordered


def _still_true(portal: Portal, before: Portal, changed: set[int]) -> dict[str, dict[str, object]]:
    """What was worked out once per record, of the records with the same links and backlinks as before."""
    if not before._once:
        return {}
    same = [
        record.ref
        for record in portal.all()
        if id(record) not in changed and _identical(portal.backlinks(record), before.backlinks(record))
    ]
    return {what: {ref: made[ref] for ref in same if ref in made} for what, made in before._once.items()}


def _identical(some: list, others: list) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))
