"""How `make bench` measures: one process from start to end, on which machine, with its output where."""

from __future__ import annotations

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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.pages import words
from scripts.bench import HERE

RUNS = 3
MEMORY_DISK = Path("/dev/shm")
DISKS = (Path("/var/tmp"), Path(tempfile.gettempdir()))
ROOM = 4 * 10**9  # bytes that the largest run must find free


class BenchError(Exception):
    """What should be timed did not succeed; the message is what it said."""


@dataclass(frozen=True)
class Run:
    """What one process took: seconds on the clock, seconds of processor, peak memory in bytes of its largest process."""

    seconds: float
    processor: float
    memory: int


def median(runs: Sequence[Run]) -> float:
    """Seconds on the clock."""
    return statistics.median(run.seconds for run in runs)


def ours(folder: Path, site: Path | None = None, **settings: str) -> dict[str, str]:
    """The environment for a command of ours on the content in `folder`."""
    return {
        **os.environ,
        "DATA": str(folder / "data"),
        "SITE": str(site or folder / "site"),
        "SITE_URL": "https://example.org/",  # with a public address a build makes a sitemap
        "SEARCH": "0",
        "BASE": "",
        "VORM": "",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **settings,
    }


def timed(command: Sequence[str], environment: dict[str, str], folder: Path, log: Path) -> Run:
    """Run a command in a folder to its end. It gets a group of its own, so that what it started stops with it.

    A child counts the memory of the process that started it as its own, so this one must stay small.
    """
    with log.open("wb") as output:
        started = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, process_group=0
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
        said = log.read_text("utf-8", "replace").strip()[-4000:]
        raise BenchError(f"{' '.join(command)} eindigde met {child.returncode}:\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in
    return Run(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def told(module: str, *arguments: str) -> str:
    """What a module prints that measures in a process of its own, because a browser would count as memory of ours."""
    command = (sys.executable, "-m", module, *arguments)
    child = subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
    try:
        said, _ = child.communicate()
    except BaseException:
        child.terminate()  # not killed: it has servers to stop and folders to clear
        child.wait()
        raise
    if child.returncode:
        raise BenchError(f"{' '.join(command)} eindigde met {child.returncode}.")
    return said.strip()


def output_place() -> Path:
    """A disk in memory when there is one with room, so that the disk does not blur the times; else the temp folder."""
    roomy = os.access(MEMORY_DISK, os.W_OK) and shutil.disk_usage(MEMORY_DISK).free >= ROOM
    return MEMORY_DISK if roomy and file_system(MEMORY_DISK) == "tmpfs" else Path(tempfile.gettempdir())


def disk_place() -> Path | None:
    """A folder on a real disk; nothing where there is none."""
    usable = (folder for folder in DISKS if os.access(folder, os.W_OK) and file_system(folder) != "tmpfs")
    return next(usable, None)


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
    disk = disk_place()
    return (
        f"Machine: {processor()}, {cores} kernen, {words.number(round(memory, 1))} GB geheugen, "
        f"drukte {words.number(round(os.getloadavg()[0], 1))}\n"
        f"Python {platform.python_version()}; uitvoer in {place} ({file_system(place)})"
        f"{f', waar dat er staat in {disk} ({file_system(disk)})' if disk else '; een schijf om op te schrijven is er niet'}"
    )


def processor() -> str:
    """The model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()
