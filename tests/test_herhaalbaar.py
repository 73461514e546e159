"""The same data gives the same bytes, wherever and whenever it is built; and nothing is asked of the network."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bench import inhoud
from tests.bouwen import NEW, ROOT, build, environment, manifest, retitle, small_data

PUBLIC = {"SITE_URL": "https://example.org/portaal/"}
OFFLINE = ("unshare", "--map-root-user", "--net")

# Every folder that Python lists comes in another order (sets and dicts do by PYTHONHASHSEED), and work is not shared.
SHUFFLED = """
import os, random
scandir, listdir = os.scandir, os.listdir

class Shuffled:
    def __init__(self, *place):
        with scandir(*place) as entries:
            self.entries = list(entries)
        random.shuffle(self.entries)
        self.rest = iter(self.entries)
    def __iter__(self): return self
    def __next__(self): return next(self.rest)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass

def shuffled(*place):
    names = listdir(*place)
    random.shuffle(names)
    return names

os.scandir, os.listdir = Shuffled, shuffled
os.cpu_count = lambda: 1
"""


def copied(data: Path, place: Path, seed: int) -> Path:
    """The same files made in another order, at other times, so that the disk lists them otherwise."""
    at = random.Random(seed)
    files = [path.relative_to(data) for path in data.rglob("*") if path.is_file()]
    at.shuffle(files)
    for file in files:
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / file, place / file)
        os.utime(place / file, (at.uniform(10**8, 2 * 10**9),) * 2)
    return place


def project(place: Path, seed: int) -> Path:
    """The project at another place, its files made in another order."""
    for part in ("macros", "overrides", "scripts", "docs"):
        copied(ROOT / part, place / part, seed)
    shutil.copy(ROOT / "mkdocs.yml", place)
    return place


def differences(one: Path, other: Path) -> list[str]:
    """The files that the two sites do not share to the byte."""
    return sorted({name for name, _ in manifest(one).items() ^ manifest(other).items()})


def elsewhere(data: Path, folder: Path, site: Path) -> None:
    """Build the same data in another place, at another date, for other people, on another machine as far as that goes."""
    (folder / "anders").mkdir()
    (folder / "anders" / "sitecustomize.py").write_text(SHUFFLED, "utf-8")
    home = project(folder / "een ander huis", 1)
    command = [sys.executable, "-m", "scripts.site"]
    command = ["faketime", "2031-12-31 23:59:30", *command]
    command = ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *command]
    settings = {
        **PUBLIC,
        "TZ": "Pacific/Auckland",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4321",
        "PYTHONPATH": f"{folder / 'anders'}",
        "HOME": str(folder),
        "COLUMNS": "40",
    }
    done = subprocess.run(
        command,
        cwd=home,
        env=environment(copied(data, folder / "gegevens", 2), site, **settings),
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def same_bytes(data: Path, folder: Path) -> int:
    """Build the data here and elsewhere. Returns how many files are the same; fails when one is not."""
    here, there = folder / "hier" / "site", folder / "daar" / "publiek"
    code, said = build(data, here, PYTHONHASHSEED="1", TZ="Europe/Amsterdam", **PUBLIC)
    assert code == 0, said
    elsewhere(data, folder, there)
    assert differences(here, there) == []
    return len(manifest(here))


def test_the_same_records_give_the_same_bytes(tmp_path, figure):
    number = same_bytes(small_data(tmp_path / "data"), tmp_path)
    figure("herhaalbaar", number, "bestanden, byte voor byte gelijk")


@pytest.mark.slow
def test_the_real_data_gives_the_same_bytes(tmp_path, figure):
    number = same_bytes(ROOT / "data", tmp_path)
    assert number > 3000
    figure("herhaalbaar", number, "bestanden, byte voor byte gelijk")


@pytest.mark.slow
def test_many_lessons_give_the_same_bytes(tmp_path, figure):
    """So many that the work is shared between processes here; elsewhere there is one processor."""
    inhoud.write(ROOT / "data", tmp_path / "inhoud", 600)
    number = same_bytes(tmp_path / "inhoud" / "data", tmp_path)
    figure("herhaalbaar", number, "bestanden, byte voor byte gelijk")


def test_what_stood_there_before_leaves_no_trace(tmp_path, figure):
    """With an old site in its place most files are links to it; the outcome is that of a build from nothing."""
    data, site = small_data(tmp_path / "data"), tmp_path / "uit" / "site"
    assert build(data, site, **PUBLIC)[0] == 0
    retitle(data, NEW)
    assert build(data, site, **PUBLIC)[0] == 0
    assert build(data, tmp_path / "vers" / "site", **PUBLIC)[0] == 0
    assert differences(site, tmp_path / "vers" / "site") == []
    figure("herhaalbaar", len(manifest(site)), "bestanden, gelijk aan die van een bouw vanaf nul")


def offline(command: str, data: Path, site: Path, **settings: str) -> str:
    """Run one of the commands where there is no network at all, not even to this machine itself; what it said."""
    if subprocess.run([*OFFLINE, "true"], check=False).returncode:
        pytest.skip("dit systeem staat geen eigen netwerk toe (unshare --map-root-user --net)")
    probe = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    probed = subprocess.run([*OFFLINE, sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert "unreachable" in probed.stderr
    done = subprocess.run(
        [*OFFLINE, sys.executable, "-m", f"scripts.{command}"],
        cwd=ROOT,
        env=environment(data, site, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_real_site_is_made_without_network(site, tmp_path, figure):
    said = offline("site", ROOT / "data", tmp_path / "site")
    assert "in de zoekindex" in said
    assert differences(site, tmp_path / "site") == []
    assert "geen fouten" in offline("check", ROOT / "data", tmp_path / "site")
    figure("zonder netwerk", 2, "opdrachten (site met zoekindex en check); de site is dezelfde")
