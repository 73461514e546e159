"""Draws the pictures that are made with the site: for who shares a page, and icons for on a screen. Nothing is fetched.

The sign and the colours come from the icon of the site (`favicon.svg`), the letters from a package. Each picture is kept
under a hash of all that makes it what it is, so a build draws only what it never drew before.
"""

from __future__ import annotations

import hashlib
import re
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from markupsafe import escape

from macros.kept import put

ICON = Path(__file__).parent.parent / "overrides" / "assets" / "favicon.svg"
CACHE = Path(sys.prefix) / "kennisportaal-beelden"
WIDTH, HEIGHT = 1200, 630  # what sites that show a shared page ask for

_LETTERS = ("SourceSansPro-Semibold.ttf", "SourceSansPro-Regular.ttf")
_SHARE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="Source Sans Pro">
<rect width="100%" height="100%" fill="{colour}"/>
<svg x="75" y="55" width="160" height="160" viewBox="{box}">{sign}</svg>
<g font-size="{size}" font-weight="600" fill="#fff">{lines}</g>
<text x="90" y="575" font-size="38" fill="{bright}">{name}</text>
</svg>"""
_LINE = 22  # letters that fit on a line at the largest size
_LARGEST, _LEAST = 104, 52


def share_picture(title: str, name: str) -> bytes:
    """The picture for a shared page, as PNG: what it is about, and the name of the portal."""
    icon = _icon()
    size = _LARGEST
    while len(lines := _lines(title, _LINE * _LARGEST // size)) > 2 and size > _LEAST:
        size -= 4
    top = 430 if len(lines) == 1 else 370
    return _drawn(
        _SHARE.format(
            width=WIDTH,
            height=HEIGHT,
            colour=colour(),
            bright=re.findall(r'stroke="(#\w+)"', icon)[-1],
            box=re.search(r'viewBox="([^"]+)"', icon)[1],
            sign=icon[icon.index("<g") : icon.rindex("</svg>")],
            size=size,
            lines="".join(
                f'<text x="90" y="{top + n * size * 1.15:.0f}">{escape(line)}</text>' for n, line in enumerate(lines[:3])
            ),
            name=escape(name),
        )
    )


def icon(size: int) -> bytes:
    """The icon of the site in so many pixels, as PNG, filled to its corners: the screen it stands on rounds them."""
    return _drawn(re.sub(r' rx="[^"]*"', "", _icon()), size)


def colour() -> str:
    """The colour behind the sign of the portal."""
    return re.search(r'<rect[^>]* fill="([^"]+)"', _icon())[1]


def _icon() -> str:
    return ICON.read_text("utf-8")


def _lines(text: str, most: int) -> list[str]:
    """A text in lines of at most so many letters, where its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _drawn(svg: str, size: int | None = None) -> bytes:
    made_by = f"{version('resvg-py')} {version('font-source-sans-pro')} {size} {svg}"
    path = CACHE / f"{hashlib.sha256(made_by.encode()).hexdigest()}.png"
    try:
        return path.read_bytes()
    except OSError:
        import resvg_py  # costs as much as a dozen pages

        letters = Path(find_spec("font_source_sans_pro").origin).parent / "files"
        files = [str(letters / name) for name in _LETTERS]
        made = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files, width=size, height=size))
    put(path, made)
    return made
