"""The pages that people write in docs/: which there are, at what address each answers, and what is wrong with them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from macros import urls
from macros.filenames import is_hidden, shown
from macros.pages import calls, former, frontmatter, headings
from macros.pages.frontmatter import FrontMatter
from macros.pages.macros import macros_of
from macros.portal import Portal
from macros.problems import Problem, nearest

_TEMPLATES = "templates/"  # what the engine neither shows nor copies
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # what the engine makes pages of
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?((?:[^()<>]|\([^()<>]*\))+?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
# A comment, or code between as many backticks at its end as at its start, within one paragraph.
_NO_TEXT = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")


def check(docs: Path, portal: Portal, *, sound: bool = True, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every problem with the macros, headings, links and addresses of the pages in a folder; `sound` as in `calls.problems`.

    With `only` just the pages of these names are looked at.
    """
    files = _files(docs)
    yield from _unreadable(docs)
    yield from _from_elsewhere(files)
    yield from _wrongly_named(files)
    all_pages = addresses(docs, portal)
    names = {*all_pages, *(name for name, _ in files)}
    macros = macros_of(portal, frozenset(all_pages.values()))
    fronts: dict[Path, FrontMatter] = {}
    for name in sorted(pages(docs)):
        path = docs / name
        if path.is_symlink() or only is not None and name not in only:
            continue
        if problem := _address_taken(path, name, portal):
            yield problem
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
        fronts[path] = frontmatter.read(source, shown(path))
        yield from fronts[path].problems
        yield from calls.problems(source, shown(path), macros.table, sound=sound)
        yield from headings.check(frontmatter.without(source), shown(path))
        yield from _broken_links(source, path, name, names)
    yield from former.check(fronts, docs, all_pages, portal)


def pages(docs: Path) -> list[str]:
    """The names of the hand-written pages, relative to their folder."""
    return [name for name, path in _files(docs) if path.suffix == ".md"]


def addresses(docs: Path, portal: Portal) -> dict[str, str]:
    """The address of every page of the engine by its name: hand-written, or a list that is made when nobody writes it."""
    names = {*pages(docs), *(f"{folder}/index.md" for folder in portal.kinds)}
    return {name: address_of(name) for name in names}


def other_files(docs: Path) -> list[str]:
    """The names of the files that the engine copies to the site as they are, such as a PDF; not what pages load."""
    return [name for name, path in _files(docs) if path.suffix != ".md" and not name.startswith("assets/")]


def address_of(name: str) -> str:
    """The address of a page, without marks: `voor/gemeenten.md` answers at `voor/gemeenten`."""
    return name.removesuffix(".md").removesuffix("index").strip("/")


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


def _files(docs: Path) -> list[tuple[str, Path]]:
    """Every file in docs/ that the engine looks at, and every link, by its name there."""
    paths = (path for path in sorted(docs.rglob("*")) if os.path.islink(path) or os.path.isfile(path))
    found = ((path.relative_to(docs).as_posix(), path) for path in paths)
    return [(name, path) for name, path in found if not is_hidden(name) and not name.startswith(_TEMPLATES)]


def _unreadable(docs: Path) -> Iterator[Problem]:
    """Folders that are closed to us: the engine passes them over, and the pages in them would be gone."""
    for folder, below, _ in os.walk(docs):
        for path in (os.path.join(folder, name) for name in sorted(below) if not is_hidden(name)):
            if not os.access(path, os.R_OK | os.X_OK):
                yield Problem(shown(path), 1, 1, "onleesbaar", "Deze map is niet te lezen.", "Kijk de rechten na.")


def _from_elsewhere(files: list[tuple[str, Path]]) -> Iterator[Problem]:
    """Links to files and folders: the engine would follow them, and publish what stands anywhere on this computer."""
    for _, path in files:
        if path.is_symlink():
            yield Problem(
                shown(path), 1, 1, "snelkoppeling", f"Dit is een snelkoppeling naar {path.readlink()}.",
                "Zet het bestand zelf hier neer: pagina's van buiten de map worden niet gelezen.",
            )  # fmt: skip


def _wrongly_named(files: list[tuple[str, Path]]) -> Iterator[Problem]:
    """Pages that the engine would make, but we would not look at, or at another address than the engine gives them."""
    for _, path in files:
        if path.suffix != ".md" and path.suffix.lower() in _MARKDOWN:
            message = f'De naam van deze pagina eindigt op "{path.suffix}", niet op ".md".'
            yield Problem(shown(path), 1, 1, "verkeerde-paginanaam", message, "Laat de naam eindigen op .md.")
        elif path.name == "README.md":
            message = "Een pagina die README heet, wordt de startpagina van haar map."
            yield Problem(shown(path), 1, 1, "verkeerde-paginanaam", message, "Noem deze pagina index.md.")


def _address_taken(path: Path, name: str, portal: Portal) -> Problem | None:
    address = address_of(name)
    record = portal.get(address)
    if record is None:
        return None
    if record.ref == address:
        message, hint = f'Het adres van deze pagina is dat van het record "{record.ref}".', "Noem de pagina anders."
    else:
        message = f'Het adres van deze pagina is een voormalige id van "{record.ref}".'
        hint = "Noem de pagina anders, of haal de voormalige id weg."
    return Problem(shown(path), 1, 1, "dubbel-adres", message, hint)


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
