"""The links and pictures in hand-written pages: each leads to a file that is there, and to a heading that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from macros import urls
from macros.problems import Problem, nearest, suggestion

_TARGET = r"\(\s*<?((?:[^()<>]|\([^()<>]*\))*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*+\]" + _TARGET)  # in its words there may be a picture
_REST = re.compile(r"[^\[\]]*\]" + _TARGET)  # of a link that begins on the line before
_IMAGE = re.compile(r"!\[[^\]]*\]" + _TARGET)
_IMAGE_BEGINS = re.compile(r"!\[[^\]]*$")  # and goes on in the next line
_DEFINITION = re.compile(r" {0,3}\[([^\]^]+)\]:\s*<?([^\s<>]+)")  # of the address of a link elsewhere on the page
_DEFINED_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\[([^\[\]]*)\])?(?!\()")  # by the name of that definition
_BETWEEN = re.compile(r"<(https?:[^\s<>]*)>", re.I)  # an address that is a link as it stands
_WHOLE = re.compile(r"https?://[\w\[]|mailto:\S|tel:\+?\d", re.I)  # an address that a browser can go to from anywhere
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.I)
_CUT_OFF = re.compile("https?:|mailto:|tel:", re.I)
WHOLE_HINT = "Schrijf het hele adres, zoals https://www.voorbeeld.nl, of haal de link weg."
_PLACE_IT = "Zet het bestand in docs/assets/ en schrijf de weg daarheen vanaf deze pagina."
# A comment, or code between as many backticks at its end as at its start, within one paragraph.
_NO_TEXT = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
# Of a block of HTML that is no Markdown: that says so with `markdown`.
_BLOCK = re.compile(r" {0,3}<(article|aside|center|details|div|figure|form|p|section|table|ul|ol)\b(?![^>]*\smarkdown\b)", re.I)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")


class Site(NamedTuple):
    """What a page can link to: all files by name, the ids in a page (None where nobody knows), whether a path answers."""

    names: Collection[str]
    ids_of: Callable[[str], Collection[str] | None]
    answers: Callable[[str], bool]


def check(source: str, path: str, name: str, site: Site) -> Iterator[Problem]:
    """Links that lead nowhere in the page `name`, and pictures that are not there or stand on another site.

    Records are linked with `link()`, never by path.
    """
    lines, before = list(lines_of_text(source)), ""
    images = {(found[2] or found[1]).casefold() for _, line in lines for found in _DEFINED_IMAGE.finditer(line)}
    for number, line in lines:
        for place, target, is_image in _targets(line, images, goes_on=bool(_IMAGE_BEGINS.search(before))):
            if wrong := _wrong(target, name, site, is_image=is_image):
                rule = "afbeelding-van-elders" if is_image and is_elsewhere(target) else "kapotte-link"
                yield Problem(path, number, place + 1, rule, *wrong)
        before = line


def _targets(line: str, images: Collection[str], *, goes_on: bool) -> Iterator[tuple[int, str, bool]]:
    """Where an address begins in a line, the address, and whether a picture stands there; `goes_on`: one that began before."""
    if rest := _REST.match(line):
        yield rest.start(1), rest[1], goes_on
    elif defined := _DEFINITION.match(line):
        yield defined.start(2), defined[2], defined[1].casefold() in images
    for pattern in (_LINK, _IMAGE, _BETWEEN):
        for found in pattern.finditer(line):
            yield found.start(1), found[1], pattern is _IMAGE


def is_whole(target: str) -> bool:
    """Whether an address says by itself where it leads: on the web, an e-mail address or a telephone number."""
    return bool(_WHOLE.match(target))


def is_elsewhere(target: str) -> bool:
    """Whether an address is one on another site."""
    return bool(_ELSEWHERE.match(target))


def from_elsewhere(picture: str) -> tuple[str, str]:
    """Message and hint for a picture on another site."""
    return f'De afbeelding "{picture}" staat op een andere site: browsers laten haar hier niet zien.', _PLACE_IT


def _wrong(target: str, name: str, site: Site, *, is_image: bool) -> tuple[str, str] | None:
    """Message and hint for a link from page `name` that leads nowhere."""
    if is_image and is_elsewhere(target):
        return from_elsewhere(target)
    if target.startswith("{") or is_whole(target):
        return None
    message = f'De afbeelding "{target}" is er niet.' if is_image else f'De link naar "{target}" leidt nergens heen.'
    if target.startswith(urls.MARK):
        known = site.answers(re.split("[?#]", target.removeprefix(urls.MARK))[0])
        return None if known else (message, "Gebruik {{ link(…) }}: die wordt nagekeken.")
    if not target or _CUT_OFF.match(target):
        return message if target else f"Deze {'afbeelding' if is_image else 'link'} heeft geen adres.", WHOLE_HINT
    file, _, id_ = target.partition("#")
    page = _resolved(name, unquote(file)) if file else name
    if page not in site.names:
        best = nearest(page, site.names)
        hint = _PLACE_IT if is_image else "Verwijs naar een bestand in docs/, zoals over/index.md; of gebruik {{ link(…) }}."
        return message, f'Bedoelde u "{posixpath.relpath(best, posixpath.dirname(name) or ".")}"?' if best else hint
    ids = site.ids_of(page) if id_ else None
    if ids is None or id_ in ids:
        return None
    where = page if file else "deze pagina"
    hint = suggestion(id_, ids) or "Geef daar een kop die naam: zet erachter { #naam }."
    return f'De link naar "{target}" leidt nergens heen: zo heet geen kop op {where}.', hint


def lines_of_text(source: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line of a page that holds text. What is code or a comment in it is left blank."""
    lines = source.split("\n")
    for start, end in fenced(lines):
        lines[start : end + 1] = [""] * (end + 1 - start)
    blanked = _NO_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(lines))
    after_blank, in_list, html = True, False, _OpenHtml()
    for number, line in enumerate(blanked.split("\n"), 1):
        indented = not html.goes_on(line) and line.startswith(("    ", "\t"))
        if not line.strip():
            after_blank = True
        elif not (indented and after_blank) or in_list:  # else it is code, and so is what is indented after it
            if not indented:
                in_list = bool(_ITEM.match(line)) or in_list and not after_blank
            after_blank = False
            yield number, line


def fenced(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first and last line, from 0, of every block of code between fences. A fence that nothing ends is text."""
    after, last = 0, {line.strip(): number for number, line in enumerate(lines)}
    for start, line in enumerate(lines):
        if start >= after and (fence := _FENCE.match(line)) and last.get(fence[1], 0) > start:
            end = next(end for end in range(start + 1, len(lines)) if lines[end].strip() == fence[1])
            yield start, end
            after = end + 1


class _OpenHtml:
    """Follows the blocks of HTML in a page: what is indented in one is HTML, not code."""

    def __init__(self) -> None:
        self._tag, self._depth = "", 0

    def goes_on(self, line: str) -> bool:
        """Whether a line, the next one, stands in a block that began before it."""
        inside = self._depth > 0
        if not inside and (begins := _BLOCK.match(line)):
            self._tag = begins[1]
        if self._tag:
            change = sum(-1 if tag[1] else 1 for tag in re.finditer(rf"<(/?){self._tag}\b", line, re.I))
            self._depth = max(0, self._depth + change)
            self._tag = self._tag if self._depth else ""
        return inside


def _resolved(name: str, target: str) -> str:
    """The page that a relative link in page `name` leads to."""
    parts = name.split("/")[:-1]
    for step in target.split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in (".", ""):
            parts.append(step)
    return "/".join(parts)
