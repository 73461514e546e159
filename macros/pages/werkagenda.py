"""The werkagenda: the projects of each ambition on one scale of time, and the actions that no project takes up yet."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from macros.checks.onbekende_actie import open_to
from macros.kinds import Record
from macros.kinds.ambities import Actie, Ambitie
from macros.kinds.projecten import Project
from macros.pages import words
from macros.portal import Portal

MOST_YEARS = 8  # how many years fit in words above the bars


@dataclass(frozen=True)
class Bar:
    """A project on the scale: where its bar begins and how long it is, as percentages; None where no day is known."""

    project: Project
    period: str
    x: str | None = None
    width: str | None = None
    open: bool = False  # one end is not known, so the bar runs on to the end of the scale


@dataclass(frozen=True)
class Plan:
    """Years with their place on the scale (as a percentage), and the bars of each ambition that has projects."""

    years: list[tuple[int, str]]
    groups: list[tuple[Record, list[Bar]]]


def plan(portal: Portal) -> Plan:
    """All public projects by ambition, in the order in which they begin."""
    projects = portal.public("projecten")
    known = [int(end[:4]) for project in projects for end in (project.begin, project.einde) if end]
    first, last = (min(known), max(known)) if known else (0, 0)
    scale = (date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()) if known else (0, 1)
    groups = [
        (ambition, [_bar(project, scale) for project in having])
        for ambition in portal.public("ambities")
        if (having := portal.having("projecten", "ambitie", ambition.ref))
    ]
    step = -(-(last - first + 1) // MOST_YEARS)
    years = range(first, last + 1, step) if known else ()
    return Plan([(year, _percentage(date(year, 1, 1).toordinal(), scale)) for year in years], groups)


def actions(portal: Portal) -> list[tuple[Ambitie, list[tuple[Actie, list[Project]]]]]:
    """The actions of each ambition, those that are part of another right after it, with the projects that take them up."""
    taken: dict[tuple[str, str], list[Project]] = {}
    for project in portal.public("projecten"):
        for ambition, action in taken_up(portal, project):
            taken.setdefault((ambition.ref, action.id), []).append(project)
    return [
        (ambition, [(action, taken.get((ambition.ref, action.id), [])) for action in _nested(ambition.acties)])
        for ambition in portal.public("ambities")
        if ambition.acties
    ]


def taken_up(portal: Portal, project: Project) -> list[tuple[Ambitie, Actie]]:
    """The actions that a project takes up, each with the ambition that names it."""
    ambition = portal.get(f"ambities/{project.ambitie.rpartition('/')[2]}")
    known = open_to(portal, ambition) if isinstance(ambition, Ambitie) else {}
    return [known[action] for action in project.acties if action in known]  # macros also run where the data has errors


def _nested(all_actions: list[Actie]) -> list[Actie]:
    parts: dict[str | None, list[Actie]] = {}
    for action in all_actions:
        parts.setdefault(action.onder, []).append(action)
    return [action for top in parts.get(None, []) for action in (top, *parts.get(top.id, []))]


def _bar(project: Project, scale: tuple[int, int]) -> Bar:
    period = words.rough_period(project.begin, project.einde)
    if not (project.begin or project.einde):
        return Bar(project, period)
    begin = _first_day(project.begin).toordinal() if project.begin else scale[0]
    end = _last_day(project.einde).toordinal() + 1 if project.einde else scale[1]
    width = _percentage(scale[0] + end - begin, scale)
    return Bar(project, period, _percentage(begin, scale), width, not (project.begin and project.einde))


def _percentage(day: int, scale: tuple[int, int]) -> str:
    return f"{100 * (day - scale[0]) / (scale[1] - scale[0]):.2f}%"


def _first_day(value: str) -> date:
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :])


def _last_day(value: str) -> date:
    first = _first_day(value)
    if len(value) == len("2027"):
        return date(first.year, 12, 31)
    return first.replace(day=monthrange(first.year, first.month)[1]) if len(value) == len("2027-03") else first
