"""Words that are right though no dictionary has them: `data/woordenlijst.txt`, one a line."""

from __future__ import annotations

WORDS_FILE = "woordenlijst.txt"


def read_file(path: str) -> frozenset[str]:
    """The words in the list; a line that begins with `#` is a comment. What cannot be read as text counts as no word."""
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        lines = (line.strip() for line in file)
        return frozenset(line for line in lines if line and not line.startswith("#"))
