"""Why a YAML file cannot be read, and where."""

from __future__ import annotations

import yaml


class Refused(Exception):
    """A file that cannot be read: rule, message and hint for people, line and column from 1."""

    def __init__(self, rule: str, message: str, hint: str = "", line: int = 1, column: int = 1) -> None:
        super().__init__(rule, message, hint, line, column)
        self.rule, self.message, self.hint, self.line, self.column = rule, message, hint, line, column


def place_of(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Line and column (from 1) of what the reader stopped at."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (error.context or "").startswith(("while scanning a quoted", "while scanning a simple key")):
        mark = error.context_mark  # where the quotation or the field begins, not where the reader gave up
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
