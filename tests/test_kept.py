"""What is kept from one run to the next is never that of other code."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOW = """
import json, pathlib, sys
from macros import kept
kept.PLACE = pathlib.Path(sys.argv[1])
from macros.exports import schema
from macros.kinds import all_kinds
made = []
schema._of_kind, make = lambda kind: made.append(kind.folder) or make(kind), schema._of_kind
lessons = all_kinds()["lessen"]
print(json.dumps([schema._without_examples(lessons), made]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def show(project: Path) -> tuple[dict, list[str]]:
    """The schema of lessons in a process of its own, and the kinds for which it was made and not read."""
    command = [sys.executable, "-c", SHOW, str(project / "bewaard")]
    done = subprocess.run(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(project)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return tuple(json.loads(done.stdout))


def test_it_is_made_once_and_again_after_any_change_of_the_code(project):
    first, made = show(project)
    assert made == ["lessen"]
    assert show(project) == (first, [])

    lessons = project / "macros/kinds/lessen.py"
    lessons.write_text(lessons.read_text("utf-8").replace('veld("Wat is er geleerd?"', 'veld("Wat is er nu geleerd?"'), "utf-8")
    changed, made = show(project)
    assert made == ["lessen"]
    assert changed["$defs"]["Les"]["properties"]["inzicht"]["title"] == "Wat is er nu geleerd?" != first

    (project / "macros/iets_nieuws.py").write_text("", "utf-8")
    assert show(project) == (changed, ["lessen"])


def test_what_is_damaged_is_made_again(project):
    first, _ = show(project)
    (kept,) = (project / "bewaard").rglob("*.json")
    kept.write_text("{", "utf-8")
    assert show(project) == (first, ["lessen"])
    assert show(project) == (first, [])


def test_only_a_few_versions_stay(project):
    for number in range(6):
        (project / "macros/versie.py").write_text(f"# {number}\n", "utf-8")
        show(project)
    assert len(list((project / "bewaard").iterdir())) == 4
