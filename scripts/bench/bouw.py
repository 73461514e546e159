"""The full build, beside other generators on the same lessons: the part `bouw` of `make bench`.

Every build is a process of its own, timed from start to end. They take turns, so that what else the machine does hits
all alike.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from macros.pages import words
from scripts.bench import HERE, inhoud, peers
from scripts.bench.meten import RUNS, BenchError, Run, disk_place, median, ours, timed
from scripts.bench.tabel import at_least, at_most, megabytes, progress, table, times, two, yes

LONG = 5_000  # from so many lessons on, builds that say so run once
FULL, LIGHT, BARE = "wij, met alle exports", "wij, met alleen sitemap en JSON", "wij, zonder exports"
AGAIN, SEARCH = "wij, na één wijziging", "wij, met Pagefind"
ON_DISK = "{}, op schijf"
SAME = (FULL, LIGHT, peers.HUGO)  # what is built on disk too

HUGO_GOALS = {1_000: 2, 10_000: 1}  # how many times the time of Hugo ours may take
PLAIN_GOALS = {1_000: 4, 10_000: 8}  # how many times faster than plain Material
MEMORY_GOALS = {10_000: 250}  # MB
EXPORTS_GOAL = 25  # percent that all exports together may add to the build without Pagefind

OURS_MAKES = "volledige pagina's, ook van andere records; lijsten, relaties; controleert gegevens en pagina's"


@dataclass(frozen=True)
class Build:
    """One row of the table: what is run where, and where its site comes."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: dict[str, str]
    site: Path
    prepare: Callable[[int], None]  # what is done before every run, given its number; not timed
    makes: str = OURS_MAKES
    traits: tuple[bool, ...] = (False, True, True, True)  # searching, checks, sitemap, JSON per record
    once_when_long: bool = False
    missing: str = ""  # why it cannot be run
    is_ours: bool = True


@dataclass
class Result:
    """The runs of one build and what its site is like, or why there is none."""

    build: Build
    runs: list[Run] = field(default_factory=list)
    failed: str = ""
    files: int = 0
    size: int = 0
    page: bytes = b""  # of the first lesson

    @property
    def seconds(self) -> float:
        return median(self.runs)


def measure(place: Path, number: int, missing: str) -> str:
    """The tables for so many lessons; `missing` is why peers could not be set up, if so."""
    with contextlib.ExitStack() as until_the_end:
        folder = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place)))
        disk = disk_place()
        if disk:
            disk = Path(until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=disk)))
        progress(f"{words.number(number)} lessen maken …")
        inhoud.write(HERE / "data", folder, number)
        peers.write(folder, inhoud.lessons(HERE / "data" / inhoud.KIND, number))
        progress(" klaar\n")
        return report(number, in_turns(builds(folder, disk, missing), folder / "uitvoer.txt", number))


def builds(folder: Path, disk: Path | None, missing: str) -> list[Build]:
    """What is timed, in this order: the rebuild works on the site that the full build left."""
    site = folder / "site"
    whole = (sys.executable, "-m", "scripts.site")
    few = (sys.executable, "-m", "scripts.bench.exports")

    def own(name: str, command: tuple[str, ...], to: Path = site, **about) -> Build:
        settings = ours(folder, to, SEARCH="1" if name == SEARCH else "0")
        return Build(name, command, HERE, settings, to, **{"prepare": _clearing(to), **about})

    def other(peer: peers.Peer, name: str = "") -> Build:
        traits = (peer.search, False, True, peer.json)
        once = peer.name not in (peers.HUGO, peers.PLAIN, peers.SEARCHING)
        reason = "" if peer.ready else missing or f"{peer.program.name} ontbreekt"
        settings, to = ours(folder), peer.site
        return Build(
            name or peer.name, peer.command, peer.folder, settings, to, _clearing(to), peer.makes, traits, once, reason, False
        )

    made = [
        own(FULL, whole),
        own(AGAIN, whole, prepare=lambda number: inhoud.edit(folder, number)),
        own(LIGHT, (*few, "sitemap", "json")),
        own(BARE, few, traits=(False, True, False, False)),
        own(SEARCH, whole, traits=(True, True, True, True), once_when_long=True),
        *map(other, peers.peers(folder).values()),
    ]
    if disk:
        made += [
            own(ON_DISK.format(FULL), whole, disk / "site"),
            own(ON_DISK.format(LIGHT), (*few, "sitemap", "json"), disk / "site"),
        ]
        made.append(other(peers.peers(folder, disk / "hugo")[peers.HUGO], ON_DISK.format(peers.HUGO)))
    return made


def _clearing(site: Path) -> Callable[[int], None]:
    def clear(_: int) -> None:
        shutil.rmtree(site, ignore_errors=True)
        os.sync()  # what was written before is no burden on this run

    return clear


