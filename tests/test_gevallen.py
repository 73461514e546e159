"""Golden cases: files in, the full list of problems out, as printed. One file in `gevallen/` a rule, or a side of it.

A case starts from the valid records and page in `gevallen/basis/` and changes `files`. What stands behind a path is
the whole text, nothing (the file of the basis goes), or a group with any of these, in this order:
`zoals` (another file of the basis), `vervang` (old text: new text), `erbij` (text added), `hex` (bytes added) and
`herhaal` (text added a number of times); or `link` (a symbolic link to there), or `pijp` (a named pipe).
A case that is `grondig` also runs the rules that only ever warn; one with `spelling` also looks up its words. A case
with `eerder` compares with an earlier version, in which those files stood; it is written like `files`. A case with
`antwoorden` also asks the outside addresses: what stands in the case as http://www.elders.test is a server on this
machine, which answers a path with the status (and the place to go) that is given for it.
"""

import ast
import contextlib
import dataclasses
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from macros import upkeep, yamlfile
from macros.engine.examining import examine
from macros.load import load
from macros.portal import from_loaded
from macros.problems import Problem
from macros.upkeep import links, outside, spelling, versions
from macros.upkeep.asking import Asker
from tests.bouwen import examine_thoroughly
from tests.buiten import answering

HERE = Path(__file__).parent
BASIS = HERE / "gevallen" / "basis"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((HERE / "gevallen").glob("*.yml"))}
OUTSIDE = "http://www.elders.test"  # as long as http://127.0.0.1:40000
# Rules that no set of files in a test can break; `onleesbaar` has a test below, `pagina` in test_bad_input.
WITHOUT_CASE = {"onleesbaar", "pagina"}


def content(path: str, spec: str | dict) -> bytes:
    if isinstance(spec, str):
        return spec.encode()
    text = (BASIS / spec.get("zoals", path)).read_text("utf-8") if {"zoals", "vervang", "erbij"} & spec.keys() else ""
    for old, new in spec.get("vervang", {}).items():
        assert old in text, f"{old!r} does not stand in the basis of {path}"
        text = text.replace(old, new, 1)
    repeated, times = spec.get("herhaal", ["", 0])
    return (text + spec.get("erbij", "")).encode() + bytes.fromhex(spec.get("hex", "")) + repeated.encode() * times


def put(path: Path, name: str, spec: str | dict | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if spec is None:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif isinstance(spec, dict) and "link" in spec:
        path.symlink_to(spec["link"])
    elif isinstance(spec, dict) and "pijp" in spec:
        os.mkfifo(path)
    else:
        path.write_bytes(content(name, spec))


def lay_out(folder: Path, files: dict) -> None:
    """The basis with these files changed."""
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    for file, spec in files.items():
        put(folder / file, file, spec)


def commit(folder: Path) -> None:
    """What stands in a folder becomes version `main` of a new repository, and the folder is empty again."""
    who = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Eerder")):
        subprocess.run(["git", "-C", str(folder), *who, *command], check=True)
    for part in BASIS.iterdir():
        shutil.rmtree(folder / part.name)


@contextlib.contextmanager
def standing_in(folder: Path, answers: dict[str, str]) -> Iterator[str]:
    """A server with these answers; its address stands in the files of a case where they say `OUTSIDE`."""
    with answering({path: tuple(str(answer).split()) for path, answer in answers.items()}) as server:
        assert len(server.address) == len(OUTSIDE)  # so that columns stay what they are
        for path in [*folder.rglob("*.yml"), *folder.rglob("*.md")]:
            path.write_text(path.read_text("utf-8").replace(OUTSIDE, server.address), "utf-8")
        yield server.address


def asked() -> list[Problem]:
    """What there is to say about the outside links of the case in this folder."""
    loaded = load(Path("data"))
    portal = from_loaded(loaded)
    mentions = outside.mentions(portal, Path("data"), Path("docs"))
    answers = Asker(pause=0).ask_all(mentions)
    return list(links.problems(mentions, answers, loaded.link_exceptions, Path("data"), date.today()))


def replaced(problem: Problem, old: str, new: str) -> Problem:
    return dataclasses.replace(problem, message=problem.message.replace(old, new), hint=problem.hint.replace(old, new))


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path, monkeypatch):
    case = CASES[name]
    if "eerder" in case:
        lay_out(tmp_path, case["eerder"])
        commit(tmp_path)
    lay_out(tmp_path, case["files"])
    monkeypatch.chdir(tmp_path)
    portal, found = (examine_thoroughly if case.get("grondig") else examine)(Path("data"), Path("docs"))
    if "eerder" in case:
        found += upkeep.compare(portal, versions.since(Path("data"), "main"))
    if case.get("spelling"):
        found += spelling.check(portal)
    if "antwoorden" in case:
        with standing_in(tmp_path, case["antwoorden"]) as server:
            found += asked()
        found = [replaced(problem, server, OUTSIDE) for problem in found]
    assert [str(problem) for problem in sorted(set(found))] == case["problems"].splitlines()


def rules_in_source() -> set[str]:
    """Every rule that the code can report: what it hands to `Problem` and the like, or names `rule`, or returns first."""
    found = set()
    for path in (HERE.parent / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            candidates = []
            called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if called in {"Problem", "problem_at", "Refused", "_refused_at"}:
                candidates = node.args
            elif called == "MacroError":
                candidates = [word.value for word in node.keywords if word.arg == "rule"] or [ast.Constant("macro-fout")]
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "rule":
                candidates = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            elif isinstance(node, ast.Tuple) and len(node.elts) in (2, 3) and path.name in {"messages.py", "load.py"}:
                candidates = node.elts[:1]
            elif isinstance(node, ast.Tuple) and len(node.elts) == 4 and path.name == "yamlerrors.py":
                candidates = node.elts[1:2]
            found |= {part.value for part in candidates if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return {rule for rule in found if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule)}


def test_every_rule_has_a_case_by_its_name():
    shown = {
        rule
        for name, case in CASES.items()
        for rule in re.findall(r"(?:fout|waarschuwing)\[(.+?)\]", case["problems"])
        if name.startswith(rule)
    }
    assert rules_in_source() - WITHOUT_CASE == shown


def test_a_file_that_cannot_be_read_is_a_problem_too(tmp_path):
    with pytest.raises(yamlfile.Refused) as refused:
        yamlfile.read_file(tmp_path)  # a folder can be found but not read
    assert refused.value.rule == "onleesbaar"
    assert "niet te lezen" in refused.value.message
