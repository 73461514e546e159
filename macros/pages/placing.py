"""The files that people put in docs/: which there are, at what address each answers, and what is wrong with their places."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from macros import urls
from macros.filenames import is_hidden, shown, without_accents
from macros.pages import reference
from macros.portal import Portal
from macros.problems import Problem

_TEMPLATES = "templates/"  # what the engine neither shows nor copies
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}  # what the engine makes pages of
_GOOD_PART = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")  # of an address that reads and copies as it is
_LOOK = Path(__file__).parents[2] / "overrides"
_LOOK_OF_THEME = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
_OF_RECORD = {urls.CARD, urls.CALENDAR, "feed.xml", "index.html"}  # what stands under the address of a record


def files(docs: Path) -> list[tuple[str, Path]]:
    """Every file in docs/ that the engine looks at, and every link, by its name there."""
    paths = (path for path in sorted(docs.rglob("*")) if os.path.islink(path) or os.path.isfile(path))
    found = ((path.relative_to(docs).as_posix(), path) for path in paths)
    return [(name, path) for name, path in found if not is_hidden(name) and not name.startswith(_TEMPLATES)]


def pages(docs: Path) -> list[str]:
    """The names of the hand-written pages, relative to their folder."""
    return [name for name, path in files(docs) if path.suffix == ".md"]


def addresses(docs: Path, portal: Portal) -> dict[str, str]:
    """The address of every page of the engine by its name: hand-written, or a list that is made when nobody writes it."""
    names = {*pages(docs), *(f"{folder}/index.md" for folder in portal.kinds)}
    return {name: address_of(name) for name in names}


def other_files(docs: Path) -> list[str]:
    """The names of the files that the engine copies to the site as they are, such as a PDF; not what pages load."""
    return [name for name, path in files(docs) if path.suffix != ".md" and not name.startswith("assets/")]


def address_of(name: str) -> str:
    """The address of a page or file, without marks: `voor/gemeenten.md` answers at `voor/gemeenten`."""
    folder, _, last = name.removesuffix(".md").rpartition("/")
    return folder if last in ("index", "index.html") else f"{folder}/{last}".strip("/")


def check(docs: Path, found: list[tuple[str, Path]], portal: Portal) -> Iterator[Problem]:
    """Every file in a folder that cannot stand where it does, or under its name; `found` as `files` gives them."""
    yield from _unreadable(docs)
    yield from _from_elsewhere(found)
    yield from _wrongly_named(found)
    yield from _twice(found, portal)


def is_of_site(path: str, portal: Portal) -> bool:
    """Whether the site itself makes what stands at a place, such as `api/v1` or `lessen/lijst`, whatever the records."""
    first, _, rest = path.partition("/")
    return (
        first in urls.RESERVED_FOLDERS
        or first in portal.kinds and rest.partition("/")[0] in {*urls.RESERVED_IDS, "feed.xml"}
        or path in urls.RESERVED_FILES
        or path.startswith(urls.OFFLINE)
        or path.rpartition("/")[0] in reference.FOLDERS and urls.page(path) in reference.addresses(portal)
    )  # fmt: skip


def _unreadable(docs: Path) -> Iterator[Problem]:
    """Folders that are closed to us: the engine passes them over, and the pages in them would be gone."""
    for folder, below, _ in os.walk(docs):
        for path in (os.path.join(folder, name) for name in sorted(below) if not is_hidden(name)):
            if not os.access(path, os.R_OK | os.X_OK):
                yield Problem(shown(path), 1, 1, "onleesbaar", "Deze map is niet te lezen.", "Kijk de rechten na.")


def _from_elsewhere(found: list[tuple[str, Path]]) -> Iterator[Problem]:
    """Links to files and folders: the engine would follow them, and publish what stands anywhere on this computer."""
    for _, path in found:
        if path.is_symlink():
            yield Problem(
                shown(path), 1, 1, "snelkoppeling", f"Dit is een snelkoppeling naar {path.readlink()}.",
                "Zet het bestand zelf hier neer: pagina's van buiten de map worden niet gelezen.",
            )  # fmt: skip


def _wrongly_named(found: list[tuple[str, Path]]) -> Iterator[Problem]:
    """Pages that the engine would make, but we would not look at; or at an address that nobody expects."""
    names = {name for name, _ in found}
    for name, path in found:
        if path.suffix != ".md" and path.suffix.lower() in _MARKDOWN:
            message = f'De naam van deze pagina eindigt op "{path.suffix}", niet op ".md".'
            yield Problem(shown(path), 1, 1, "verkeerde-paginanaam", message, "Laat de naam eindigen op .md.")
        elif path.name == "README.md":
            message = "Een pagina die README heet, wordt de startpagina van haar map."
            yield Problem(shown(path), 1, 1, "verkeerde-paginanaam", message, "Noem deze pagina index.md.")
        elif path.suffix == ".md" and (odd := [part for part in name[:-3].split("/") if not _GOOD_PART.fullmatch(part)]):
            message = f'"{odd[0]}" geeft een adres dat niet goed te typen of te delen is.'
            yield Problem(shown(path), 1, 1, "verkeerde-paginanaam", message, _better_name(name, names))


def _better_name(name: str, names: Collection[str]) -> str:
    """What a page could be called."""
    parts = ["-".join(re.findall("[a-z0-9]+", without_accents(part).lower())) for part in name[:-3].split("/")]
    better = f"{'/'.join(parts)}.md"
    if not all(parts):
        return "Gebruik kleine letters, cijfers en streepjes."
    return f"Er is al een {better}: kies een andere naam." if better in names else f"Noem haar {better}."


def _twice(found: list[tuple[str, Path]], portal: Portal) -> Iterator[Problem]:
    """Pages and files that would replace one another, a record, or what the site makes itself; the engine says nothing."""
    taken = {folder: f"de lijst {folder}/index.md" for folder in portal.kinds}
    for name, path in sorted(found, key=lambda file: file[1].suffix != ".md"):
        is_page = path.suffix == ".md"
        address = address_of(name)
        if wrong := taken_by_site(name, portal):
            yield Problem(shown(path), 1, 1, "dubbel-adres", *wrong)
        elif address in taken and not (address in portal.kinds and name == f"{address}/index.md"):
            message = f"Op het adres van {'deze pagina' if is_page else 'dit bestand'} staat al {taken[address]}."
            yield Problem(shown(path), 1, 1, "dubbel-adres", message, "Voeg de twee samen, of noem er een anders.")
        elif is_page:
            taken[address] = shown(path)


def taken_by_site(name: str, portal: Portal) -> tuple[str, str] | None:
    """Message and hint for a page or file at the address of a record, or of what the site makes; None when it is free."""
    address, is_page = address_of(name), name.endswith(".md")
    what, hint = ("deze pagina", "Noem de pagina anders") if is_page else ("dit bestand", "Noem het bestand anders")
    first, id_, part = [*address.split("/"), "", ""][:3]
    record = portal.get(f"{first}/{id_}")
    if record and address != record.ref and not part:
        return f'Het adres van {what} is een voormalige id van "{record.ref}".', f"{hint}, of haal de voormalige id weg."
    if record and (not part or part in _OF_RECORD):
        return f'Het adres van {what} is dat van het record "{record.ref}".', f"{hint}."
    if name.startswith("assets/") and not is_page:
        of_site = name.startswith(_LOOK_OF_THEME) or (_LOOK / name).is_file()
    else:
        of_site = is_of_site(address, portal)
    return (f"Op het adres van {what} staat iets wat de site zelf maakt.", f"{hint}.") if of_site else None