def in_turns(wanted: Iterable[Build], log: Path, number: int) -> dict[str, Result]:
    """Run all builds once, and again, as often as each should be; tell on the terminal what is running."""
    results = {build.name: Result(build, failed=build.missing) for build in wanted}
    for turn in range(1, RUNS + 1):
        for name, result in results.items():
            build = result.build
            if result.failed or (turn > 1 and build.once_when_long and number >= LONG):
                continue
            progress(f"{words.number(number)} lessen: {name}, {turn} van {RUNS} …")
            build.prepare(turn)
            try:
                result.runs.append(timed(build.command, build.environment, build.folder, log))
            except BenchError as error:
                if build.is_ours:
                    raise
                result.failed = str(error).strip().splitlines()[-1]
                continue
            finally:
                progress(f" {two(result.runs[-1].seconds) + ' s' if result.runs else 'mislukt'}\n")
            if turn == 1:
                sizes = [path.stat().st_size for path in build.site.rglob("*") if path.is_file()]
                result.files, result.size = len(sizes), sum(sizes)
                result.page = (build.site / inhoud.KIND / inhoud.FIRST / "index.html").read_bytes()
    return results


def report(number: int, results: dict[str, Result]) -> str:
    """The tables of one size, and whether the goals were reached."""
    measured = {name: result for name, result in results.items() if not result.failed}
    hugo, plain = (measured[name].seconds if name in measured else None for name in (peers.HUGO, peers.PLAIN))
    rows = [("bouw", "runs", "mediaan s", "laagste", "processor s", "dit/Hugo", "kaal/dit", "piek MB", "bestanden", "uitvoer MB")]
    for name, result in measured.items():
        rows.append(
            (
                name,
                str(len(result.runs)),
                two(result.seconds),
                two(min(run.seconds for run in result.runs)),
                two(statistics.median(run.processor for run in result.runs)),
                two(result.seconds / hugo) if hugo else "–",
                times(plain / result.seconds) if plain else "–",
                megabytes(max(run.memory for run in result.runs)),
                words.number(result.files),
                megabytes(result.size),
            )
        )
    lines = [f"Bouw van {words.number(number)} lessen van ongeveer 200 woorden", *table(rows)]
    lines += [f"{name}: niet gemeten: {result.failed}" for name, result in results.items() if result.failed]
    lines.append("Piek: van het grootste proces van de bouw.")
    return "\n".join([*lines, "", *_makings(measured), "", *_goals(number, measured)])


def _makings(measured: dict[str, Result]) -> list[str]:
    """What each build does and does not do, without the rows that only differ in when and where."""
    rows = [("maakt", "lespagina bytes", "gzip", "zoeken", "controles", "sitemap", "JSON per les")]
    notes: dict[str, list[str]] = {}
    for name, result in measured.items():
        if name == AGAIN or name in map(ON_DISK.format, SAME):
            continue
        sizes = (words.number(len(result.page)), words.number(len(gzip.compress(result.page, 6))))
        rows.append((name, *sizes, *map(yes, result.build.traits)))
        notes.setdefault(result.build.makes, []).append("wij" if result.build.is_ours else name)
    return [*table(rows), *(f"{', '.join(dict.fromkeys(names))}: {makes}." for makes, names in notes.items())]


def _goals(number: int, measured: dict[str, Result]) -> list[str]:
    found = []
    for name, peer in (
        (LIGHT, peers.HUGO),
        (FULL, peers.HUGO),
        *((ON_DISK.format(n), ON_DISK.format(peers.HUGO)) for n in (LIGHT, FULL)),
    ):
        if number in HUGO_GOALS and {name, peer} <= measured.keys():
            ratio = measured[name].seconds / measured[peer].seconds
            found.append(at_most(f"Tijd van {name}, gedeeld door die van Hugo", ratio, HUGO_GOALS[number]))
    for name, peer in product((LIGHT, FULL), (peers.SEARCHING, peers.PLAIN)):
        if number in PLAIN_GOALS and {name, peer} <= measured.keys():
            ratio = measured[peer].seconds / measured[name].seconds
            found.append(at_least(f"{name}: zo veel keer zo snel als {peer}", ratio, PLAIN_GOALS[number]))
    if number in PLAIN_GOALS and BARE in measured:
        share = 100 * (measured[FULL].seconds / measured[BARE].seconds - 1)
        found.append(at_most("Alle exports samen maken de bouw langer", share, EXPORTS_GOAL, " %"))
    if number in MEMORY_GOALS:
        for name in (FULL, LIGHT):
            peak = max(run.memory for run in measured[name].runs) / 10**6
            found.append(at_most(f"Piek van het geheugen, {name}", peak, MEMORY_GOALS[number], " MB"))
    return found
