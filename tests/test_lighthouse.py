"""Lighthouse on a phone: accessibility, best practices and SEO are 100 on the pages that readers come to."""

from __future__ import annotations

import statistics

import pytest

from scripts import lighthouse
from scripts.bench import lighthouse as bench_lighthouse
from tests.conftest import serving

FULL = ("accessibility", "best-practices", "seo")


@pytest.mark.slow
@pytest.mark.parametrize("name", lighthouse.PAGES)
def test_lighthouse_gives_full_marks(public, site, figure, name):
    path = lighthouse.PAGES[name]
    if path.startswith("zoeken/"):  # only this site has its search index
        with serving(site) as address:
            found = lighthouse.scores(address + path, FULL)
    else:
        found = lighthouse.scores(public.address + path, FULL)
    assert found == (dict.fromkeys(FULL, 100), [])
    figure("Lighthouse: toegankelijkheid en goede gewoonten en SEO", 1, "pagina's met driemaal 100")


@pytest.mark.slow
def test_lighthouse_sees_what_is_wrong(tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title></title><img src=x.png><a href=#>x</a>", "utf-8")
    with serving(tmp_path) as address:
        scores, costing = lighthouse.scores(address, FULL)
    assert all(score < 100 for score in scores.values())
    assert {"html-has-lang", "image-alt", "meta-description"} <= set(costing)


def test_the_bench_tells_the_median_beside_the_goal():
    said = bench_lighthouse.report([("start", [100, 98, 99, 99, 97], []), ("lijst", [99, 90, 95, 99, 96], ["bootup-time"])])
    assert statistics.median([100, 98, 99, 99, 97]) == 99
    assert "start   99  (97–100)  doel gehaald" in said
    assert "lijst   96  (90–99)  doel niet gehaald; het kost punten: bootup-time" in said
