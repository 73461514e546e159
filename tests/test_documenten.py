"""The documents around the portal: they are there, their links work, and every file has a licence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from macros.kinds import all_kinds

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "GOVERNANCE.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "CHANGELOG.md")
DUTCH = DOCUMENTS[1:]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_in_a_document_lead_somewhere(name):
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target
    for path in re.findall(r"`((?:data|docs|macros|tests|scripts|requirements|overrides|\.github)/[\w./-]*)`", text):
        assert (ROOT / path).exists() or path.startswith(("data/lessen/", "data/linkuitz", "data/uitgaven")), path
    for command in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text("utf-8"), re.M), command


def test_the_map_of_the_house_names_every_room():
    house = (ROOT / "README.md").read_text("utf-8").partition("## The map of the house")[2]
    rooms = [path for path in (ROOT / "macros").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    names = {path.name for path in rooms} - {"__init__.py"}
    assert [name for name in sorted(names) if not re.search(rf"[`/]{re.escape(name)}[`/]", house)] == []


@pytest.mark.parametrize("name", DUTCH)
def test_a_document_for_contributors_says_u(name):
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", text)
    assert name in (ROOT / "README.md").read_text("utf-8")


def test_contributing_shows_three_ways_in():
    ways = re.findall(r"^## (\d)\. ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M)
    assert ways == ["1", "2", "3"]


def test_every_folder_of_records_has_a_place_among_the_owners():
    owners = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    named = re.findall(r"^#? ?/data/([\w-]+)/ ", owners, re.M)
    assert sorted(named) == sorted(all_kinds())


def test_every_file_has_a_licence():
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", ".", "lint", "--lines"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_site_and_the_files_say_the_same_licence():
    reuse = (ROOT / "REUSE.toml").read_text("utf-8")
    assert set(re.findall(r'SPDX-License-Identifier = "(.+)"', reuse)) == {"EUPL-1.2", "CC-BY-4.0"}
    assert "licentie: CC BY 4.0" in (ROOT / "data/portaal.yml").read_text("utf-8")
    assert "EUPL-1.2" in (ROOT / "docs/over/colofon.md").read_text("utf-8")
