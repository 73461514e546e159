"""The redirects once more, for hosts that can answer with a real one (301): before any page is sent.

`_redirects` is read by Netlify and Cloudflare Pages (Netlify lets the pages of `redirects` go first); `headers_for_hosts`
gives them to nginx. Apache serves the pages: it would read a long list again for every file that it sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from macros import urls
from macros.exports import Publication
from macros.exports.redirects import moves

FILES = ("_redirects",)  # for the host, not for readers

_HEAD = "# Oude adressen en waar zij nu zijn, voor Netlify en Cloudflare Pages.\n"


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    yield FILES[0], _HEAD + "".join(f"{old} {new} 301\n" for old, new in pairs(publication))


def pairs(publication: Publication) -> list[tuple[str, str]]:
    """Every old address and where it is now, as paths on the host, in order."""
    base = urlsplit(publication.site_url).path.rstrip("/")  # the host sees the path under which the site lives
    return sorted((base + urls.path(move.old), base + urls.path(move.new)) for move in moves(publication))
