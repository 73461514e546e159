"""Writes answers as the YAML of a record, as the form on the site does (overrides/assets/formulier-yaml.js)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

NOT_IN = "# Staat nog niet in onze lijsten:"


@dataclass(frozen=True)
class Other:
    """The name of a record that is not in our lists. What holds one is written as a comment, for the editors."""

    text: str


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # a list stands inside its field


def _text(dumper: yaml.Dumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Other, lambda dumper, value: _text(dumper, value.text))


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
        return _dumped(name, value) if known else f"{NOT_IN}\n{commented(_dumped(name, value))}"
    written = _dumped(name, known) if known else ""
    return f"{written}{NOT_IN}\n{commented(_dumped(name, others))}" if others else written


def _has_other(value: Any) -> bool:
    return isinstance(value, Other) or isinstance(value, dict) and any(map(_has_other, value.values()))


def _dumped(name: str, value: Any) -> str:
    return yaml.dump({name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
