"""Finds references to records that are not there, or not of the kind that the field takes.

Rules `onbekende-verwijzing`, `onbekend-thema`, `onbekende-map`, `verkeerde-map` and `oude-verwijzing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.filenames import kebab
from macros.kinds import Record
from macros.kinds.places import Reference
from macros.load import Draft, problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest, suggestion
from macros.urls import ID_PATTERN

_WEB = re.compile(r"https?://|www\.", re.I)
_PAGE = re.compile(rf"(?:.*/)?({ID_PATTERN.pattern}/{ID_PATTERN.pattern})(?:\.yml|/?(?:[?#].*)?)")


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
    elif (meant := _on_page(portal, value)) and (not folders or meant.map in folders):
        yield problem_at(record, loc, "onbekende-map", f'"{value}" is een adres, geen map/id.', f'Bedoelde u "{meant.ref}"?')
    elif _WEB.match(value):
        message, hint = f'"{value}" is een webadres. Hier hoort een record.', _source(folders)
        yield problem_at(record, loc, "onbekende-map", message, hint)
    elif folder not in portal.kinds:
        hint = suggestion(folder, portal.kinds, most=30) if "/" in target else _with_folder(portal, target)
        yield problem_at(record, loc, "onbekende-map", f'"{value}" noemt geen bestaande map.', hint)
    elif folders and folder not in folders:
        yield problem_at(record, loc, "verkeerde-map", f'"{value}" verwijst naar de map {folder}.', here)
    else:
        rule = "onbekend-thema" if folder == "themas" else "onbekende-verwijzing"
        yield problem_at(record, loc, rule, f'"{value}" bestaat niet in {folder}.', _hint(portal, folder, id_, value))


def _on_page(portal: Portal, value: str) -> Record | None:
    """The record of which a reference gives the page on the site, or the file."""
    found = _PAGE.fullmatch(value)
    return portal.get(found[1]) if found and found[1] != value else None


def _source(folders: tuple[str, ...]) -> str:
    """What to do with an address on the web."""
    if folders and "bronnen" not in folders:
        return f"Kies er een uit de map {' of '.join(folders)}."
    here = "naam-van-het-stuk" if folders == ("bronnen",) else "bronnen/naam-van-het-stuk"
    return (
        "Een bron heeft een eigen record. Maak dat eerst met make new SOORT=bronnen ID=naam-van-het-stuk "
        f"en zet het adres daarin. Schrijf hier dan: {here}"
    )


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
    hint = suggestion(id_, ids, most=30) if len(ids) <= 30 else f"Kijk in de map {folder} welke er zijn."
    if folder == "bronnen":  # what anyone writes about may come from a source that is not here yet
        hint += f" Is de bron nieuw? Maak er eerst een record van: make new SOORT=bronnen ID={kebab(id_)}"
    return hint
