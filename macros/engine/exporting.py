"""Writes the files for machines beside the checks and the pages: what they need is known once the records are read."""

from __future__ import annotations

from collections.abc import Callable

from macros.exports import Publication, export_all
from macros.halves import WORTH, Beside
from macros.output import Output
from macros.portal import Portal


class Exporting:
    """The files of every format, written into `output`; `publication` tells what a Portal will publish."""

    def __init__(self, output: Output, publication: Callable[[Portal], Publication]) -> None:
        self._output, self._publication = output, publication
        self._beside: Beside | None = None

    def begin(self, portal: Portal) -> None:
        """Start writing; what was begun before, of files that changed since, is thrown away.

        Records that refer to nothing break it off: checks tell of those, and then nobody asks for the outcome.
        """
        if self._beside:
            self.stop()
            self._output.start_over()
        self._beside = Beside(lambda: self._write(portal), worth=portal.size > WORTH)

    def outcome(self) -> tuple[int, int]:
        """How many files were written, and how many of them were unchanged."""
        return self._beside.outcome()

    def stop(self) -> None:
        """Break off what was begun."""
        if self._beside:
            self._beside.stop()

    def _write(self, portal: Portal) -> tuple[int, int]:
        unchanged = [self._output.write(*made) for made in export_all(self._publication(portal))]
        return len(unchanged), sum(unchanged)
