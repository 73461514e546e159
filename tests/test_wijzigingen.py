"""`make diff` and `make check` with BASE=, in real git repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.upkeep.differences import differences, settled

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"

EARLIER = {
    "ambities/ambitie.yml": """\
titel: Een ambitie
acties:
  - {id: eerste, titel: De eerste}
  - {id: tweede, titel: De tweede}
  - {id: derde, titel: De derde}
""",
    "lessen/anders.yml": """\
titel: Een les die verandert
samenvatting: Kort.
jaar: 2023
themas: [een, twee, drie]
inzicht: |
  De eerste zin blijft. De tweede zin blijft ook.
  De derde zin is anders dan hij was. De vierde zin blijft staan.

  - een punt dat blijft staan zoals het was;
  - een punt dat verdwijnt.
herkomst:
  - bron: bron
    kop: Hoofdstuk 1
  - bron: bron
    kop: Hoofdstuk 2
""",
    "lessen/gevouwen.yml": "titel: Alleen anders geschreven\nadvies: |\n  Een tekst\n  op twee regels.\n",
    "lessen/oud.yml": "titel: Een les die verhuist\n",
    "lessen/kapot.yml": "titel: Een les\n",
    "lessen/was-kapot.yml": "",
    "lessen/samen.yml": "titel: Een les die opgaat in een andere\n",
    "vroegere-soort/iets.yml": "titel: Iets van vroeger\n",
}
NOW = {
    "ambities/ambitie.yml": """\
titel: Een ambitie
acties:
  - {id: derde, titel: De derde}
  - {id: eerste, titel: De allereerste, trekker: '@iemand `x`'}
  - {id: vierde, titel: De vierde}
voormalige_ids: [lessen/samen]
""",
    "lessen/anders.yml": """\
titel: Een les die verandert
samenvatting: Kort en goed.
themas: [drie, vier, een]
inzicht: |
  De eerste zin blijft. De tweede zin
  blijft ook. De derde zin is nieuw. De vierde zin blijft staan.

  - een punt dat blijft staan zoals het was;
herkomst:
  - bron: bron
    kop: Hoofdstuk 1
  - bron: bron
    kop: Hoofdstuk 3
  - bron: andere
    kop: Titelblad
zie_ook: [lessen/les]
""",
    "lessen/gevouwen.yml": "# Uitleg\nadvies: Een tekst op twee regels.\ntitel: 'Alleen anders geschreven'\n",
    "lessen/nieuw.yml": "titel: Een les die verhuisde\nvoormalige_ids: [lessen/oud]\n",
    "lessen/erbij.yml": "titel: Een nieuwe les\n",
    "lessen/kapot.yml": "titel: Samen: zo\n",
    "lessen/was-kapot.yml": "titel: Een les\n",
    "urls.txt": "/lessen/les/\n",
}
TOLD = """\
# Wat er veranderde sinds main

Vergeleken met commit {commit}.

## Erbij

- lessen/erbij: Een nieuwe les

## Weg

- lessen/samen: Een les die opgaat in een andere, nu: ambities/ambitie
- vroegere-soort/iets: Iets van vroeger

## Verplaatst

### lessen/oud → lessen/nieuw: Een les die verhuisde

- **Titel** (titel): `Een les die verhuist` → `Een les die verhuisde`
- **Voormalige ids** (voormalige_ids): erbij: `lessen/oud`

## Veranderd

### ambities/ambitie: Een ambitie

- **Acties eerste › Titel** (acties › eerste › titel): `De eerste` → `De allereerste`
- **Acties eerste › trekker** (acties › eerste › trekker): erbij: `` @iemand `x` ``
- **Acties vierde** (acties › vierde): erbij: Id: `vierde`; Titel: `De vierde`
- **Acties tweede** (acties › tweede): weg: Id: `tweede`; Titel: `De tweede`
- **Acties** (acties): andere volgorde: `derde`, `eerste`
- **Voormalige ids** (voormalige_ids): erbij: `lessen/samen`

### lessen/anders: Een les die verandert

