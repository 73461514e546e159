"""What others send becomes a record: the file of a form, an issue made with an issue form. Nothing that they wrote gets lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from macros import yamlfile
from macros.engine.examining import examine
from macros.intake import issue, issueforms
from macros.intake.writing import as_yaml
from macros.kinds import all_kinds
from macros.load import load
from macros.pages.questions import flat, questions_of
from macros.portal import from_loaded
from tests.conftest import ROOT
from tests.test_formulier import HOSTILE, each_kind, fill, made, visit

REAL = from_loaded(load(ROOT / "data"))
FORMS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / issueforms.FOLDER).glob("*.yml")}
GOOD = """titel: "Proef: werkt dit?"
samenvatting: Een proef.
wat: |
  De bron vraagt het.
herkomst:
  - bron: nov-jaarverslag-2023
    kop: Slot
"""


@pytest.fixture
def data(tmp_path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def bring_in(data: Path, source: Path | str, **asked: str) -> subprocess.CompletedProcess:
    settings = {"DATA": str(data), "BESTAND": str(source), "SOORT": "", "ID": "", "GITHUB_ACTIONS": "", **asked}
    return subprocess.run(
        [sys.executable, "-m", "scripts.bring_in"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def sent(tmp_path: Path, text: str, name: str = "mijn-vraag.yml") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def errors(data: Path) -> list[str]:
    return [str(problem) for problem in examine(data, ROOT / "docs")[1] if problem.level == "fout"]


def listed(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def body(form: dict, answers: dict[str, object]) -> str:
    """The text of an issue as GitHub makes it of an issue form that someone filled in; `answers` by the id of the question."""
    parts = []
    for part in form["body"]:
        if part["type"] == "markdown":
            continue
        answer = answers.get(part["id"])
        if part["type"] == "checkboxes":
            options = [option["label"] for option in part["attributes"]["options"]]
            answer = "\n".join(f"- [{'X' if option in (answer or ()) else ' '}] {option}" for option in options)
        parts.append(f"### {part['attributes']['label']}\n\n{answer or '_No response_'}")
    return "\n\n".join(parts)


# ---- The file of a form ----


@each_kind
def test_from_the_form_to_a_record_without_faults(page: Page, served, kind, data, tmp_path, figure):
    visit(page, served, kind)
    fill(page, kind)
    text = made(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Download het bestand").click()
    done = bring_in(data, found.value.path())
    assert done.returncode == 0, done.stdout + done.stderr
    record = data / kind.folder / "proef-wat-werkt-er.yml"
    assert f"{record} is gemaakt." in done.stdout and "make check" in done.stdout
    written = record.read_text("utf-8")
    header, rest = text.split("\n", 1)
    first, _, written = written.partition("\n")
    assert first.startswith("# yaml-language-server: $schema=")
    assert header.startswith("# Ingestuurd") and written.startswith(rest) and "toegevoegd: 20" in written
    assert errors(data) == []
    figure("make import", 1, "bestanden uit een formulier, zonder fouten in de gegevens")


def test_what_our_lists_lack_is_kept_and_what_is_missing_is_said(page, served, data, tmp_path):
    kind = all_kinds()["praktijken"]
    visit(page, served, kind)
    fill(page, kind)
    page.locator("#v-herkomst-bron").fill("Ons eigen verslag: deel #2")
    page.locator("details[data-extra] > summary").click()
    page.locator("#v-gemeente").fill("Nergenshuizen")
    page.locator("#v-organisaties-1").fill("NOV")
    page.get_by_role("button", name="Nog een: Organisaties").click()
    page.keyboard.type("Vereniging 'De Hoek'")
    done = bring_in(data, sent(tmp_path, made(page)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nog nodig: herkomst (Herkomst)." in done.stdout and "nog niet in onze lijsten" in done.stdout
    text = (data / "praktijken/proef-wat-werkt-er.yml").read_text("utf-8")
    for lost in ("# gemeente: Nergenshuizen", '#   - "Vereniging', '#   - bron: "Ons eigen verslag: deel #2"', "#     kop: "):
        assert lost.replace('"Vereniging', "Vereniging") in text or lost in text, text
    assert re.search(r"\n# Nog nodig: Herkomst\. .*\n# herkomst:\n#   - bron:\n#     kop:\n$", text)
    (problem,) = errors(data)
    assert "fout[ontbrekend-veld]" in problem and '"herkomst"' in problem
    mended = re.sub(r"\n# Nog nodig.*", "\nherkomst:\n  - bron: nov-jaarverslag-2023\n    kop: Slot\n", text, flags=re.S)
    (data / "praktijken/proef-wat-werkt-er.yml").write_text(mended, "utf-8")
    assert errors(data) == []


# ---- What can be wrong ----


def test_nothing_is_overwritten(data, tmp_path):
    there = next((data / "vragen").glob("*.yml"))
    before = listed(data)
    done = bring_in(data, sent(tmp_path, GOOD, there.name), SOORT="vragen")
    assert done.returncode == 2 and f"{there} bestaat al" in done.stderr and f"ID={there.stem}-2" in done.stderr
    assert listed(data) == before
    done = bring_in(data, tmp_path / there.name, SOORT="vragen", ID="een-andere")
    assert done.returncode == 0 and (data / "vragen/een-andere.yml").exists()


def test_what_is_wrong_is_listed_at_its_place_and_nothing_is_written(data, tmp_path):
    before = listed(data)
    text = GOOD.replace("nov-jaarverslag-2023", "nov-jaarverslag-2032") + "themas: [waarderen]\njaar: vorig jaar\nkleur: rood\n"
    source = sent(tmp_path, text)
    done = bring_in(data, source, SOORT="vragen")
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.removeprefix(f"{source}:").split("]")[0] for line in done.stdout.splitlines()[:4]] == [
        "6:11: fout[onbekende-verwijzing",
        "8:10: fout[onbekend-thema",
        "9:7: fout[verkeerd-type",
        "10:1: fout[onbekend-veld",
    ]
    assert 'Bedoelde u "nov-jaarverslag-2023"?' in done.stdout and f"Er is niets geschreven. Verbeter {source}" in done.stdout
    assert listed(data) == before


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "leeg-bestand"),
        (b"titel: a: b\n", "yaml-fout"),
        (b"titel: \xff\n", "geen-utf8"),
        (b"- een\n", "verkeerd-type"),
        (b"titel: a\ntitel: b\n", "dubbele-sleutel"),
    ],
)
def test_a_file_that_is_no_record_is_told_of(data, tmp_path, raw, told):
    source = tmp_path / "x.yml"
    source.write_bytes(raw)
    done = bring_in(data, source, SOORT="vragen")
    assert done.returncode == 1 and f"fout[{told}]" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"BESTAND": ""}, "Welk bestand?"),
        ({"BESTAND": "bestaat-niet.yml"}, "bestaat-niet.yml is niet te lezen: dat bestand is er niet. Kijk de naam na."),
        ({"SOORT": "vraagen"}, 'Bedoelde u "vragen"?'),
        ({"SOORT": ""}, "zegt niet wat het is"),
        ({"SOORT": "vragen", "ID": "../weg"}, "kan geen id zijn"),
        ({"SOORT": "vragen", "DATA": "bestaat-niet"}, "bestaat niet"),
    ],
)
def test_wrong_use_is_explained(data, tmp_path, asked, told):
    source = sent(tmp_path, GOOD)
    done = bring_in(**{"data": data, "source": source, **asked})
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr


def test_a_folder_is_no_file(data, tmp_path):
    done = bring_in(data, tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path} is niet te lezen: dat is een map. Noem een bestand daarin.\n"


def test_a_file_with_the_ends_of_lines_of_windows_is_good(data, tmp_path):
    done = bring_in(data, sent(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n")), SOORT="vragen")
    assert done.returncode == 0, done.stdout + done.stderr
    assert GOOD.encode() in (data / "vragen/mijn-vraag.yml").read_bytes() and errors(data) == []


def test_a_file_in_braces_gets_its_day_too(data, tmp_path):
    text = '{"titel": "T", "samenvatting": "S", "wat": "W", "herkomst": [{"bron": "nov-jaarverslag-2023", "kop": "K"}]}'
    done = bring_in(data, sent(tmp_path, text), SOORT="vragen")
    assert done.returncode == 0, done.stdout + done.stderr
    assert yamlfile.read_file(data / "vragen/mijn-vraag.yml").keys() > {"titel", "toegevoegd"} and errors(data) == []


def test_a_name_is_a_warning_that_stops_nothing(data, tmp_path):
    done = bring_in(data, sent(tmp_path, GOOD.replace("De bron vraagt het.", "Mevrouw Jansen vraagt het.")), SOORT="vragen")
    assert done.returncode == 0 and "waarschuwing[mogelijk-persoon]" in done.stdout
    assert (data / "vragen/mijn-vraag.yml").exists()


# ---- Issue forms ----


def test_the_issue_forms_are_those_of_the_kinds():
    """After a change of a kind: python -m scripts.issueforms."""
    written = {path.name: path.read_text("utf-8") for path in (ROOT / issueforms.FOLDER).glob("*.yml")}
    assert written == dict(issueforms.files())
    assert set(written) == {"fout.yml", *(f"{kind.one}.yml" for kind in all_kinds().values() if kind.invites)}


@pytest.mark.parametrize("name", FORMS)
def test_an_issue_form_is_as_the_host_wants_it(name):
    """What GitHub documents as the syntax of issue forms."""
    form = FORMS[name]
    assert form["name"] and form["description"] and set(form) <= {"name", "description", "title", "body", "labels"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    ids, labels = [part["id"] for part in asked], [part["attributes"]["label"] for part in asked]
    assert len(ids) == len(set(ids)) and len(labels) == len(set(labels))
    assert all(re.fullmatch(r"[\w-]+", id_) for id_ in ids)
    for part in asked:
        options = part["attributes"].get("options", [])
        names = [option["label"] if isinstance(option, dict) else option for option in options]
        assert all(isinstance(option, str) and option != "None" for option in names) and len(names) == len(set(names))
        assert bool(names) == (part["type"] in ("dropdown", "checkboxes"))
        assert ("validations" in part) == (part["type"] != "checkboxes")
    assert name == "fout.yml" or "geen namen van personen" in form["body"][0]["attributes"]["value"]


def answers_for(kind) -> dict[str, object]:
    """A good answer to every question of an issue form."""
    found: dict[str, object] = {}
    for path, question in flat(questions_of(kind)):
        id_ = "-".join(path)
        titles = [record.titel for folder in question.folders for record in REAL.public(folder)]
        if question.form == "verwijzing":
            page = f"https://voorbeeld.nl/{question.folders[0]}/{REAL.public(question.folders[0])[1].id}/" if titles[1:] else ""
            found[id_] = f"{titles[0].upper()}\n- {page}" if question.many else titles[0]
        elif question.form == "vinken":
            found[id_] = [question.choices[0][1], question.choices[-1][1]]
        else:
            simple = {"keuze": question.choices[-1][1] if question.choices else "", "getal": "2024", "datum": "2026-11-21"}
            found[id_] = simple.get(
                question.form, "Iets: 'dit' #1" if question.form == "regel" else "Regel een: x\n\n- regel twee"
            )
    return found


@each_kind
def test_from_an_issue_to_a_record_without_faults(kind, data, tmp_path, figure):
    text = body(FORMS[f"{kind.one}.yml"], answers_for(kind))
    done = bring_in(data, sent(tmp_path, text.replace("\n", "\r\n"), "issue.txt"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert errors(data) == []
    loaded = load(data)
    record = loaded.records[kind.folder]["iets-dit-1"]
    for path, question in flat(questions_of(kind)):
        value = getattr(record, path[0])
        value = getattr(value[0], path[1]) if path[1:] else value
        if question.form == "tekst" and question.name != "samenvatting":
            assert value == "Regel een: x\n\n- regel twee"
        elif question.many and question.form == "verwijzing":
            assert len(value) == 2
        elif question.form == "vinken":
            assert value == [question.choices[0][0], question.choices[-1][0]]
        else:
            assert value, path
    figure("make import", 1, "issues, zonder fouten in de gegevens")


def test_what_is_wrong_in_an_issue_is_told_at_its_heading(data, tmp_path):
    kind = all_kinds()["vragen"]
    wrong = {"titel": "x" * 121, "jaar": "vorig jaar", "herkomst-bron": "Ons verslag", "herkomst-kop": "Blz 3"}
    text = body(FORMS["vraag.yml"], answers_for(kind) | wrong)
    source = sent(tmp_path, text, "issue.txt")
    done = bring_in(data, source)
    assert done.returncode == 1
    lines = text.split("\n")
    told = [re.match(rf"{re.escape(str(source))}:(\d+):1: fout\[([\w-]+)\]", line) for line in done.stdout.splitlines()]
    assert [(lines[int(found[1]) - 1], found[2]) for found in told if found and found[2] != "ontbrekend-veld"] == [
        ("### Titel", "te-lang"),
        ("### Jaar", "verkeerd-type"),
    ]
    done = bring_in(data, sent(tmp_path, body(FORMS["vraag.yml"], {"titel": "Alleen een titel"}), "kort.txt"))
    assert done.returncode == 0 and "Nog nodig: samenvatting (Samenvatting), herkomst (Herkomst), wat" in done.stdout
    text = (data / "vragen/alleen-een-titel.yml").read_text("utf-8")
    assert "\ntitel: Alleen een titel\ntoegevoegd: " in text and "# Nog nodig: Samenvatting. Hooguit 60 woorden" in text


SIGNS = st.sampled_from(list("\n\n \t:#-?@`%&*!|>{}[]\"'\\,~=.0aé👋\u200b\xa0"))
TEXTS = st.text(st.one_of(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), SIGNS), max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXTS.map(str.strip).filter(bool))
def test_any_text_in_an_issue_survives(text):
    kind = all_kinds()["vragen"]
    found = issue.read(body(FORMS["vraag.yml"], {"wat": text, "titel": "T"}), kind, REAL)
    if text not in ("_No response_", "None"):
        assert found.fields == {"titel": "T", "wat": text}
        assert yamlfile.read(as_yaml({"wat": text, "lijst": [text]}).encode()) == {"wat": text, "lijst": [text]}


def test_hostile_text_in_an_issue_survives():
    for text in [*map(str.strip, HOSTILE), "### Titel\n\nnog een kop", "### Samenvatting van iets\nx", "- [X] gedaan"]:
        found = issue.read(body(FORMS["vraag.yml"], {"wat": text, "titel": "T"}), all_kinds()["vragen"], REAL)
        assert found.fields == {"titel": "T", "wat": text}
        assert yamlfile.read(as_yaml(found.fields).encode()) == found.fields
