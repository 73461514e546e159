"""Een verwijzing noemt een record dat bestaat.

Schrijf de map en de id (`lessen/samenwerking-nooit-af`), of alleen de id als het veld maar één map kent.
Een oude id werkt nog, maar geeft een waarschuwing.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.kinds.fields import Reference
from macros.load import Draft, problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.written():
        for reference in record.references():
            if problem := _problem(portal, record, reference):
                yield problem


def _problem(portal: Portal, record: Record | Draft, reference: Reference) -> Problem | None:
    value, folders = reference.value, reference.ref.folders
    target = reference.ref.target(value)
    folder, _, id_ = target.partition("/")
    found = portal.get(target)
    if found and folders and found.map not in folders:
        return problem_at(
            record,
            reference.loc,
            "verkeerde-map",
            f'"{value}" verwijst naar de map {found.map}.',
            f"Hier hoort een record uit {' of '.join(folders)}.",
        )
    if found and found.ref != target:
        return problem_at(
            record,
            reference.loc,
            "oude-verwijzing",
            f'"{value}" heet nu "{found.ref}".',
            "Neem de nieuwe naam over.",
            level="waarschuwing",
        )
    if found or target in portal.broken:
        return None  # a record that could not be read has a problem of its own
    if folder not in portal.kinds:
        return problem_at(
            record,
            reference.loc,
            "onbekende-map",
            f'"{value}" noemt geen bestaande map.',
            suggestion(folder, portal.kinds, most=30) if "/" in target else "Schrijf map/id, zoals lessen/mijn-les.",
        )
    if folders and folder not in folders:
        return problem_at(
            record,
            reference.loc,
            "verkeerde-map",
            f'"{value}" verwijst naar de map {folder}.',
            f"Hier hoort een record uit {' of '.join(folders)}.",
        )
    rule = "onbekend-thema" if folder == "themas" else "onbekende-verwijzing"
    return problem_at(record, reference.loc, rule, f'"{value}" bestaat niet in {folder}.', _hint(portal, folder, id_, value))


def _hint(portal: Portal, folder: str, id_: str, value: str) -> str:
    ids = portal.ids(folder)
    best = nearest(id_, ids)
    if best:
        return f'Bedoelde u "{best if "/" not in value else f"{folder}/{best}"}"?'
    elsewhere = [name for name, records in portal.records.items() if id_ in records]
    if elsewhere:
        return f"Er is wel een {elsewhere[0]}/{id_}."
    return suggestion(id_, ids, most=30) if len(ids) <= 30 else f"Kijk in de map {folder} welke er zijn."
