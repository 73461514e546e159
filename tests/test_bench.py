"""What make bench builds is good content, and every build and server that it times works; how fast is not for a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine.examining import examine
from scripts.bench import bouw, check, groei, inhoud, peers, serve, tabel
from scripts.bench.meten import timed
from tests.bouwen import ROOT, environment, small_data
from tests.conftest import serving


def test_the_made_up_lessons_and_what_they_refer_to_have_no_problems(tmp_path):
    inhoud.write(Path("data"), tmp_path, 50)
    portal, problems = examine(tmp_path / "data", Path("docs"))
    assert len(portal.records["lessen"]) == 50
    assert [problem for problem in problems if problem.level == "fout"] == []


def test_an_edit_changes_one_record_and_keeps_it_good(tmp_path):
    inhoud.write(Path("data"), tmp_path, 5)
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


def test_a_lesson_is_the_same_whatever_the_number():
    real = Path("data/lessen")
    assert next(inhoud.lessons(real, 1_000)) == next(inhoud.lessons(real, 2_000))


def lessons_for_all(folder: Path, number: int = 5) -> None:
    inhoud.write(Path("data"), folder, number)
    peers.write(folder, inhoud.lessons(Path("data/lessen"), number))


@pytest.mark.slow
def test_builds_take_turns_and_a_peer_that_is_missing_is_named_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(peers, "ENVIRONMENT", tmp_path / "leeg")
    lessons_for_all(tmp_path)
    monkeypatch.setattr(bouw, "RUNS", 2)
    wanted = (bouw.FULL, peers.HUGO, peers.PLAIN)
    builds = [build for build in bouw.builds(tmp_path, None, "geen netwerk") if build.name in wanted]
    results = bouw.in_turns(builds, tmp_path / "uitvoer.txt", 5)
    assert [len(result.runs) for result in results.values()] == [2, 0, 2]
    said = bouw.report(1_000, results)
    assert "Hugo: niet gemeten: geen netwerk" in said
    assert f"{bouw.FULL}: zo veel keer zo snel als {peers.PLAIN}: " in said
    assert len(results[bouw.FULL].page) > len(results[peers.PLAIN].page) > 5_000


@pytest.mark.parametrize("name", [peers.HUGO, peers.ELEVENTY, peers.ZENSICAL])
def test_a_peer_makes_a_page_of_every_lesson(tmp_path, name):
    peer = peers.peers(tmp_path)[name]
    if not peer.ready:
        pytest.skip(f"{name} staat hier niet; make bench zet het klaar")
    lessons_for_all(tmp_path)
    timed(peer.command, dict(os.environ), peer.folder, tmp_path / "uitvoer.txt")
    for lesson in inhoud.lessons(Path("data/lessen"), 5):
        page = (peer.site / "lessen" / lesson.id / "index.html").read_text("utf-8")
        assert all(text in page for text in (lesson.titel, *lesson.zie_ook.values(), "Wat kunt u ermee?", "Bronnen"))
        if peer.json:
            made = json.loads((peer.site / "lessen" / lesson.id / "index.json").read_text("utf-8"))
            assert made["titel"] == lesson.titel and "Wat kunt u ermee?" in made["tekst"]
    assert "lessen/les-00005/" in (peer.site / "sitemap.xml").read_text("utf-8")


@pytest.mark.slow
def test_check_is_timed_cold_and_after_an_edit(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "RUNS", 1)
    said = check.measure(tmp_path, 5)
    assert all(name in said for name in check.GOALS) and list(tmp_path.iterdir()) == []


def test_growth_is_told_as_a_power_of_the_number_of_records():
    points = [groei.Point(number, number, number**1.2 / 500, 50 * number, 9, 99, "x.html") for number in groei.SIZES]
    assert groei.exponent(points) == pytest.approx(1.2)
    assert "De tijd groeit met de macht: 1,20; het doel is hoogstens 1,05: doel niet gehaald." in groei.report(points)


def test_goals_are_told_with_their_outcome():
    assert tabel.at_most("Piek", 250, 250, " MB") == "Piek: 250,00 MB; het doel is hoogstens 250 MB: doel gehaald."
    assert tabel.at_least("Keer", 3.99, 4).endswith("minstens 4: doel niet gehaald.")


def test_an_edit_shows_one_sentence_and_another_takes_its_place(tmp_path):
    port = serve.free_port()
    serve.write(tmp_path, 5, port)
    for server in serve.servers(tmp_path, port):
        for edit in server.edits.values():
            original = edit.file.read_text("utf-8")
            for sentence in ("Wijziging 1.", "Wijziging 2."):
                edit.save(original, sentence)
                assert edit.file.read_text("utf-8").replace(edit.line.format(sentence), "") == original


def test_a_page_that_reloads_itself_is_waited_for(tmp_path, browser):
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>Steeds weer</title><script>setTimeout(() => location.reload(), 15)</script>", "utf-8"
    )
    with serving(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        for _ in range(20):
            serve._open(page, address)
            assert page.url == address


@pytest.mark.slow
def test_every_edit_shows_in_an_open_browser(tmp_path, browser):
    port = serve.free_port()
    serve.write(tmp_path, 5, port)
    found = {
        server.name: serve.follow(browser, server, port, tmp_path / "uitvoer.txt") for server in serve.servers(tmp_path, port)
    }
    assert all(len(times) >= 1 for edits in found.values() for times in edits.values())
    assert set(found[serve.OURS]) == {serve.RECORD, serve.PAGE, serve.TEMPLATE, serve.STYLE}
    assert "Volgen van wijzigingen met 1.000 lessen" in serve.report(1_000, found)
