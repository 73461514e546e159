"""What stands around the page of a record: a page of the engine (head, header, footer) with slots for a record's own parts.

A frame stands at the same depth as the records, is split at its slots once, and does not itself come into the site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros import text, urls
from macros.pages import lists
from macros.portal import Portal

SLOTS = ("titel", "omschrijving", "adres", "hoofd", "inhoud")

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
        return cls(file, tuple(written(_INDENT.sub("\n", part), file) for part in texts), tuple(slots))

    def fill(self, values: dict[str, bytes]) -> bytes:
        """The page with `values` in its slots, each as `written` for the file of this frame."""
        parts = [self.texts[0]]
        for name, fixed in zip(self.slots, self.texts[1:], strict=True):
            parts += values[name], fixed
        return b"".join(parts)


def written(html: str, file: str) -> bytes:
    """HTML as it is written in a page that stands as deep as a frame in `file`."""
    return text.in_order(urls.relative(html, file))


def frame_file(folder: str, *, deep: bool = False) -> str:
    """Where the engine leaves a frame: for records, or one level deeper for the pages of a long list."""
    return f"{folder}/{urls.PAGES}/{urls.FRAME}/index.html" if deep else f"{folder}/{urls.FRAME}/index.html"


def is_frame(file: str) -> bool:
    """Whether a file that the engine wrote is a frame, which is no page of the site."""
    return file.endswith(f"/{urls.FRAME}/index.html")


def needs_deep_frame(portal: Portal, folder: str) -> bool:
    """Whether a folder has so many records that its list takes more than one page."""
    return len(portal.public(folder)) > lists.PAGE_SIZE
