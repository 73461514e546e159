"""Every address that the site answers, known without making a page; and those of `urls.txt` that it no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros import urls
from macros.exports import Publication, formats, json_api
from macros.pages import lists, reference
from macros.portal import Portal
from macros.problems import Problem, nearest

_OF_RECORD = re.compile(r"/(?:api/v1/)?([^/]+/[^/]+?)(?:\.json|/.*)")
SUGGESTIONS = 20  # looking for a name that resembles another takes time; with more problems than this nobody reads them


def answered(publication: Publication) -> set[str]:
    """Every address of the site as a path, such as `/lessen/x/`; not of what pages load, nor of the search index."""
    portal = publication.portal
    found = [*publication.pages, *publication.files, *reference.addresses(portal)]
    for folder, records in portal.records.items():
        found += [urls.folder(folder, number) for number in range(2, lists.page_count(portal, folder) + 1)]
        for id_ in records:
            found += urls.record_addresses(folder, id_)
    for format_ in formats():
        if hasattr(format_, "addresses"):
            found += format_.addresses(publication)
    return set(map(urls.path, found))


def new(publication: Publication) -> set[str]:
    """The addresses that `urls.txt` does not hold yet."""
    published = publication.portal.published
    return answered(publication) - (published.lines.keys() if published else set())


def check(publication: Publication) -> Iterator[Problem]:
    """A problem for every record, page or file in `urls.txt` that no longer answers; for a record at the line of its page."""
    portal, published = publication.portal, publication.portal.published
    if published is None or not portal.whole:
        return
    gone = published.lines.keys() - answered(publication)
    told: set[str] = set()
    for path in sorted(gone, key=published.lines.__getitem__):
        ref = _record_of(path, portal)
        if ref in told or ref in portal.broken:
            continue  # a record that could not be read has a problem of its own
        told.add(ref or path)
        if ref and (page := urls.path(urls.record(*ref.split("/")))) in gone:
            path = page
        if ref and portal.get(ref) is None:
            message, hint = f'het record "{ref}" is er niet.', _record_hint(ref, portal, suggest=len(told) <= SUGGESTIONS)
        elif path.endswith("/") and not ref:
            message, hint = "deze pagina is er niet.", _page_hint(path, publication)
        else:
            message, hint = "de site maakt dit niet meer.", "Laat de site het weer maken: anderen gebruiken het."
        yield Problem(published.path, published.lines[path], 1, "verdwenen-adres", f'"{path}" werkt niet meer: {message}', hint)


def _record_of(path: str, portal: Portal) -> str | None:
    """The reference of the record that an address belongs to, None when it is no address of a record."""
    found = _OF_RECORD.fullmatch(path.replace(f"/{urls.API}{urls.THEME}/", f"/{urls.API}{json_api.THEMES}/"))
    if not found:
        return None
    folder, _, id_ = found[1].partition("/")
    known = folder in portal.kinds or urls.path(urls.api_record(folder, id_)) in portal.published.lines
    return found[1] if known and id_ not in urls.RESERVED_IDS else None


def _record_hint(ref: str, portal: Portal, *, suggest: bool) -> str:
    folder, _, id_ = ref.partition("/")
    elsewhere = [f"{name}/{id_}" for name in portal.kinds if id_ in portal.records[name]]
    best = elsewhere[0] if elsewhere else _nearest_record(folder, id_, portal) if suggest else None
    if best:
        return (
            f'Is het nu "{best}"? Zet dan "{ref}" daar bij voormalige_ids. '
            "Anders: zet het record terug met publicatie: ingetrokken."
        )
    return f'Zet "{ref}" bij voormalige_ids van het record dat het vervangt, of zet het terug met publicatie: ingetrokken.'


def _nearest_record(folder: str, id_: str, portal: Portal) -> str | None:
    """The record that resembles one that is gone, rather one that is new: then it got another name."""
    ids = portal.ids(folder)
    fresh = [other for other in ids if urls.path(urls.record(folder, other)) not in portal.published.lines]
    best = nearest(id_, fresh) or nearest(id_, ids)
    return f"{folder}/{best}" if best else None


def _page_hint(path: str, publication: Publication) -> str:
    old = path.strip("/")
    best = nearest(old, (urls.path(page).strip("/") for page in publication.pages))
    where = f'Is het nu "{best}"? Zet dan boven in die pagina' if best else "Zet boven in de pagina die haar vervangt"
    return f"{where} voormalige_adressen: [{old}]. Anders: zet de pagina terug."
