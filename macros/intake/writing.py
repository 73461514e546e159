"""Writes answers as the YAML of a record, as the form on the site does (overrides/assets/formulier-yaml.js)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros import yamlwriting

NOT_IN = "# Staat nog niet in onze lijsten:"


@dataclass(frozen=True)
class Other:
    """The name of a record that is not in our lists. What holds one is written as a comment, for the editors."""

    text: str


def as_yaml(fields: dict[str, Any]) -> str:
    """The text of a file with these fields."""
    return "".join(map(_field, fields.keys(), fields.values()))


def commented(text: str) -> str:
    """The same text as comment."""
    return "".join(f"# {line}".rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def _field(name: str, value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    others = [item for item in items if _has_other(item)]
    known = [item for item in items if not _has_other(item)]
    if not isinstance(value, list):
        return _written(name, value) if known else f"{NOT_IN}\n{commented(_written(name, value))}"
    written = _written(name, known) if known or not others else ""
    return f"{written}{NOT_IN}\n{commented(_written(name, others))}" if others else written


def _has_other(value: Any) -> bool:
    return isinstance(value, Other) or isinstance(value, dict) and any(map(_has_other, value.values()))


def _written(name: str, value: Any) -> str:
    return yamlwriting.field(name, _said(value)) + "\n"


def _said(value: Any) -> Any:
    if isinstance(value, Other):
        return value.text
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items()}
    return [_said(part) for part in value] if isinstance(value, list) else value
