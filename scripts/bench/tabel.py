"""How `make bench` prints: tables in columns, numbers as Dutch readers write them, and goals with their outcome."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from macros.pages import words


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with the first column to the left and the others to the right; the first row holds the headings."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]


def at_most(what: str, value: float, goal: float, unit: str = "") -> str:
    """A goal that a value should not go over, with its outcome."""
    return _goal(what, value, "hoogstens", goal, unit, value <= goal)


def at_least(what: str, value: float, goal: float, unit: str = "") -> str:
    """A goal that a value should reach, with its outcome."""
    return _goal(what, value, "minstens", goal, unit, value >= goal)


def _goal(what: str, value: float, how: str, goal: float, unit: str, reached: bool) -> str:
    outcome = "doel gehaald" if reached else "doel niet gehaald"
    return f"{what}: {two(value)}{unit}; het doel is {how} {words.number(goal)}{unit}: {outcome}."


def two(value: float) -> str:
    """A number with two decimals."""
    return f"{value:.2f}".replace(".", ",")


def times(value: float) -> str:
    """How many times."""
    return f"{value:.1f}".replace(".", ",")


def megabytes(value: int) -> str:
    return words.number(round(value / 10**6))


def yes(value: bool) -> str:
    return "ja" if value else "nee"


def progress(text: str) -> None:
    """Tell what is going on; apart from the outcome, which may go to a file."""
    print(text, end="", file=sys.stderr, flush=True)
