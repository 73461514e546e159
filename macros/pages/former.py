"""Where hand-written pages used to stand: `voormalige_adressen` in their front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from macros import urls
from macros.filenames import shown
from macros.pages import frontmatter, placing
from macros.pages.frontmatter import FrontMatter
from macros.portal import Portal
from macros.problems import Problem

_FIELD = "voormalige_adressen"
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*")


class Moved(NamedTuple):
    """An address that a page used to have, without slashes around it, and the page: its address (a mark) and title."""

    old: str
    address: str
    title: str


def moved(docs: Path, pages: Mapping[str, str]) -> Iterator[Moved]:
    """Every former address of the pages in a folder; `pages` gives their addresses by the names of their files."""
    for name, address in sorted(pages.items()):
        try:
            source = (docs / name).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # told of by the check of the pages, or made when nobody writes it
        front = frontmatter.read(source, "")
        for old in front.former:
            yield Moved(old, urls.page(address), front.title or address)


def check(fronts: Mapping[Path, FrontMatter], docs: Path, pages: Mapping[str, str], portal: Portal) -> Iterator[Problem]:
    """What is wrong with the former addresses of pages, by the path of each page."""
    taken = {address: shown(docs / name) if (docs / name).exists() else f"de lijst {address}" for name, address in pages.items()}
    former: dict[str, str] = {}
    for path, front in fronts.items():
        own = pages[path.relative_to(docs).as_posix()]
        for number, old in enumerate(() if front.problems else front.former):
            line, column = front.place(_FIELD, number)
            if wrong := _wrong(old, own, taken, portal):
                yield Problem(shown(path), line, column, *wrong)
            elif old in former:
                message = f'"{old}" hoort al bij {former[old]}.'
                yield Problem(shown(path), line, column, "dubbel-adres", message, "Laat het adres bij één pagina staan.")
            else:
                former[old] = shown(path)


def _wrong(old: str, own: str, taken: Mapping[str, str], portal: Portal) -> tuple[str, str, str] | None:
    """Rule, message and hint for an address that cannot lead to this page."""
    away = f"Haal het weg bij {_FIELD}."
    if not _PATH.fullmatch(old):
        plain = old.strip("/")
        hint = f'Bedoelde u "{plain}"?' if _PATH.fullmatch(plain) else "Schrijf het pad, zoals voor/oude-naam."
        return "ongeldig-adres", f'"{old}" is geen pad van een pagina.', hint
    first, _, rest = old.partition("/")
    id_, _, deeper = rest.partition("/")
    if placing.is_of_site(old, portal):
        return "ongeldig-adres", f'"{old}" is een plek die de site zelf gebruikt.', away
    if old == own:
        return "dubbel-adres", f'"{old}" is het adres dat deze pagina nu heeft.', away
    if old in taken:
        return "dubbel-adres", f'"{old}" is het adres van {taken[old]}.', away
    if record := portal.get(f"{first}/{id_}"):
        what = "een plek onder het adres" if deeper else "een adres"
        return "dubbel-adres", f'"{old}" is {what} van {shown(record.path)}.', away
    return None
