"""What reading and searching take of a reader's time and line: the part `lezen` of `make bench`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from macros.pages import words
from scripts.bench import HERE, inhoud, peers
from scripts.bench.meten import ours, timed, told
from scripts.bench.tabel import progress

SIZES = (1_000, 5_000, 10_000)  # the search has a goal for the one in the middle


def measure(place: Path, number: int) -> str:
    """What a reader of so many lessons waits for: on our site, and with the search of plain Material."""
    with tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place) as made:
        folder = Path(made)
        plain = peers.peers(folder)[peers.SEARCHING]
        progress(f"{words.number(number)} lessen maken en lezen …")
        inhoud.write(HERE / "data", folder, number)
        peers.write(folder, inhoud.lessons(HERE / "data" / inhoud.KIND, number))
        timed((sys.executable, "-m", "scripts.site"), ours(folder, SEARCH="1"), HERE, folder / "uitvoer.txt")
        timed(plain.command, dict(os.environ), plain.folder, folder / "uitvoer.txt")
        site = str(folder / "site")
        found = [
            told("scripts.bench.lezen", site),
            told("scripts.bench.zoeken", site),
            told("scripts.bench.zoeken", str(plain.site)),
        ]
        progress(" klaar\n")
    return "\n".join([f"Lezen en zoeken in {words.number(number)} lessen", *found])
