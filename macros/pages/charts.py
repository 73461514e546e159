"""Tables that are also charts: a bar beside every number, on one scale. No styles: the width is an attribute."""

from __future__ import annotations

from collections.abc import Callable

from macros.kinds.cijfers import Tabel


def bars(table: Tabel) -> Callable[[float], str] | None:
    """How long a bar is for a value of this table, as a percentage; None when the table is no chart."""
    if table.grafiek == "geen":
        return None
    values = [value for row in table.rijen if row.naam != table.totaal for value in row.waarden if value is not None]
    most = max(values, default=0)
    if table.eenheid == "procent":
        most = max(most, 100)
    return lambda value: f"{100 * min(max(value, 0), most) / most:.1f}%" if most > 0 else "0%"
