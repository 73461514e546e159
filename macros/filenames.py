"""Which names may stand in a data folder, and how messages show a path."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from macros import urls
from macros.problems import Problem

LONGEST = 60  # signs of an id that follows from a title


def shown(path: Path | str) -> str:
    """A path as messages show it: relative to the current folder where it is inside it."""
    full, here = os.path.abspath(path), os.getcwd()
    inside = full == here or full.startswith(here + os.sep)
    name = os.path.relpath(full, here) if inside else str(path)
    return os.fsencode(name).decode("utf-8", "replace").replace(os.sep, "/")


def is_hidden(name: str) -> bool:
    """Whether a file is left alone: its name, or that of a folder on the way to it, begins with a dot.

    Under such names editors and systems keep what is theirs, such as .les.yml.swp while somebody works on les.yml.
    """
    return name.startswith(".") or "/." in name


def not_ours(entry: os.DirEntry) -> Problem | None:
    """A link or device instead of a plain file or folder."""
    if entry.is_symlink():
        return Problem(
            shown(entry.path),
            1,
            1,
            "snelkoppeling",
            f"Dit is een snelkoppeling naar {os.readlink(entry.path)}.",
            "Zet het bestand zelf hier neer: gegevens van buiten de map worden niet gelezen.",
        )
    if not entry.is_dir() and not entry.is_file():
        return Problem(shown(entry.path), 1, 1, "geen-bestand", "Dit is geen gewoon bestand.", "Verwijder het.")
    return None


def bad_name(entry: os.DirEntry) -> Problem | None:
    """A name in a folder of records that no record can have."""
    id_, suffix = os.path.splitext(entry.name)
    if entry.is_dir():
        return Problem(
            shown(entry.path),
            1,
            1,
            "map-in-map",
            "Hier staat een map in een map van records.",
            "Zet alle records van een soort direct in hun map.",
        )
    if suffix in (".yaml", ".YML", ".YAML"):
        return Problem(
            shown(entry.path), 1, 1, "verkeerde-extensie", f'De naam van dit bestand eindigt op "{suffix}", niet op ".yml".',
            _taken(entry, f"{id_}.yml") or f"Noem het {id_}.yml.",
        )  # fmt: skip
    if suffix != ".yml":
        return Problem(
            shown(entry.path), 1, 1, "verkeerde-extensie", "Hier staan alleen records: bestanden die eindigen op .yml.",
            "Is dit een record? Laat de naam dan eindigen op .yml. Zet het anders ergens anders.",
        )  # fmt: skip
    if not urls.ID_PATTERN.fullmatch(id_):
        return Problem(
            shown(entry.path),
            1,
            1,
            "ongeldige-id",
            f'"{id_}" kan geen id zijn.',
            "Gebruik kleine letters, cijfers en losse streepjes, en begin met een letter. "
            + (_taken(entry, f"{kebab(id_)}.yml") or f"Bijvoorbeeld: {kebab(id_)}.yml."),
        )
    if id_ in urls.RESERVED_IDS:
        return Problem(
            shown(entry.path),
            1,
            1,
            "ongeldige-id",
            f'"{id_}" is een woord dat de site zelf gebruikt.',
            "Kies een andere id.",
        )
    return None


def _taken(entry: os.DirEntry, name: str) -> str:
    """What to do when the name that this file should have belongs to another file; empty when it is free."""
    other = os.path.join(os.path.dirname(entry.path), name)
    if not os.path.exists(other) or os.path.samefile(other, entry.path):
        return ""
    return f"Er is al een {name}. Gaat het over hetzelfde? Voeg de twee dan samen. Kies anders een andere naam."


def kebab(name: str, otherwise: str = "mijn-record") -> str:
    """The id that a name or title gives; `otherwise` where no word in it begins with a letter.

    overrides/assets/formulier-yaml.js does the same for those who send in a record.
    """
    words = re.findall("[a-z0-9]+", without_accents(name).lower())
    first = next((number for number, word in enumerate(words) if word[0].isalpha()), None)
    if first is None:
        return otherwise
    id_, *rest = words[first:] + words[:first]  # 2023-les → les-2023
    id_ = id_[:LONGEST]
    for word in rest:
        if len(id_) + len(word) >= LONGEST:
            break
        id_ += f"-{word}"
    return id_


def without_accents(name: str) -> str:
    """A name in plain letters, as far as its letters have plain ones."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.category(sign).startswith("M"))
