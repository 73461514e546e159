"""Fills in the macros of a hand-written page, and finds what is wrong with them.

A page holds nothing but text and calls with plain values, `{{ lessen(thema="waardering", aantal=5) }}`. Jinja reads
them, but nothing of Jinja runs: only a macro that exists is called, with the values that are written there. So a page
reaches nothing but the macros: not files, not the environment, not Python.
"""

from __future__ import annotations

import inspect
import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from macros import urls
from macros.filenames import is_hidden, shown
from macros.pages import former, frontmatter, headings
from macros.pages.frontmatter import FrontMatter
from macros.pages.macros import MacroError, macros_of
from macros.portal import Portal
from macros.problems import Problem, nearest, suggestion

Table = dict[str, Callable[..., Any]]  # macros by the name that pages use

# A comment could begin in a heading with an id, `## Kop {#id}`; pages have no use for comments.
_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True)
_MOST_DIGITS = 18  # of a number; Python itself stumbles over thousands
_RAW_HINT = "Moet {{ in de tekst staan? Schrijf dan {% raw %}…{% endraw %}."
_TEMPLATES = "templates/"  # what the engine neither shows nor copies
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # what the engine makes pages of
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?((?:[^()<>]|\([^()<>]*\))+?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
# A comment, or code between as many backticks at its end as at its start, within one paragraph.
_NO_TEXT = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.S)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")


def render(source: str, macros: Table, keep: Callable[[str], str] = str) -> str:
    """A page's text with its macros filled in; HTML that they make goes through `keep`.

    For pages without problems: raises `MacroError` for the first one that there is.
    """
    parts = []
    for node in _nodes(source):
        outcome = node.data if isinstance(node, nodes.TemplateData) else _call(node, macros)
        parts.append(keep(outcome) if isinstance(outcome, Markup) else str(outcome))
    return "".join(parts)


def check(docs: Path, portal: Portal, *, sound: bool = True, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every problem with the macros, headings, links and addresses of the pages in a folder; `sound` as in `problems`.

    With `only` just the pages of these names are looked at.
    """
    files = _files(docs)
    yield from _unreadable(docs)
    yield from _from_elsewhere(files)
    yield from _wrongly_named(files)
    all_pages = addresses(docs, portal)
    names = {*all_pages, *(name for name, _ in files)}
    macros = macros_of(portal)
    macros.pages = frozenset(all_pages.values())
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
        yield from problems(source, shown(path), macros.table, sound=sound)
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


def problems(source: str, path: str, macros: Table, *, sound: bool = True) -> Iterator[Problem]:
    """All that is wrong with the macros in one page, each with its line and column.

    Where the data is not `sound`, a macro may stumble over a reference to nothing. That is told of in the data.
    """
    lines = source.split("\n")
    try:
        found = _nodes(source)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:  # the last of a number with thousands of digits
        line = getattr(error, "lineno", None) or _longest(lines)
        yield Problem(
            path, line, _column(lines, line, "{"), "macro-fout", "Dit is geen geldige macro.",
            f"Schrijf {{{{ naam(argument) }}}} en sluit elk haakje en aanhalingsteken. {_RAW_HINT}",
        )  # fmt: skip
        return
    for node in found:
        if isinstance(node, nodes.TemplateData):
            continue
        try:
            _call(node, macros)
        except MacroError as error:
            said = re.search(r'"([^"]+)"', error.message)
            words = [f'"{said[1]}"', f"'{said[1]}'", said[1]] if said else []
            line = next((part.lineno for part in (node, *node.find_all(nodes.Node)) if part.lineno), 1)  # not all have one
            column = _column(lines, line, *words, *_name(node), "{{", "{%")
            yield Problem(path, line, column, error.rule, error.message, error.hint)
        except Exception:
            if sound:
                raise


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


def _nodes(source: str) -> list[nodes.Node]:
    """Text and expressions of a page, in order."""
    found: list[nodes.Node] = []
    for node in _JINJA.parse(source).body:
        found += node.nodes if isinstance(node, nodes.Output) else [node]
    return found


def _name(node: nodes.Node) -> list[str]:
    return [node.node.name] if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else []


def _call(node: nodes.Node, macros: Table) -> Any:
    """The outcome of one call. Raises `MacroError` when it is anything else than a macro with plain values."""
    if isinstance(node, nodes.Name) and node.name in macros:
        raise MacroError(f'Na "{node.name}" ontbreken de haakjes.', f"Schrijf {node.name}(…).")
    if isinstance(node, nodes.Name):
        raise MacroError(f'De macro "{node.name}" bestaat niet.', suggestion(node.name, macros, most=40), rule="onbekende-macro")
    plain = _name(node) and not node.dyn_args and not node.dyn_kwargs
    if not plain or not all(map(_is_plain, [*node.args, *(word.value for word in node.kwargs)])):
        raise MacroError(
            "Dit mag hier niet.",
            f"Schrijf alleen {{{{ naam(argument) }}}}, met tekst tussen aanhalingstekens of getallen als argument. {_RAW_HINT}",
            rule="macro-verboden",
        )
    (name,) = _name(node)
    if name not in macros:
        raise MacroError(f'De macro "{name}" bestaat niet.', suggestion(name, macros, most=40), rule="onbekende-macro")
    try:
        args = [arg.as_const() for arg in node.args]
        words = {word.key: word.value.as_const() for word in node.kwargs}
        return _bound(macros[name], args, words)
    except MacroError as error:
        raise MacroError(f"{name}(): {error.message}", error.hint, rule=error.rule) from None


def _is_plain(node: nodes.Node) -> bool:
    negative = isinstance(node, nodes.Neg)
    value = getattr(node.node if negative else node, "value", None)
    if isinstance(value, int | float):
        return abs(value) < 10**_MOST_DIGITS
    return isinstance(node, nodes.Const)


def _bound(macro: Callable[..., Any], args: list[Any], words: dict[str, Any]) -> Any:
    signature = inspect.signature(macro)
    parameters = signature.parameters
    takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
    for name in words:
        if name not in parameters and not takes_any:
            raise MacroError(f'er is geen argument "{name}".', suggestion(name, parameters))
    try:
        signature.bind(*args, **words)
    except TypeError:
        needed = [p.name for p in parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        raise MacroError("de argumenten kloppen niet.", f"Nodig: {', '.join(needed) or 'geen'}.") from None
    return macro(*args, **words)


def _longest(lines: list[str]) -> int:
    """The number of the longest line: what is too deep, or too long a number, stands there."""
    return max(range(len(lines)), key=lambda number: len(lines[number])) + 1


def _column(lines: list[str], line: int, *words: str) -> int:
    """Where the first of `words` that stands in a line begins, from 1, past its quotation mark."""
    text = lines[line - 1] if line <= len(lines) else ""
    return next((text.find(word) + 1 + (word[0] in "\"'") for word in words if word in text), 1)


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
