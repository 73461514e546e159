"""Finds what stands twice in a list, and records that name themselves (rules `dubbele-verwijzing`, `verwijst-naar-zichzelf`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.load import problem_at
from macros.portal import Link, Portal
from macros.problems import Problem

_ITSELF = "Noem een ander record, of haal de verwijzing weg."


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        links = portal.links(record)
        listed = [link for link in links if type(link.reference.loc[-1]) is int]
        if len({id(link.target) for link in listed}) < len(listed):  # perhaps in other lists
            yield from _twice(record, listed)
        for reference, target in links:
            # A source names itself for where its own facts stand; what a withdrawn record names is the matter of `intrekking`.
            if target is record and reference.loc[-1] != "bron" and reference.loc[0] != "intrekking":
                message = f'"{reference.value}" is dit record zelf.'
                yield problem_at(record, reference.loc, "verwijst-naar-zichzelf", message, _ITSELF, level="waarschuwing")
        if len(set(record.voor_wie)) < len(record.voor_wie):
            for number, word in enumerate(record.voor_wie):
                if word in record.voor_wie[:number]:
                    yield _again(record, ("voor_wie", number), word)


def _twice(record: Record, listed: list[Link]) -> Iterator[Problem]:
    """The references that lead where another in the same list leads, whatever that one is called there."""
    seen = set()
    for (loc, value, _), target in listed:
        if target and (loc[:-1], target.ref) in seen:
            yield _again(record, loc, value)
        seen.add((loc[:-1], target and target.ref))


def _again(record: Record, loc: tuple[str | int, ...], value: str) -> Problem:
    return problem_at(record, loc, "dubbele-verwijzing", f'"{value}" staat al in deze lijst.', "Haal het hier weg.")
