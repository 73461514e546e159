"""How the build grows with the number of records: the part `groei` of `make bench`."""

from __future__ import annotations

import math
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from macros.pages import words
from scripts.bench import HERE, inhoud
from scripts.bench.meten import RUNS, median, ours, timed
from scripts.bench.tabel import at_most, progress, table, two

SIZES = (1_000, 10_000, 30_000)
GOAL = 1.05  # the exponent: 1 is linear


@dataclass(frozen=True)
class Point:
    """A full build of so many lessons: its seconds, and in bytes its output, a page that is the same in all, the largest."""

    number: int
    records: int
    seconds: float
    output: int
    page: int
    largest: int
    largest_name: str


def measure(place: Path, sizes: tuple[int, ...] = SIZES) -> str:
    """The table."""
    return report([point(place, number) for number in sizes])


def point(place: Path, number: int) -> Point:
    """Build so many lessons, every time from nothing."""
    with tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place) as made:
        folder = Path(made)
        progress(f"{words.number(number)} lessen bouwen …")
        inhoud.write(HERE / "data", folder, number)
        runs = []
        site = folder / "site"
        for _ in range(RUNS):
            shutil.rmtree(site, ignore_errors=True)
            runs.append(timed((sys.executable, "-m", "scripts.site"), ours(folder, site), HERE, folder / "uitvoer.txt"))
            progress(f" {two(runs[-1].seconds)} s")
        progress("\n")
        sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
        largest, name = max((size, name) for name, size in sizes.items() if name.endswith(".html"))
        records = len(list((folder / "data").glob("*/*.yml")))
        page = sizes[f"{inhoud.KIND}/{inhoud.FIRST}/index.html"]
        return Point(number, records, median(runs), sum(sizes.values()), page, largest, name)


def exponent(points: list[Point]) -> float:
    """The power of the number of records that the time grows with, as least squares fit it."""
    return statistics.linear_regression(*zip(*((math.log(p.records), math.log(p.seconds)) for p in points), strict=True)).slope


def report(points: list[Point]) -> str:
    """The table, and whether the goal was reached."""
    rows = [("groei", "mediaan s", "ms per record", "uitvoer per record", "dezelfde pagina", "grootste pagina", "")]
    for p in points:
        rows.append(
            (
                f"{words.number(p.number)} lessen ({words.number(p.records)} records)",
                two(p.seconds),
                two(1000 * p.seconds / p.records),
                words.number(round(p.output / p.records)),
                words.number(p.page),
                words.number(p.largest),
                p.largest_name,
            )
        )
    lines = ["Volledige bouw met alle exports, zonder Pagefind; maten in bytes", *table(rows)]
    if len(points) > 1:
        lines.append(at_most("De tijd groeit met de macht", exponent(points), GOAL))
        last = exponent(points[-2:])
        lines.append(f"Van {words.number(points[-2].number)} naar {words.number(points[-1].number)} alleen: {two(last)}.")
    return "\n".join(lines)
