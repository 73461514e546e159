"""Starts the commands that keep the portal true. Each returns an exit code: 0 good, 1 problems, 2 wrong use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from macros.kinds import all_kinds
from macros.upkeep import changes, told, versions


def diff() -> int:
    """Show what changed in the records since the version that BASE= names."""
    data = Path(os.environ.get("DATA") or "data")
    base = os.environ.get("BASE")
    if not data.is_dir():
        return no_data(data)
    if not base:
        return _wrong("Waarmee wilt u vergelijken? Noem een tak of een commit, zoals make diff BASE=main.")
    try:
        since = versions.since(data, base)
    except versions.NoVersion as error:
        return _wrong(str(error))
    print(told.markdown(since, changes.read(since, all_kinds())))
    return 0


def no_data(data: Path) -> int:
    """Say that there is no such folder."""
    return _wrong(f"De map {data} bestaat niet. Geef met DATA= de map met records op.")


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
