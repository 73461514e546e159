"""Reads YAML that is written as simply as nearly all records are: a third of the time that the real parser takes.

Anything out of the ordinary is left to that parser (`yamlfile`), and so is everything that is wrong: what is read here,
it reads the same. Each pattern takes as many lines at once as it can.
"""

from __future__ import annotations

import functools
import re
from math import isfinite
from typing import Any

MAX_DEPTH = 8

_NO_TEXT = frozenset(("on", "off", "yes", "no", "true", "false", "null"))  # as the name of a field
_BLOCKS = {"|": ("\n", "\n"), "|-": ("\n", ""), ">": (" ", "\n"), ">-": (" ", "")}  # what parts lines, and what ends them
_FLOW_ITEM = r"(?:[^\W_][\w .&/()'’+-]*|\"[^\"\\,\n]*\")"
_FLOW = rf"\[{_FLOW_ITEM}(?:, {_FLOW_ITEM})*\]"
_FLOW_ALONE = re.compile(_FLOW)
_WORD = r"[^\W_][^\n:#]*"
_NAME = r"([a-z][a-z0-9_]{0,99})"
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_NOTHING = re.compile(r"(?: *#[^\n]*\n|\n)*")  # comments and empty lines
_SPACES = re.compile(r" *")
_EMPTY = re.compile(r"\n{2,}")
_WORDS = {
    word: value
    for value, words in (
        (True, "yes Yes YES true True TRUE on On ON"),
        (False, "no No NO false False FALSE off Off OFF"),
        (None, "~ null Null NULL"),
    )
    for word in words.split()
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})$")
THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}$")  # of one thousand and more: a number to YAML, text to us
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$")


class _Unusual(Exception):
    """Something that the real parser must look at."""


def meaning(word: str) -> Any:
    """What a word without quotation marks means: a number, yes or no, nothing, or most often itself.

    So 12.500 is: to YAML that is twelve and a half, to who writes Dutch twelve thousand and five hundred.
    """
    if word in _WORDS:
        return _WORDS[word]
    if word[:1] in "-+0123456789":  # so is an empty word
        if not word:
            return None
        if _INTEGER.match(word):
            return int(word)
        if _DECIMAL.match(word) and not THOUSANDS.match(word) and isfinite(number := float(word)):
            return number
    return word


def read(text: str) -> dict[str, Any] | None:
    """The fields in a YAML text, None where the real parser must read it."""
    if not text.endswith("\n") or not text.replace("\n", "").isprintable():
        return None
    try:
        fields, end = _mapping(text, 0, 0)
    except _Unusual:
        return None
    return fields if fields and end == len(text) else None


def _mapping(text: str, at: int, indent: int) -> tuple[dict[str, Any], int]:
    """The fields whose names stand at `indent`, from place `at` on, and the place after them."""
    if indent > 2 * MAX_DEPTH:
        raise _Unusual
    patterns = _patterns(indent)
    fields: dict[str, Any] = {}
    while True:
        found = patterns.usual.match(text, at) or patterns.pair.match(text, at)
        if not found:
            after = _NOTHING.match(text, at).end()
            if after == at:
                return fields, at
            at = after
            continue
        name, at = found[1], found.end()
        if name in fields or name in _NO_TEXT:
            raise _Unusual
        form = found.lastgroup
        if form == "word":
            fields[name] = meaning(found[2].rstrip(" "))
        elif form == "lines":
            fields[name] = _text(found["lines"], patterns.inner, *_BLOCKS[found["block"]])
        elif form == "list":
            fields[name] = _flow(found["list"])
        elif form == "items":
            fields[name] = [meaning(item.rstrip(" ")) for item in found["items"][indent + 2 : -1].split(patterns.dash)]
        elif form == "value":
            fields[name], at = _value(text, at, indent, found["value"])
        else:
            fields[name], at = _below(text, at, indent)


