"""The folders that commands work on."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

P = ParamSpec("P")

DOCS = Path("docs")


def data() -> Path:
    """The folder with records: the one that DATA= names, or else data/. It need not be there."""
    return Path(os.environ.get("DATA") or "data")


def site() -> Path:
    """Where the site stands, or will stand: the folder that SITE= names, or else site/."""
    return Path(os.environ.get("SITE") or "site")


def with_data(command: Callable[Concatenate[Path, P], int]) -> Callable[P, int]:
    """A command that is given the folder with records. Where there is none, it says so, and its exit code is 2."""

    @functools.wraps(command)
    def started(*args: P.args, **rest: P.kwargs) -> int:
        folder = data()
        if folder.is_dir():
            return command(folder, *args, **rest)
        print(f"De map {folder} bestaat niet. Geef met DATA= de map met records op.", file=sys.stderr)
        return 2

    return started
