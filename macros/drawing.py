"""Draws the pictures that are made with the site: for who shares a page, and icons for on a screen. Nothing is fetched.

The sign and the colours come from the icon of the site (`favicon.svg`), the letters from Pillow itself. Each picture is
kept under a hash of all that makes it what it is, so a build draws only what it never drew before.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:  # costs as much as a hundred pages
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

ICON = Path(__file__).parent.parent / "overrides" / "assets" / "favicon.svg"
CACHE = Path(sys.prefix) / "kennisportaal-beelden"
WIDTH, HEIGHT = 1200, 630  # what sites that show a shared page ask for

_SVG = "{http://www.w3.org/2000/svg}"
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_FINE = 4  # drawn so many times larger and then reduced: smooth edges
_MARGIN, _LETTER, _LEAST = 90, 96, 48  # pixels; the letters become smaller until a title fits
_UNKNOWN = {"–": "-", "—": "-", "’": "'", "‘": "'"}  # signs that the letters lack

Point = tuple[float, float]


def share_picture(title: str, name: str) -> bytes:
    """The picture for a shared page: what it is about, and the name of the portal."""
    return _kept(f"deel\n{title}\n{name}", lambda: _share_picture(title, name))


def icon(size: int) -> bytes:
    """The icon of the site in so many pixels, filled to its corners: the screen it stands on rounds them."""
    return _kept(f"icoon\n{size}", lambda: _icon(size))


def colour() -> str:
    """The colour behind the sign of the portal."""
    return _svg().find(f"{_SVG}rect").get("fill")


def _kept(what: str, draw: Callable[[], Image]) -> bytes:
    made_by = (Path(__file__).read_bytes(), ICON.read_bytes(), version("pillow").encode(), what.encode())
    path = CACHE / f"{hashlib.sha256(b'|'.join(made_by)).hexdigest()}.png"
    try:
        return path.read_bytes()
    except OSError:
        from PIL import Image

        made = io.BytesIO()
        draw().quantize(64, method=Image.Quantize.FASTOCTREE).save(made, "PNG")  # five times as quick as the default
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.getvalue())
    except OSError:
        pass  # a project that cannot be written to draws them every time
    return made.getvalue()


def _share_picture(title: str, name: str) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (WIDTH, HEIGHT), colour())
    sign = _icon(160)
    picture.paste(sign, (_MARGIN - 15, 55))
    draw = ImageDraw.Draw(picture)
    for letter in range(_LETTER, _LEAST - 1, -4):
        font = ImageFont.load_default(letter)
        lines = _lines(title, font)
        if len(lines) <= 2:
            break
    top = 255 if len(lines) > 1 else 330
    for number, line in enumerate(lines[:3]):
        _write(draw, (_MARGIN, top + number * letter * 1.2), line, font, "#ffffff", colour())
    *_, bright = (path.get("stroke") for path in _svg().iter(f"{_SVG}path"))
    _write(draw, (_MARGIN, 545), name, ImageFont.load_default(34), bright, colour())
    return picture


def _lines(text: str, font: object) -> list[str]:
    """A text in lines that fit."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= WIDTH - 2 * _MARGIN:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _write(draw: ImageDraw, place: Point, text: str, font: object, fill: str, behind: str) -> None:
    """Write a line. The letters have no accents: those are drawn above them."""
    across, top = place
    for sign in unicodedata.normalize("NFD", "".join(_UNKNOWN.get(sign, sign) for sign in text)):
        if not unicodedata.combining(sign):
            draw.text((across, top), sign, font=font, fill=fill)
            left, high, right, _ = font.getbbox(sign)
            middle, above = across + (left + right) / 2, top + high - font.size * 0.08
            across, base = across + font.getlength(sign), sign
            continue
        unit = font.size / 20
        if base == "i":  # its own dot makes way
            draw.rectangle((middle - unit * 2, top + high - 1, middle + unit * 2, top + font.getbbox("x")[1] - 1), fill=behind)
            above += unit * 3
        if sign == "\u0308":  # two dots
            for side in (-3, 3):
                x = middle + side * unit
                draw.ellipse((x - unit * 1.1, above - unit * 2.2, x + unit * 1.1, above), fill=fill)
        elif sign in "\u0300\u0301\u0302":  # grave, acute, and both
            for way in {"\u0300": (-1,), "\u0301": (1,), "\u0302": (-1, 1)}[sign]:
                shift = -way * unit * 1.5 if sign == "\u0302" else 0
                ends = (middle + shift - way * unit * 1.5, above, middle + shift + way * unit * 1.5, above - unit * 3)
                draw.line(ends, fill=fill, width=max(2, round(unit * 1.6)))


def _svg() -> ElementTree.Element:
    return ElementTree.parse(ICON).getroot()


def _icon(size: int) -> Image:
    from PIL import Image, ImageDraw

    root = _svg()
    scale = size * _FINE / float(root.get("viewBox").split()[2])
    picture = Image.new("RGB", (size * _FINE, size * _FINE), colour())
    draw = ImageDraw.Draw(picture)
    group = root.find(f"{_SVG}g")
    brush = float(group.get("stroke-width")) / 2 * scale
    for path in group.iter(f"{_SVG}path"):
        for x, y in _points(path.get("d")):
            draw.ellipse((x * scale - brush, y * scale - brush, x * scale + brush, y * scale + brush), fill=path.get("stroke"))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _points(path: str) -> Iterator[Point]:
    """Points close together along the path of an icon, for a round brush; for the commands M, m, H, h, V, v, L, l and a."""
    x = y = 0.0
    for command, rest in _COMMAND.findall(path):
        values = [float(number) for number in _NUMBER.findall(rest)]
        if command == "a":
            for start in range(0, len(values), 7):
                radius, _, _, large, sweep, right, down = values[start : start + 7]
                yield from _arc((x, y), (x + right, y + down), radius, bool(large), bool(sweep))
                x, y = x + right, y + down
            continue
        steps = {"H": (1, 0), "V": (0, 1)}.get(command.upper(), (1, 1))
        for start in range(0, len(values), sum(steps)):
            given = values[start : start + sum(steps)]
            old = (x, y)
            base = old if command.islower() else (0.0, 0.0)
            x = base[0] + given[0] if steps[0] else x
            y = base[1] + given[-1] if steps[1] else y
            drawn = command not in "Mm" or start > 0
            yield from _straight(old, (x, y)) if drawn else ()


def _straight(start: Point, end: Point) -> Iterator[Point]:
    steps = max(1, round(math.dist(start, end) * 10))
    for step in range(steps + 1):
        part = step / steps
        yield start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _arc(start: Point, end: Point, radius: float, large: bool, sweep: bool) -> Iterator[Point]:
    """Points on a part of a circle, as SVG describes it; too small a circle is made as large as it must be."""
    chord = math.dist(start, end)
    radius = max(radius, chord / 2)
    away = math.sqrt(max(0.0, radius**2 - (chord / 2) ** 2)) * (1 if large == sweep else -1)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    centre = (middle[0] + away * (end[1] - start[1]) / chord, middle[1] - away * (end[0] - start[0]) / chord)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    last = math.atan2(end[1] - centre[1], end[0] - centre[0])
    if sweep and last < first:
        last += 2 * math.pi
    elif not sweep and last > first:
        last -= 2 * math.pi
    steps = max(1, round(abs(last - first) * radius * 10))
    for step in range(steps + 1):
        angle = first + (last - first) * step / steps
        yield centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