- **Samenvatting** (samenvatting): `Kort.` → `Kort en goed.`
- **Thema's** (themas): erbij: `vier`; weg: `twee`
- **Wat is er geleerd?** (inzicht):
  ```diff
    De tweede zin blijft ook.
  - De derde zin is anders dan hij was.
  + De derde zin is nieuw.
    De vierde zin blijft staan.
    - een punt dat blijft staan zoals het was;
  - - een punt dat verdwijnt.
  ```
- **Herkomst 2 › Kop** (herkomst › 2 › kop): `Hoofdstuk 2` → `Hoofdstuk 3`
- **Herkomst 3** (herkomst › 3): erbij: Bron: `andere`; Kop: `Titelblad`
- **Zie ook** (zie_ook): erbij: `lessen/les`
- **Jaar** (jaar): weg: `2023`

## Alleen anders opgemaakt

- lessen/gevouwen: Alleen anders geschreven

## Niet te vergelijken

- lessen/kapot is nu niet te lezen, regel 1: Hier staat een dubbele punt die YAML niet verwacht. Er staat: titel: Samen: zo
- lessen/was-kapot was toen niet te lezen, regel 1: Dit bestand is leeg.

## Andere bestanden

- urls.txt
"""


def run(command: str, data: Path, base: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATA": str(data), "BASE": base, "GITHUB_ACTIONS": "", **settings}
    return subprocess.run(
        [sys.executable, "-m", f"scripts.{command}"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True).stdout


def write(data: Path, files: dict[str, str]) -> None:
    shutil.rmtree(data, ignore_errors=True)
    for name, text in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, "utf-8")


@pytest.fixture
def house(tmp_path) -> Path:
    """A repository whose data folder, not at its root, holds the valid records of the golden cases, on branch main."""
    git(tmp_path, "init", "-q", "-b", "main")
    shutil.copytree(RECORDS, tmp_path / "huis" / "data")
    (tmp_path / "huis" / "data" / "portaal.yml").unlink()  # other data: the pages in docs/ may name what is not there
    commit(tmp_path)
    return tmp_path / "huis"


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Stand")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_everything_that_changed_is_told(house):
    write(house / "data", EARLIER)
    commit(house)
    write(house / "data", NOW)
    done = run("diff", house / "data", "main")
    told = "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"
    assert (done.returncode, done.stderr) == (0, "")
    assert told == TOLD.replace("{commit}", git(house, "rev-parse", "main")[:9])


def test_what_is_committed_on_a_branch_counts_and_what_others_did_meanwhile_does_not(house):
    data = house / "data"
    git(house, "switch", "-q", "-c", "mijn")
    change(data / "lessen/les.yml", "titel: Een les", "titel: Mijn les")
    commit(house)
    git(house, "switch", "-q", "main")
    change(data / "themas/thema.yml", "titel: Een thema", "titel: Een thema van een ander")
    commit(house)
    git(house, "switch", "-q", "mijn")
    told = run("diff", data, "main").stdout
    assert "`Een les` → `Mijn les`" in told
    assert "van een ander" not in told
    assert "de laatste die uw versie en main allebei hebben" in told


def test_in_a_hook_of_a_work_tree_beside_it_what_changed_is_told_too(house, tmp_path, monkeypatch):
    """Git tells its hooks there which folder is the repository; that is no answer to where the records stand."""
    git(house, "worktree", "add", "-q", "-b", "mijn", str(tmp_path / "ernaast"))
    data = tmp_path / "ernaast/huis/data"
    change(data / "lessen/les.yml", "titel: Een les", "titel: Mijn les")
    monkeypatch.setenv("GIT_DIR", git(data, "rev-parse", "--absolute-git-dir").strip())
    told = run("diff", data, "HEAD").stdout
    assert "`Een les` → `Mijn les`" in told and "Erbij" not in told


def test_nothing_changed(house):
    done = run("diff", house / "data", "main")
    assert done.returncode == 0
    assert done.stdout.endswith("\nEr is niets veranderd.\n")


@pytest.mark.parametrize("command", ["diff", "check"])
@pytest.mark.parametrize("base", ["bestaat-niet", "--help", "main:huis", " "])
def test_an_unknown_version_is_wrong_use(house, command, base):
    done = run(command, house / "data", base)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'"{base}" is geen versie die git hier kent' in done.stderr and "BASE=main" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["diff", "check"])
def test_a_folder_outside_git_is_wrong_use(command, tmp_path):
    shutil.copytree(RECORDS, tmp_path / "data")
    done = run(command, tmp_path / "data", "main", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"De map {tmp_path / 'data'} staat niet in een git-archief." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["diff", "check"])
def test_without_git_comparing_is_wrong_use(house, command, tmp_path):
    done = run(command, house / "data", "main", PATH=str(tmp_path / "leeg"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "kan alleen met git" in done.stderr and "Traceback" not in done.stderr


def test_a_diff_links_to_the_pages_that_are_on_the_site_already(house):
    change(house / "data/lessen/les.yml", "titel: Een les", 'titel: "Een [les]"')
    (house / "data/lessen/nieuw.yml").write_text((house / "data/lessen/les.yml").read_text("utf-8"), "utf-8")
    told = run("diff", house / "data", "main", SITE_URL="https://voorbeeld.nl/portaal").stdout
    assert "### [lessen/les: Een \\[les\\]](https://voorbeeld.nl/portaal/lessen/les/)" in told
    assert "- lessen/nieuw: Een [les]" in told


def test_a_diff_with_nothing_is_wrong_use(house):
    done = run("diff", house / "data", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert "make diff BASE=main" in done.stderr
    done = run("diff", house / "bestaat-niet", "main")
    assert done.returncode == 2 and "bestaat niet" in done.stderr


def test_without_a_version_check_needs_no_git(house, tmp_path):
    assert run("check", house / "data", "", PATH=str(tmp_path / "leeg")).returncode == 0


def test_a_fact_that_changed_silently_is_a_warning_and_stops_nothing(house):
    change(house / "data/lessen/les.yml", "titel: Een les", "titel: Een betere les")
    done = run("check", house / "data", "main")
    assert done.returncode == 0
    assert "lessen/les.yml:1:8: waarschuwing[wijziging-niet-gemeld]" in done.stdout
    assert "wijziging-niet-gemeld" not in run("check", house / "data", "").stdout
    on_github = run("check", house / "data", "main", GITHUB_ACTIONS="true").stdout
    assert "lessen/les.yml,line=1,col=8,title=wijziging-niet-gemeld::" in on_github


@pytest.mark.slow
def test_the_line_that_the_hint_gives_can_be_pasted(house):
    lesson = house / "data/lessen/les.yml"
    change(lesson, "titel: Een les", "titel: Een betere les")
    for indent in ("", "  "):
        told = next(line for line in run("check", house / "data", "main").stdout.splitlines() if "niet-gemeld" in line)
        line = told.split("Zet erbij: " if not indent else "Zet onder wijzigingen: ")[1].replace("jjjj-mm-dd", "2026-01-31")
        lesson.write_text(f"{lesson.read_text('utf-8')}{indent}{line}\n".replace("wijzigingen: [", "wijzigingen:\n  [").replace(
            "[{", "- {").replace("}]", "}"), "utf-8")  # fmt: skip
        done = run("check", house / "data", "main")
        assert done.returncode == 0 and "niet-gemeld" not in done.stdout
        commit(house)
        change(lesson, "betere", "nog betere")


def test_an_address_that_went_is_an_error(house):
    (house / "data/urls.txt").write_text("/lessen/les/\n/lessen/oud/\n", "utf-8")
    commit(house)
    (house / "data/urls.txt").unlink()
    done = run("check", house / "data", "main")
    assert done.returncode == 1
    assert "urls.txt:1:1: fout[adres-weggehaald]" in done.stdout and '"/lessen/oud/" stond hier' in done.stdout


PLAIN = st.none() | st.booleans() | st.integers(2, 9) | st.text("a \n", max_size=3)
FIELDS = st.dictionaries(st.sampled_from(["id", "titel", "delen"]), PLAIN, max_size=3)
VALUES = st.dictionaries(st.sampled_from("abc"), PLAIN | FIELDS | st.lists(PLAIN, max_size=3) | st.lists(FIELDS, max_size=3))


@given(VALUES, VALUES)
def test_no_difference_is_missed_and_none_is_made_up(old, new):
    assert bool(list(differences(old, new))) == (settled(old) != settled(new))
    assert list(differences(old, old)) == []
