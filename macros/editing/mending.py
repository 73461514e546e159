"""Mends what a machine can in the text of a record, without changing what it says."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from macros import yamlfile
from macros.editing.indenting import indented
from macros.editing.layout import Layout, layout
from macros.editing.repairs import readable
from macros.kinds import Kind, Record
from macros.kinds.places import formerly
from macros.load import model_at
from macros.yamlwriting import quoted


@dataclass(frozen=True)
class Mended:
    """The new bytes of a file, and what was mended; nothing when it was good."""

    raw: bytes
    done: tuple[str, ...]


def mend(raw: bytes, kind: Kind) -> Mended:
    """A record as it should be written. Raises `Refused` for one that cannot be understood."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        yamlfile.read(raw)  # says where it is not UTF-8
        raise
    done: list[str] = []
    if (plain := re.sub(r"\r\n?", "\n", text)).encode() != raw:
        text = plain
        done.append("regeleinden")
    names = frozenset(name for model in kind.models for name in model.model_fields)
    text, repaired = readable(text, names)
    done += repaired
    model = _model(kind, yamlfile.read(text.encode()))
    for what, step in _STEPS:
        better, expected = step(text, model)
        if better != text and _reads_as(better, expected):
            text = better
            done.append(what)
    return Mended(text.encode(), tuple(dict.fromkeys(done)))


def _reads_as(text: str, expected: Any) -> bool:
    try:
        return _same(yamlfile.read(text.encode()), expected)
    except yamlfile.Refused:
        return False


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same, and of the same type; the order of fields does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _model(kind: Kind, value: dict) -> type[Record]:
    soort = value.get("soort")
    return kind.by_soort.get(soort, kind.models[0]) if isinstance(soort, str) else kind.models[0]


def _without_loose_spaces(text: str, _: type[Record]) -> tuple[str, Any]:
    within = layout(text).within
    kept = {number for number, value in within.items() if value.style in ("|", ">")}
    lines = [line if number in kept else line.rstrip(" \t") for number, line in enumerate(text.split("\n"))]
    return "\n".join(lines), yamlfile.read(text.encode())


def _without_tabs(text: str, _: type[Record]) -> tuple[str, Any]:
    """Tabs between a name or dash and its value; inside a text they stay."""
    within = layout(text).within
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if number not in within and "\t" in line:
            lines[number] = re.sub(r"^([ \t]*(?:-[ \t]+)*(?:[\w-]+:)?)[ \t]+", lambda m: m[0].replace("\t", " "), line)
    return "\n".join(lines), yamlfile.read(text.encode())


def _indented(text: str, _: type[Record]) -> tuple[str, Any]:
    return indented(text), yamlfile.read(text.encode())


def _with_last_newline(text: str, _: type[Record]) -> tuple[str, Any]:
    return text.rstrip("\n") + "\n", yamlfile.read(text.encode())


def _renamed(text: str, model: type[Record]) -> tuple[str, Any]:
    """Fields by their present names, where those are free."""
    lines, expected = text.split("\n"), yamlfile.read(text.encode())
    for key in reversed(layout(text).keys):
        group = _at(expected, key.loc[:-1])
        new = _formerly(model, tuple(step for step in key.loc[:-1] if isinstance(step, str))).get(str(key.loc[-1]))
        line = lines[key.line]
        if new and new not in group and line.startswith(key.loc[-1], key.column):
            group[new] = group.pop(key.loc[-1])
            lines[key.line] = line[: key.column] + new + line[key.column + len(key.loc[-1]) :]
    return "\n".join(lines), expected


@functools.cache
def _formerly(model: type[Record], path: tuple[str, ...]) -> dict[str, str]:
    """The old names of the fields of the group at a path, with the new ones."""
    return formerly(model_at(model, path))


def _quoted(text: str, model: type[Record]) -> tuple[str, Any]:
    """Numbers and words such as `no` between quotation marks, where a field takes nothing but text."""
    lines, expected = text.split("\n"), yamlfile.read(text.encode())
    wrong = _not_text(model, expected)
    for value in reversed(layout(text).texts):
        if value.loc in wrong and not value.style and value.line == value.last:
            line = lines[value.line]
            said = line[value.column : value.end]
            lines[value.line] = line[: value.column] + quoted(said) + line[value.end :]
            _at(expected, value.loc[:-1])[value.loc[-1]] = said
    return "\n".join(lines), expected


def _not_text(model: type[BaseModel], value: dict) -> set[tuple]:
    """Where something else stands than the text that the field wants."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        return {wrong["loc"] for wrong in error.errors(include_url=False) if _is_plain(wrong)}
    return set()


def _is_plain(wrong: Any) -> bool:
    return wrong["type"] in ("string_type", "literal_error") and isinstance(wrong["input"], bool | int | float)


def _at(value: Any, loc: tuple) -> Any:
    for step in loc:
        value = value[step]
    return value


def _ordered(text: str, model: type[Record]) -> tuple[str, Any]:
    """The fields in the order of their kind, each with the comments above it."""
    found = layout(text)
    rank = {name: number for number, name in enumerate(model.in_file())}
    head, blocks, tail = _blocks(text, found)
    places, last = [], -1
    for name, _ in blocks:
        last = rank.get(name, last)  # an unknown field stays behind the one that it stood behind
        places.append(last)
    order = sorted(range(len(blocks)), key=places.__getitem__)
    return "\n".join([*head, *(line for number in order for line in blocks[number][1]), *tail]), yamlfile.read(text.encode())


def _blocks(text: str, found: Layout) -> tuple[list[str], list[tuple[str, list[str]]], list[str]]:
    """The lines above all fields, those of each field with its comments, and those below all fields."""
    lines = text.split("\n")
    keys = [key for key in found.keys if len(key.loc) == 1]
    if not found.blocks or found.blocks[0].parent >= 0 or len({key.line for key in keys}) < len(keys):
        return lines, [], []  # all between brackets: leave it
    starts: list[int] = []
    for key in keys:
        start = key.line
        while start and start - 1 not in found.within and lines[start - 1].startswith("#") and "$schema=" not in lines[start - 1]:
            start -= 1
        starts.append(start)
    end = len(lines)
    while end and (not lines[end - 1] or lines[end - 1].startswith("#")) and end - 1 not in found.within:
        end -= 1
    if starts[0] < keys[0].line and "" in lines[starts[0] : keys[0].line]:
        starts[0] = keys[0].line
    bounds = [*starts[1:], max(end, starts[-1] + 1)]
    blocks = [(str(key.loc[0]), lines[start:stop]) for key, start, stop in zip(keys, starts, bounds, strict=True)]
    return lines[: starts[0]], blocks, lines[bounds[-1] :]


_STEPS: tuple[tuple[str, Callable[[str, type[Record]], tuple[str, Any]]], ...] = (
    ("tabs", _without_tabs),
    ("inspringing", _indented),
    ("spaties aan het eind van een regel", _without_loose_spaces),
    ("oude veldnamen", _renamed),
    ("aanhalingstekens", _quoted),
    ("volgorde van de velden", _ordered),
    ("einde van het bestand", _with_last_newline),
)
