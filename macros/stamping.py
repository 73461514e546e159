"""Stamps the pages of records, and of all else that stands in a frame, into the frame that the engine made for their folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from macros import text, urls
from macros.frames import Frame, frame_file, written
from macros.halves import Signal
from macros.kinds import Record
from macros.output import Work
from macros.pages import cards, head, improving, lists, reference
from macros.pages.render import Renderer
from macros.portal import Portal

NOINDEX = '<meta name="robots" content="noindex">'

Values = tuple[str, dict[str, str]]  # the address of a page, and the HTML that stands in its slots


class Stamping:
    """Every page that is made in a frame: of a record, or a further page of a list.

    The engine leaves the frames in `drafts`. What stands in their slots can be made before: see `ahead`.
    """

    def __init__(self, renderer: Renderer, drafts: Path, site_url: str) -> None:
        self._renderer, self._drafts, self._site_url = renderer, drafts, site_url
        self._frames: dict[str, Frame] = {}
        renderer.prepare()
        self.pages = list(self._pages())

    def ahead(self, works: Iterable[Work], framed: Signal) -> Iterator[Work]:
        """The same works. As long as the frames are not there, those that need one come later, with their slots filled."""
        waiting: list[Page] = []
        for work in works:
            if framed.is_given():
                yield from waiting
                waiting.clear()
            elif isinstance(work, Page):
                work.fill()
                waiting.append(work)
                continue
            yield work
        if waiting:
            framed.wait()
        yield from waiting

    def look(self) -> None:
        """Read all frames. Raises `FrameError`."""
        for file in dict.fromkeys(page.file for page in self.pages):
            self._frame(file)

    def _pages(self) -> Iterator[Page]:
        """Those that take longest come first, so that nobody waits for them in the end."""
        renderer, site_url, portal = self._renderer, self._site_url, self._renderer.portal

        def in_frame(file: str, fill: Callable[[Any], Values], pages: Iterable[Any]) -> Iterator[Page]:
            return (Page(self._frame, file, fill, what) for what in pages)

        for folder in reference.FOLDERS:
            yield from in_frame(frame_file(folder), partial(_reference, renderer, site_url), reference.pages(folder, portal))
        for folder in portal.kinds:
            further = range(2, lists.page_count(portal, folder) + 1)
            yield from in_frame(frame_file(folder, deep=True), partial(_list, renderer, folder, site_url), further)
        for folder in portal.kinds:
            yield from in_frame(frame_file(folder), partial(_record, renderer, site_url), portal.records[folder].values())

    def _frame(self, file: str) -> Frame:
        if file not in self._frames:
            html = (self._drafts / file).read_text("utf-8")
            self._frames[file] = Frame.split(html, file, with_address=bool(self._site_url))
        return self._frames[file]


@dataclass
class Page:
    """A page that is made in a frame."""

    frame: Callable[[str], Frame]
    file: str  # where the engine leaves that frame
    values: Callable[[Any], Values]
    what: Any  # it is about
    filled: tuple[str, dict[str, bytes]] | None = None  # the same, as it will be written

    def fill(self) -> None:
        """Make what will stand in the slots."""
        address, values = self.values(self.what)
        self.filled = address, {name: written(html, self.file) for name, html in values.items()}

    def __call__(self) -> list[tuple[str, bytes]]:
        """The file of the page, and the page."""
        if not self.filled:
            self.fill()
        address, values = self.filled
        self.filled = None  # nobody needs it twice
        return [(urls.file_of(address), self.frame(self.file).fill(values))]


def stamped(renderer: Renderer, file: str, frame: Callable[[str], Frame], site_url: str) -> bytes | None:
    """The page that `stamping` makes for `file`, None when it makes none there; `frame` gives the frame in a file."""
    portal, (folder, _, rest) = renderer.portal, file.removesuffix("/index.html").rpartition("/")
    page = None
    if record := portal.records.get(folder, {}).get(rest):
        page = Page(frame, frame_file(folder), partial(_record, renderer, site_url), record)
    for other in reference.pages(folder, portal) if folder in reference.FOLDERS else ():
        if urls.file_of(other.address) == file:
            page = Page(frame, frame_file(folder), partial(_reference, renderer, site_url), other)
    folder = folder.removesuffix(f"/{urls.PAGES}")
    for number in range(2, lists.page_count(portal, folder) + 1) if folder in portal.kinds else ():
        if urls.file_of(urls.folder(folder, number)) == file:
            page = Page(frame, frame_file(folder, deep=True), partial(_list, renderer, folder, site_url), number)
    return page()[0][1] if page else None


def _record(renderer: Renderer, site_url: str, record: Record) -> Values:
    return record.url, {
        "titel": text.escaped(f"{record.titel} · {renderer.portal.kinds[record.map].called(record).capitalize()}"),
        "omschrijving": text.escaped(record.samenvatting),
        "adres": urls.absolute(record.url, site_url),
        "hoofd": _head(renderer.portal, record, site_url),
        "inhoud": renderer.record(record, site_url),
    }


def _head(portal: Portal, record: Record, site_url: str) -> str:
    """What the page of a record tells search engines, and sites that want to show it."""
    index = "" if record.is_public and record.has_body else NOINDEX
    card = cards.discovery(record, site_url) if site_url and record.is_public else ""
    return index + card + head.of_record(record, portal, site_url)


def _list(renderer: Renderer, folder: str, site_url: str, page: int) -> Values:
    kind = renderer.portal.kinds[folder]
    address = urls.folder(folder, page)
    title = f"{kind.title}, pagina {page}"
    return address, {
        "titel": text.escaped(title),
        "omschrijving": text.escaped(kind.intro),
        "adres": urls.absolute(address, site_url),
        "hoofd": head.of_list(kind, title, kind.intro, page, renderer.portal.settings, site_url),
        "inhoud": lists.list_page(renderer, folder, page) + improving.of_list(renderer.portal.settings, folder, address),
    }


def _reference(renderer: Renderer, site_url: str, page: reference.ReferencePage) -> Values:
    settings = renderer.portal.settings
    return page.address, {
        "titel": text.escaped(page.title),
        "omschrijving": text.escaped(page.description),
        "adres": urls.absolute(page.address, site_url),
        "hoofd": head.of_page(page.title, page.description, page.address, reference.above(page), settings, site_url),
        "inhoud": page.body(renderer) + improving.line(settings, urls.path(page.address), page.edit(settings)),
    }
