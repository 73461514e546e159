"""The text of a new record: every field with its help as a comment, filled in where the answer is known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, get_origin

from pydantic.fields import FieldInfo

from macros import yamlwriting
from macros.editing import schemas
from macros.kinds import Record, all_kinds
from macros.kinds.fields import Part
from macros.kinds.places import part_in
from macros.pages.facts import choices_of, rich_fields


def scaffold(model: type[Record], known: Mapping[str, Any]) -> str:
    """A new record: what is known, required fields to fill in, the others behind a `#`."""
    lines = [schemas.first_line(next(kind.folder for kind in all_kinds().values() if model in kind.models))]
    known = {"toegevoegd": datetime.date.today(), **known}
    for name in model.in_file():
        info = model.model_fields[name]
        about = f"# {info.title}: {info.description}" if info.description else f"# {info.title}"
        if choices := choices_of(model, name):
            about += f" Kies uit: {', '.join(choices)}."
        lines += [about, _written(model, name, info, known)]
    return "\n".join(lines) + "\n"


def _written(model: type[Record], name: str, info: FieldInfo, known: Mapping[str, Any]) -> str:
    if name in known:
        return yamlwriting.field(name, known[name], block=name in rich_fields(model))
    if name == "soort":
        return f"soort: {info.default}"
    if info.is_required() and (part := part_in(info.annotation)):
        return "\n".join([f"{name}:", *_first(part)])
    if name in rich_fields(model) and info.is_required():
        return f"{name}: |\n  "
    example = " []" if get_origin(info.annotation) is list else ""
    return f"{name}:" if info.is_required() else f"# {name}:{example}"


def _first(part: type[Part]) -> list[str]:
    """The lines of a first group in a list: the fields that it must have, to fill in."""
    lines: list[str] = []
    for name, info in part.model_fields.items():
        if info.is_required():
            inner = part_in(info.annotation)
            lines += [f"{name}:", *(_first(inner) if inner else [])]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)]
