"""Atom feeds (RFC 4287): of everything, of each kind, and of what belongs to each theme or ambition.

A feed has the records that were added or changed last. All its days come from the data; a change of words only (a
`wijziging` that is `redactioneel`) brings no record back to the top. Where a record used to be its feed stays, the same
one: a news reader does not follow a page that leads on.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import escape

from macros import urls
from macros.exports import Publication
from macros.kinds import Record
from macros.pages import head
from macros.pages.following import belonging
from macros.portal import Portal
from macros.settings import NOT_SET

MOST = 50  # entries in a feed
_NO_DAY = date(1970, 1, 1)  # Atom asks for a day where the data has none


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal = publication.portal
    write = _Feeds(publication)
    yield write.feed(urls.MARK, portal.settings.naam, (record for folder in portal.kinds for record in portal.public(folder)))
    for kind in portal.kinds.values():
        yield write.feed(urls.folder(kind.folder), kind.title, portal.public(kind.folder))
    for record in _followed(portal):
        one = portal.kinds[record.map].called(record).capitalize()
        title, records = (f"{one}: concept", ()) if record.is_concept else (f"{one}: {record.titel}", belonging(record, portal))
        file, content = write.feed(record.url, title, records, named=record.first_url)
        yield file, content
        yield from ((urls.file_of(old), content) for old in _former(record))


def addresses(publication: Publication) -> Iterator[str]:
    portal = publication.portal
    yield urls.feed()
    yield from (urls.feed(urls.folder(folder)) for folder in portal.kinds)
    for record in _followed(portal):
        yield urls.feed(record.url)
        yield from _former(record)


def _followed(portal: Portal) -> Iterator[Record]:
    """The records with a feed of their own, whatever their state: a feed that was there stays."""
    for kind in portal.kinds.values():
        if kind.follow:
            yield from portal.records[kind.folder].values()


def _former(record: Record) -> Iterator[str]:
    return (urls.feed(urls.record(*old.partition("/")[::2])) for old in record.former_refs)


def changed(record: Record) -> date | None:
    """The day on which what a record says last changed, or on which it was added."""
    days = [change.datum for change in record.wijzigingen if change.soort == "inhoudelijk"]
    return max([*days, *filter(None, [record.toegevoegd])], default=None)


class _Feeds:
    """Writes the feeds of one publication; each entry is made once."""

    def __init__(self, publication: Publication) -> None:
        self._portal, self._site_url = publication.portal, publication.site_url
        self._entries: dict[str, str] = {}
        settings = self._portal.settings
        rights = "" if settings.licentie == NOT_SET else f"<rights>{escape(settings.licentie)}</rights>\n"
        self._about = f"<author><name>{escape(settings.auteur)}</name></author>\n{rights}"

    def feed(self, address: str, title: str, records: Iterable[Record], *, named: str = "") -> tuple[str, str]:
        """File and content of the feed of the list or record at `address`; `named` is the address that identifies it."""
        file = urls.file_of(urls.feed(address))
        dated = ((day, record) for record in records if (day := self._portal.once("changed", record, changed)))
        newest = heapq.nsmallest(MOST, dated, key=lambda item: -item[0].toordinal())  # of one day in the order given
        name = self._portal.settings.naam
        said = name if title == name else f"{title} · {name}"
        entries = "".join(self._entry(record, day) for day, record in newest)
        text = (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">\n'
            f"<id>{urls.tag(urls.feed(named or address))}</id>\n<title>{escape(said)}</title>\n"
            f"<updated>{_moment(newest[0][0] if newest else _NO_DAY)}</updated>\n{self._about}"
            f'<link rel="self" type="{head.FEED_TYPE}" href="{urls.MARK}{file}"/>\n'
            f'<link rel="alternate" type="text/html" href="{address}"/>\n{entries}</feed>\n'
        )
        return file, self._addressed(text, file)

    def _entry(self, record: Record, day: date) -> str:
        if record.ref not in self._entries:
            kind = self._portal.kinds[record.map]
            categories = [(kind.folder, kind.title), *((theme.ref, theme.titel) for theme in self._portal.themes(record))]
            published = f"<published>{_moment(record.toegevoegd)}</published>\n" if record.toegevoegd else ""
            self._entries[record.ref] = (
                f"<entry>\n<id>{urls.tag(record.first_url)}</id>\n<title>{escape(record.titel)}</title>\n"
                f"<updated>{_moment(day)}</updated>\n{published}"
                f'<link rel="alternate" type="text/html" href="{record.url}"/>\n'
                f"<summary>{escape(record.samenvatting)}</summary>\n"
                + "".join(f'<category term="{term}" label="{escape(label)}"/>\n' for term, label in categories)
                + "</entry>\n"
            )
        return self._entries[record.ref]

    def _addressed(self, text: str, file: str) -> str:
        """The marks made full addresses, or where the public one is not known, relative ones, as Atom allows."""
        return urls.rooted(text, self._site_url) if self._site_url else urls.relative(text, file)


def _moment(day: date) -> str:
    """A day as Atom writes it; the data knows no hour."""
    return f"{day}T00:00:00Z"
