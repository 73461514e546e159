"""Every record as a card for on other sites, and with a public address the file with which such a site finds it."""

from __future__ import annotations

from collections.abc import Iterator

from macros import text, urls
from macros.exports import Publication
from macros.kinds import Record
from macros.pages import cards, citing


def export(publication: Publication) -> Iterator[tuple[str, str | bytes]]:
    for record in publication.portal.all():
        yield from of_record(publication, record)


def of_record(publication: Publication, record: Record) -> Iterator[tuple[str, str | bytes]]:
    """The card of a record, when it has one, and the file with which others find it, under its former names too."""
    if not cards.has_card(record):
        return
    portal, site_url = publication.portal, publication.site_url
    card = cards.card(record, portal, citing.address(record, site_url))
    file = urls.file_of(urls.card(record.map, record.id))
    yield file, text.in_order(urls.relative(cards.page(card, canonical=bool(site_url)), file))
    if site_url:
        told = cards.oembed(card, portal, site_url)
        for ref in (record.ref, *record.former_refs):  # a file of data cannot lead on: an old address has the same
            yield urls.file_of(urls.oembed(*ref.split("/"))), told
