"""What is wrong in the data or the pages, and how that is told to a person."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding, with its place first.

    `path` is relative to the project (or as given), `line` and `column` count from 1.
    `message` says what is wrong, `hint` says what to do; both are Dutch sentences.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    level: Level = "fout"

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.level}[{self.rule}]: {self.message}"
        return _visible(f"{text}  {self.hint}" if self.hint else text)

    def as_github(self) -> str:
        """The same finding as a GitHub annotation."""
        kind = "error" if self.level == "fout" else "warning"
        text = _visible(f"{self.message} {self.hint}".strip())
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::{kind} file={_property(_visible(self.path))},line={self.line},col={self.column},title={self.rule}::{text}"


def _visible(text: str) -> str:
    """One line in which a terminal obeys nothing: signs without a form of their own are spelt out."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _property(value: str) -> str:
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(sign, code)
    return value


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place, one a line, closed by a count. Empty when there are none."""
    problems = sorted(set(problems))
    if not problems:
        return ""
    github = os.environ.get("GITHUB_ACTIONS") == "true"
    lines = [problem.as_github() if github else str(problem) for problem in problems]
    errors = sum(problem.level == "fout" for problem in problems)
    warnings = len(problems) - errors
    counts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (errors, "fout", "fouten"),
            (warnings, "waarschuwing", "waarschuwingen"),
        )
        if number
    ]
    return "\n".join([*lines, " en ".join(counts) + "."])


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything in `problems` stops the site from being made."""
    return any(problem.level == "fout" for problem in problems)


def nearest(word: object, allowed: Iterable[str]) -> str | None:
    """The allowed word that looks most like `word`, or None when nothing comes near."""
    found = difflib.get_close_matches(str(word), list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


def suggestion(word: object, allowed: Iterable[str], *, most: int = 12) -> str:
    """A Dutch hint: the nearest allowed word, or the allowed words themselves when there are few."""
    allowed = sorted(allowed)
    best = nearest(word, allowed)
    if best:
        return f'Bedoelde u "{best}"?'
    if not allowed:
        return ""
    shown = ", ".join(allowed[:most])
    rest = len(allowed) - most
    return f"Kies uit: {shown}{f' … en nog {rest}' if rest > 0 else ''}."
