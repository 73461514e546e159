"""The redirects once more, for hosts that can answer with a real one: before any page is sent.

Code 301 for a new name that lasts, 302 for what may be here again later. Data have none: at the old address of a record's
JSON stands where it is now, and a redirect would hide that.

`_redirects` is read by Netlify and Cloudflare Pages (Netlify lets the pages of `redirects` go first); `headers_for_hosts`
gives them to nginx. Apache serves the pages: it would read a long list again for every file that it sends.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.exports import Publication
from macros.exports.redirects import moves

FILES = ("_redirects",)  # for the host, not for readers

_HEAD = "# Oude adressen en waar zij nu zijn, voor Netlify en Cloudflare Pages.\n"


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    coded = (f"{old} {new} {code}\n" for code, lasting in ((301, True), (302, False)) for old, new in pairs(publication, lasting))
    yield FILES[0], _HEAD + "".join(sorted(coded))


def pairs(publication: Publication, lasting: bool) -> list[tuple[str, str]]:
    """Every old address that leads on for good, or only for now, and where to, as paths on the host, in order."""
    base = urls.root_of(publication.site_url).rstrip("/")  # the host sees the path under which the site lives
    found = (move for move in moves(publication) if move.lasting == lasting and not move.old.startswith(urls.api_file("")))
    return sorted((base + urls.path(move.old), base + urls.path(move.new)) for move in found)
