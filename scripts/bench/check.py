"""What `make check` takes on many records: the part `check` of `make bench`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from macros.pages import words
from scripts.bench import HERE, inhoud
from scripts.bench.meten import RUNS, Run, median, ours, timed
from scripts.bench.tabel import at_most, megabytes, progress, table, two

COLD, AGAIN = "make check, koud", "make check, na één wijziging"
GOALS = {COLD: 1.5, AGAIN: 0.3}
AT = 10_000  # the number of lessons that the goals are for


def measure(place: Path, number: int) -> str:
    """The table for so many lessons."""
    with tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place) as made:
        folder = Path(made)
        progress(f"{words.number(number)} lessen controleren …")
        inhoud.write(HERE / "data", folder, number)
        runs: dict[str, list[Run]] = {COLD: [], AGAIN: []}
        for turn in range(1, RUNS + 1):
            for name, found in runs.items():
                if name == AGAIN:
                    inhoud.edit(folder, turn)
                command = (sys.executable, "-m", "scripts.check")
                found.append(timed(command, ours(folder), HERE, folder / "uitvoer.txt"))
        progress(" klaar\n")
    return report(number, runs)


def report(number: int, runs: dict[str, list[Run]]) -> str:
    """The table, and whether the goals were reached."""
    rows = [("controle", "runs", "mediaan s", "piek MB")]
    rows += [
        (name, str(len(found)), two(median(found)), megabytes(max(run.memory for run in found))) for name, found in runs.items()
    ]
    lines = [f"Controle van {words.number(number)} lessen", *table(rows)]
    lines.append("Elke keer is een nieuw proces; koud: met de bestanden al gelezen door het systeem.")
    if number == AT:
        lines += [at_most(name, median(runs[name]), goal, " s") for name, goal in GOALS.items()]
    return "\n".join(lines)
