"""Mends files in a data folder, so that nothing can be lost: writes beside and renames."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros import yamlfile
from macros.editing.mending import mend
from macros.filenames import is_hidden, not_ours, shown
from macros.kinds import all_kinds


class NotARecord(Exception):
    """A file that was named is no record; the message says so."""


@dataclass(frozen=True)
class Outcome:
    """What came of one file: what was mended, or why it was left as it was."""

    path: str
    done: tuple[str, ...] = ()
    left: str = ""


def records(data: Path) -> list[Path]:
    """The files of all records in a data folder."""
    folders = (data / folder for folder in all_kinds())
    found = [entry for folder in folders if folder.is_dir() for entry in os.scandir(folder) if not is_hidden(entry.name)]
    return sorted(Path(entry.path) for entry in found if entry.name.endswith(".yml") and not not_ours(entry) and entry.is_file())


def record(data: Path, name: str) -> Path:
    """The file of one record, by its path, or by its reference such as `lessen/mijn-les`. Raises `NotARecord`."""
    for path in (Path(name), data / name, data / f"{name}.yml"):
        if path.is_file() and path.suffix == ".yml" and not path.is_symlink():
            if path.parent.name in all_kinds() and path.parent.parent.resolve() == data.resolve():
                return path
            raise NotARecord(f"{name} is geen record. Records staan in {data}, in de map van hun soort.")
    raise NotARecord(f"{name} bestaat niet. Schrijf bijvoorbeeld BESTAND={data}/lessen/mijn-les.yml.")


def mend_all(paths: list[Path]) -> Iterator[Outcome]:
    """Mend files one by one. Raises OSError when one cannot be read or written."""
    kinds = all_kinds()
    for path in paths:
        raw = path.read_bytes()
        try:
            mended = mend(raw, kinds[path.parent.name])
        except yamlfile.Refused as refused:
            yield Outcome(shown(path), left=f"regel {refused.line}: {refused.message} {refused.hint}".strip())
            continue
        if mended.raw != raw:
            _replace(path, mended.raw)
        yield Outcome(shown(path), mended.done)


def _replace(path: Path, raw: bytes) -> None:
    beside = path.with_name(f".{path.name}.nieuw")
    try:
        with open(beside, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, beside)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
