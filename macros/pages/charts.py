"""Tables that are also charts: a bar beside every number, on one scale or one for each column.

No styles: the width is an attribute.
"""

from __future__ import annotations

from collections.abc import Callable

from macros.kinds.cijfers import Tabel


def bars(table: Tabel) -> Callable[[float, int], str] | None:
    """How long a bar is for a value in a column of this table, as a percentage; None when the table is no chart."""
    if table.grafiek == "geen":
        return None
    columns = list(zip(*(row.waarden for row in table.rijen if row.naam not in table.sommen), strict=True))
    scales = [max((value for value in column if value is not None), default=0) for column in columns]
    if table.grafiek == "staven":
        scales = [max(scales, default=0)] * len(columns)
    if table.eenheid == "procent":
        scales = [max(most, 100) for most in scales]

    def width(value: float, column: int) -> str:
        most = scales[column]
        return f"{100 * min(max(value, 0), most) / most:.1f}%" if most > 0 else "0%"

    return width
