"""Stamps the pages of records into the frame that the engine rendered for their folder.

A frame is an ordinary page of the engine (head, header, footer) with slots where a record's own parts go. It stands
at the same depth as the records, is split at its slots once, and does not itself come into the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from macros import text, urls
from macros.kinds import Record
from macros.output import Work
from macros.pages import cards, head, improving, lists, reference
from macros.pages.render import Renderer
from macros.portal import Portal

SLOTS = ("titel", "omschrijving", "adres", "hoofd", "inhoud")
NOINDEX = '<meta name="robots" content="noindex">'

_INDENT = re.compile(r"\n\s+")  # white space at the start of lines, that nobody sees
_SLOT = re.compile(r"\[\[kp:([a-z]+)\]\]")


class FrameError(Exception):
    """A frame does not have the slots that it should have."""


def slot(name: str) -> str:
    """The text that marks a slot in a frame."""
    return f"[[kp:{name}]]"


def harmless(value: str) -> str:
    """Text as HTML that may stand in a frame: no tag, and no slot."""
    return text.escaped(value).replace("[[", "[&#91;")


@dataclass(frozen=True)
class Frame:
    """A rendered page split at its slots: fixed text and slots by turns, text first and last.

    The text is as it is written, with addresses relative to the depth at which the frame and its pages stand.
    """

    file: str
    texts: tuple[bytes, ...]
    slots: tuple[str, ...]

    @classmethod
    def split(cls, html: str, file: str, *, with_address: bool) -> Frame:
        """Split a frame. Raises `FrameError` that names every slot that is missing, unknown or there too often."""
        parts = _SLOT.split(html)
        texts, slots = parts[::2], parts[1::2]
        wrong = []
        for name in sorted({*SLOTS, *slots}):
            expected = int(name in SLOTS and (name != "adres" or with_address))
            if slots.count(name) != expected:
                wrong.append(f'"{name}" staat er {slots.count(name)} keer in plaats van {expected} keer')
        if wrong:
            raise FrameError(f"In het kader {file} kloppen de plekken niet: {'; '.join(wrong)}.")
        return cls(file, tuple(_written(_INDENT.sub("\n", part), file) for part in texts), tuple(slots))

    def fill(self, values: dict[str, str]) -> bytes:
        """The page with `values`, which are HTML, in its slots."""
        parts = [self.texts[0]]
        for name, fixed in zip(self.slots, self.texts[1:], strict=True):
            parts += _written(values[name], self.file), fixed
        return b"".join(parts)


def _written(html: str, file: str) -> bytes:
    return text.in_order(urls.relative(html, file))


def frame_file(folder: str, *, deep: bool = False) -> str:
    """Where the engine leaves a frame: for records, or one level deeper for the pages of a long list."""
    return f"{folder}/{urls.PAGES}/{urls.FRAME}/index.html" if deep else f"{folder}/{urls.FRAME}/index.html"


def is_frame(file: str) -> bool:
    """Whether a file that the engine wrote is a frame, which is no page of the site."""
    return file.endswith(f"/{urls.FRAME}/index.html")


def stamping(renderer: Renderer, drafts: Path, site_url: str) -> Iterator[Work]:
    """Every page that is made in a frame that the engine left in `drafts`: of a record, or a further page of a list.

    Those that take longest come first, so that nobody waits for them in the end.
    """
    renderer.prepare()
    portal = renderer.portal

    def in_frame(file: str, fill: Callable[[Any], Filled], pages: Iterable[Any]) -> Iterator[Work]:
        if (drafts / file).exists():
            frame = Frame.split((drafts / file).read_text("utf-8"), file, with_address=bool(site_url))
            yield from (partial(_stamp, frame, fill, what) for what in pages)

    for folder in reference.FOLDERS:
        yield from in_frame(frame_file(folder), partial(_reference, renderer, site_url), reference.pages(folder, portal))
    for folder in portal.kinds:
        further = range(2, lists.page_count(portal, folder) + 1)
        yield from in_frame(frame_file(folder, deep=True), partial(_list, renderer, folder, site_url), further)
    for folder in portal.kinds:
        yield from in_frame(frame_file(folder), partial(_record, renderer, site_url), portal.records[folder].values())


def stamped(renderer: Renderer, file: str, frame: Callable[[str], Frame], site_url: str) -> bytes | None:
    """The page that `stamping` makes for `file`, None when it makes none there; `frame` gives the frame in a file."""
    portal, (folder, _, rest) = renderer.portal, file.removesuffix("/index.html").rpartition("/")
    if record := portal.records.get(folder, {}).get(rest):
        return _filled(frame(frame_file(folder)), _record(renderer, site_url, record))[1]
    for page in reference.pages(folder, portal) if folder in reference.FOLDERS else ():
        if urls.file_of(page.address) == file:
            return _filled(frame(frame_file(folder)), _reference(renderer, site_url, page))[1]
    folder = folder.removesuffix(f"/{urls.PAGES}")
    for number in range(2, lists.page_count(portal, folder) + 1) if folder in portal.kinds else ():
        if urls.file_of(urls.folder(folder, number)) == file:
            return _filled(frame(frame_file(folder, deep=True)), _list(renderer, folder, site_url, number))[1]
    return None


Filled = tuple[str, dict[str, str]]  # the address of a page, and what stands in its slots


def _stamp(frame: Frame, fill: Callable[[Any], Filled], what: Any) -> list[tuple[str, bytes]]:
    return [_filled(frame, fill(what))]


def _filled(frame: Frame, filled: Filled) -> tuple[str, bytes]:
    """The file of a page, and the page."""
    address, values = filled
    return urls.file_of(address), frame.fill(values)


def _record(renderer: Renderer, site_url: str, record: Record) -> Filled:
    return record.url, {
        "titel": text.escaped(f"{record.titel} · {renderer.portal.kinds[record.map].one.capitalize()}"),
        "omschrijving": text.escaped(record.samenvatting),
        "adres": urls.absolute(record.url, site_url),
        "hoofd": _head(renderer.portal, record, site_url),
        "inhoud": renderer.record(record, site_url),
    }


def _head(portal: Portal, record: Record, site_url: str) -> str:
    """What the page of a record tells search engines, and sites that want to show it."""
    index = "" if is_indexed(record) else NOINDEX
    card = cards.discovery(record, site_url) if site_url and record.is_public else ""
    return index + card + head.of_record(record, portal, site_url)


def _list(renderer: Renderer, folder: str, site_url: str, page: int) -> Filled:
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


def _reference(renderer: Renderer, site_url: str, page: reference.ReferencePage) -> Filled:
    settings = renderer.portal.settings
    return page.address, {
        "titel": text.escaped(page.title),
        "omschrijving": text.escaped(page.description),
        "adres": urls.absolute(page.address, site_url),
        "hoofd": head.of_page(page.title, page.description, page.address, reference.above(page), settings, site_url),
        "inhoud": page.body(renderer) + improving.line(settings, urls.path(page.address), page.edit(settings)),
    }


def is_indexed(record: Record) -> bool:
    """Whether search engines may list the page of a record."""
    return record.is_public and record.has_body


def needs_deep_frame(portal: Portal, folder: str) -> bool:
    """Whether a folder has so many records that its list takes more than one page."""
    return len(portal.public(folder)) > lists.PAGE_SIZE
