"""The pictures for who shares a page, one for each kind and one for the rest, and the icons for on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from macros import drawing, urls
from macros.exports import Publication
from macros.pages import head

TOUCH = 180  # the icon that a telephone asks for by itself
ICONS = (192, 512)  # those that the manifest names


def export(publication: Publication) -> Iterator[tuple[str, bytes]]:
    portal = publication.portal
    name = portal.settings.naam
    yield urls.file_of(urls.picture(head.GENERAL)), drawing.share_picture(name, "")
    for kind in portal.kinds.values():
        yield urls.file_of(urls.picture(kind.folder)), drawing.share_picture(kind.title, name)
    for size in (TOUCH, *ICONS):
        yield urls.file_of(urls.icon(size)), drawing.icon(size)
