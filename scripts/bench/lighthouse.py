"""How fast Lighthouse finds our pages on a phone, as the median of five: `python -m scripts.bench.lighthouse [SITE]`.

It reckons what a slow line and a slow processor would make of what it measures here, so a busy machine costs points.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import lighthouse
from scripts.bench.lezen import serving

TURNS = 5
GOAL = 99


def main(arguments: list[str]) -> int:
    if not lighthouse.COMMAND.exists():
        print("Lighthouse is niet gemeten: het ontbreekt hier; make test zet het klaar.")
        return 0
    rows = []
    with contextlib.ExitStack() as until_the_end:
        site = Path(arguments[0]) if arguments else made(Path(until_the_end.enter_context(tempfile.TemporaryDirectory())))
        address = until_the_end.enter_context(serving(site))
        for name, path in lighthouse.PAGES.items():
            turns = [lighthouse.scores(address + path, ("performance",)) for _ in range(TURNS)]
            rows.append((name, [scores["performance"] for scores, _ in turns], turns[-1][1]))
    print(report(rows))
    return 0


def made(folder: Path) -> Path:
    """The site of the real data, in a folder."""
    environment = {**os.environ, "DATA": "data", "SITE": str(folder / "site"), "SITE_URL": "", "SEARCH": "1"}
    subprocess.run([sys.executable, "-m", "scripts.site"], env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def report(rows: list[tuple[str, list[int], list[str]]]) -> str:
    """The table: per page the median, the lowest and the highest beside the goal, and what costs points below it."""
    width = max(len(name) for name, _, _ in rows)
    lines = [f"Lighthouse op een telefoon, snelheid (mediaan van {TURNS}, laagste en hoogste; het doel is {GOAL})"]
    for name, found, costing in rows:
        median = statistics.median(found)
        outcome = "doel gehaald" if median >= GOAL else f"doel niet gehaald; het kost punten: {', '.join(costing)}"
        lines.append(f"{name:<{width}}  {median:>3}  ({min(found)}–{max(found)})  {outcome}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
