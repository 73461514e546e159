"""Finds addresses that went from urls.txt since an earlier version (rule `adres-weggehaald`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.filenames import shown
from macros.problems import Problem
from macros.published import URLS_FILE
from macros.upkeep.versions import Since


def check(since: Since) -> Iterator[Problem]:
    path = since.data / URLS_FILE
    then = _lines(since.before.get(URLS_FILE) or b"")
    now = _lines(path.read_bytes()) if path.is_file() else []
    kept = set(now)
    for number, line in enumerate(then, 1):
        if line and line not in kept:
            place, message = min(number, len(now) or 1), f'"{line}" stond hier in {since.base}, en nu niet meer.'
            hint = "Zet de regel terug: een adres dat eens is gepubliceerd, blijft werken."
            yield Problem(shown(path), place, 1, "adres-weggehaald", message, hint)


def _lines(raw: bytes) -> list[str]:
    return [line.strip() for line in raw.decode("utf-8", "replace").splitlines()]
