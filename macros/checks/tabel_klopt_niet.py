"""Finds tables with a value too few, or a total that is not the sum (rule `tabel-klopt-niet`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.cijfers import Rij, Tabel
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if isinstance(record, Tabel):
            yield from _rows(record, record.rijen)


def _rows(record: Tabel, rows: list[Rij]) -> Iterator[Problem]:
    for number, row in enumerate(rows):
        if len(row.waarden) != len(record.kolommen):
            message = f'De rij "{row.naam}" heeft {len(row.waarden)} waarden; er zijn {len(record.kolommen)} kolommen.'
            hint = "Geef elke kolom een waarde; schrijf null waar de bron niets geeft."
            yield problem_at(record, ("rijen", number, "waarden"), "tabel-klopt-niet", message, hint)
            return
    if record.totaal is None or record.afwijkingen:
        return
    names = [row.naam for row in rows]
    if record.totaal not in names:
        message = f'"{record.totaal}" is geen rij van deze tabel.'
        yield problem_at(record, ("totaal",), "tabel-klopt-niet", message, suggestion(record.totaal, names))
        return
    place = names.index(record.totaal)
    for column, name in enumerate(record.kolommen):
        parts = [row.waarden[column] for row in rows if row.naam != record.totaal]
        total = rows[place].waarden[column]
        if None not in (total, *parts) and abs(sum(parts) - total) > 0.01:
            message = f'De rijen van "{name}" tellen op tot {sum(parts)}; de totaalrij zegt {total}.'
            hint = "Kijk de getallen na. Telt de bron zelf verkeerd op? Zet dat bij afwijkingen."
            yield problem_at(record, ("rijen", place, "waarden"), "tabel-klopt-niet", message, hint)
