"""Stamps the pages of records into the frame that the engine rendered for their folder.

A frame is an ordinary page of the engine (head, header, footer) with slots where a record's own parts go. It stands
at the same depth as the records, is split at its slots once, and is taken out of the site when all pages are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from macros import urls
from macros.kinds import Record
from macros.output import Output
from macros.pages import lists
from macros.pages.render import Renderer
from macros.portal import Portal

SLOTS = ("titel", "omschrijving", "adres", "hoofd", "inhoud")
NOINDEX = '<meta name="robots" content="noindex">'

_SLOT = re.compile(r"\[\[kp:([a-z]+)\]\]")


class FrameError(Exception):
    """A frame does not have the slots that it should have."""


def slot(name: str) -> str:
    """The text that marks a slot in a frame."""
    return f"[[kp:{name}]]"


@dataclass(frozen=True)
class Frame:
    """A rendered page split at its slots: fixed text and slots by turns, text first and last."""

    file: str
    texts: tuple[str, ...]
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
        return cls(file, tuple(urls.relative(part, file) for part in texts), tuple(slots))

    def fill(self, values: dict[str, str]) -> str:
        """The page with `values` in its slots; they are HTML, their addresses relative already."""
        parts = [self.texts[0]]
        for name, text in zip(self.slots, self.texts[1:], strict=True):
            parts.append(values[name])
            parts.append(text)
        return "".join(parts)


def frame_file(folder: str, *, deep: bool = False) -> str:
    """Where the engine leaves a frame: for records, or one level deeper for the pages of a long list."""
    return f"{folder}/{urls.PAGES}/{urls.FRAME}/index.html" if deep else f"{folder}/{urls.FRAME}/index.html"


def stamp_all(renderer: Renderer, output: Output, site_url: str) -> int:
    """Write the page of every record and every further page of a list; take the frames out. Returns the number."""
    made = 0
    for folder in renderer.portal.kinds:
        for deep, pages in ((False, _records(renderer, folder, site_url)), (True, _lists(renderer, folder, site_url))):
            file = frame_file(folder, deep=deep)
            path = output.folder / file
            if not path.exists():
                continue
            frame = Frame.split(path.read_text("utf-8"), file, with_address=bool(site_url))
            for address, values in pages:
                target = urls.file_of(address)
                values = {name: urls.relative(value, target) for name, value in values.items()}
                output.write(target, frame.fill(values))
                made += 1
            path.unlink()
            path.parent.rmdir()
            if deep and not any(path.parent.parent.iterdir()):
                path.parent.parent.rmdir()
    return made


def _records(renderer: Renderer, folder: str, site_url: str) -> Iterator[tuple[str, dict[str, str]]]:
    for record in renderer.portal.records[folder].values():
        yield (
            record.url,
            {
                "titel": str(escape(record.titel)),
                "omschrijving": str(escape(record.samenvatting)),
                "adres": urls.absolute(record.url, site_url),
                "hoofd": "" if is_indexed(record) else NOINDEX,
                "inhoud": renderer.record(record),
            },
        )


def _lists(renderer: Renderer, folder: str, site_url: str) -> Iterator[tuple[str, dict[str, str]]]:
    kind = renderer.portal.kinds[folder]
    for page in range(2, lists.page_count(renderer, folder) + 1):
        address = urls.folder(folder, page)
        yield (
            address,
            {
                "titel": f"{escape(kind.title)}, pagina {page}",
                "omschrijving": str(escape(kind.intro)),
                "adres": urls.absolute(address, site_url),
                "hoofd": "",
                "inhoud": lists.list_page(renderer, folder, page),
            },
        )


def is_indexed(record: Record) -> bool:
    """Whether search engines may list the page of a record."""
    return record.is_public and record.has_body


def needs_deep_frame(portal: Portal, folder: str) -> bool:
    """Whether a folder has so many records that its list takes more than one page."""
    return len(portal.public(folder)) > lists.PAGE_SIZE
