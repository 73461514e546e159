"""make bench: how fast the whole build is, beside plain MkDocs + Material on the same content, and what reading takes.

Every build is a process of its own, timed from start to end. Nothing here fails on time: it only tells.
`python -m scripts.bench --aantal 1000` runs one size.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.pages import words
from scripts.bench import inhoud

HERE = Path(__file__).resolve().parent.parent.parent
SITE_URL = "https://example.org/"  # with a public address every build makes a sitemap
GOALS = {1_000: 4, 10_000: 8}  # how many times faster than plain Material
SEARCHED = 5_000  # the size for which the search has a goal; only what has a search is built
RUNS = 3
LONG = 5_000  # from so many lessons on, builds that say so run once
MEMORY_DISK = Path("/dev/shm")
ROOM = 2 * 10**9  # bytes that the largest run must find free

OURS, PLAIN = "wij, zonder Pagefind", "kale MkDocs + Material"
WITHOUT_EXPORTS = "wij, ook zonder exports"
EXPORTS_GOAL = 25  # percent that all exports together may add to the build without Pagefind


class BuildError(Exception):
    """A build that should be timed did not succeed; the message is what it said."""


@dataclass(frozen=True)
class Build:
    """One row of the table: what is run, what is done before every run (not timed), and where its site stands."""

    name: str
    command: tuple[str, ...]
    before: Callable[[int], None]
    site: Path
    once_when_long: bool = False
    search: str = "0"
    reading: tuple[str, ...] = ()  # what is measured in a browser afterwards


@dataclass(frozen=True)
class Run:
    """What one process took: seconds on the clock, seconds of processor, peak memory in bytes."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True)
class Result:
    """The runs of one build and the site that it left."""

    runs: tuple[Run, ...]
    files: int
    size: int

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description="Hoe snel de bouw is, naast kale MkDocs + Material.")
    parser.add_argument("--aantal", type=positive, metavar="N", help="alleen met N lessen")
    wanted = parser.parse_args(arguments).aantal
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the temp folder goes then too
    place = output_place()
    print(machine(place), flush=True)
    try:
        for number in [wanted] if wanted else sorted({*GOALS, SEARCHED}):
            with tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place) as folder:
                print(f"\n{report(number, *measure_all(Path(folder), number))}", flush=True)
        if not wanted:
            progress("Lighthouse op de echte gegevens …")
            print(f"\n{reading('scripts.bench.lighthouse')}", flush=True)
    except BuildError as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken; de tijdelijke mappen zijn weg.", file=sys.stderr)
        return 130
    return 0


def measure_all(folder: Path, number: int) -> tuple[dict[str, Result], str]:
    """Make the content, run every build on it, and read and search in those sites. The results and what reading took."""
    progress(f"{words.number(number)} lessen maken …")
    inhoud.write(HERE / "data", folder, number, SITE_URL)
    progress(" klaar\n")
    results, read = {}, []
    for build in builds(folder):
        if number == SEARCHED and not build.reading:
            continue
        results[build.name] = measure(build, folder, number)
        for script in build.reading:
            progress(f"{words.number(number)} lessen: lezen …")
            read.append(reading(script, str(build.site)))
            progress(" klaar\n")
    return results, "\n".join(read)


def reading(script: str, *arguments: str) -> str:
    """What a reader fetches and waits for, measured in a process of its own."""
    command = (sys.executable, "-m", script, *arguments)
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{' '.join(command)} eindigde met {done.returncode}:\n{done.stderr[-4000:]}")
    return done.stdout.strip()


def builds(folder: Path) -> list[Build]:
    """What is timed, in this order: the rebuild works on the site that the full build left."""
    site, plain = folder / "site", folder / "gewoon" / "site"
    ours = (sys.executable, "-m", "scripts.site")
    mkdocs, with_search = (
        (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "gewoon" / name))
        for name in inhoud.PLAIN_CONFIGS
    )

    def clear(_: int) -> None:
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(plain, ignore_errors=True)

    return [
        Build(OURS, ours, clear, site),
        Build("wij, na één wijziging", ours, lambda number: inhoud.edit(folder, number), site),
        Build(WITHOUT_EXPORTS, (sys.executable, "-m", "scripts.bench.exports"), clear, site),
        Build("wij, met Pagefind", ours, clear, site, True, "1", ("scripts.bench.lezen", "scripts.bench.zoeken")),
        Build(PLAIN, mkdocs, clear, plain, once_when_long=True),
        Build("kaal, met eigen zoeken", with_search, clear, plain, True, reading=("scripts.bench.zoeken",)),
    ]


