"""What is wrong in the data or the pages, and how that is told to a person."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from macros import urls

Level = Literal["fout", "waarschuwing"]
FORMS = ("tekst", "github", "gitlab", "json")


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

    def as_github(self, explained_at: str = "") -> str:
        """The same finding as a GitHub annotation, with the address of the page about its rule where that is known."""
        kind = "error" if self.level == "fout" else "warning"
        text = self._in_full(explained_at).replace("%", "%25")
        return f"::{kind} file={_property(_visible(self.path))},line={self.line},col={self.column},title={self.rule}::{text}"

    def as_gitlab(self, number: int, explained_at: str = "") -> dict[str, Any]:
        """The same finding for GitLab's code quality report; `number` tells equal findings in one file apart."""
        about = "\0".join((self.path, self.rule, self.message, str(number)))  # not its line: that moves with every edit above
        return {
            "description": self._in_full(explained_at),
            "check_name": self.rule,
            "fingerprint": hashlib.sha256(about.encode(errors="surrogatepass")).hexdigest(),
            "severity": "major" if self.level == "fout" else "minor",
            "location": {"path": _visible(self.path), "lines": {"begin": self.line}},
        }

    def as_json(self, explained_at: str = "") -> dict[str, Any]:
        """The same finding for programs."""
        return {
            "bestand": _visible(self.path),
            "regelnummer": self.line,
            "kolom": self.column,
            "niveau": self.level,
            "regel": self.rule,
            "melding": _visible(self.message),
            "hulp": _visible(self.hint),
            "uitleg": explained_at or urls.path(urls.rule(self.rule)),
        }

    def _in_full(self, explained_at: str) -> str:
        return _visible(" ".join(filter(None, (self.message, self.hint, explained_at and f"Uitleg: {explained_at}"))))


def _visible(text: str) -> str:
    """One line in which a terminal obeys nothing: signs without a form of their own are spelt out."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _property(value: str) -> str:
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(sign, code)
    return value


def report(problems: Iterable[Problem], site_url: str = "", form: str = "") -> str:
    """All problems, sorted by place, in one of `FORMS`: as text or as GitHub annotations when none is named.

    Text is closed by where each rule is explained, in full where the address of the site is known, and by a count; it
    is empty when there are no problems.
    """
    problems = sorted(set(problems))
    base = site_url and site_url.removesuffix("/") + "/"
    pages = {problem.rule: base and urls.absolute(urls.rule(problem.rule), base) for problem in problems}
    if form == "gitlab":
        seen: Counter[tuple[str, ...]] = Counter()
        return _dumped([problem.as_gitlab(_next(seen, problem), pages[problem.rule]) for problem in problems])
    if form == "json":
        listed = [problem.as_json(pages[problem.rule]) for problem in problems]
        errors = sum(problem.level == "fout" for problem in problems)
        return _dumped({"fouten": errors, "waarschuwingen": len(problems) - errors, "meldingen": listed})
    if not problems:
        return ""
    if form == "github" or not form and os.environ.get("GITHUB_ACTIONS") == "true":
        return "\n".join([*(problem.as_github(pages[problem.rule]) for problem in problems), _counted(problems)])
    return "\n".join([*map(str, problems), *_explained(pages, bool(base)), _counted(problems)])


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _next(seen: Counter[tuple[str, ...]], problem: Problem) -> int:
    seen[key := (problem.path, problem.rule, problem.message)] += 1
    return seen[key]


def _counted(problems: list[Problem]) -> str:
    errors = sum(problem.level == "fout" for problem in problems)
    counts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (errors, "fout", "fouten"),
            (len(problems) - errors, "waarschuwing", "waarschuwingen"),
        )
        if number
    ]
    return " en ".join(counts) + "."


def _explained(pages: dict[str, str], in_full: bool) -> list[str]:
    """Where the rules are explained: as links, or as names where nobody knows the address of the site."""
    if in_full:
        return ["Uitleg per regel:", *(f"  {page}" for page in pages.values())]
    return [f"Uitleg per regel staat op de site, onder {urls.path(urls.rule())}: {', '.join(pages)}."]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything in `problems` stops the site from being made."""
    return any(problem.level == "fout" for problem in problems)


def nearest(word: object, allowed: Iterable[str]) -> str | None:
    """The allowed word that looks most like `word` or holds all of it, or None when nothing comes near."""
    allowed, meant = list(allowed), str(word)
    if found := difflib.get_close_matches(meant, allowed, n=1, cutoff=0.8):
        return found[0]
    if len(meant) >= 4 and (holding := [other for other in allowed if _words(meant) <= _words(other)]):
        return min(holding, key=len)  # werven → werven-en-behouden, rather than a word with the same letters
    found = difflib.get_close_matches(meant, allowed, n=1, cutoff=0.6)
    return found[0] if found else None


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


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
