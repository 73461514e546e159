"""Finds records that stand alone (rule `zonder-verwijzing`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build

_SOURCES = {"herkomst", "citaten", "afwijkingen"}


def check(portal: Portal) -> Iterator[Problem]:
    if portal.broken:
        return  # a record that could not be read may be the one that refers
    for folder in portal.kinds:
        for record in portal.public(folder):
            names = any(link.reference.loc[0] not in _SOURCES for link in portal.links(record))
            if not names and not portal.backlinks(record):
                message = "Dit record noemt geen ander record, en nergens wordt ernaar verwezen."
                hint = "Geef het een thema, of noem het bij een ander record."
                yield problem_at(record, (), "zonder-verwijzing", message, hint, level="waarschuwing")
