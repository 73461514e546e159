"""What search engines may read: everything. With a public address also where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.exports import Publication


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    sitemap = f"\nSitemap: {urls.absolute(urls.sitemap(), publication.site_url)}\n" if publication.site_url else ""
    yield "robots.txt", f"User-agent: *\nAllow: /\n{sitemap}"
