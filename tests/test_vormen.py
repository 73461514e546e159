"""How problems are printed: for people, for GitHub, for GitLab and for programs. What should come out stands in vormen/."""

import json
import os
import shutil
from pathlib import Path

import pytest

from macros.engine import run_checks
from macros.problems import FORMS, Problem, report
from macros.rules import all_rules

HERE = Path(__file__).parent
PROBLEMS = [
    Problem("data/lessen/x.yml", 14, 3, "onbekend-thema", '"tema" bestaat niet in themas.', 'Bedoelde u "thema"?'),
    Problem("data/lessen/a, b.yml", 1, 1, "ongeldige-id", '"a, b" kan geen id zijn: 100%\nmis.', "Noem het a-b.yml."),
    Problem("data/lessen/x.yml", 20, 3, "onbekend-thema", '"tema" bestaat niet in themas.', 'Bedoelde u "thema"?'),
    Problem("docs/index.md", 2, 1, "macro-fout", "Dit is geen geldige macro."),
    Problem("data/lessen/x.yml", 2, 15, "bijna-gelijk", "De samenvatting lijkt sterk op een andere.", level="waarschuwing"),
]
SITE = "https://voorbeeld.nl/portaal"
CASES = {
    "tekst": ("", ""),
    "tekst-met-adres": ("tekst", SITE),
    "github": ("github", ""),
    "github-met-adres": ("github", SITE),
    "gitlab": ("gitlab", SITE),
    "json": ("json", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed(name, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    form, site_url = CASES[name]
    assert report(PROBLEMS, site_url, form) + "\n" == (HERE / "vormen" / f"{name}.txt").read_text("utf-8")


def test_on_github_annotations_come_by_themselves(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert report(PROBLEMS) == report(PROBLEMS, form="github") != report(PROBLEMS, form="tekst")


def test_a_fingerprint_outlives_the_line_but_not_the_problem():
    def fingerprints(*problems: Problem) -> list[str]:
        return [finding["fingerprint"] for finding in json.loads(report(problems, form="gitlab"))]

    first, moved = PROBLEMS[0], PROBLEMS[2]
    assert fingerprints(first) == fingerprints(moved)
    assert len(set(fingerprints(first, moved, PROBLEMS[3]))) == 3


def test_no_problems_are_told_too():
    assert [report([], form=form) for form in ("", "github")] == ["", ""]
    assert json.loads(report([], form="gitlab")) == []
    assert json.loads(report([], form="json")) == {"fouten": 0, "waarschuwingen": 0, "meldingen": []}


def test_every_link_leads_to_a_page_about_the_rule():
    for finding in json.loads(report(PROBLEMS, SITE, "json"))["meldingen"]:
        assert finding["uitleg"] == f"{SITE}/over/regels/{finding['regel']}/"
        assert finding["regel"] in all_rules()


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(HERE / "gevallen" / "basis", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("BASE", "SITE_URL", "GITHUB_ACTIONS", "DATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_the_command_prints_the_form_that_is_asked(form, project, monkeypatch, capsys):
    monkeypatch.setenv("VORM", form)
    (project / "data/portaal.yml").write_text(f"site_url: {SITE}\n", "utf-8")
    (project / "data/lessen/les.yml").write_text("titel: [\n", "utf-8")
    assert run_checks.check() == 1
    said = capsys.readouterr().out
    assert "data/lessen/les.yml" in said and f"{SITE}/over/regels/yaml-fout/" in said
    assert not said.startswith(("[", "{")) or json.loads(said)


@pytest.mark.parametrize("form", ["json", "gitlab"])
def test_good_data_gives_nothing_but_the_form(form, project, monkeypatch, capsys):
    monkeypatch.setenv("VORM", form)
    assert run_checks.check() == 0
    assert isinstance(json.loads(capsys.readouterr().out), list | dict)


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_is_no_utf8_is_told_too(form, project, monkeypatch, capsysbinary):
    monkeypatch.setenv("VORM", form)
    (project / "data/lessen" / os.fsdecode(b"caf\xe9.yml")).touch()
    assert run_checks.check() == 1
    said = capsysbinary.readouterr().out.decode()
    assert "kan geen id zijn" in said and r"\udce9" in said


def test_an_unknown_form_is_wrong_use(project, monkeypatch, capsys):
    monkeypatch.setenv("VORM", "jsn")
    assert run_checks.check() == 2
    assert 'Bedoelde u "json"?' in capsys.readouterr().err
