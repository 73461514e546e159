"""Reads YAML that is written as simply as nearly all records are: a third of the time that the real parser takes.

Anything out of the ordinary is left to that parser (`yamlfile`), and so is everything that is wrong: what is read here,
it reads the same. Each pattern takes as many lines at once as it can.
"""

from __future__ import annotations

import functools
import re
from typing import Any

MAX_DEPTH = 8

_NO_TEXT = frozenset(("on", "off", "yes", "no", "true", "false", "null"))  # as the name of a field
_BLOCKS = {"|": ("\n", "\n"), "|-": ("\n", ""), ">": (" ", "\n"), ">-": (" ", "")}  # what parts lines, and what ends them
_FLOW_ITEM = r"[^\W_][\w .&/()'’+-]*"
_FLOW = re.compile(rf"\[{_FLOW_ITEM}(?:, {_FLOW_ITEM})*\]")
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
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$")


class _Unusual(Exception):
    """Something that the real parser must look at."""


def meaning(word: str) -> Any:
    """What a word without quotation marks means: a number, yes or no, nothing, or most often itself."""
    if word in _WORDS:
        return _WORDS[word]
    if word[:1] in "-+0123456789":  # so is an empty word
        if not word:
            return None
        if _INTEGER.match(word):
            return int(word)
        if _DECIMAL.match(word):
            return float(word)
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
    pair = _patterns(indent).pair
    fields: dict[str, Any] = {}
    while True:
        found = pair.match(text, at)
        if not found:
            after = _NOTHING.match(text, at).end()
            if after == at or not (found := pair.match(text, after)):
                return fields, after
        name, given = found.groups()
        if name in fields or name in _NO_TEXT:
            raise _Unusual
        at = found.end()
        if not given:
            fields[name], at = _below(text, at, indent)
        elif given in _BLOCKS:
            fields[name], at = _block(text, at, indent, *_BLOCKS[given])
        elif given[0] == "[":
            if not _FLOW.fullmatch(given):
                raise _Unusual
            fields[name] = [meaning(item.rstrip(" ")) for item in given[1:-1].split(", ")]
        else:
            fields[name] = _scalar(given)


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
    if not fields or _deeper(text, end, indent):
        raise _Unusual
    return fields, end


def _items(text: str, at: int, indent: int) -> tuple[list[Any], int]:
    """The items whose dashes stand at `indent`, from place `at` on, and the place after them."""
    patterns = _patterns(indent)
    items: list[Any] = []
    while True:
        if words := patterns.words.match(text, at):
            at = words.end()
            items += [meaning(word.rstrip(" ")) for word in words[0][indent + 2 : -1].split(patterns.dash)]
        elif not text.startswith(patterns.dash[1:], at):
            break
        elif text.startswith(" ", at + indent + 2):
            raise _Unusual
        elif patterns.first_pair.match(text, at):
            # Its first field stands where the others stand.
            line_end = text.index("\n", at) + 1
            first, _ = _mapping(f"{patterns.margin}{text[at + indent + 2 : line_end]}", 0, indent + 2)
            rest, at = _mapping(text, line_end, indent + 2)
            if first.keys() & rest.keys():
                raise _Unusual
            items.append(first | rest)
        else:
            line_end = text.index("\n", at)
            items.append(_scalar(text[at + indent + 2 : line_end]))
            at = line_end + 1
        at = _NOTHING.match(text, at).end()
    if _deeper(text, at, indent - 1):
        raise _Unusual
    return items, at


def _block(text: str, at: int, indent: int, joint: str, end: str) -> tuple[str, int]:
    """A text of several lines under a name at `indent`, and the place after it."""
    inner = _SPACES.match(text, at).end() - at
    if inner <= indent:
        raise _Unusual
    patterns = _patterns(inner)
    after = patterns.lines.match(text, at).end()
    found = text[at + inner : after].rstrip("\n").replace(patterns.between, "\n")
    if found[:1] in ("", "\n") or not found.rpartition("\n")[2].strip(" ") or _deeper(text, after, indent):
        raise _Unusual
    if joint == "\n":
        return found + end, after
    if "\n " in found:
        raise _Unusual
    if "\n\n" in found:
        return _EMPTY.sub(lambda lines: "\0" * (len(lines[0]) - 1), found).replace("\n", " ").replace("\0", "\n") + end, after
    return found.replace("\n", " ") + end, after


def _scalar(given: str) -> Any:
    """One value on the rest of a line."""
    if given[:1].isalnum():
        given = given.rstrip(" ")
        if ": " in given or " #" in given or given[-1] == ":":
            raise _Unusual
        return meaning(given)
    if quoted := _QUOTED.fullmatch(given):
        return quoted[1] if quoted[1] is not None else quoted[2]
    raise _Unusual


def _deeper(text: str, at: int, indent: int) -> bool:
    """Whether the line at `at` stands further to the right than `indent`."""
    return text.startswith(" " * (indent + 1), at)


class _Patterns:
    """What lines at one indent look like."""

    def __init__(self, indent: int) -> None:
        margin = " " * indent
        self.margin = margin + "  "
        self.between, self.dash = f"\n{margin}", f"\n{margin}- "
        self.pair = re.compile(rf"{margin}([a-z][a-z0-9_]{{0,99}}):(?: +([^\n]*))?\n")
        self.first_pair = re.compile(rf"{margin}- [a-z][a-z0-9_]{{0,99}}:(?: [^\n]*)?\n")
        self.words = re.compile(rf"(?:{margin}- [^\W_][^\n:#]*\n)+")
        self.lines = re.compile(rf"(?:(?:{margin}[^\n]*)?\n)+")


_patterns = functools.cache(_Patterns)
