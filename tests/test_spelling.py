"""`make check` looks words up where there is a dictionary, and never stops on one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.load import load
from macros.portal import from_loaded
from macros.upkeep import spelling
from macros.wordlist import WORDS_FILE
from tests.conftest import ROOT


@pytest.fixture
def data(tmp_path):
    shutil.copytree(Path(__file__).parent / "gevallen/basis/data", tmp_path / "data")
    (tmp_path / "data/portaal.yml").unlink()
    lesson = tmp_path / "data/lessen/les.yml"
    lesson.write_text(lesson.read_text("utf-8").replace("titel: Een les", "titel: Een les over vrijwiligers"), "utf-8")
    return tmp_path / "data"


def check(data: Path, **settings: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "scripts.check"],
        cwd=ROOT,
        env={**os.environ, "DATA": str(data), "GITHUB_ACTIONS": "", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_word_is_told_and_stops_nothing(data):
    done = check(data)
    assert done.returncode == 0 and done.stderr == ""
    assert 'waarschuwing[onbekend-woord]: "vrijwiligers" staat in geen woordenboek.  Bedoelde u "vrijwilligers"?' in done.stdout


def test_a_word_in_our_own_list_is_right(data):
    (data / WORDS_FILE).write_text("# Onze woorden.\nvrijwiligers\n", "utf-8")
    done = check(data)
    assert (done.returncode, done.stderr) == (0, "") and "onbekend-woord" not in done.stdout


@pytest.mark.parametrize("why", ["no hunspell", "no dutch"])
def test_without_a_dictionary_it_says_so_in_one_line(data, tmp_path, why):
    programs = tmp_path / "programmas"
    programs.mkdir()
    if why == "no dutch":
        (programs / "hunspell").write_text('#!/bin/sh\nexec /usr/bin/hunspell -d xx_XX "$4" "$5"\n')
        (programs / "hunspell").chmod(0o755)
    done = check(data, PATH=str(programs))
    assert done.returncode == 0 and "onbekend-woord" not in done.stdout
    assert done.stderr == "De spelling is niet nagekeken: daarvoor zijn de pakketten hunspell en hunspell-nl nodig.\n"


def test_the_texts_of_the_portal_are_spelt_right():
    assert list(spelling.check(from_loaded(load(ROOT / "data")))) == []


def test_every_word_in_our_own_list_is_needed(tmp_path):
    """A word that the dictionary knows, or that no text has, only hides mistakes; and the list is easy to search."""
    portal = from_loaded(load(ROOT / "data"))
    lines = [line for line in (ROOT / "data" / WORDS_FILE).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines), key=lambda word: (word.casefold(), word))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / WORDS_FILE).unlink()
    without = from_loaded(load(tmp_path / "data"))
    unknown = " ".join(problem.message.split('"')[1] for problem in spelling.check(without)).casefold()
    assert [word for word in portal.words if word.casefold() not in unknown] == []
