"""`make serve`: shows the site that somebody works on, follows every edit, and makes the whole site in the background."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from macros.engine.background import Background
from macros.engine.serving import Server, Shown
from macros.engine.workshop import GENERATOR, LOOK, Workshop
from macros.output import Output
from macros.sources import Sources

_WRITTEN = {EVENT_TYPE_CLOSED, EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
_STILL = 0.02  # seconds without news before files are read: an editor writes one in several steps
_LOOK_ANYWAY = 2.0  # seconds: not every disk says that something was written
_POLL = 0.2


class Serving:
    """One `make serve`: from the first look at the files until somebody stops it, or until the generator changed."""

    def __init__(self, config: MkDocsConfig, config_file: Path, data: Path, docs: Path) -> None:
        self._config_file = config_file
        self._server = Server(tuple(config.dev_addr))  # first: nothing to do when the address is taken
        site = Path(config.site_dir)
        Output(site).refuse_other_things()
        self._woken = threading.Event()
        self._restart = self._generator_changed = False
        self._background = Background(self._built)
        self._generator = self._look_at_generator()
        gc.disable()  # going over all records to look for garbage costs more than an edit: it waits for a quiet moment
        self._workshop = Workshop(config, data, docs)
        gc.freeze()
        self._shown = self._server.shown = Shown(self._workshop, site, config.site_url or "")
        self._told: dict[str, str] = {}
        self._watch = _Watch(self._woken, [data, docs, LOOK, GENERATOR])
        print(f"Kijk op http://{config.dev_addr[0]}:{config.dev_addr[1]}/ en stop met Ctrl+C.", file=sys.stderr)
        self._say("wrong", self._workshop.wrong)

    def run(self) -> None:
        """Follow edits until somebody stops it."""
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        self._background.start_anew()
        tidy = False
        try:
            while not self._restart:
                self._watch.wait()
                if self._follow():
                    tidy = False
                elif not tidy:
                    tidy = gc.collect() >= 0
        finally:
            self._background.stop()
            self._background.wait()
            self._watch.stop()
        self._server.hand_over()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def _follow(self) -> bool:
        """Look whether something changed, and tell everybody when it did."""
        started = time.perf_counter()
        with self._background.held():
            changed = self._workshop.refresh()
            if not changed and not self._has_other_generator():  # that can wait until an edit is shown
                return False
            self._background.start_anew()
        self._shown.tell()
        if changed:
            what = changed[0] if len(changed) == 1 else f"{len(changed)} bestanden"
            seconds = f"{time.perf_counter() - started:.2f}".replace(".", ",")
            print(f"{what}: gezien in {seconds} s.", file=sys.stderr)
        self._say("wrong", self._workshop.wrong)
        return True

    def _built(self, code: int, said: str) -> None:
        """The build in the background ended."""
        self._workshop.complaint = said if code else ""
        *warnings, outcome = said.split("\n")
        self._say("wrong", self._workshop.wrong)
        if not code:
            self._say("warnings", "\n".join(warnings))
            print(outcome, file=sys.stderr)
        if not code and self._generator_changed:
            self._restart = True  # only with a generator that works: else who edits it would have to start anew
            self._woken.set()
        else:
            self._shown.tell()

    def _has_other_generator(self) -> bool:
        before, self._generator = self._generator, self._look_at_generator()
        self._generator_changed |= before != self._generator
        return before != self._generator

    def _look_at_generator(self) -> object:
        """Changes when this program itself does."""
        files = Sources.of(GENERATOR).files.items()
        settings = self._config_file.stat() if self._config_file.exists() else None
        return settings and settings.st_mtime_ns, sorted(item for item in files if item[0].endswith(".py"))

    def _say(self, what: str, text: str) -> None:
        """Print something, unless it is what was printed last about the same."""
        if text and text != self._told.get(what):
            print(text, file=sys.stderr)
        self._told[what] = text


class _Watch(FileSystemEventHandler):
    """Wakes up when something was written in some folders, or where the system cannot tell a few times a second."""

    def __init__(self, woken: threading.Event, folders: Iterable[Path]) -> None:
        self._woken = woken
        self._pause = _LOOK_ANYWAY
        self._observer = Observer()
        try:
            for folder in folders:
                self._observer.schedule(self, str(folder), recursive=True)
            self._observer.start()
        except OSError:  # the system watches enough for others
            self._pause = _POLL

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _WRITTEN:
            self._woken.set()

    def wait(self) -> None:
        """Until something was written and all is still again, or until it is time to look."""
        self._woken.wait(self._pause)
        while self._woken.is_set():
            self._woken.clear()
            self._woken.wait(_STILL)

    def stop(self) -> None:
        """Stop watching."""
        if self._observer.is_alive():
            self._observer.stop()
