"""Finds text that YAML takes for a comment: `titel: Werk #samen` reads as "Werk", and nobody would see the rest go.

A comment of ours has a space behind its sign. Where a letter or digit follows at once, as in a hashtag, it is more likely
text; after a text in quotation marks, between brackets, or on a line of its own, it can be no part of the value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

import yaml
from yaml._yaml import CParser

from macros.refusal import Refused
from macros.yamlmeant import in_marks

_HASHTAG = re.compile(r"\s#[^\W_]")
_SIGN = re.compile(r"(?<!\S)#")
_VALUE = re.compile(r"\s*((?:- +)*(?:[\w-]+: +)?)(.*)")
_LONGEST = 100  # of a line that is shown whole


class _Scalar(NamedTuple):
    start: int
    end: int
    is_plain: bool


def refuse_lost_text(text: str) -> None:
    """Raises `Refused` at the first hashtag that is read as a comment."""
    if not _HASHTAG.search(text):
        return
    scalars, known = _scalars(text)
    starts = [scalar.start for scalar in scalars]
    line_of_comment = -1
    for sign in _SIGN.finditer(text, 0, known):
        at = sign.start()
        before = bisect_right(starts, at) - 1
        last = scalars[before] if before >= 0 else None
        line = text.rfind("\n", 0, at) + 1
        if last is None or at < last.end or line == line_of_comment:
            continue
        line_of_comment = line  # what comes after its sign is comment too
        if text[at + 1 : at + 2].isalnum() and _is_lost(text, last, line, at):
            raise _refused(text, last, line, at)


def _scalars(text: str) -> tuple[list[_Scalar], int]:
    """Where names and values stand in a text, and up to where that is known: the parser may stop at a mistake."""
    parser, found = CParser(text), []
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent):
                found.append(_Scalar(event.start_mark.index, event.end_mark.index, not event.style))
    except yaml.YAMLError:
        end = text.find("\n", found[-1].end) if found else 0
        return found, len(text) if end < 0 else end
    return found, len(text)


def _is_lost(text: str, last: _Scalar, line: int, at: int) -> bool:
    between = text[last.end : at]
    if text[line:at].strip():
        return "\n" in between or (last.is_plain and not re.search(r"[\]}]", between))
    begin = text.rfind("\n", 0, last.start) + 1  # a line of its own may go on with the text of the lines above it
    margin = re.match(r" *(?:- +)*", text[begin:])[0]
    return last.is_plain and between.isspace() and at - line > len(margin)


def _refused(text: str, last: _Scalar, line: int, at: int) -> Refused:
    shown = text[line:].split("\n", 1)[0].rstrip()
    tag = re.split(r"\s", text[at : at + 40])[0]
    hint = "Hoort het bij de tekst? Zet dan de hele waarde tussen aanhalingstekens"
    if text[line:at].strip() and len(shown) <= _LONGEST and last.start >= line:
        name, value = _VALUE.match(shown).groups()
        hint = f"{hint}: {name}{in_marks(value)}"
    else:
        hint += "."
    return Refused(
        "hekje",
        f'Alles vanaf "{tag}" valt weg: YAML leest het als een opmerking.',
        f"Is het een opmerking? Zet een spatie achter het hekje. {hint}",
        text.count("\n", 0, at) + 1,
        at - line + 1,
    )