def measure(build: Build, folder: Path, number: int) -> Result:
    """Run a build as often as it should be; tell on the terminal what is running."""
    turns = 1 if build.once_when_long and number >= LONG else RUNS
    environment = {
        **os.environ,
        "DATA": str(folder / "data"),
        "SITE": str(folder / "site"),
        "SITE_URL": SITE_URL,
        "SEARCH": build.search,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    runs = []
    for turn in range(1, turns + 1):
        build.before(turn)
        progress(f"{words.number(number)} lessen: {build.name}, {turn} van {turns} …")
        runs.append(timed(build.command, environment, folder / "uitvoer.txt"))
        progress(f" {seconds(runs[-1].seconds)} s\n")
    sizes = [path.stat().st_size for path in build.site.rglob("*") if path.is_file()]
    return Result(tuple(runs), len(sizes), sum(sizes))


def timed(command: tuple[str, ...], environment: dict[str, str], log: Path) -> Run:
    """Run a command to its end. It gets a group of its own, so that what it started stops with it.

    A child counts the memory of the process that started it as its own, so this one must stay small.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=HERE, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, process_group=0
        )
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            raise
        took = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise BuildError(f"{' '.join(command)} eindigde met {child.returncode}:\n{log.read_text('utf-8', 'replace')[-4000:]}")
    unit = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in
    return Run(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def report(number: int, results: dict[str, Result], read: str) -> str:
    """The tables of one size, and whether the goals were reached."""
    plain = results[PLAIN if PLAIN in results else "kaal, met eigen zoeken"].seconds
    rows = [("bouw", "runs", "mediaan s", "processor s", "kaal/dit", "piek MB", "bestanden", "uitvoer MB")]
    for name, result in results.items():
        rows.append(
            (
                name,
                str(len(result.runs)),
                seconds(result.seconds),
                seconds(statistics.median(run.processor for run in result.runs)),
                times(plain / result.seconds),
                megabytes(max(run.memory for run in result.runs)),
                words.number(result.files),
                megabytes(result.size),
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [f"{words.number(number)} lessen van ongeveer 200 woorden"]
    lines += ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    if number >= LONG:
        lines.append("Eén run waar dat er staat: die bouw duurt bij dit aantal te lang voor drie.")
    lines.append("Wij maken ook de andere records, lijsten, relaties en JSON, en controleren alles.")
    lines.append("Kaal maakt alleen de lessen, zonder ze in het menu te zetten (dat kost MkDocs veel meer).")
    if goal := GOALS.get(number):
        ratio = plain / results[OURS].seconds
        outcome = "doel gehaald" if ratio >= goal else "doel niet gehaald"
        lines.append(f"Zonder Pagefind {times(ratio)} keer zo snel als kaal; het doel is minstens {goal} keer: {outcome}.")
    if number in GOALS:
        share = 100 * (results[OURS].seconds / results[WITHOUT_EXPORTS].seconds - 1)
        outcome = "doel gehaald" if share <= EXPORTS_GOAL else "doel niet gehaald"
        lines.append(
            f"Alle exports samen maken de bouw {round(share)} % langer; het doel is hoogstens {EXPORTS_GOAL} %: {outcome}."
        )
    return "\n".join([*lines, "", read])


def output_place() -> Path:
    """A disk in memory when there is one with room, so that the disk does not blur the times; else the temp folder."""
    roomy = os.access(MEMORY_DISK, os.W_OK) and shutil.disk_usage(MEMORY_DISK).free >= ROOM
    return MEMORY_DISK if roomy and file_system(MEMORY_DISK) == "tmpfs" else Path(tempfile.gettempdir())


def file_system(folder: Path) -> str:
    """The type of the file system that a folder is on, where the system tells."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return "onbekend"
    real = folder.resolve()
    return max((len(where), kind) for _, where, kind, *_ in mounts if real.is_relative_to(where))[1]


def machine(place: Path) -> str:
    """What the times were measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"Machine: {processor()}, {cores} kernen, {words.number(round(memory, 1))} GB geheugen, "
        f"drukte {words.number(round(os.getloadavg()[0], 1))}\n"
        f"Python {platform.python_version()}; uitvoer in {place} ({file_system(place)})"
    )


def processor() -> str:
    """The model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def positive(value: str) -> int:
    """A number of lessons; argparse tells of a `ValueError`."""
    if (number := int(value)) < 1:
        raise ValueError(value)
    return number


def seconds(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def times(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def megabytes(value: int) -> str:
    return words.number(round(value / 10**6))


def progress(text: str) -> None:
    """Tell what is going on; apart from the outcome, which may go to a file."""
    print(text, end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
