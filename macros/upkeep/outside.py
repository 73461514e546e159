"""Every outside address in the data and the hand-written pages, with the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag

from macros import yamlfile
from macros.filenames import shown
from macros.pages import pagelinks, placing
from macros.portal import Portal
from macros.settings import SETTINGS_FILE

# An address ends where a sentence, a Markdown link or a cell of a table goes on.
_ADDRESS = re.compile(r"https?://[^\s<>\"'`´“”‘’\[\]|\\^{}]+", re.I)


class Mention(NamedTuple):
    """One place where an address stands."""

    path: str
    line: int
    column: int


def mentions(portal: Portal, data: Path, docs: Path) -> dict[str, list[Mention]]:
    """Every outside address, without its fragment: the page is what can be asked for."""
    found: dict[str, list[Mention]] = {}
    for address, mention in [*_in_data(portal, data), *_in_pages(docs)]:
        found.setdefault(page_of(address), []).append(mention)
    return found


def page_of(address: str) -> str:
    """An address without its fragment."""
    return urldefrag(address).url


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Every address in a text, and where it begins. A template, such as https://x.nl/{pad}, is none."""
    for match in _ADDRESS.finditer(text):
        if text[match.end() : match.end() + 1] != "{" and (address := _ended(match[0])):
            yield match.start(), address


def _ended(found: str) -> str:
    """An address without the sign that ends the sentence, or the bracket around it."""
    depth = 0
    for place, sign in enumerate(found):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            found = found[:place]
            break
    found = found.rstrip(".,;:!?…*_~")
    return found if found.partition("//")[2] else ""


def _in_data(portal: Portal, data: Path) -> Iterator[tuple[str, Mention]]:
    files = [(record.path, record.model_dump()) for record in portal.all()]
    for path, values in [*files, (data / SETTINGS_FILE, portal.settings.model_dump(exclude_defaults=True))]:
        for loc, text in _texts(values):
            for _, address in addresses_in(text):
                place = yamlfile.place(Path(path).read_bytes(), loc, word=address)
                yield address, Mention(shown(path), *place)


def _texts(value: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text with an address in a group of fields, with its location."""
    if isinstance(value, str):
        if "://" in value:
            yield loc, value
    elif isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, (*loc, name))


def _in_pages(docs: Path) -> Iterator[tuple[str, Mention]]:
    for name in sorted(placing.pages(docs)):
        try:
            source = (docs / name).read_text("utf-8", "replace")
        except OSError:
            continue  # told of by the check of the pages
        for number, line in pagelinks.lines_of_text(source):
            for start, address in addresses_in(line):
                yield address, Mention(shown(docs / name), number, start + 1)
