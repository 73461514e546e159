"""The folders that commands work on."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from macros import urls

P = ParamSpec("P")

DOCS = Path("docs")


def data() -> Path:
    """The folder with records: the one that DATA= names, or else data/. It need not be there."""
    return Path(os.environ.get("DATA") or "data")


def site() -> Path:
    """Where the site stands, or will stand: the folder that SITE= names, or else site/."""
    return Path(os.environ.get("SITE") or "site")


def site_url() -> str:
    """The public address that SITE_URL= names; empty when it names none."""
    return os.environ.get("SITE_URL") or ""


def with_data(command: Callable[Concatenate[Path, P], int]) -> Callable[P, int]:
    """A command that is given the folder with records. Where there is none, or SITE_URL= names no address, it says so, and
    its exit code is 2."""

    @functools.wraps(command)
    def started(*args: P.args, **rest: P.kwargs) -> int:
        folder = data()
        if not folder.is_dir():
            print(f"De map {folder} bestaat niet. Geef met DATA= de map met records op.", file=sys.stderr)
            return 2
        if site_url() and not urls.SITE.fullmatch(site_url()):
            said = f'SITE_URL="{site_url()}" is geen adres van een site.'
            print(f"{said} Schrijf het zoals https://voorbeeld.nl/ of https://voorbeeld.nl/pad/.", file=sys.stderr)
            return 2
        return command(folder, *args, **rest)

    return started
