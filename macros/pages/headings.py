"""Looks at the headings of a hand-written page: each has an id of its own, so that a link to it outlives its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from macros.pages import pagelinks
from macros.problems import Problem

TITLE = "titel"  # the id of every page's first heading
_HASHES = re.compile(r"(?:(?:[-*+]|\d+\.) +|> ?)*(#{1,6})(.*)")  # also in a list or a quotation
_UNDERLINE = re.compile(r"(=+|-+) *")
_TAG = re.compile(r"<h([1-6])\b([^>]*)>(.*?)(?:</h|$)", re.I)
_CODE = re.compile(r"`[^`]*`")
_BRACES = re.compile(r" \{:?([^}\n]+)\}[ #]*$")
_ID_IN_BRACES = re.compile(r"(?:#|\bid=[\"']?)([^\s\"'#]+)")
_ANY_ID_IN_BRACES = re.compile(r"\{[^}\n]*?#([^\s\"'#}]+)")
_ID_IN_TAG = re.compile(r"\bid\s*=\s*[\"']?([^\s\"'>]+)", re.I)


class _Heading(NamedTuple):
    line: int
    column: int
    level: int
    text: str
    id: str | None
    is_html: bool = False


def check(source: str, path: str) -> Iterator[Problem]:
    """Every heading without an id (but for the title, whose id is fixed), and every id that two headings have."""
    first: dict[str, int] = {}  # id → the line of its heading
    for heading in _headings(source.split("\n")):
        if heading.id is None and heading.level > 1:
            message = f'De kop "{heading.text}" heeft geen vaste naam voor links.'
            hint = f'Schrijf <h{heading.level} id="korte-naam">.' if heading.is_html else "Zet erachter: { #korte-naam }"
            yield Problem(path, heading.line, heading.column, "kop-zonder-id", message, hint)
        elif heading.id in first:
            message = f'De naam "{heading.id}" staat al bij de kop op regel {first[heading.id]}.'
            yield Problem(path, heading.line, heading.column, "dubbele-id", message, "Geef elke kop een eigen naam.")
        elif heading.id:
            first[heading.id] = heading.line


def title_missing(source: str, path: str, title: str) -> Iterator[Problem]:
    """A page with nothing on it, or one that would be called after its file; `title` is that of its front matter."""
    if not source.strip():
        yield Problem(path, 1, 1, "leeg-bestand", "Op deze pagina staat niets.", "Schrijf er iets op, of verwijder het bestand.")
    elif not title and not any(heading.level == 1 for heading in _headings(source.split("\n"))):
        message = "Deze pagina heeft geen titel: dan heet zij naar haar bestand."
        yield Problem(path, 1, 1, "zonder-titel", message, "Zet bovenaan een regel zoals: # Mijn pagina", level="waarschuwing")


def ids_in(page: Path) -> set[str] | None:
    """What a link can lead to in a hand-written page; None when that cannot be read, or is made when nobody writes it.

    The engine knows no ids that macros make, so those are no target here either.
    """
    try:
        source = page.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    found = {heading.id or TITLE for heading in _headings(source.split("\n")) if heading.id or heading.level == 1}
    return found | {*_ANY_ID_IN_BRACES.findall(source), *_ID_IN_TAG.findall(source)}


def _headings(lines: list[str]) -> Iterator[_Heading]:
    """Every heading, however it is written: with signs before it, with a line under it, or as HTML."""
    lines = list(lines)
    for start, end in pagelinks.fenced(lines):
        lines[start : end + 1] = [""] * (end + 1 - start)
    for number, line in enumerate(lines, 1):
        if found := _HASHES.match(line):
            yield _Heading(number, 1, len(found[1]), *_named(found[2]))
        elif _UNDERLINE.fullmatch(line) and _starts_block(lines, number - 1):
            yield _Heading(number - 1, 1, 1 if line[0] == "=" else 2, *_named(lines[number - 2]))
        for found in _TAG.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            id_, text = _ID_IN_TAG.search(found[2]), re.sub(r"<[^>]*>", "", found[3])
            yield _Heading(number, found.start() + 1, int(found[1]), text.strip(), id_ and id_[1], is_html=True)


def _starts_block(lines: list[str], number: int) -> bool:
    """Whether line `number` (from 1) is the first of a block of text, so that a line under it makes it a heading."""
    return number > 0 and bool(lines[number - 1].strip()) and (number == 1 or not lines[number - 2].strip())


def _named(text: str) -> tuple[str, str | None]:
    """The words of a heading, and the id in the braces behind them."""
    braces = _BRACES.search(text)
    id_ = _ID_IN_BRACES.search(braces[1]) if braces else None
    return (text[: braces.start()] if braces else text).strip(" #"), id_ and id_[1]
