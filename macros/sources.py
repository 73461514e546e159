"""What the files that a site is made of looked like at one moment, so that a build can tell that one changed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from macros.filenames import is_hidden, shown

Look = tuple[int, int, int, int]  # what a file is, its number on the disk, its size and when it was last written


@dataclass(frozen=True)
class Sources:
    """The files in some folders at one moment."""

    folders: tuple[Path, ...]
    files: dict[str, Look]

    @classmethod
    def of(cls, *folders: Path) -> Sources:
        """The files as they are now."""
        files: dict[str, Look] = {}
        for folder in folders:
            _look_in(os.fspath(folder), files)
        return cls(folders, files)

    def __or__(self, other: Sources) -> Sources:
        """The files of both, each as it was at its own moment."""
        return Sources((*self.folders, *other.folders), self.files | other.files)

    def plain(self) -> list[str]:
        """The files that are no links, devices or the like."""
        return [path for path, (mode, *_) in self.files.items() if stat.S_ISREG(mode)]

    def changed(self) -> str | None:
        """A file that is new, gone or otherwise since then; None when there is none."""
        different = self.files.items() ^ Sources.of(*self.folders).files.items()
        return shown(min(path for path, _ in different)) if different else None


def _look_in(folder: str, files: dict[str, Look]) -> None:
    """Note every file below a folder, but for hidden ones. What cannot be read others report."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                _look_in(entry.path, files)
                continue
            found = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        files[entry.path] = (found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns)
