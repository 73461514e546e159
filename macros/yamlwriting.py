"""Values → YAML as people write it in data/: as plain as can be, and read back as the same value."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from macros import yamlfile, yamlsimple
from macros.yamlmeant import in_marks

WIDTH = 108
LONG = 80  # signs; a longer text gets lines of its own


def field(name: str, value: Any, *, block: bool = False) -> str:
    """The lines of one field, without the end of the last; `block` keeps a text as it was typed, line by line."""
    return "\n".join(_lines(f"{name}:", value, 0, block))


def _lines(start: str, value: Any, indent: int, block: bool = False) -> list[str]:
    """Lines that begin with `start` (a name or a dash) and hold a value; `indent` is the column of that start."""
    inside = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [line for name, part in value.items() for line in _lines(f"{name}:", part, indent + 2)]
        if start == "-":
            return [f"{start} {parts[0]}", *(f"  {line}" for line in parts[1:])]
        return [start, *(f"  {line}" for line in parts)]
    if isinstance(value, list):
        short = f"{start} [{', '.join(map(_in_short, value))}]"
        if len(short) <= WIDTH - indent and _reads_as(short.removeprefix(start).strip(), value):
            return [short]
        return [start, *(f"  {line}" for item in value for line in _lines("-", item, indent + 2))]
    if isinstance(value, str) and (block or "\n" in value) and _can_be_block(value):
        kept = [f"  {line}" if line.strip() else "" for line in value.rstrip("\n").split("\n")]
        return [f"{start} |", *kept] if value.endswith("\n") or block else [f"{start} |-", *kept]
    if isinstance(value, str) and len(value) > LONG and value == " ".join(value.split()):
        wrapped = textwrap.wrap(value, WIDTH - len(inside), break_long_words=False, break_on_hyphens=False)
        return [f"{start} >-", *(f"  {line}" for line in wrapped)]
    return [f"{start} {scalar(value)}"]


def scalar(value: Any) -> str:
    """One value on one line."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if not isinstance(value, str):
        return f"{value}0" if yamlsimple.THOUSANDS.match(str(value)) else str(value)
    return value if _reads_as(value, value) and not yamlsimple.THOUSANDS.match(value) else quoted(value)


def _in_short(item: Any) -> str:
    return scalar(item) if yamlsimple.THOUSANDS.match(str(item)) else str(item)


def quoted(value: str) -> str:
    """A text between quotation marks."""
    if not value.isprintable():
        return '"' + "".join(map(_escaped, value)) + '"'
    return in_marks(value)


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"


def _reads_as(written: str, value: Any) -> bool:
    """Whether it reads as this value, also with something behind it."""
    if not written or written.isspace() or "\n" in written:
        return False
    try:
        return yamlfile.read(f"x: {written}\ny: 1\n".encode()) == {"x": value, "y": 1}
    except yamlfile.Refused:
        return False


def _can_be_block(value: str) -> bool:
    lines = value.removesuffix("\n").split("\n")
    whole = all(not line or not line.isspace() for line in lines) and lines[-1] and not lines[0].startswith((" ", "\t"))
    return bool(whole and lines[0]) and all(sign == "\n" or sign.isprintable() for sign in value)
