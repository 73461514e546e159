"""A record as a card: what another site shows of it, in a frame or as plain HTML.

The card is a page of its own, without a script: `frame` is the code that puts it on another site, `plain` the same
card for a site that takes no frames, `oembed` what a site reads that makes a card of an address by itself.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from macros import policy, urls
from macros.compact import dump
from macros.kinds import Record
from macros.kinds.base import Redactioneel
from macros.pages import words
from macros.portal import Portal
from macros.text import escaped

WIDTH, HEIGHT = 600, 340  # pixels; at this width the longest card of today fits without scrolling
OWN_ADDRESS = "[adres]"  # stands in the code where the public address of the page is not known


class Card(NamedTuple):
    """What stands on a card, as HTML; `start` is the full address of the record's page, or what stands in for it."""

    record: Record
    start: str
    word: str  # what kind of record it is
    kind: str  # the same, with its year
    title: str
    lead: str
    about: tuple[str, ...]  # how certain it is, where it comes from
    portal: str


def has_card(record: Record) -> bool:
    """Whether a record has a card. One that is withdrawn keeps it, and says so: it may be in use on other sites."""
    return not record.is_concept


def card(record: Record, portal: Portal, address: str) -> Card:
    """What stands on the card of a record with this permanent address (see `citing.address`)."""
    word = _word(type(record), portal.kinds[record.map].called(record))
    return Card(
        record,
        address or OWN_ADDRESS,
        word,
        f"{word} · {record.jaar}" if record.jaar else word,
        escaped(record.titel),
        escaped(record.samenvatting),
        _about(record, portal),
        escaped(portal.settings.naam),
    )


def page(card: Card, *, canonical: bool) -> str:
    """The page with the card, which names its record as the real page where that is `canonical`. Links leave the frame."""
    record = card.record
    link = f'<link rel="canonical" href="{card.start}">\n' if canonical else ""
    withdrawn = "" if record.is_public else '<p class="melding"><strong>Ingetrokken.</strong> Deze pagina geldt niet meer.</p>\n'
    about = "".join([f'<p class="noot">{line}</p>\n' for line in card.about])
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
{policy.META}<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{card.title} · {card.word} · kaart</title>
{link}<link rel="icon" href="{urls.MARK}assets/favicon.svg">
<link rel="stylesheet" href="{urls.MARK}assets/kaart.css">
</head>
<body>
<main>
<p class="soort">{card.kind}</p>
<h1><a href="{record.url}" target="_top">{card.title}</a></h1>
{withdrawn}<p>{card.lead}</p>
{about}<p class="portaal"><a href="{urls.MARK}" target="_top">{card.portal}</a></p>
</main>
</body>
</html>
"""


def frame(card: Card) -> str:
    """The code that shows the card on another site."""
    return (
        f'<iframe src="{card.start}{urls.CARD}/" title="{card.word}: {card.title} ({card.portal})"'
        f' width="100%" height="{HEIGHT}" loading="lazy"></iframe>'
    )


def plain(card: Card) -> str:
    """The card as HTML without classes, for a site that takes no frames; it takes that site's own look."""
    about = "".join([f"<p>{line}</p>\n" for line in card.about])
    return f"""<blockquote cite="{card.start}">
<p>{card.kind}</p>
<p><strong><a href="{card.start}">{card.title}</a></strong></p>
<p>{card.lead}</p>
{about}<p>{card.portal}</p>
</blockquote>"""


def oembed(card: Card, portal: Portal, site_url: str) -> str:
    """What another site reads to show the card (oEmbed 1.0, oembed.com). All its addresses are full ones."""
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": card.record.titel,
        "provider_name": portal.settings.naam,
        "provider_url": site_url,
        "html": frame(card),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return f"{dump(answer)}\n"


def discovery(record: Record, site_url: str) -> str:
    """The tag in the head of a record's page that leads to its `oembed`."""
    address = escaped(urls.absolute(urls.oembed(record.map, record.id), site_url))
    return f'<link rel="alternate" type="application/json+oembed" href="{address}">'


def offer(card: Card) -> str:
    """The part of a record's page that gives the code to others. Where the address is not known the browser fills it in."""
    own = f"<p data-zonder-adres>Zet op de plek van {OWN_ADDRESS} het adres van deze pagina.</p>\n"
    return (
        '<details class="kp-vouw kp-insluiten">\n<summary>Zet dit op uw eigen site</summary>\n'
        f'<p><a href="{card.record.url}{urls.CARD}/">Zo ziet de kaart eruit.</a>'
        " Zij plaatst geen cookies en past zich aan de breedte aan.</p>\n"
        f"{own if card.start == OWN_ADDRESS else ''}"
        '<dl class="kp-vormen">\n<div><dt>Kaart in een iframe</dt>'
        f"<dd><pre><code>{escaped(frame(card))}</code></pre></dd></div>\n"
        "<div><dt>Kaart als gewone HTML, voor een site die geen iframe toelaat</dt>"
        f"<dd><pre><code>{escaped(plain(card))}</code></pre></dd></div>\n</dl>\n</details>\n"
    )


@functools.cache
def _word(model: type[Record], one: str) -> str:
    """What readers call a record of this class: its `soort`, or the word for one of its kind."""
    soort = model.model_fields.get("soort")
    return escaped((soort.default if soort else one).capitalize())


def _about(record: Record, portal: Portal) -> tuple[str, ...]:
    """When it takes place, how certain it is and where it comes from, each in a line of HTML."""
    lines = (words.ZEKERHEID[record.zekerheid],) if record.zekerheid else ()
    if moment := words.taking_place(record):
        lines = (f"Wanneer: {escaped(moment)}", *lines)
    sources = [portal.source(ref) for ref in dict.fromkeys(origin.bron for origin in record.herkomst)]
    titles = [source.titel for source in sources if source is not record]
    if isinstance(record, Redactioneel):
        lines = (*lines, words.SAMENGESTELD)
    if not titles:
        return lines
    return (*lines, f"{'Bron' if len(titles) == 1 else 'Bronnen'}: {escaped('; '.join(titles))}")