def _value(text: str, at: int, indent: int, given: str) -> tuple[Any, int]:
    """What is `given` on the line of a name at `indent`, with the lines from `at` on that belong to it."""
    if given not in _BLOCKS:
        return _scalar(given), at
    inner = _SPACES.match(text, at).end() - at
    if inner <= indent:
        raise _Unusual
    patterns = _patterns(inner)
    lines = patterns.lines.match(text, at)
    return _text(lines[0], patterns.margin, *_BLOCKS[given]), lines.end()


def _text(lines: str, margin: str, joint: str, end: str) -> str:
    """A text of several lines that stand at a margin."""
    found = lines[len(margin) :].rstrip("\n").replace(f"\n{margin}", "\n")
    if found[:1] in ("", " ", "\n") or not found.rpartition("\n")[2].strip(" "):
        raise _Unusual
    if joint == "\n":
        return found + end
    if "\n " in found:
        raise _Unusual
    if "\n\n" in found:
        found = _EMPTY.sub(lambda lines: "\0" * (len(lines[0]) - 1), found).replace("\n", " ").replace("\0", "\n")
        return found + end
    return found.replace("\n", " ") + end


def _below(text: str, at: int, indent: int) -> tuple[Any, int]:
    """The list or the fields under a name at `indent`."""
    at = _NOTHING.match(text, at).end()
    start = _SPACES.match(text, at).end()
    inner = start - at
    if text.startswith("- ", start) and inner >= indent:
        return _items(text, at, inner)
    if inner <= indent:
        raise _Unusual
    fields, end = _mapping(text, at, inner)
    if not fields:
        raise _Unusual
    return fields, end


def _items(text: str, at: int, indent: int) -> tuple[list[Any], int]:
    """The items whose dashes stand at `indent`, from place `at` on, and the place after them."""
    patterns = _patterns(indent)
    items: list[Any] = []
    while text.startswith(patterns.dash[1:], at):
        line_end = text.index("\n", at) + 1
        if patterns.first_pair.match(text, at):
            # Its first field stands where the others stand.
            first, _ = _mapping(f"{patterns.inner}{text[at + indent + 2 : line_end]}", 0, indent + 2)
            rest, at = _mapping(text, line_end, indent + 2)
            if not first or first.keys() & rest.keys():
                raise _Unusual
            items.append(first | rest)
        else:
            items.append(_scalar(text[at + indent + 2 : line_end - 1]))
            at = line_end
        at = _NOTHING.match(text, at).end()
    return items, at


def _scalar(given: str) -> Any:
    """One value on the rest of a line."""
    if given[:1].isalnum():
        given = given.rstrip(" ")
        if ": " in given or " #" in given or given[-1] == ":":
            raise _Unusual
        return meaning(given)
    if quoted := _QUOTED.fullmatch(given):
        return quoted[1] if quoted[1] is not None else quoted[2]
    if _FLOW_ALONE.fullmatch(given):
        return _flow(given)
    raise _Unusual


def _flow(given: str) -> list[Any]:
    """A list between brackets."""
    return [item[1:-1] if item[0] == '"' else meaning(item.rstrip(" ")) for item in given[1:-1].split(", ")]


class _Patterns:
    """What lines at one indent look like."""

    def __init__(self, indent: int) -> None:
        self.margin, self.inner = margin, inner = " " * indent, " " * (indent + 2)
        self.dash = f"\n{margin}- "
        self.lines = re.compile(_lines(margin))
        self.pair = re.compile(rf"{margin}{_NAME}:(?: +(?P<value>[^\n]+))?\n")
        self.first_pair = re.compile(rf"{margin}- {_NAME}:[ \n]")
        self.usual = re.compile(
            rf"{margin}{_NAME}:(?: (?:(?P<word>{_WORD})\n|(?P<list>{_FLOW})\n|(?P<block>[|>]-?)\n(?P<lines>{_lines(inner)}))"
            rf"|\n(?P<items>(?:{margin}- {_WORD}\n)+))"
        )


def _lines(margin: str) -> str:
    """The pattern of the lines of a text at a margin, of which the first has words."""
    return rf"{margin}[^\n]*\n(?:(?:{margin}[^\n]*)?\n)*"


_patterns = functools.cache(_Patterns)
