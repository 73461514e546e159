"""The build of the whole site in the background, while somebody edits: started anew at every edit, and never in the way."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

from macros.engine.build import KEEP
from macros.filenames import shown

QUIET = 0.4  # seconds without an edit before it starts: the page that somebody waits for goes first
_NICE = 10
_PLACE = re.compile(r'^  File "([^"]+)", line (\d+)', re.M)


class Background:
    """Builds of the site by `make site`'s own command. `told` hears of each that ends: its exit code and what it said.

    The first of two builds keeps the search index that there was, so that all else need not wait for the new one.
    """

    def __init__(self, told: Callable[[int, str], None]) -> None:
        self._told = told
        self._lock = threading.Lock()
        self._number = 0
        self._superseded = threading.Event()
        self._running: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None

    def start_anew(self) -> None:
        """Build what the files are now, once it is quiet; a build of what they were stands still until then, and ends."""
        self._supersede()
        self._superseded = threading.Event()
        self._thread = threading.Thread(target=self._build, args=(self._number, self._superseded, self._thread), daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Let the build that runs stand still meanwhile: where each session gets its share, a low priority changes little."""
        number = self._number
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            if number == self._number:  # else it stands still until its end
                self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """Break off the build that runs."""
        self._supersede()
        self._end()

    def wait(self) -> None:
        """Wait until what was broken off is gone."""
        if self._thread:
            self._thread.join()

    def _supersede(self) -> None:
        with self._lock:
            self._number += 1
        self._superseded.set()
        self._signal(signal.SIGSTOP)

    def _end(self) -> None:
        self._signal(signal.SIGTERM)
        self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        with self._lock, contextlib.suppress(ProcessLookupError):
            if self._running:
                os.killpg(self._running.pid, what)

    def _build(self, number: int, superseded: threading.Event, before: threading.Thread | None) -> None:
        is_quiet = not superseded.wait(QUIET)
        if is_quiet:
            self._end()
        if before:
            before.join()
        if not is_quiet:
            return
        for search in ("0",) if os.environ.get("SEARCH") == "0" else (KEEP, "1"):
            with self._lock:
                if number != self._number:
                    return
                self._running = _start(search)
            said, _ = self._running.communicate()
            with self._lock:
                code, self._running = self._running.returncode, None
                if number != self._number:
                    return
            self._told(code, in_short(said))
            if code:
                return


def in_short(said: str) -> str:
    """What a build said; of an error in the generator only its place and what it is."""
    if "Traceback (most recent call last):" not in said:
        return said.strip()
    places, lines = _PLACE.findall(said), said.strip().splitlines()
    return f"{shown(places[-1][0])}:{places[-1][1]}:1: fout: {lines[-1]}" if places else lines[-1]


def _start(search: str) -> subprocess.Popen[str]:
    build = subprocess.Popen(
        [sys.executable, "-m", "scripts.site"],
        env={**os.environ, "SEARCH": search, "GITHUB_ACTIONS": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # so that its own children end with it, and Ctrl+C is ours alone
    )
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, build.pid, _NICE)
    return build
