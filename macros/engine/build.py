"""One build of the site, from the records to the published folder. Reads as a table of contents."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from macros import frames, offline, portal, problems, text, urls
from macros.engine.examining import Stopped, address_of, examine_still
from macros.engine.making import Making
from macros.exports import Publication
from macros.output import NotASite, Output, files_in
from macros.pages import words
from macros.search import index
from macros.search.service import SearchError
from macros.sources import Sources

# What the theme brings that no page of ours asks for: its scripts, its own sign, and maps of its sources.
_LEFTOVERS = re.compile(r"assets/(javascripts/|images/|.*\.map$)")
KEEP = "oud"
_BAD_LINK = re.compile(r"Doc file '([^']+)' contains .*?link '([^']+)'")


def is_left_out(file: str) -> bool:
    """Whether a file that the engine makes is no part of the site: a frame, or what no page of ours asks for."""
    return frames.is_frame(file) or bool(_LEFTOVERS.match(file))


def _tell(step: str) -> None:
    """Show on a terminal what is being done; the next step, or the closing line, takes its place."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step}", end="", file=sys.stderr, flush=True)


class _Warnings(logging.Handler):
    """Keeps what the engine warns about, such as a link in docs/ that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _problem(warning: str) -> problems.Problem:
    """What the engine warns about, in Dutch and with its place where it names a page and a link."""
    hint = "Kijk in dat bestand of de link en de naam van de kop kloppen."
    if not (named := _BAD_LINK.match(warning)):
        return problems.Problem("docs/", 1, 1, "pagina", warning, hint)
    page, target = f"docs/{named[1]}", named[2]
    lines = Path(page).read_text("utf-8-sig").split("\n")
    number = next((number for number, line in enumerate(lines, 1) if target in line), 1)
    hint += " Zet een link op één regel. Een voetnoot ([^1]) kan hier niet: zet die tussen haakjes in de tekst."
    return problems.Problem(page, number, 1, "pagina", f'De link "{target}" leidt nergens heen.', hint)


_running: dict[tuple[str, ...], Build] = {}  # one at most, from its start to its end, by what it was asked for


def begin(data: Path, docs: Path, site: Path, site_url: str) -> Build:
    """The build of these, which starts now, unless it did so before. Raises `Stopped` with all problems when there are errors."""
    asked = (*map(os.path.abspath, (data, docs, site)), site_url)
    if asked not in _running:
        give_up()
        _running[asked] = Build.start(data, docs, site, site_url)
    return _running[asked]


def give_up() -> None:
    """Leave the old site as it is, when a build was begun."""
    for build in list(_running.values()):
        build.give_up()


@dataclass
class Build:
    """A build that has begun. The engine writes its pages in `output.drafts`."""

    portal: portal.Portal
    output: Output
    sources: Sources
    making: Making
    begun: ExitStack  # ends all that was begun, and leaves the old site as it is
    warnings: _Warnings = field(default_factory=_Warnings)
    started: float = field(default_factory=time.monotonic)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def start(cls, data: Path, docs: Path, site: Path, site_url: str) -> Build:
        """Read and check everything. Raises `Stopped` with all problems when there are errors."""
        started = time.monotonic()
        _tell("Records en pagina's lezen en controleren …")
        output = Output(site)
        try:
            output.begin()
        except NotASite as error:
            raise Stopped(str(error)) from None
        with ExitStack() as undone:
            undone.callback(output.give_up)
            making = Making(output, docs, site_url)
            undone.callback(making.stop)
            sources, (opened, found) = examine_still(data, docs, making.begin)
            told = problems.report(found, address_of(opened, site_url))
            if problems.has_errors(found):
                _tell("")
                raise Stopped(f"{told}\nEr is niets veranderd aan de site.")
            _tell("Geschreven pagina's maken …")
            if found:
                print(told, flush=True)  # before all that goes the other way, over stderr
            portal.remember(data, opened)
            making.begin(opened)
            begun = undone.pop_all()
        build = cls(opened, output, sources, making, begun, started=started)
        logging.getLogger("mkdocs").addHandler(build.warnings)
        return build

    @property
    def publication(self) -> Publication:
        """What is being published."""
        return self.making.publication

    def finish(self, *, search: str) -> None:
        """Everything after the engine's own pages: relative links, records, exports, index, publication.

        The search index is made, or left out ("0"), or that of the site before is kept for as long as it takes (`KEEP`).
        """
        _tell(f"Pagina's van {words.count(self.portal.size, 'record', 'records')} maken …")
        try:
            self.making.framed()
        except frames.FrameError as error:
            raise Stopped(str(error)) from None
        taken = self._take_over()
        self.counts["recordpagina's"], written, unchanged = self.making.finish()
        keeping = [self.output.write(*made) for made in offline.export(self.output, self.publication)]
        self.counts["bestanden"] = written + len(keeping) + len(taken)
        unchanged += sum(keeping) + sum(taken)
        if search == KEEP:
            self._keep_index()
        elif search != "0":
            _tell("Zoekindex maken …")
            unchanged += self._index()
        self._stop_on_warnings()
        self._stop_on_changes()
        self.counts["ongewijzigd"] = unchanged
        self.output.publish()
        _tell("")
        self._end()

    def give_up(self) -> None:
        """Leave the old site as it is."""
        self.begun.close()
        self._end()

    def _end(self) -> None:
        _running.clear()
        logging.getLogger("mkdocs").removeHandler(self.warnings)

    def summary(self) -> str:
        """One line: what was made, how much, in what time."""
        parts = [words.count(self.portal.size, "record", "records")]
        parts += [f"{words.number(number)} {what}" for what, number in self.counts.items()]
        seconds = f"{time.monotonic() - self.started:.1f}".replace(".", ",")
        return f"{self.output.site}: {', '.join(parts)}; {seconds} s."

    def _take_over(self) -> list[bool]:
        """Put what the engine wrote in the site, its marks made addresses. Returns of each file whether it is unchanged."""
        written, pages = [], {urls.file_of(address) for address in self.publication.pages}
        for file in sorted(files_in(self.output.drafts)):
            if is_left_out(file):
                continue
            content: str | bytes = (self.output.drafts / file).read_bytes()
            if file in pages:
                content = text.in_order(urls.relative(content.decode(), file))
            elif file == "404.html":
                content = text.in_order(urls.rooted(content.decode(), urls.root_of(self.publication.site_url)))
            written.append(self.output.write(file, content))
        return written

    def _keep_index(self) -> None:
        for file in index.files(self.output.site):
            self.output.write(file, (self.output.site / file).read_bytes())

    def _index(self) -> int:
        """Write the search index. Returns how many of its files were unchanged."""
        try:
            self.counts["in de zoekindex"], made = index.index(self.output.folder, self.portal, self.publication.pages)
        except SearchError as error:
            raise Stopped(f"{error}\nEr is niets veranderd aan de site.") from None
        return sum(self.output.write(file, content) for file, content in made.items())

    def _stop_on_warnings(self) -> None:
        if self.warnings.messages:
            found = [_problem(message) for message in self.warnings.messages]
            raise Stopped(f"{problems.report(found, self.publication.site_url)}\nEr is niets veranderd aan de site.")

    def _stop_on_changes(self) -> None:
        """What was read must be what stands there: else a page may be half of one version and half of another."""
        if path := self.sources.changed():
            raise Stopped(f"{path} veranderde terwijl de site werd gemaakt. Er is niets veranderd aan de site. Maak hem opnieuw.")
