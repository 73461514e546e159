"""Finds withdrawn records that do not say why, and others that say why they were (rule `intrekking`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        withdrawn = record.publicatie == "ingetrokken"
        if withdrawn and record.intrekking is None:
            message = "Dit record is ingetrokken, maar vertelt niet sinds wanneer en waarom."
            hint = "Voeg toe: intrekking: met daaronder sinds: (een datum), waarom: (één zin) en zo mogelijk in_plaats: [map/id]."
            yield problem_at(record, ("publicatie",), "intrekking", message, hint)
        elif not withdrawn and record.intrekking is not None:
            message = "Dit record heeft een intrekking, maar is niet ingetrokken."
            hint = "Schrijf ook publicatie: ingetrokken, of haal intrekking weg."
            yield problem_at(record, ("intrekking",), "intrekking", message, hint)
        elif record.intrekking and (named := _itself(portal, record.ref, record.intrekking.in_plaats)):
            number, value = named
            message = f'"{value}" is dit record zelf.'
            hint = "Noem het record dat lezers nu nodig hebben, of haal de verwijzing weg."
            yield problem_at(record, ("intrekking", "in_plaats", number), "intrekking", message, hint)


def _itself(portal: Portal, ref: str, named: list[str]) -> tuple[int, str] | None:
    """Number and words of the reference in `named` that leads to `ref` itself, if any does."""
    for number, value in enumerate(named):
        found = portal.get(value)
        if found and found.ref == ref:
            return number, value
    return None
