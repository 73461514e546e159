"""What the tests of faults and of reproducibility share: small data in two versions, and builds of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from macros import checks
from macros.engine.examining import examine
from macros.portal import Portal
from macros.problems import Problem

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"
OLD, NEW = "Een les over vroeger", "Een les over later"
# Before a command: the rights of files count for it, also when root gives it.
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()


def examine_thoroughly(data: Path, docs: Path) -> tuple[Portal, list[Problem]]:
    """The Portal of a data folder, and every problem in the data and the pages, also those that thorough rules find."""
    opened, found = examine(data, docs)
    return opened, [*found, *checks.run(opened, thorough=True)]


def small_data(folder: Path, title: str = OLD) -> Path:
    """A few records, without the settings that would make the pages in docs/ ask for all of the real ones."""
    shutil.copytree(RECORDS, folder)
    (folder / "portaal.yml").unlink()
    retitle(folder, title)
    return folder


def retitle(data: Path, title: str) -> None:
    """Another title for the lesson and, in step with it, another introduction for the theme."""
    for file, field in (("lessen/les.yml", "titel"), ("themas/thema.yml", "inleiding")):
        (data / file).write_text(changed(data / file, field, title), "utf-8")


def changed(file: Path, field: str, value: str) -> str:
    """The text of a record with another value in one field."""
    lines = file.read_text("utf-8").splitlines()
    assert sum(line.startswith(f"{field}: ") for line in lines) == 1
    return "\n".join(f"{field}: {value}" if line.startswith(f"{field}: ") else line for line in lines) + "\n"


def environment(data: Path, site: Path, **settings: str) -> dict[str, str]:
    """Where a build reads and writes; with its search index unless a setting says otherwise."""
    return {
        **os.environ,
        "DATA": str(data),
        "SITE": str(site),
        "SITE_URL": "",
        "SEARCH": "1",
        "GITHUB_ACTIONS": "",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **settings,
    }


def start(data: Path, site: Path, *before: str, **settings: str) -> subprocess.Popen[str]:
    """A build that runs, as the leader of a group of processes; `before` is a command that starts it, such as unshare."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "scripts.site"],
        cwd=ROOT,
        env=environment(data, site, **settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=_as_on_a_terminal,
    )


def _as_on_a_terminal() -> None:
    """Whoever started the tests may have had them ignore that their terminal is closed."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def build(data: Path, site: Path, *before: str, **settings: str) -> tuple[int, str]:
    """A build to its end: the exit code and all that it said."""
    running = start(data, site, *before, **settings)
    said, _ = running.communicate(timeout=300)
    return running.returncode, said


def manifest(folder: Path) -> dict[str, str]:
    """Every file in a folder with a sum of its bytes; empty when there is no folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
