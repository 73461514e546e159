"""The addresses that search engines may list, with the day of the last change where the data gives one: of a list the
newest of its records.

Only with a public address: without one there is no sitemap, because a sitemap must hold full addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import escape

from macros import urls
from macros.exports import Publication
from macros.kinds import Record
from macros.pages import reference


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal, site_url = publication.portal, publication.site_url
    if not site_url:
        return
    newest = {urls.folder(folder): _newest(portal.public(folder)) for folder in portal.kinds}
    entries = [_entry(page, newest.get(page), site_url) for page in publication.pages]
    entries += [_entry(page, None, site_url) for page in reference.addresses(portal)]
    entries += [
        _entry(record.url, record.versie, site_url)
        for folder in portal.kinds
        for record in portal.public(folder)
        if record.has_body
    ]
    yield (
        urls.file_of(urls.sitemap()),
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "\n".join(entries)
            + "\n</urlset>\n"
        ),
    )


def _entry(address: str, changed: date | None, site_url: str) -> str:
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(urls.absolute(address, site_url))}</loc>{day}</url>"


def _newest(records: list[Record]) -> date | None:
    """The day on which a list last changed, as far as its records tell."""
    return max(filter(None, (record.versie for record in records)), default=None)
