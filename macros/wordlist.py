"""Words that are right though no dictionary has them: `data/woordenlijst.txt`, one a line."""

from __future__ import annotations

from macros import conflicts
from macros.problems import Problem

WORDS_FILE = "woordenlijst.txt"


def read_file(file: str, path: str) -> tuple[frozenset[str], list[Problem]]:
    """The words in the list, and what is wrong with it; messages show it as `path`.

    A line that begins with `#` is a comment. What cannot be read as text counts as no word.
    """
    with open(file, encoding="utf-8-sig", errors="replace") as stream:
        text = stream.read()
    if line := conflicts.line_of_first(text):
        return frozenset(), [Problem(path, line, 1, "botsing", conflicts.MESSAGE, conflicts.HINT)]
    lines = (line.strip() for line in text.split("\n"))
    return frozenset(line for line in lines if line and not line.startswith("#")), []
