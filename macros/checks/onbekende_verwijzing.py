"""Finds references to records that are not there, or not of the kind that the field takes.

Rules `onbekende-verwijzing`, `onbekend-thema`, `onbekende-map`, `verkeerde-map` and `oude-verwijzing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.kinds.places import Reference
from macros.load import Draft, problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for reference, found in portal.links(record):
            # Nearly all are right, and there are many: look closely only at the others.
            if found is None or found.ref != reference.ref.target(reference.value) or _elsewhere(found, reference):
                yield from _problems(portal, record, reference, found)
    for draft in portal.drafts:
        for reference in draft.references():
            yield from _problems(portal, draft, reference, portal.get(reference.ref.target(reference.value)))


def _elsewhere(found: Record, reference: Reference) -> bool:
    return bool(reference.ref.folders) and found.map not in reference.ref.folders


def _problems(portal: Portal, record: Record | Draft, reference: Reference, found: Record | None) -> Iterator[Problem]:
    value, folders, loc = reference.value, reference.ref.folders, reference.loc
    target = reference.ref.target(value)
    folder, _, id_ = target.partition("/")
    here = f"Hier hoort een record uit {' of '.join(folders)}."
    if found and _elsewhere(found, reference):
        yield problem_at(record, loc, "verkeerde-map", f'"{value}" verwijst naar de map {found.map}.', here)
    elif found and found.ref != target:
        message, hint = f'"{value}" heet nu "{found.ref}".', "Neem de nieuwe naam over."
        yield problem_at(record, loc, "oude-verwijzing", message, hint, level="waarschuwing")
    elif found or target in portal.broken:
        return  # a record that could not be read has a problem of its own
    elif folder not in portal.kinds:
        hint = suggestion(folder, portal.kinds, most=30) if "/" in target else _with_folder(portal, target)
        yield problem_at(record, loc, "onbekende-map", f'"{value}" noemt geen bestaande map.', hint)
    elif folders and folder not in folders:
        yield problem_at(record, loc, "verkeerde-map", f'"{value}" verwijst naar de map {folder}.', here)
    else:
        rule = "onbekend-thema" if folder == "themas" else "onbekende-verwijzing"
        yield problem_at(record, loc, rule, f'"{value}" bestaat niet in {folder}.', _hint(portal, folder, id_, value))


def _with_folder(portal: Portal, id_: str) -> str:
    """What to do with a reference that names no folder."""
    found = [f"{name}/{id_}" for name, records in portal.records.items() if id_ in records]
    return f'Bedoelde u "{found[0]}"?' if found else "Schrijf map/id, zoals lessen/mijn-les."


def _hint(portal: Portal, folder: str, id_: str, value: str) -> str:
    ids = portal.ids(folder)
    best = nearest(id_, ids)
    if best:
        return f'Bedoelde u "{best if "/" not in value else f"{folder}/{best}"}"?'
    elsewhere = [name for name, records in portal.records.items() if id_ in records]
    if elsewhere:
        return f"Er is wel een {elsewhere[0]}/{id_}."
    return suggestion(id_, ids, most=30) if len(ids) <= 30 else f"Kijk in de map {folder} welke er zijn."
