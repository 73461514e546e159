"""Finds tables with a value too few, or a row that is not the sum of those it is made of (rule `tabel-klopt-niet`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.cijfers import Tabel
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if isinstance(record, Tabel):
            yield from _short_rows(record) or _sums(record)


def _short_rows(table: Tabel) -> list[Problem]:
    """The first row that has a value too many or too few."""
    for number, row in enumerate(table.rijen):
        if len(row.waarden) != len(table.kolommen):
            message = f'De rij "{row.naam}" heeft {len(row.waarden)} waarden; er zijn {len(table.kolommen)} kolommen.'
            hint = "Geef elke kolom een waarde; schrijf null waar de bron niets geeft."
            return [problem_at(table, ("rijen", number, "waarden"), "tabel-klopt-niet", message, hint)]
    return []


def _sums(table: Tabel) -> Iterator[Problem]:
    names = [row.naam for row in table.rijen]
    if table.totaal is not None and table.totaal not in names:
        yield _no_row(table, ("totaal",), table.totaal, names)
    for number, row in enumerate(table.rijen):
        known = True
        for place, part in enumerate(row.som_van):
            if part.removeprefix("-") not in names:
                known = False
                yield _no_row(table, ("rijen", number, "som_van", place), part.removeprefix("-"), names)
        if row.som_van and known:
            parts = [(names.index(part.removeprefix("-")), -1 if part.startswith("-") else 1) for part in row.som_van]
        elif row.naam == table.totaal:
            parts = [(place, 1) for place, name in enumerate(names) if name not in table.sommen]
        else:
            continue
        yield from _sum(table, number, parts)


def _sum(table: Tabel, number: int, parts: list[tuple[int, int]]) -> Iterator[Problem]:
    """Whether a row is in every column the sum of these: their places, and 1 or -1."""
    row = table.rijen[number]
    for column, name in enumerate(table.kolommen):
        total, values = row.waarden[column], [table.rijen[place].waarden[column] for place, _ in parts]
        if table.afwijkingen or total is None or None in values:
            continue
        made = round(sum(sign * value for value, (_, sign) in zip(values, parts, strict=True)), 2)  # 0.1 + 0.2 is 0.3
        if abs(made - total) > 0.01:
            message = f'In de kolom "{name}" zijn de rijen samen {made}, maar "{row.naam}" is {total}.'
            hint = "Kijk de getallen na. Telt de bron zelf verkeerd op? Zet dat bij afwijkingen."
            yield problem_at(table, ("rijen", number, "waarden"), "tabel-klopt-niet", message, hint)


def _no_row(table: Tabel, loc: tuple[str | int, ...], name: str, names: list[str]) -> Problem:
    return problem_at(table, loc, "tabel-klopt-niet", f'"{name}" is geen rij van deze tabel.', suggestion(name, names))
