"""A page for every former id of a record, that leads to where it is now. Works on any static host."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros import urls
from macros.exports import Publication

_PAGE = Markup("""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>Verhuisd: {title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={refresh}">
{canonical}</head>
<body><p>Deze pagina is verhuisd naar <a href="{address}">{title}</a>.</p></body>
</html>
""")


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal, site_url = publication.portal, publication.site_url
    for ref, record in portal.former.items():
        file = f"{ref}/index.html"
        address = urls.relative(f'="{record.url}"', file)[2:-1]
        canonical = Markup('<link rel="canonical" href="{}">\n').format(urls.absolute(record.url, site_url)) if site_url else ""
        yield file, _PAGE.format(title=record.titel, refresh=address, address=address, canonical=canonical)
