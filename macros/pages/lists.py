"""The lists of records: all of a kind in pages (a long one with what narrows it down), or those that match."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from macros.kinds import Kind, Record
from macros.pages import entries, parts
from macros.pages.facets import browsing, is_long, narrowed
from macros.pages.render import PAGE_SIZE, Renderer
from macros.portal import Portal

MOST = 24  # records of a choice that a written page shows: more than that a reader narrows down, in their own list


def page_count(portal: Portal, folder: str) -> int:
    """How many pages the list of a folder has."""
    return max(1, -(-len(portal.public(folder)) // PAGE_SIZE))


def list_page(renderer: Renderer, folder: str, page: int) -> Markup:
    """The body of a further page of a list, with its own heading."""
    return _filled(renderer, "lijstpagina.html", folder, page)


def first_page(renderer: Renderer, folder: str) -> Markup:
    """The cards of the first page of a list, for a page that has a heading already; of a long list with its facets."""
    if not is_long(renderer.portal, folder):
        return _filled(renderer, "lijst.html", folder, 1)
    return _filled(renderer, "bladeren.html", folder, 1, keuze=browsing(renderer.portal, folder))


def _filled(renderer: Renderer, template: str, folder: str, page: int, **more: object) -> Markup:
    records = renderer.portal.public(folder)
    return renderer.fill(
        template,
        kind=renderer.portal.kinds[folder],
        records=records[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        totaal=len(records),
        pagina=page,
        aantal_paginas=page_count(renderer.portal, folder),
        **more,
    )


def cards(renderer: Renderer, records: list[Record]) -> Markup:
    """Records as cards, below a heading of the page."""
    return entries.cards(renderer.portal, records, 3)


def chosen(renderer: Renderer, kind: Kind, wanted: dict[str, Any], records: list[Record], most: int, *, short: bool) -> Markup:
    """The first `most` records of those with the `wanted` values by field, and how many more there are, with where."""
    shown = (lines if short else cards)(renderer, records[:most])
    if len(records) <= most:
        return shown
    return shown + parts.others(kind, len(records), most, narrowed(renderer.portal, kind, wanted))


def lines(renderer: Renderer, records: list[Record]) -> Markup:
    """Records as a list of links, for what a page names besides its own subject."""
    return Markup(f'<ul class="kp-lijstje">\n{"".join(map(renderer.line, records))}</ul>\n')


def newest(records: list[Record]) -> list[Record]:
    """Records by the day they were added, newest first; on one day those with most to tell first, then by reference."""
    dated = [record for record in records if record.toegevoegd]
    return sorted(dated, key=lambda record: (-record.toegevoegd.toordinal(), record.ref))
