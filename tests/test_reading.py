"""What is read ahead is what a command would read by itself, whatever happens to the files meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import reading
from macros.engine.examining import examine
from tests.bouwen import NEW, OLD, ROOT, retitle, small_data

DOCS = ROOT / "docs"


def les(data: Path) -> Path:
    return data / "lessen" / "les.yml"


CHANGES: dict[str, Callable[[Path], object]] = {
    "niets": lambda data: None,
    "andere titel": lambda data: retitle(data, NEW),
    "even lang": lambda data: les(data).write_bytes(les(data).read_bytes().replace(b"vroeger", b"straks!")),
    "weg": lambda data: les(data).unlink(),
    "erbij": lambda data: les(data).with_name("nog-een.yml").write_bytes(les(data).read_bytes()),
    "andere naam": lambda data: les(data).rename(les(data).with_name("anders.yml")),
    "kapot": lambda data: les(data).write_text("titel: [\n", "utf-8"),
    "een snelkoppeling": lambda data: (les(data).unlink(), les(data).symlink_to(ROOT / "data" / "portaal.yml")),
    "een map": lambda data: (les(data).unlink(), les(data).mkdir()),
}


def seen(data: Path) -> tuple[dict, list]:
    opened, found = examine(data, DOCS)
    return {record.ref: record.model_dump() for record in opened.all()}, sorted(found)


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_after_the_begin_is_read_as_it_is_now(tmp_path, change):
    data = small_data(tmp_path / "data", OLD)
    assert str(les(data)) in reading.begin(data).contents
    CHANGES[change](data)
    assert seen(data) == seen(data), "the first with what was read ahead, the second by itself"
    assert reading.taken(data) is None


def test_what_is_no_plain_file_is_not_opened(tmp_path):
    data = small_data(tmp_path / "data", OLD)
    les(data).unlink()
    os.mkfifo(les(data))
    les(data).with_name("elders.yml").symlink_to("/dev/zero")
    assert les(data).parent not in {Path(path).parent for path in reading.Ahead(data).contents}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert reading.Ahead(tmp_path / "weg").contents == {}
