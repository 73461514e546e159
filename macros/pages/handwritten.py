"""The pages that people write in docs/, and what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from macros import conflicts, urls
from macros.filenames import shown
from macros.pages import calls, former, frontmatter, headings, placing
from macros.pages.frontmatter import FrontMatter
from macros.pages.macros import macros_of
from macros.portal import Portal
from macros.problems import Problem, nearest

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?((?:[^()<>]|\([^()<>]*\))+?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
# A comment, or code between as many backticks at its end as at its start, within one paragraph.
_NO_TEXT = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")


def check(docs: Path, portal: Portal, *, sound: bool = True, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every problem with the macros, headings, links and addresses of the pages in a folder; `sound` as in `calls.problems`.

    With `only` just the pages of these names are looked at.
    """
    misplaced = list(placing.check(docs, portal))
    yield from misplaced
    replaced = {problem.path for problem in misplaced if problem.rule == "dubbel-adres"}
    all_pages = placing.addresses(docs, portal)
    names = {*all_pages, *(name for name, _ in placing.files(docs))}
    macros = macros_of(portal, frozenset(all_pages.values()))
    fronts: dict[Path, FrontMatter] = {}
    for name in sorted(placing.pages(docs)):
        path = docs / name
        if path.is_symlink() or shown(path) in replaced or only is not None and name not in only:
            continue
        try:
            source = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            yield Problem(
                shown(path), line, 1, "geen-utf8", "Hier staat een teken dat geen UTF-8 is.", "Sla het bestand op als UTF-8."
            )
            continue
        except OSError as error:
            message = f"Dit bestand is niet te lezen ({error.strerror})."
            yield Problem(shown(path), 1, 1, "onleesbaar", message, "Kijk de rechten na.")
            continue
        if line := conflicts.line_of_first(source, markdown=True):
            yield Problem(shown(path), line, 1, "botsing", conflicts.MESSAGE, conflicts.HINT)
            continue
        fronts[path] = frontmatter.read(source, shown(path))
        yield from fronts[path].problems
        yield from calls.problems(source, shown(path), macros.table, sound=sound)
        yield from headings.check(frontmatter.without(source), shown(path))
        yield from _broken_links(source, path, name, names)
    yield from former.check(fronts, docs, all_pages, portal)


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


def _broken_links(source: str, path: Path, name: str, names: set[str]) -> Iterator[Problem]:
    """Links to other pages and files that lead nowhere. Records are linked with `link()`, never by path."""
    for number, line in lines_of_text(source):
        for found in _LINK.finditer(line):
            target = found[1].split("#")[0]
            if not target or re.match(r"(https?:|mailto:|\{)", target) or target.startswith(urls.MARK):
                continue
            page = _resolved(name, unquote(target))
            if page in names:
                continue
            best = nearest(page, names)
            hint = "Verwijs naar een bestand in docs/, zoals over/index.md; of gebruik {{ link(…) }}."
            yield Problem(
                shown(path), number, found.start(1) + 1, "kapotte-link", f'De link naar "{found[1]}" leidt nergens heen.',
                f'Bedoelde u "{posixpath.relpath(best, posixpath.dirname(name) or ".")}"?' if best else hint,
            )  # fmt: skip


def _resolved(name: str, target: str) -> str:
    """The page that a relative link in page `name` leads to."""
    parts = name.split("/")[:-1]
    for step in target.split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in (".", ""):
            parts.append(step)
    return "/".join(parts)
