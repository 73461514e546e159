"""A page for every address that moved, that leads to where it is now. Works on any static host, under any path.

With JavaScript what stands behind the address (`#inzicht`, `?…`) goes along. At the old address of data stands data: a
few words of JSON or Markdown that say where the record is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from macros import policy, text, urls
from macros.exports import Publication
from macros.exports.json_api import THEMES, moved
from macros.kinds import Record
from macros.pages import lists
from macros.portal import Portal

_LIST_PAGE = re.compile(rf"/([^/]+)/{urls.PAGES}/([1-9][0-9]*)/")
_PAGE = Markup("""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
{policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Verhuisd: {title}</title>
{canonical}<script src="{script}" defer></script>
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
</head>
<body>
<main>
<h1>Deze pagina is verhuisd</h1>
<p>U vindt haar nu bij <a data-verhuisd href="{address}">{title}</a>.</p>
</main>
</body>
</html>
""")


class Move(NamedTuple):
    """An address that moved, where to (both marks), and what is there now; of a record also what it was called.

    One that is not `lasting` may hold something of its own again tomorrow: a browser may not remember where it led.
    """

    old: str
    new: str
    title: str
    ref: str = ""
    record: Record | None = None
    lasting: bool = True


def moves(publication: Publication) -> Iterator[Move]:
    """Everything that moved: records, hand-written pages, and pages of lists that became shorter."""
    portal = publication.portal
    for ref, record in portal.former.items():
        folder, _, id_ = ref.partition("/")
        now = urls.record_addresses(record.map, record.id)
        for old, new in zip(urls.record_addresses(folder, id_), now, strict=True):
            yield Move(old, new, record.titel, ref, record)
        if folder == THEMES:
            at = urls.api_theme(record.id) if record.map == THEMES else urls.api_record(record.map, record.id)
            yield Move(urls.api_theme(id_), at, record.titel, ref, record)
    for record in portal.all():
        if record.is_concept:
            for page in urls.pages_of(record.map, record.id)[1:]:
                yield Move(page, record.url, record.titel, lasting=False)
    for page in publication.moved:
        yield Move(urls.page(page.old), page.address, page.title)
    yield from _shorter_lists(portal)


def addresses(publication: Publication) -> Iterator[str]:
    for move in moves(publication):
        yield move.old


def export(publication: Publication) -> Iterator[tuple[str, str | bytes]]:
    for move in moves(publication):
        file = urls.file_of(move.old)
        make = {".html": _page, ".json": _data, ".md": _text}[file[file.rindex(".") :]]
        yield file, make(move, file, publication.site_url)


def _shorter_lists(portal: Portal) -> Iterator[Move]:
    """The further pages of lists that were once published and that no record is left for."""
    for path in portal.published.lines if portal.published else ():
        found = _LIST_PAGE.fullmatch(path) if f"/{urls.PAGES}/" in path else None
        if found and found[1] in portal.kinds and int(found[2]) > lists.page_count(portal, found[1]):
            now = urls.folder(found[1])
            yield Move(urls.folder(found[1], int(found[2])), now, portal.kinds[found[1]].title, lasting=False)


def _page(move: Move, file: str, site_url: str) -> bytes:
    canonical = Markup('<link rel="canonical" href="{}">\n').format(urls.absolute(move.new, site_url)) if site_url else ""
    page = _PAGE.format(
        policy=Markup(policy.META),
        title=move.title,
        address=urls.from_file(file, move.new),
        script=urls.from_file(file, urls.script("verhuisd")),
        canonical=canonical,
    )
    return text.in_order(page)


def _text(move: Move, file: str, site_url: str) -> str:
    return f"# Verhuisd\n\nU vindt dit nu bij {text.markdown_link(move.title, urls.from_file(file, move.new))}.\n"


def _data(move: Move, file: str, site_url: str) -> str:
    return moved(move.ref, move.record, move.new)
