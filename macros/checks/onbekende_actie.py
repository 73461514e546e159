"""A project takes up only actions of its own ambition, or that also hold for it (`geldt_ook_voor`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.kinds.ambities import Actie
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def open_to(portal: Portal, ambition: Record) -> dict[str, tuple[Record, Actie]]:
    """The actions that a project of this ambition may take up, by id, each with the ambition that names it."""
    found = {
        action.id: (other, action)
        for other in portal.records["ambities"].values()
        for action in other.acties
        if any(portal.get(f"ambities/{ref.rpartition('/')[2]}") is ambition for ref in action.geldt_ook_voor)
    }
    return {**found, **{action.id: (ambition, action) for action in ambition.acties}}


def check(portal: Portal) -> Iterator[Problem]:
    for project in portal.records.get("projecten", {}).values():
        ambition = portal.get(f"ambities/{project.ambitie.rpartition('/')[2]}")
        if ambition is None or ambition.map != "ambities":
            continue  # has a problem of its own
        known = open_to(portal, ambition)
        for number, action in enumerate(project.acties):
            if action not in known:
                message = f'"{action}" is geen actie van de ambitie "{ambition.id}".'
                yield problem_at(project, ("acties", number), "onbekende-actie", message, suggestion(action, known, most=30))
