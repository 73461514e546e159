"""The contact for reporting a leak: published as RFC 9116 asks, only when there is one, with a warning in time."""

from __future__ import annotations

from datetime import date, timedelta
from email.parser import HeaderParser
from pathlib import Path

import pytest

from macros.checks import beveiliging_verlopen
from macros.load import load
from macros.portal import from_loaded

FILE = ".well-known/security.txt"


def test_it_is_published_with_all_that_the_rfc_asks(public):
    fields = HeaderParser().parsestr((public.site / FILE).read_text("utf-8"))
    assert dict(fields) == {
        "Contact": "mailto:lek@voorbeeld.nl",
        "Expires": "2099-12-31T23:59:59Z",
        "Preferred-Languages": "nl, en",
        "Canonical": f"{public.address}{FILE}",
    }


def test_nobody_is_invented(site):
    assert not (site / FILE).exists()


@pytest.mark.parametrize(("days", "warned"), [(-1, "is verlopen op"), (1, "verloopt op"), (29, "verloopt op"), (32, None)])
def test_the_warning_comes_a_month_before(tmp_path: Path, days, warned):
    day = date.today() + timedelta(days=days)
    (tmp_path / "portaal.yml").write_text(f"beveiliging:\n  contact: lek@voorbeeld.nl\n  verloopt: {day}\n", "utf-8")
    loaded = load(tmp_path)
    assert loaded.problems == []
    found = [problem.message for problem in beveiliging_verlopen.check(from_loaded(loaded))]
    assert found == ([f"Het contact voor lekken {warned} {day}."] if warned else [])
