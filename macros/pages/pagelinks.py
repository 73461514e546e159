"""The links and pictures in hand-written pages: each leads to a file that is there, and to a heading that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

from macros import urls
from macros.pages import headings
from macros.problems import Problem, nearest, suggestion

_TARGET = r"\(\s*<?((?:[^()<>]|\([^()<>]*\))+?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*+\]" + _TARGET)  # in its words there may be a picture
_REST = re.compile(r"[^\[\]]*\]" + _TARGET)  # of a link that begins on the line before
_IMAGE = re.compile(r"!\[[^\]]*\]" + _TARGET)
_DEFINITION = re.compile(r" {0,3}\[[^\]^]+\]:\s*<?([^\s<>]+)")  # of the address of a link elsewhere on the page
_ELSEWHERE = re.compile(r"https?:|mailto:|\{")
# A comment, or code between as many backticks at its end as at its start, within one paragraph.
_NO_TEXT = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")


def check(
    source: str, path: str, name: str, names: Collection[str], ids_of: Callable[[str], Collection[str] | None]
) -> Iterator[Problem]:
    """Links that lead nowhere in the page `name`; `names` are all files. Records are linked with `link()`, never by path.

    `ids_of` gives what can be linked to in a page, None where nobody knows.
    """
    for number, line in lines_of_text(source):
        at_start = filter(None, (pattern.match(line) for pattern in (_REST, _DEFINITION)))
        for found in (*at_start, *_LINK.finditer(line), *_IMAGE.finditer(line)):
            if wrong := _wrong(found[1], name, names, ids_of, is_image=found.re is _IMAGE):
                yield Problem(path, number, found.start(1) + 1, "kapotte-link", *wrong)


def _wrong(
    target: str, name: str, names: Collection[str], ids_of: Callable[[str], Collection[str] | None], *, is_image: bool
) -> tuple[str, str] | None:
    """Message and hint for a link from page `name` that leads nowhere."""
    if _ELSEWHERE.match(target) or target.startswith(urls.MARK):
        return None
    file, _, id_ = target.partition("#")
    page = _resolved(name, unquote(file)) if file else name
    if page not in names:
        best = nearest(page, names)
        hint = "Verwijs naar een bestand in docs/, zoals over/index.md; of gebruik {{ link(…) }}."
        if is_image:
            hint = "Zet het bestand in docs/assets/ en schrijf de weg daarheen vanaf deze pagina."
        message = f'De afbeelding "{target}" is er niet.' if is_image else f'De link naar "{target}" leidt nergens heen.'
        return message, f'Bedoelde u "{posixpath.relpath(best, posixpath.dirname(name) or ".")}"?' if best else hint
    ids = ids_of(page) if id_ else None
    if ids is None or id_ in ids:
        return None
    where = page if file else "deze pagina"
    hint = suggestion(id_, ids) or "Geef daar een kop die naam: zet erachter { #naam }."
    return f'De link naar "{target}" leidt nergens heen: zo heet geen kop op {where}.', hint


def lines_of_text(source: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line of a page that holds text. What is code or a comment in it is left blank."""
    fenced, lines = False, []
    for line in source.split("\n"):
        edge = bool(headings.FENCE.match(line))
        lines.append("" if fenced or edge else line)
        fenced ^= edge
    blanked = _NO_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(lines))
    after_blank, in_list = True, False
    for number, line in enumerate(blanked.split("\n"), 1):
        indented = line.startswith(("    ", "\t"))
        if not line.strip():
            after_blank = True
        elif not (indented and after_blank) or in_list:  # else it is code, and so is what is indented after it
            if not indented:
                in_list = bool(_ITEM.match(line)) or in_list and not after_blank
            after_blank = False
            yield number, line


def _resolved(name: str, target: str) -> str:
    """The page that a relative link in page `name` leads to."""
    parts = name.split("/")[:-1]
    for step in target.split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in (".", ""):
            parts.append(step)
    return "/".join(parts)
