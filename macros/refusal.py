"""Why a file cannot be read or written, and where."""

from __future__ import annotations

import errno
import os

import yaml

_WHY = {
    errno.ENOENT: "dat bestand is er niet",
    errno.ENOTDIR: "dat bestand is er niet",
    errno.EEXIST: "er staat al iets met die naam",
    errno.EISDIR: "dat is een map",
    errno.ENAMETOOLONG: "die naam is te lang",
    errno.EACCES: "u hebt daar geen recht toe",
    errno.EPERM: "u hebt daar geen recht toe",
    errno.EROFS: "van deze schijf kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de ruimte die u op deze schijf hebt is op",
    errno.EIO: "de schijf geeft een fout",
    errno.ECONNREFUSED: "de verbinding wordt geweigerd",
    errno.ECONNRESET: "de verbinding brak af",
    errno.ENETUNREACH: "er is geen weg naartoe",
    errno.EHOSTUNREACH: "er is geen weg naartoe",
}


class Refused(Exception):
    """A file that cannot be read: rule, message and hint for people, line and column from 1."""

    def __init__(self, rule: str, message: str, hint: str = "", line: int = 1, column: int = 1) -> None:
        super().__init__(rule, message, hint, line, column)
        self.rule, self.message, self.hint, self.line, self.column = rule, message, hint, line, column


def why(error: OSError) -> str:
    """Why the system refused, in words that fit behind a colon or between brackets."""
    return _WHY.get(error.errno) or error.strerror or str(error)


def why_and_where(error: OSError) -> str:
    """The same, with the file that it is about behind it."""
    place = error.filename2 or error.filename
    return f"{why(error)} ({os.fsdecode(place)})" if place else why(error)


def place_of(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Line and column (from 1) of what the reader stopped at."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (error.context or "").startswith(("while scanning a quoted", "while scanning a simple key")):
        mark = error.context_mark  # where the quotation or the field begins, not where the reader gave up
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
