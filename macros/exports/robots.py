"""What search engines may read: everything but the forms for who has an account. With a public address also the sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.exports import Publication


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    sitemap = f"\nSitemap: {urls.absolute(urls.sitemap(), publication.site_url)}\n" if publication.site_url else ""
    base = urls.root_of(publication.site_url).rstrip("/")  # search engines read it at the root of the host only
    yield "robots.txt", f"User-agent: *\nAllow: /\nDisallow: {base}/{urls.BEHEER}/\n{sitemap}"
