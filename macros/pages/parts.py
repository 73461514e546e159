"""The parts that the page of every record has: its text, its related records, its footer.

Plain Python instead of a template, because these parts are most of the work of ten thousand pages: as templates they
took four times as long. All text goes through `escaped` or the Markdown of `text`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from macros import urls
from macros.kinds import Kind, Record
from macros.pages import cards, citing, improving, words
from macros.pages.facts import Section
from macros.portal import Portal
from macros.text import escaped

EDITORIAL = Markup('<p class="kp-redactie" data-pagefind-ignore>Ingevuld door de redactie; de bron geeft dit niet zelf.</p>\n')
_WHAT_IT_SAYS = f"{urls.page('over')}#zekerheid"  # how certain something is, is easily read as proof
RELATED = 80  # how many related records a page names: with more it grows heavy, and nobody reads them


class Group(NamedTuple):
    """Records that belong with another, under one heading; the id of the heading does not depend on the other groups."""

    id: str
    heading: str
    records: list[Record]


def opening(record: Record) -> Markup:
    """The tag that opens a record."""
    return Markup(f'<article class="kp-record" data-kind="{record.map}" data-id="{record.id}">')


def certainty(record: Record) -> Markup:
    """Who draws the conclusion, in words."""
    if not record.zekerheid:
        return Markup("")
    return Markup(
        f'<p class="kp-zeker kp-zeker--{record.zekerheid}" data-pagefind-ignore>'
        f'<a class="kp-zeker__label" href="{_WHAT_IT_SAYS}">Zekerheid</a> {words.ZEKERHEID[record.zekerheid]}</p>\n'
    )


def contradicting(record: Record) -> str:
    """The heading above what is contradicted: often one source contradicts itself."""
    sources = [{given.bron for given in part.waarden} for part in record.afwijkingen]
    if any(len(named) > 1 for named in sources):
        return "Hier spreken de bronnen elkaar tegen"
    return "Hier spreekt de bron zichzelf tegen" if len(set().union(*sources)) == 1 else "Hier spreken bronnen zichzelf tegen"


def texts(sections: list[Section], markdown: Callable[[str], Markup]) -> Markup:
    """The Markdown fields, each under its own heading."""
    return Markup(
        "".join(
            f'<section class="kp-deel kp-deel--{part.name}">\n<h2 id="{part.name}">{escaped(part.label)}</h2>\n'
            f"{markdown(part.text)}{EDITORIAL if part.editorial else ''}</section>\n"
            for part in sections
        )
    )


def related(groups: list[Group], line: Callable[[Record], str], rest: Callable[[Group, int], str]) -> Markup:
    """The records that belong with this one, by heading; of long lists the first, and what `rest` says of the others."""
    if not groups:
        return Markup("")
    found, most = [], _most(groups)
    for group in groups:
        id_, heading, records = group
        count = f' <span class="kp-telling">{len(records)}</span>' if len(records) > 5 else ""
        lines = "".join(map(line, records[:most]))
        found.append(f'<section>\n<h2 id="{id_}">{escaped(heading)}{count}</h2>\n<ul class="kp-lijstje">\n{lines}</ul>\n')
        if len(records) > most:
            found.append(rest(group, most))
        found.append("</section>\n")
    return Markup(f'<div class="kp-verbonden" data-pagefind-ignore>\n{"".join(found)}</div>\n')


def others(kind: Kind, number: int, shown: int, narrowed: str) -> Markup:
    """That only so many of a number of records are shown, and where all are: in their list, `narrowed` down if that can be."""
    linked = f"Bekijk alle {words.number(number)} {kind.many}" if narrowed else f"Naar alle {kind.many}"
    address = urls.folder(kind.folder) + narrowed
    return Markup(f'<p>En nog {words.number(number - shown)}. <a href="{escaped(address)}">{escaped(linked)}</a></p>\n')


def _most(groups: list[Group]) -> int:
    """How many records each list shows so that all lists together keep to `RELATED`: short ones whole, long ones alike."""
    left = RELATED
    for place, size in enumerate(sorted(len(group.records) for group in groups)):
        share = left // (len(groups) - place)
        if size > share:
            return max(share, 1)
        left -= size
    return RELATED


def alike(found: list[tuple[Record, str]], portal: Portal) -> Markup:
    """Records that resemble this one, each with the reason."""
    lines = "".join(
        f'<li><a href="{record.url}">{escaped(record.titel)}</a>'
        f' <span class="kp-klein">{escaped(portal.kinds[record.map].called(record))}; {escaped(reason)}</span></li>\n'
        for record, reason in found
    )
    if not lines:
        return Markup("")
    heading = '<h2 id="lijkt-hierop">Lijkt hierop</h2>'
    return Markup(
        f'<section class="kp-lijkt" data-pagefind-ignore>\n{heading}\n<ul class="kp-lijstje">\n{lines}</ul>\n</section>\n'
    )


def footer(record: Record, portal: Portal, site_url: str) -> Markup:
    """Its permanent address and name, its dates, its data, where to say that something is wrong, how to use it elsewhere."""
    address = citing.address(record, site_url)
    rows = [("Vast adres", citing.permanent_link(record, address))]
    if record.toegevoegd:
        rows.append(("Eerst gepubliceerd", _time(record.toegevoegd)))
    if record.wijzigingen and record.versie != record.toegevoegd:
        rows.append(("Laatst gewijzigd", _time(record.versie)))
    if record.nagekeken:
        rows.append(("Laatst nagekeken", _time(record.nagekeken)))
    if record.herzien_voor:
        rows.append(("Te herzien vóór", _time(record.herzien_voor, " data-herzien")))  # see overrides/assets/verlopen.js
    rows.append(("Kenmerk", f"<code>{record.ref}</code>"))
    lines = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>\n" for label, value in rows)
    if record.wijzigingen:
        newest_first = sorted(reversed(record.wijzigingen), key=lambda change: change.datum, reverse=True)
        changes = "</dd><dd>".join(f"{_time(w.datum)}: {escaped(w.tekst)} ({w.soort})" for w in newest_first)
        lines += f'<div class="kp-wijzigingen"><dt>Wijzigingen</dt><dd>{changes}</dd></div>\n'
    lines += _on_screen(record, portal)
    uses = ""
    if record.is_public:
        uses = citing.offer(record, portal.settings, address, portal.release) + cards.offer(cards.card(record, portal, address))
    return Markup(f'<footer class="kp-voet" data-pagefind-ignore>\n<dl>\n{lines}</dl>\n{uses}</footer>\n')


def _on_screen(record: Record, portal: Portal) -> str:
    """What is of no use on paper: the data of the record, and where to say that something is wrong."""
    rows = []
    if record.is_public:
        data = f'<a href="{urls.api_record(record.map, record.id)}">JSON</a>'
        rows.append(("Als gegevens", f'{data} · <a href="{urls.markdown(record.url)}">Markdown</a>'))
    edit = improving.file(portal.settings, f"data/{record.ref}.yml")
    rows.append(("Klopt er iets niet?", improving.ways(portal.settings, record.ref, edit)))
    return "".join(f'<div class="kp-scherm"><dt>{label}</dt><dd>{value}</dd></div>\n' for label, value in rows)


def _time(day: object, mark: str = "") -> str:
    return f'<time datetime="{day}"{mark}>{words.day(day)}</time>'
