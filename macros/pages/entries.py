"""The cards of records in a list: what each says, the same on a page that we make and in a list that a browser makes.

Plain Python instead of a template for the reason that `parts` gives: the lists of ten thousand records show as many cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from macros.kinds import Kind, Record
from macros.pages import words
from macros.portal import Portal
from macros.text import escaped


def entry(record: Record, kind: Kind) -> dict[str, Any]:
    """The parts of the card of a record, in the order in which they are read. An opinion is always called one."""
    opinion = words.ZEKERHEID["mening"] if record.zekerheid == "mening" else ""
    return {
        "soort": (record.soort if kind.by_soort else kind.called(record)).capitalize(),
        "jaar": record.jaar,
        "titel": record.titel,
        "samenvatting": record.samenvatting,
        "noot": " ".join(filter(None, [_sentence(words.taking_place(record)), opinion])),
    }


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}." if said else ""


def cards(portal: Portal, records: Sequence[Record], level: int) -> Markup:
    """Records as cards with headings of this level; overrides/assets/bladeren-kaarten.js makes the same ones."""
    if not records:
        return Markup('<p class="kp-leeg">Hier staat nog niets.</p>\n')
    shown = "".join([_card(record, entry(record, portal.kinds[record.map]), level) for record in records])
    return Markup(f'<ul class="kp-kaarten" data-pagefind-ignore>\n{shown}</ul>\n')


def _card(record: Record, says: dict[str, Any], level: int) -> str:
    year = f" · {says['jaar']}" if says["jaar"] else ""
    note = f'<p class="kp-kaart__noot">{escaped(says["noot"])}</p>\n' if says["noot"] else ""
    return (
        f'<li class="kp-kaart" data-kind="{record.map}">\n<p class="kp-soort">{escaped(says["soort"])}{year}</p>\n'
        f'<h{level} class="kp-kaart__titel"><a href="{record.url}">{escaped(says["titel"])}</a></h{level}>\n'
        f"<p>{escaped(says['samenvatting'])}</p>\n{note}</li>\n"
    )
