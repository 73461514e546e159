"""Reads YAML files: on two processors, and, for a command that begins early, while it still imports all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from macros import yamlfile
from macros.halves import Shared
from macros.sources import Sources

Content = dict | tuple  # the fields in a file, or why it was refused: what `yamlfile.Refused` was made of


class Ahead:
    """The files in a data folder as they were at first, and what they hold, which a child process finds out meanwhile."""

    def __init__(self, data: Path) -> None:
        self.sources = Sources.of(data)
        self._files = Shared([path for path in self.sources.plain() if path.endswith(".yml")], _read)

    @cached_property
    def contents(self) -> dict[str, Content]:
        """What each file holds, by its path."""
        return _together(self._files)


_begun: dict[Path, Ahead] = {}


def begin(data: Path) -> Ahead:
    """Read a data folder from now on; who needs it asks `taken`."""
    _begun[data] = Ahead(data)
    return _begun[data]


def taken(data: Path) -> Ahead | None:
    """What was begun for a data folder. Only once: who reads it again wants what stands there then."""
    return _begun.pop(data, None)


def contents(paths: Sequence[str]) -> dict[str, Content]:
    """What each file holds now, by its path."""
    return _together(Shared(paths, _read))


def _together(files: Shared) -> dict[str, Content]:
    return {path: content for part in files.outcomes() for path, content in part.items()}


def _read(paths: Iterable[str]) -> dict[str, Content]:
    """Plain data, so that a child process can send it."""
    found: dict[str, Content] = {}
    for path in paths:
        try:
            found[path] = yamlfile.read_file(path)
        except yamlfile.Refused as refused:
            found[path] = refused.args
    return found
