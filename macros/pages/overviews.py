"""Overviews that gather from all kinds: contradictions, open questions, the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, get_args

from macros.kinds import Kind, Record
from macros.kinds.base import Afwijking
from macros.kinds.cijfers import Tabel
from macros.kinds.ruil import ENQUETE, Onderwerp, Ruilend
from macros.pages.facts import facts
from macros.portal import Portal

_UNSTATED = ("niet vermeld", "onbekend")


def public(portal: Portal) -> Iterator[Record]:
    """All public records, by kind."""
    for folder in portal.kinds:
        yield from portal.public(folder)


def contradictions(portal: Portal) -> list[tuple[Kind, list[tuple[Afwijking, list[Record]]]]]:
    """What sources contradict each other about, each once with the records that say so, by their kind.

    Two records speak of the same contradiction when they give the same values from the same sources.
    """
    found: dict[frozenset[tuple[str, str]], tuple[Afwijking, list[Record]]] = {}
    for record in public(portal):
        for contradiction in record.afwijkingen:
            values = frozenset((given.waarde, given.bron) for given in contradiction.waarden)
            records = found.setdefault(values, (contradiction, []))[1]
            if not records or records[-1] is not record:  # one record may say it twice
                records.append(record)
    grouped = groupby(found.values(), key=lambda item: item[1][0].map)
    return [(portal.kinds[folder], list(group)) for folder, group in grouped]


def unknowns(portal: Portal) -> list[tuple[Record, str]]:
    """Records of which the sources leave something open, with what that is."""
    found = []
    for record in public(portal):
        given = vars(record)
        if text := given.get("onbekend"):
            found.append((record, text))
        elif given.get("stand") == "onbekend":
            found.append((record, "Hoe het hiermee is afgelopen, staat niet in de bronnen."))
    return found


def unstated(portal: Portal) -> list[tuple[Record, list[tuple[str, str]]]]:
    """Records with a fact that the source does not give, with the label of each such fact and what we wrote instead."""
    found = []
    for record in public(portal):
        gaps = [
            (type(record).model_fields[name].title or name, given)
            for name, given in facts(record)
            if name != "stand" and isinstance(given, str) and any(word in given for word in _UNSTATED)
        ]
        if gaps:
            found.append((record, gaps))
    return found


def timeline(portal: Portal) -> list[tuple[str, list[Record]]]:
    """The moments by year, in order; last, under an empty year, those whose year is not known."""
    moments = portal.public("momenten")
    return [(year, list(group)) for year, group in groupby(moments, key=lambda moment: (moment.volgorde or "")[:4])]


class Topic(NamedTuple):
    """A topic of the exchange: what the survey counted for each of its columns, and who looks for help with it or offers it."""

    name: str
    survey: list[float | None]
    seek: list[Record]
    offer: list[Record]


def survey(portal: Portal) -> Tabel | None:
    """The survey beside which the exchange stands, where there is one."""
    found = portal.get(ENQUETE)
    return found if isinstance(found, Tabel) else None


def exchange(portal: Portal) -> list[Topic]:
    """The topics of the exchange, in the order of the survey."""
    table = survey(portal)
    rows = {row.naam: row.waarden for row in table.rijen} if table else {}
    none = [None] * len(table.kolommen) if table else []
    stated = [record for record in public(portal) if isinstance(record, Ruilend)]
    return [
        Topic(
            name,
            rows.get(name, none),
            [record for record in stated if name in record.zoekt],
            [record for record in stated if name in record.biedt],
        )
        for name in get_args(Onderwerp)
    ]


def sources(portal: Portal, records: list[Record]) -> list[tuple[Record, int]]:
    """The sources of these records, each with the number of them that rest on it; the most used first."""
    counts: dict[str, int] = {}
    for record in records:
        for ref in {source.ref for origin in record.herkomst if (source := portal.source(origin.bron))}:
            counts[ref] = counts.get(ref, 0) + 1
    found = [(portal.get(ref), number) for ref, number in counts.items()]
    return sorted(found, key=lambda item: (-item[1], item[0].titel.casefold()))
