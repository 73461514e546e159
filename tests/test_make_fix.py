"""`make fix` mends how a record is written, and never what it says."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import yamlfile
from macros.editing.layout import layout
from macros.editing.mending import mend
from macros.kinds import Record, all_kinds
from macros.kinds.base import Kind, veld
from macros.kinds.fields import Part, Regel, Titel
from tests.conftest import ROOT

KINDS = all_kinds()
RECORDS = sorted(path for folder in KINDS for path in (ROOT / "data" / folder).glob("*.yml"))
LESSON = """titel: Een les
samenvatting: Een les voor de tests.
inzicht: Tekst.
context: Tekst.
advies: Tekst.
herkomst:
  - bron: bron
    kop: Hoofdstuk 1
"""


def mended(text: str, kind: str = "lessen") -> str:
    """The text as it is after mending, which a second time changes nothing."""
    once = mend(text.encode(), KINDS[kind])
    again = mend(once.raw, KINDS[kind])
    assert (again.raw, again.done) == (once.raw, ())
    assert bool(once.done) == (once.raw != text.encode())
    return once.raw.decode()


def in_disorder(text: str, chance: random.Random) -> str:
    """The same record as someone else would write it: other order, other indentation, loose spaces, comments."""
    lines = text.split("\n")
    found = layout(text)
    starts = [key.line for key in found.keys if len(key.loc) == 1]
    blocks = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines) - 1], strict=True)]
    chance.shuffle(blocks)
    made = []
    for number, block in enumerate(blocks):
        step = chance.choice([1, 2, 3, 4])
        literal = re.search(r": [|>]-?$", block[0])
        made.append(f"# opmerking {number} bij {block[0].split(':')[0]}")
        for line in block:
            spaces = len(line) - len(line.lstrip(" "))
            moved = " " * (spaces // 2 * step + spaces % 2) if not literal else " " * (spaces - 2 + step if spaces else 0)
            made.append(moved + line.lstrip(" ") + (" " * chance.choice([0, 0, 2]) if not literal and line.strip() else ""))
    return "\n".join(made) + chance.choice(["", "\n", "\n\n\n"])


@pytest.mark.parametrize("folder", KINDS)
def test_the_records_are_as_they_should_be(folder):
    for path in (ROOT / "data" / folder).glob("*.yml"):
        assert mend(path.read_bytes(), KINDS[folder]).done == (), f"{path}: make fix"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(RECORDS), st.randoms(use_true_random=False))
def test_a_record_in_disorder_says_the_same_afterwards(path, chance):
    text = path.read_text("utf-8")
    mixed = in_disorder(text, chance)
    try:
        said = yamlfile.read(mixed.encode())
    except yamlfile.Refused:
        return  # the disorder broke it: see the test of files that are left alone
    made = mended(mixed, path.parent.name)
    assert yamlfile.read(made.encode()) == said
    if said == yamlfile.read(text.encode()):
        comments = re.compile(r"^# opmerking \d+ bij (\S+)\n(\S+?):", re.M)
        assert comments.findall(made) and all(about == key for about, key in comments.findall(made))
        assert list(yamlfile.read(made.encode())) == list(yamlfile.read(text.encode()))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RECORDS), st.integers(0, 10_000), st.sampled_from(list("\t :-#“”'\"|>[]{}\n*&!@%x")))
def test_one_sign_too_many_never_costs_a_word(path, place, sign):
    """Whatever happens to a file: every word that stood in it stands there afterwards."""
    text = path.read_text("utf-8")
    place %= len(text)
    broken = text[:place] + sign + text[place:]
    try:
        made = mend(broken.encode(), KINDS[path.parent.name]).raw.decode()
    except yamlfile.Refused:
        return
    assert sorted(re.findall(r"\w+", made)) == sorted(re.findall(r"\w+", broken))
    yamlfile.read(made.encode())


def test_a_name_without_a_word_is_left_as_it_is():
    text = LESSON + "iets:\n  :- x\n"
    assert mended(text) == text


MISTAKES = {
    "a tab before a value": ("titel: Een les", "titel:\tEen les", ("tabs",)),
    "tabs as indentation": ("  - bron: bron\n    kop: Hoofdstuk 1", "\t- bron: bron\n\t  kop: Hoofdstuk 1", ("tabs",)),
    "loose spaces": ("titel: Een les", "titel: Een les   ", ("spaties aan het eind van een regel",)),
    "deep indentation": ("  - bron: bron\n    kop: H", "      -   bron: bron\n          kop: H", ("inspringing",)),
    "no indentation": ("  - bron: bron\n    kop: H", "- bron: bron\n  kop: H", ("inspringing",)),
    "a field sprung in": ("\nsamenvatting:", "\n  samenvatting:", ("inspringing",)),
    "ends of lines": ("\n", "\r\n", ("regeleinden",)),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_which_it_is_clear_what_was_meant(name):
    right, wrong, done = MISTAKES[name]
    assert right in LESSON
    assert mend(LESSON.replace(right, wrong).encode(), KINDS["lessen"]).done == done
    assert mended(LESSON.replace(right, wrong)) == LESSON


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Samen: zo werkt het", '"Samen: zo werkt het"'),
        ("“Samen: zo werkt het”", '"Samen: zo werkt het"'),
        ("@home en meer", '"@home en meer"'),
        ("*nieuw* beleid", '"*nieuw* beleid"'),
        ("2023", '"2023"'),
        ("yes", '"yes"'),
        ("Samen: zo werkt het  # nog nakijken", '"Samen: zo werkt het"  # nog nakijken'),
        ("“Samen: zo werkt het” # van wie?", '"Samen: zo werkt het" # van wie?'),
        ("@home # let op", '"@home" # let op'),
        ("@home#1", '"@home#1"'),
    ],
)
def test_quotation_marks_where_yaml_needs_them(written, meant):
    assert mended(LESSON.replace("titel: Een les", f"titel: {written}")) == LESSON.replace("titel: Een les", f"titel: {meant}")


def test_curly_marks_that_can_be_read_are_part_of_the_text():
    text = LESSON.replace("titel: Een les", "titel: “Een les”")
    assert mended(text) == text


def test_what_stands_over_more_lines_keeps_its_shape():
    text = LESSON.replace("advies: Tekst.", "advies: |\n     Eerst  \n\n       - en dan\n\n     \tdit\n     # geen commentaar")
    made = mended(text)
    assert "advies: |\n  Eerst  \n\n    - en dan\n\n  \tdit\n  # geen commentaar\n" in made


def test_comments_go_with_the_field_that_they_stand_above():
    text = "# Over dit bestand.\n\n# Bij de jaren.\n# Nog een regel.\njaar: 2023  # geschat\n" + LESSON + "# Slot.\n"
    made = mended(text)
    assert made.startswith("# Over dit bestand.\n\n") and made.endswith("# Slot.\n")
    assert "\n# Bij de jaren.\n# Nog een regel.\njaar: 2023  # geschat\n" in made
    assert made.index("titel:") < made.index("jaar:")


def test_an_unknown_field_stays_behind_the_one_it_stood_behind():
    text = LESSON.replace("titel: Een les\n", "").replace("context: Tekst.\n", "context: Tekst.\nonzin: x\ntitel: Een les\n")
    assert re.search(r"^context:.*\nonzin: x$", mended(text), re.M)


class Kopje(Part):
    kop: Regel = veld("Kop", voorheen=("kopje",))


class Proef(Record):
    kern: Annotated[str, "x"] = veld("Kern", "De kern.", voorheen=("hart", "pit"))
    koppen: list[Kopje] = veld("Koppen", "", [])
    titel: Titel = veld("Titel", "De titel.")


def test_old_names_of_fields_become_the_new_ones():
    kind = Kind("proeven", "proef", "proeven", "Proeven", "", (Proef,))
    text = 'titel: "hart: warm"\nkoppen:\n  - kopje: hart\n  - {kopje: x}\nhart: kopje\n'
    made = mend(text.encode(), kind)
    assert made.raw.decode() == 'titel: "hart: warm"\nkern: kopje\nkoppen:\n  - kop: hart\n  - {kop: x}\n'
    assert made.done == ("oude veldnamen", "volgorde van de velden")
    both = b"titel: x\nkern: a\npit: b\n"
    assert mend(both, kind).raw == both  # two values: nobody but a person can choose


def run(data: Path, name: str = "") -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATA": str(data), "BESTAND": name}
    return subprocess.run(
        [sys.executable, "-m", "scripts.fix"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def data(tmp_path):
    shutil.copytree(Path(__file__).parent / "gevallen/basis/data", tmp_path / "data")
    return tmp_path / "data"


def test_the_command_says_what_it_did_and_leaves_alone_what_it_does_not_understand(data):
    good, bad = data / "lessen/rommelig.yml", data / "lessen/kapot.yml"
    good.write_text("jaar: 2023\n" + LESSON.replace("titel: Een les", "titel: Samen: sterk   "), "utf-8")
    good.chmod(0o640)
    broken = LESSON.replace("herkomst:", "herkomst: [")
    bad.write_text(broken, "utf-8")
    done = run(data)
    assert done.returncode == 1 and done.stderr == ""
    assert "rommelig.yml: verbeterd: aanhalingstekens, volgorde van de velden." in done.stdout
    assert re.search(r"kapot.yml: niet aangeraakt; regel \d+: ", done.stdout)
    assert bad.read_text("utf-8") == broken and good.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (data / "lessen").iterdir()) == ["kapot.yml", "les.yml", "rommelig.yml"]
    bad.unlink()
    assert run(data).returncode == 0


def test_one_file_by_its_path_or_its_name(data):
    file = data / "lessen/les.yml"
    for name in (str(file), "lessen/les"):
        file.write_text(LESSON + "jaar: 2023\n", "utf-8")
        assert run(data, name).stdout.endswith("1 bekeken, 1 verbeterd.\n")
    for wrong in ("lessen/geen", "README.md", str(data / "portaal.yml")):
        assert run(data, wrong).returncode == 2
