"""Makes a new file of a record."""

from __future__ import annotations

from pathlib import Path


def create(path: Path, text: str) -> None:
    """Write a new file, whole or not at all: half a record would stand in the way of the next try. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
