"""What make bench builds is good content, and every build and server that it times works; how fast is not for a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine.build import examine
from scripts.bench import inhoud
from tests.bouwen import ROOT, environment, small_data


def test_the_made_up_lessons_and_what_they_refer_to_have_no_problems(tmp_path):
    inhoud.write(Path("data"), tmp_path, 50, "https://example.org/")
    portal, problems = examine(tmp_path / "data", Path("docs"))
    assert len(portal.records["lessen"]) == 50
    assert [problem for problem in problems if problem.level == "fout"] == []


def test_an_edit_changes_one_record_and_keeps_it_good(tmp_path):
    inhoud.write(Path("data"), tmp_path, 5, "https://example.org/")
    before = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.yml")}
    inhoud.edit(tmp_path, 1)
    assert len([path for path, text in before.items() if path.read_text("utf-8") != text]) == 1
    _, problems = examine(tmp_path / "data", Path("docs"))
    assert [problem for problem in problems if problem.level == "fout"] == []


@pytest.mark.parametrize("names", [(), ("sitemap", "json")])
def test_a_build_without_the_other_exports_makes_every_page(tmp_path, names):
    data, site = small_data(tmp_path / "data"), tmp_path / "site"
    command = [sys.executable, "-m", "scripts.bench.exports", *names]
    settings = environment(data, site, SITE_URL="https://example.org/", SEARCH="0")
    for _ in range(2):  # the second time on the site that the first one left
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
    records = sorted(f"{path.parent.name}/{path.stem}" for path in data.glob("*/*.yml"))
    assert records and all((site / record / "index.html").is_file() for record in records)
    assert [record for record in records if (site / "api/v1" / f"{record}.json").is_file()] == (records if names else [])
    assert (site / "sitemap.xml").is_file() == bool(names)
    assert not (site / "feed.xml").exists()
