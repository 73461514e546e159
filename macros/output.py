"""Writes a new site beside the old one and puts it in its place in one step.

Readers, and a build that is killed, see the old site or the new one. A file whose bytes did not change is a hard
link to the old one: it costs no writing and keeps its time.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from macros import stopping

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2); RENAME_SWAP of renamex_np(3) has the same value
_AT_FDCWD = -100
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
MARKER = "api/v1/index.json"  # a folder with this file is a site that we made


Work = Callable[[], Iterable[tuple[str, str | bytes]]]  # makes files: where each stands, and what is in it


class NotASite(Exception):
    """The place for the site holds something else, which may not be lost."""


class Output:
    """A site in the making. `folder` is where it is made, `site` where it will stand, `drafts` is for what does not stay."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.folder = self.site.parent / f".{self.site.name}.nieuw"  # not with_name: / has none, and is refused below
        self.drafts = self.site.parent / f".{self.site.name}.klad"
        self._aside = self.site.parent / f".{self.site.name}.oud"  # the old site, for a moment, on disks that cannot swap
        self._made: set[str] = set()
        self._lock: int | None = None
        self._replaces = False

    def begin(self) -> None:
        """Wait for another build in the same folder to end, and clear what a broken one left. Raises `NotASite`."""
        self.refuse_other_things()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self._wait_for_others()
        try:
            with stopping.postponed():
                self._clear()
                self.folder.mkdir()
            self._replaces = self.site.exists()
            if self._replaces and not os.access(self.site, os.W_OK):  # it could be swapped, but its files not removed
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.site))
        except BaseException:
            self._release()
            raise

    def empty(self) -> None:
        """Throw away what was written up to now."""
        with stopping.postponed():
            shutil.rmtree(self.folder)
            self.folder.mkdir()
        self._made.clear()

    def write(self, file: str, content: str | bytes) -> bool:
        """Write `content` to `file` (relative to the site), or link to the old file when it is the same.

        Returns whether it is unchanged.
        """
        data = content.encode() if isinstance(content, str) else content
        path = f"{self.folder}/{file}"
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            self._make(parent)
        if self._has_bytes(file, data):
            try:
                os.link(f"{self.site}/{file}", path)
                return True
            except OSError:
                pass  # a file system without hard links: write it
        try:
            target = os.open(path, _NEW_FILE, 0o666)
        except FileExistsError:
            # Written before, perhaps as a link to the old file: writing through it would change the site that is live.
            os.unlink(path)
            target = os.open(path, _NEW_FILE, 0o666)
        try:
            while data := data[os.write(target, data) :]:
                pass
        except OSError as error:
            error.filename = path  # the system does not say which
            raise
        finally:
            os.close(target)
        return False

    def write_all(self, works: Iterable[Work]) -> tuple[int, int]:
        """Write the files that these make. Returns how many, and how many of them are unchanged."""
        unchanged = [self.write(*made) for work in works for made in work()]
        return len(unchanged), sum(unchanged)

    def files(self, folder: str = "") -> list[str]:
        """All files of the new site, or of a folder in it, relative to the site."""
        return files_in(self.folder, folder)

    def publish(self) -> None:
        """Put the new site in the place of the old one, and drop the old one."""
        if not self.site.exists():
            os.rename(self.folder, self.site)
        elif not _exchange(self.folder, self.site):
            os.rename(self.site, self._aside)
            os.rename(self.folder, self.site)
        self._release()

    def give_up(self) -> None:
        """Leave the old site as it is and drop the new one."""
        self._release()

    def refuse_other_things(self) -> None:
        """Raise `NotASite` when the place for the site holds a file, or a folder that is not a site of ours."""
        if os.path.ismount(self.site):
            raise NotASite(f"{self.site} is een schijf op zich, die niet te vervangen is. Geef met SITE= een map daarin op.")
        if not self.site.exists() or (self.site / MARKER).is_file():
            return
        if not self.site.is_dir() or any(self.site.iterdir()):
            raise NotASite(f"{self.site} is geen site die wij maakten. Geef met SITE= een lege of nieuwe map op.")

    def _make(self, folder: str) -> None:
        """A folder with those above it; another process may make the same ones. `os.makedirs` looks three times as often."""
        try:
            os.mkdir(folder)
        except FileNotFoundError:
            self._make(folder.rpartition("/")[0])
            self._make(folder)
        except FileExistsError:
            pass
        self._made.add(folder)

    def _wait_for_others(self) -> int:
        """The lock on builds here. Child processes hold it too: as long as one of them writes, no other build begins."""
        lock = os.open(self.site.parent, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Een andere bouw in {self.site.parent} is nog bezig. Wij wachten tot die klaar is.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        return lock

    def _has_bytes(self, file: str, data: bytes) -> bool:
        """Whether a file of the old site holds just this."""
        if not self._replaces:
            return False
        try:
            with open(f"{self.site}/{file}", "rb", buffering=0) as stream:
                return os.fstat(stream.fileno()).st_size == len(data) and stream.read() == data
        except OSError:
            return False

    def _clear(self) -> None:
        """Remove all but the site itself; first put that back when a build was broken off between two renames."""
        if self._aside.exists() and not self.site.exists():
            os.rename(self._aside, self.site)
        for left in (self.folder, self.drafts, self._aside):
            shutil.rmtree(left, ignore_errors=True)

    def _release(self) -> None:
        """Let others build; without the lock, that is not ours to clear."""
        if self._lock is not None:
            with stopping.postponed():  # else a folder is left, or another one's lock is taken for ours
                self._clear()
                os.close(self._lock)
                self._lock = None


def files_in(root: Path, folder: str = "") -> list[str]:
    """All files in `root`, or in a folder in it, relative to `root`."""
    found: list[str] = []
    with os.scandir(root / folder) as entries:
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            found += files_in(root, name) if entry.is_dir() else [name]
    return found


def _exchange(new: Path, old: Path) -> bool:
    """Swap two folders in one step. Returns False, with nothing done, where the system or the disk does not know how."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(new), os.fsencode(old)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif sys.platform == "darwin":
        failed = libc.renamex_np(*names, _EXCHANGE)
    else:
        return False
    if failed and ctypes.get_errno() in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(old))
    return not failed
