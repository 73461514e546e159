"""The data by which a browser narrows down a long list; it asks for each part when a reader first needs it.

`kenmerken.json` has which records have which value, `kaarten-1.json` and on the cards in the order of the list,
`op-….json` the numbers of the records in another order. A record's number is its place in the list, from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros import urls
from macros.compact import dump
from macros.exports import Publication
from macros.kinds import Record
from macros.pages.entries import entry
from macros.pages.facets import browsing, is_long
from macros.portal import Portal

SMALL, PART = 200, 50  # a list up to the first is one part; of a longer one a reader needs few, so parts are small


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal = publication.portal
    for folder in portal.kinds:
        if is_long(portal, folder):
            yield from _list(portal, folder)


def _list(portal: Portal, folder: str) -> Iterator[tuple[str, str]]:
    records, choices = portal.public(folder), browsing(portal, folder)
    size = SMALL if len(records) <= SMALL else PART
    values = {facet.name: {value.key: _gaps(value.numbers) for value in facet.values} for facet in choices.facets}
    yield _file(folder, "kenmerken", {"aantal": len(records), "deel": size, "kenmerken": values})
    for order in choices.orders:
        yield _file(folder, f"op-{order.name}", order.numbers)
    for start in range(0, len(records), size):
        cards = [_card(portal, record) for record in records[start : start + size]]
        yield _file(folder, f"kaarten-{start // size + 1}", cards)


def _card(portal: Portal, record: Record) -> dict[str, Any]:
    """What a card shows, and under which other words it is found; what is empty is left out."""
    made = {"id": record.id, **entry(record, portal.kinds[record.map]), "aliassen": record.aliassen}
    return {name: value for name, value in made.items() if value}


def _gaps(numbers: list[int]) -> list[int]:
    """Rising numbers as the step from each to the next: small numbers, that compress to a fraction."""
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _file(folder: str, name: str, content: Any) -> tuple[str, str]:
    return urls.file_of(urls.browsing(folder, name)), dump(content) + "\n"
