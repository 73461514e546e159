"""`make new`: a new record by answering questions on a terminal, or by arguments; and the schema that editors use for it."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import yamlfile, yamlwriting
from macros.editing import schemas
from macros.kinds import all_kinds
from macros.load import load
from macros.portal import from_loaded
from tests.conftest import ROOT

RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"
NEW = [sys.executable, "-m", "scripts.new"]


@pytest.fixture
def data(tmp_path):
    """A few records, in a folder of their own."""
    shutil.copytree(RECORDS, tmp_path / "data")
    (tmp_path / "data/portaal.yml").unlink()
    return tmp_path / "data"


@pytest.fixture(scope="module")
def portal():
    return from_loaded(load(ROOT / "data"))


def environment(data: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "DATA": str(data), "GEGEVEN": "", "GITHUB_ACTIONS": "", **more}


def run(data: Path, *arguments: str, script: str = "new", **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", f"scripts.{script}", *arguments],
        cwd=ROOT,
        env=environment(data, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _take_terminal() -> None:
    """Make the terminal that of this process, so that Ctrl-C reaches it, and obey that whoever started the tests."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A program that runs on a pseudo-terminal."""

    def __init__(self, data: Path, *arguments: str) -> None:
        here, there = pty.openpty()
        self.process = subprocess.Popen(
            [*NEW, *arguments],
            cwd=ROOT,
            env=environment(data),
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(there)
        self.here, self.seen, self.all = here, "", ""

    def wait_for(self, text: str, seconds: float = 60) -> None:
        """Read until something stands on the screen that was not there at the last answer."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < end, f"no {text!r} in: {self.seen}"
            self._read()

    def _read(self) -> bool:
        if select.select([self.here], [], [], 1)[0]:
            try:
                part = os.read(self.here, 65536).decode("utf-8", "replace")
            except OSError:  # the program ended
                return False
            self.seen += part
            self.all += part
        return True

    def answer(self, prompt: str, *lines: str) -> None:
        self.wait_for(prompt)
        self.seen = ""
        for line in lines:
            os.write(self.here, (line + "\n").encode())

    def end(self, key: str = "") -> int:
        """Wait for its end after `key`; press it again when nothing happens, as people do.

        Python misses a key that comes at the very moment it begins to wait for one.
        """
        end, press = time.monotonic() + 60, 0.0
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it does not end: {self.seen}"
            if key and time.monotonic() > press:
                os.write(self.here, key.encode())
                press = time.monotonic() + 2
            self._read()
        while select.select([self.here], [], [], 0)[0] and self._read():
            pass
        os.close(self.here)
        return self.process.returncode


def test_answering_the_questions_gives_a_good_record(data):
    terminal = Terminal(data)
    terminal.answer("> ", "les")  # no kind
    terminal.answer("Kies er een uit de lijst", "lessen")
    terminal.answer("ID> ", "Mijn Les")
    terminal.answer("kan geen id zijn", "les")
    terminal.answer("bestaat al", "mijn-les")
    terminal.answer("titel> ", "")
    terminal.answer("hooguit 120 tekens", 'Samen: "zo" werkt het')
    terminal.answer("samenvatting> ", "Een nieuwe les. " + "Woord " * 61)
    terminal.answer(
        "er passen er 60", "De kern in gewone woorden, met genoeg lengte voor een tweede regel, want dat moet ook kunnen."
    )
    terminal.answer("inzicht> ", "De eerste zin.", "- een", "- twee", "")
    terminal.answer("context> ", "In 2023.", "")
    terminal.answer("advies> ", "- Doe dit.", "- Doe dat.", "")
    terminal.answer("themas> ", "?")
    terminal.answer("Te kiezen uit themas: thema", "themaa")
    terminal.answer('Bedoelde u "thema"?', "thema")
    terminal.answer("bron> ", "bronn")
    terminal.answer('Bedoelde u "bron"?', "bron")
    terminal.answer("kop> ", "1. Begin")
    terminal.answer("Nog een", "j")
    terminal.answer("bron> ", "bron")
    terminal.answer("kop> ", "2. Vervolg")
    terminal.answer("Nog een", "")
    assert terminal.end() == 0, terminal.all
    assert "mijn-les.yml is gemaakt." in terminal.all and "make check" in terminal.all
    made = yamlfile.read_file(data / "lessen/mijn-les.yml")
    assert made["titel"] == 'Samen: "zo" werkt het'
    assert made["inzicht"] == "De eerste zin.\n- een\n- twee\n" and made["themas"] == ["thema"]
    assert made["herkomst"] == [{"bron": "bron", "kop": "1. Begin"}, {"bron": "bron", "kop": "2. Vervolg"}]
    text = (data / "lessen/mijn-les.yml").read_text("utf-8")
    assert "# Advies" not in text and "# Wat kunt u ermee?: Stappen waar een lezer maandag mee kan beginnen.\nadvies: |\n" in text
    checked = run(data, script="check")
    assert checked.returncode == 0 and "fout[" not in checked.stdout and "mijn-les" not in checked.stdout, checked.stdout


def test_a_field_can_wait(data):
    terminal = Terminal(data, "lessen", "mijn-les")
    for name in ("titel", "samenvatting", "inzicht", "context", "advies", "themas", "bron"):
        terminal.answer(f"{name}> ", "-")
    assert terminal.end() == 0 and "Vul de velden in." in terminal.all
    assert "\nherkomst:\n  - bron:\n    kop:\n" in (data / "lessen/mijn-les.yml").read_text("utf-8")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_stopping_makes_nothing(data, key):
    terminal = Terminal(data, "lessen", "mijn-les")
    terminal.answer("titel> ", "Een titel")
    terminal.wait_for("samenvatting> ")
    assert terminal.end(key) == 130
    assert "Er is niets gemaakt." in terminal.all and "Traceback" not in terminal.all
    assert not (data / "lessen/mijn-les.yml").exists()


def test_without_a_terminal_it_is_a_scaffold(data):
    done = run(data, "lessen", "mijn-les")
    assert done.returncode == 0, done.stderr
    text = (data / "lessen/mijn-les.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../.schema/lessen.json\n# Titel: ")
    fields = re.findall(r"^(?:# )?(\w+):(?= ?\[?\]?\|?$| \d)", text, re.M)
    assert tuple(fields) == all_kinds()["lessen"].models[0].in_file()


def test_make_passes_fields_on_whatever_is_in_them(data):
    title, kop = "Samen: 'zo' \"werkt\" het & meer; `id` #1 voor $100 $(shell id)", "Kop met: dubbele punt"
    command = ["make", "--silent", "-o", ".venv/site.klaar", f"RUN={sys.executable}", "new", "SOORT=lessen", "ID=mijn-les"]
    fields = {
        "titel": title,
        "samenvatting": "Kort gezegd.",
        "inzicht": "Tekst.",
        "context": "Tekst.",
        "advies": "Tekst.",
        "themas": "thema",
        "jaar": "2023",
        "aliassen": "een, twee woorden",
        "herkomst": f'{{bron: bron, kop: "{kop}"}}',
    }
    command += [f"{name}={value}" for name, value in fields.items()]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = yamlfile.read_file(data / "lessen/mijn-les.yml")
    assert made["titel"] == title and made["jaar"] == 2023 and made["aliassen"] == ["een", "twee woorden"]
    assert made["herkomst"] == [{"bron": "bron", "kop": kop}]
    assert run(data, script="check").returncode == 0


def test_wrong_arguments_are_all_told_and_nothing_is_made(data):
    given = {"titl": "x", "themas": "themaa, thema", "jaar": "vorig jaar", "zekerheid": "zeker"}
    done = run(data, "lessen", "mijn-les", GEGEVEN=" ".join(["SOORT", "ID", *given]), **given)
    assert done.returncode == 2 and not (data / "lessen/mijn-les.yml").exists()
    assert 'titl: dit veld bestaat hier niet. Bedoelde u "titel"?' in done.stderr
    assert 'themas: "themaa" bestaat niet in themas. Bedoelde u "thema"?' in done.stderr
    assert "jaar: " in done.stderr and "Kies uit: afgeleid, expliciet, mening." in done.stderr
    assert "Traceback" not in done.stderr


VALUES = st.recursive(
    st.one_of(
        st.text(
            st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=130
        ),
        st.lists(st.sampled_from(["", "- een", "  in", "# twee", "drie: vier", "“vijf” ", "\tzes"]), max_size=4).map("\n".join),
        st.integers(0, 9999),
        st.booleans(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(st.sampled_from(["bron", "kop", "waarden"]), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def test_why_a_file_cannot_be_made_is_told_in_words(data):
    (data / "praktijken").write_text("", "utf-8")
    done = run(data, "praktijken", "mijn-praktijk")
    assert done.returncode == 1
    assert done.stderr == f"Het bestand kon niet worden gemaakt: er staat al iets met die naam ({data / 'praktijken'}).\n"


def test_a_week_is_made_whole_or_not_at_all(data):
    broken = data / "kennisboost/week-2027-april-sessie-2.yml"
    broken.parent.mkdir(exist_ok=True)
    before = sorted(data.rglob("*"))
    broken.symlink_to(data / "nergens.yml")  # nothing stands there, but it is in the way
    done = run(data, "kennisboost", "week-2027-april", "", "3")
    assert done.returncode and "is gemaakt" not in done.stdout
    broken.unlink()
    assert sorted(data.rglob("*")) == before


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_what_is_written_reads_back_as_it_was(value):
    written = f"{yamlwriting.field('naam', value)}\nander: 1\n"
    assert yamlfile.read(written.encode()) == {"naam": value, "ander": 1}


def test_a_new_file_names_a_schema_that_is_there_and_knows_the_new_record(data):
    run(data, "lessen", "mijn-les")
    file = data / "lessen/mijn-les.yml"
    first = file.read_text("utf-8").splitlines()[0]
    schema = file.parent / re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)[1]
    check = jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8")))
    good = yamlfile.read_file(data / "lessen/les.yml")
    check.validate(good)
    check.validate({**good, "zie_ook": ["lessen/mijn-les"]})
    for wrong in ({"themas": ["onbekend"]}, {"zie_ook": ["lessen/onbekend"]}, {"titl": "x"}, {"map": "lessen"}):
        assert not check.is_valid({**good, **wrong}), wrong


def test_the_schemas_for_editors_take_every_record_and_offer_the_ids(portal, figure):
    number = 0
    for kind in portal.kinds.values():
        made = schemas.of_kind(portal, kind)
        jsonschema.Draft202012Validator.check_schema(made)
        check = jsonschema.Draft202012Validator(made)
        for record in portal.records[kind.folder].values():
            check.validate(yamlfile.read_file(record.path))
            number += 1
    lesson = schemas.of_kind(portal, portal.kinds["lessen"])
    assert lesson["$defs"]["id-themas"]["anyOf"][0]["enum"] == sorted(portal.records["themas"])
    assert lesson["$defs"]["Les"]["properties"]["themas"]["items"] == {"$ref": "#/$defs/id-themas"}
    assert len(lesson["$defs"]["id-elke-soort"]["anyOf"][0]["enum"]) == number
    figure("records die passen bij het schema voor editors", number)


def test_editors_are_told_of_every_kind():
    told = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert told == {f"{schemas.FOLDER}/{folder}.json": f"data/{folder}/*.yml" for folder in sorted(all_kinds())}
    assert f"/{schemas.FOLDER}/\n" in (ROOT / ".gitignore").read_text("utf-8")
