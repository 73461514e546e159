"""The bars beside the numbers of a table: none sticks out, whatever the numbers are."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.kinds.cijfers import Rij, Tabel
from macros.pages.charts import bars


def table(values: list[float], unit: str) -> Tabel:
    rows = [Rij(naam="Rij", waarden=[value]) for value in values]
    return Tabel.model_construct(grafiek="staven", totaal=None, eenheid=unit, rijen=rows)


@pytest.mark.parametrize("unit", ["procent", "personen"])
@given(st.lists(st.integers(-300, 300) | st.floats(-300, 300), min_size=1))
@example([-5, 10])
@example([-10, -5])
@example([130, 20])
def test_a_bar_is_as_long_as_its_number_and_stays_within_the_table(unit, values):
    width = bars(table(values, unit))
    widths = [float(width(value, 0).removesuffix("%")) for value in values]
    assert all(0 <= one <= 100 for one in widths)
    assert [one for _, one in sorted(zip(values, widths, strict=True))] == sorted(widths)
    if unit == "personen" and max(values) > 0:
        assert max(widths) == 100
