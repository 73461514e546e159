"""The pages that people write in docs/, and what is wrong with them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from macros import conflicts, urls
from macros.filenames import shown
from macros.pages import calls, former, frontmatter, headings, menu, pagelinks, placing, rawhtml
from macros.pages.frontmatter import FrontMatter
from macros.pages.macros import macros_of
from macros.portal import Portal
from macros.problems import Problem, suggestion
from macros.refusal import why


def check(docs: Path, portal: Portal, *, sound: bool = True, only: Collection[str] | None = None) -> Iterator[Problem]:
    """Every problem with the macros, headings, links and addresses of the pages in a folder; `sound` as in `calls.problems`.

    With `only` just the pages of these names are looked at.
    """
    found = placing.files(docs)
    misplaced = list(placing.check(docs, found, portal))
    yield from misplaced
    replaced = {problem.path for problem in misplaced if problem.rule == "dubbel-adres"}
    all_pages = placing.addresses(docs, portal)
    names = {*all_pages, *(name for name, _ in found)}
    macros = macros_of(portal, frozenset(all_pages.values()))
    config = docs.parent / menu.CONFIG
    shown_menu = menu.read(config)
    yield from menu.check(shown_menu, config, names)
    tabs = {*shown_menu.tabs} or {kind.tab for kind in portal.kinds.values()}
    site = pagelinks.Site(
        names, functools.cache(lambda name: headings.ids_in(docs / name)), _answers(docs, portal, all_pages, names)
    )
    fronts: dict[Path, FrontMatter] = {}
    for name, path in sorted(found):
        if path.suffix != ".md" or path.is_symlink() or shown(path) in replaced or only is not None and name not in only:
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
            message = f"Dit bestand is niet te lezen ({why(error)})."
            yield Problem(shown(path), 1, 1, "onleesbaar", message, "Kijk de rechten na.")
            continue
        if line := conflicts.line_of_first(source, markdown=True):
            yield Problem(shown(path), line, 1, "botsing", conflicts.MESSAGE, conflicts.HINT)
            continue
        fronts[path] = frontmatter.read(source, shown(path))
        yield from fronts[path].problems
        yield from _unknown_tab(fronts[path], shown(path), tabs)
        yield from calls.problems(source, shown(path), macros.table, sound=sound)
        text = frontmatter.without(source)
        yield from headings.check(text, shown(path))
        if not fronts[path].problems:  # else its title may be in what could not be read
            yield from headings.title_missing(text, shown(path), fronts[path].title)
        yield from pagelinks.check(source, shown(path), name, site)
        yield from rawhtml.check(text, shown(path), name, site)
    yield from former.check(fronts, docs, all_pages, portal)


def _unknown_tab(front: FrontMatter, path: str, tabs: Collection[str]) -> Iterator[Problem]:
    """The tab that a page would light in the menu, where there is none of that name."""
    if front.tab and front.tab not in tabs:
        message = f'"{front.tab}" is geen tabblad van het menu.'
        yield Problem(path, *front.place("tab"), "onbekende-waarde", message, suggestion(front.tab, tabs))


def _answers(docs: Path, portal: Portal, pages: Mapping[str, str], names: Collection[str]) -> Callable[[str], bool]:
    """Tells whether the site answers at a path: with a page, a file, a record, what it makes itself, or where one used to be."""
    addresses, root = {*pages.values()}, urls.root_of(portal.settings.site_url or "").strip("/")
    moved = functools.cache(lambda: {old for old, _, _ in former.moved(docs, pages)})

    def answers(path: str) -> bool:
        place = unquote(path).strip("/")
        if root and f"{place}/".startswith(f"{root}/"):
            place = place.removeprefix(root).strip("/")
        folder, _, rest = place.partition("/")
        if folder in portal.kinds:
            place = place.removesuffix("/index.md")  # each list and record is there as Markdown too
            if not portal.whole or f"{folder}/{rest.partition('/')[0]}" in portal.broken:
                return True  # nobody knows; what could not be read has a problem of its own
        page = placing.address_of(place) if place.endswith("index.html") else place
        is_file = place in names and not place.endswith(".md")
        return not page or page in addresses or is_file or bool(placing.taken_by_site(place, portal)) or place in moved()

    return answers
