"""How to refer to a record: its permanent address, and the sentences in which others name it.

Where the public address is not known, the elements with `data-adres` are left for the browser to fill in (record.js).
The formats for machines are made in the browser too (verwijzen.js), from the attributes that `offer` gives.
"""

from __future__ import annotations

from macros import urls
from macros.kinds import Record
from macros.pages import words
from macros.releases import Uitgave
from macros.settings import Settings
from macros.text import escaped


def address(record: Record, site_url: str) -> str:
    """The permanent address of a record as HTML, empty where the public address of the site is not known."""
    return escaped(urls.absolute(record.url, site_url)) if site_url else ""


def permanent_link(record: Record, address: str) -> str:
    """The permanent address as a link; where it is not known it shows the path."""
    return f'<a href="{address or record.url}" data-adres="">{address or f"/{record.ref}/"}</a>'


def offer(record: Record, settings: Settings, address: str, release: Uitgave | None = None) -> str:
    """The part of a record's page that tells how to refer to it, also to the last release if it is still as it was then."""
    title, author, name = escaped(record.titel), escaped(settings.auteur), escaped(settings.naam)
    version = record.versie
    if release and not (version and version <= release.datum):
        release = None
    edition = f"uitgave {release.versie} van {words.day(release.datum)}" if release else ""
    said = words.day(version) if version else ""
    day, _, year = said.rpartition(" ")
    within = "" if author == name else f" {_ended(name)}"
    apa = f"{_ended(author)} ({f'{year}, {day}' if said else 'z.d.'}). <cite>{title}</cite>{_after(title, edition)}{within}"
    paper = f"Zie ‘{title}’, {name}, kenmerk {record.ref}{f', versie van {said}' if said else ''}"
    paper += f", {edition}" if edition else ""
    return (
        f'<details class="kp-vouw kp-verwijs" data-titel="{title}" data-auteur="{author}" data-portaal="{name}"'
        f' data-kenmerk="{record.ref}" data-dag="{version or ""}" data-uitgave="{release.versie if release else ""}"'
        f' data-uitgavedag="{release.datum if release else ""}">\n<summary>Verwijs naar deze pagina</summary>\n'
        f'<dl class="kp-vormen">\n<div class="kp-apa"><dt>APA</dt>'
        f"<dd><p>{apa}{_place(address, ' ')}</p></dd></div>\n<div><dt>Zin voor een raadsstuk</dt>"
        f"<dd><p>{paper}{_place(address, ', ')}.</p></dd></div>\n</dl>\n</details>\n"
    )


def _place(address: str, before: str) -> str:
    """The address in a sentence, after `before`; a place for it where it is not known."""
    return f'<span data-adres="{before}">{f"{before}{address}" if address else ""}</span>'


def _after(title: str, edition: str) -> str:
    """What follows a title: which edition it is from, and the end of the sentence."""
    return f" ({edition})." if edition else _ended(title)[len(title) :]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
