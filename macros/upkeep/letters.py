"""One letter a beheerder: all that they have to look at, as the title and text of an issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from macros.filenames import shown
from macros.portal import Portal
from macros.problems import Problem

NOBODY = "Zonder beheerder"
MOST = 60_000  # signs; an issue holds 65,536


class Letter(NamedTuple):
    """Title and Markdown text."""

    title: str
    text: str


def letters(subject: str, intro: str, problems: Iterable[Problem], portal: Portal) -> list[Letter]:
    """The problems by the `beheerder` of the record in which they stand; what nobody looks after comes last."""
    keepers = {shown(record.path): record.beheerder for record in portal.all()}
    found: dict[str, list[Problem]] = {}
    for problem in sorted(set(problems)):
        found.setdefault(keepers.get(problem.path) or NOBODY, []).append(problem)
    names = sorted(found, key=lambda name: (name == NOBODY, name.casefold()))
    return [Letter(f"{subject}: {name}", _text(intro, found[name])) for name in names]


def _text(intro: str, problems: list[Problem]) -> str:
    """The problems under what to do about them, as many as fit."""
    by_hint: dict[str, list[str]] = {}
    for problem in problems:
        line = f"- `{problem.path}:{problem.line}:{problem.column}` {problem.message}"
        by_hint.setdefault(problem.hint, []).append(line)
    lines = [line for hint, found in by_hint.items() for line in ("", hint, "", *found)]
    text, left = intro, len(problems)
    for line in lines:
        if len(text) + len(line) > MOST:
            return f"{text}\n- … en nog {left}."
        text, left = f"{text}\n{line}", left - line.startswith("- ")
    return text
