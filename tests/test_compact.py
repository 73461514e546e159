"""What is written as JSON: any reader gets the same values back, and nothing in it is a space or an escape too many."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from macros.compact import dump

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=30)


@given(values)
def test_what_is_written_reads_back_the_same(value):
    assert json.loads(dump(value)) == value


def test_it_is_as_short_as_it_can_be():
    assert dump({"les": ["één", 2.5, None, True], "é": {}}) == '{"les":["één",2.5,null,true],"é":{}}'
