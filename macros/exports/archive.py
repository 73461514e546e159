"""Everything in one ZIP: JSON, tables, schemas and relations, with what a reader needs to know. Its dates are the data's."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from macros.kinds import Kind
from macros.pages import words
from macros.portal import Portal
from macros.settings import NOT_SET

NAME = "kennisportaal.zip"
README, LICENCE = "LEESMIJ.md", "LICENTIE.txt"
_FIRST = date(1980, 1, 1)  # no ZIP can hold an older day
_LEVEL = 1  # level 6 takes four times as long and saves a fifth


def archive(portal: Portal, files: dict[str, bytes]) -> bytes:
    """The ZIP of these files (name → bytes) with a README and the licence."""
    day = max(day_of_data(portal) or _FIRST, _FIRST)
    texts = {README: readme(portal, list(files)).encode(), LICENCE: licence(portal).encode()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, content in (texts | files).items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            made.writestr(entry, content, compresslevel=_LEVEL)
    return packed.getvalue()


def day_of_data(portal: Portal, *folders: str) -> date | None:
    """The day of the last change in what is public, in these folders or in all: records that changed, came, or were withdrawn."""
    records = [record for folder in folders or portal.kinds for record in portal.records[folder].values()]
    changed = [record.versie for record in records if record.versie and record.is_public]
    withdrawn = [record.intrekking.sinds for record in records if record.intrekking]
    return max([*changed, *withdrawn], default=None)


def licence(portal: Portal) -> str:
    """What one may do with the data."""
    known = portal.settings.known_licence
    return f"{portal.settings.naam}\n\nLicentie: {portal.settings.licentie}\n{known[1] if known else ''}".rstrip() + "\n"


def readme(portal: Portal, files: list[str]) -> str:
    """What is in the ZIP, how fresh it is and how to read it."""
    settings, day, release = portal.settings, day_of_data(portal), portal.release
    kinds = [kind for kind in portal.kinds.values() if portal.public(kind.folder)]
    lines = [
        f"# {settings.naam}: alle gegevens",
        "",
        *([f"Laatste uitgave: {release.versie} van {words.day(release.datum)}."] if release else []),
        f"Laatste wijziging in de records: {words.day(day) if day else 'niet bekend'}.",
        f"Uitgever: {settings.uitgever}." if settings.uitgever != NOT_SET else "De uitgever is nog niet vastgesteld.",
        f"Licentie: {settings.licentie} (zie {LICENCE}).",
        "Dit is geen officiële uitgave van de coalitie duurzame vrijwillige inzet.",
        "",
        "## Wat zit erin?",
        "",
        "| soort | records | JSON | tabel | schema |",
        "|---|---|---|---|---|",
        *(_row(kind, len(portal.public(kind.folder))) for kind in kinds),
        "",
        "`relaties.json` zegt welk record naar welk ander record verwijst, en in welk veld.",
        "",
        "## Hoe leest u het?",
        "",
        "- De tabellen openen in Excel en LibreOffice: puntkomma's, decimale komma's, UTF-8. In een lijst staat ` | ` tussen",
        "  de waarden; een `|` of `\\` in een waarde krijgt een `\\` ervoor. Tekst die met `=`, `+`, `-` of `@` begint,",
        "  krijgt een `'` ervoor.",
        "- Datums zijn jaar-maand-dag. Tijden zijn Nederlandse tijd.",
        "- `herkomst` zegt waar iets staat; `zekerheid` zegt wie de conclusie trekt. Neem die mee als u iets overneemt.",
        "",
        "## Bestanden",
        "",
        *(f"- {name}" for name in files),
    ]
    return "\n".join(lines) + "\n"


def _row(kind: Kind, number: int) -> str:
    name = kind.folder
    return f"| {kind.title} | {words.number(number)} | json/{name}.json | csv/{name}.csv | schema/{name}.json |"
