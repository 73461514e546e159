"""The addresses that search engines may list, with the day of the last change where the data gives one.

Only with a public address: without one there is no sitemap, because a sitemap must hold full addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from macros import urls
from macros.exports import Publication
from macros.kinds import Record


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal, site_url = publication.portal, publication.site_url
    if not site_url:
        return
    entries = [f"<url><loc>{escape(urls.absolute(page, site_url))}</loc></url>" for page in publication.pages]
    entries += [
        f"<url><loc>{escape(urls.absolute(record.url, site_url))}</loc>{_changed(record)}</url>"
        for folder in portal.kinds
        for record in portal.public(folder)
        if record.has_body
    ]
    yield (
        "sitemap.xml",
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "\n".join(entries)
            + "\n</urlset>\n"
        ),
    )


def _changed(record: Record) -> str:
    return f"<lastmod>{record.versie}</lastmod>" if record.versie else ""
