"""The Portal after an edit: what that edit cannot have changed is taken over from the Portal before it.

Taken over are the links of records that did not change and lead to none that did, the backlinks of records that none of
the others names, the order of all folders, in which what is new is put in its place, and what was worked out once per
record. All else is worked out anew, as for any Portal.
"""

from __future__ import annotations

import copy
from bisect import insort
from collections.abc import Iterable
from operator import attrgetter

from macros.kinds import Record
from macros.load import Loaded
from macros.portal import Backlink, Portal, from_loaded, ties

_target = attrgetter("target")


def renewed(before: Portal, loaded: Loaded) -> tuple[Portal, list[Record]]:
    """The Portal of what was read, and the records in it that are new or otherwise, or whose links lead elsewhere now."""
    portal = from_loaded(loaded)
    fresh, gone = _only_in(portal, before), _only_in(before, portal)
    if _former(fresh) != _former(gone) or any(record.ref in before.former for record in fresh):
        return portal, list(portal.all())  # links by a former name may lead to another record now
    portal.__dict__["former"] = {ref: portal.records[record.map][record.id] for ref, record in before.former.items()}
    links, tied = before._links.copy(), before._ties.copy()
    for record in gone:
        del links[record.ref], tied[record.ref]
    elsewhere = {id(None), *map(id, gone)}  # what led to nothing may lead somewhere now
    changed = [
        record
        for record in portal.all()
        if record.ref not in links or not elsewhere.isdisjoint(map(id, map(_target, links[record.ref])))
    ]
    for record in changed:
        links[record.ref] = portal.links_in(record)
        tied[record.ref] = ties(record, links[record.ref])
    portal.__dict__.update(_links=links, _ties=tied, _public=_ordered(portal, before, fresh, gone))
    others = {record.ref for record in (*gone, *changed)}
    named = {ref for other in others for ref, _ in (*before._ties.get(other, ()), *tied.get(other, ()))}
    portal.__dict__["_backlinks"] = _backlinks(portal, before, changed, others, named)
    portal.__dict__["_once"] = {what: _without(made, others | named) for what, made in before._once.items()}
    return portal, changed


def narrowed(portal: Portal, records: Iterable[Record]) -> Portal:
    """The same Portal, but as if these were all records: for rules that look at every record. References lead to any."""
    part, chosen = copy.copy(portal), list(records)
    part.__dict__["all"] = lambda: iter(chosen)
    return part


def _only_in(portal: Portal, other: Portal) -> list[Record]:
    """The records that the other Portal does not have, or has otherwise."""
    return [
        record
        for folder, records in portal.records.items()
        for record, same in zip(records.values(), map(other.records[folder].get, records), strict=True)
        if record is not same
    ]


def _former(records: Iterable[Record]) -> dict[str, str]:
    return {former: record.ref for record in records for former in record.former_refs}


def _ordered(portal: Portal, before: Portal, fresh: list[Record], gone: list[Record]) -> dict[str, list[Record]]:
    left = set(map(id, gone))
    ordered = {
        folder: [record for record in records if id(record) not in left] if left else list(records)
        for folder, records in before._public.items()
    }
    for record in fresh:
        if record.is_public:
            insort(ordered[record.map], record, key=portal.place_of)
    return ordered


def _backlinks(
    portal: Portal, before: Portal, changed: list[Record], others: set[str], named: set[str]
) -> dict[str, list[Backlink]]:
    """All backlinks. Those of records `named` by `others`, which are no longer what they were, are put together anew, with
    what those of them that are still there say now (`changed`)."""
    kinds = list(portal.kinds)
    found = {ref: [old for old in before._backlinks.get(ref, ()) if old.record.ref not in others] for ref in named}
    for record in changed:
        for (ref, _), backlink in portal._ties[record.ref].items() if record.is_public else ():
            insort(found[ref], backlink, key=lambda one: (kinds.index(one.record.map), portal.place_of(one.record)))
    return before._backlinks | found


def _without(made: dict[str, object], refs: set[str]) -> dict[str, object]:
    return {ref: made[ref] for ref in made.keys() - refs}
