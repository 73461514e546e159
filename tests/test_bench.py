"""What make bench builds is good content; how fast that goes is not for a test."""

from pathlib import Path

from macros.engine.build import examine
from scripts import bench_inhoud


def test_the_made_up_lessons_and_what_they_refer_to_have_no_problems(tmp_path):
    bench_inhoud.write(Path("data"), tmp_path, 50, "https://example.org/")
    portal, problems = examine(tmp_path / "data", Path("docs"))
    assert len(portal.records["lessen"]) == 50
    assert [problem for problem in problems if problem.level == "fout"] == []


def test_an_edit_changes_one_record_and_keeps_it_good(tmp_path):
    bench_inhoud.write(Path("data"), tmp_path, 5, "https://example.org/")
    before = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.yml")}
    bench_inhoud.edit(tmp_path, 1)
    assert len([path for path, text in before.items() if path.read_text("utf-8") != text]) == 1
    _, problems = examine(tmp_path / "data", Path("docs"))
    assert [problem for problem in problems if problem.level == "fout"] == []
