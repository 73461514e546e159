"""Builds on a small disk of its own, for tests/test_storing.py: `volle_schijf.py TASK`, inside a mount namespace.

Makes the old site, leaves a share of the room that the new one needs, builds that, and builds it again with room.
Prints for each share what came of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from tests.bouwen import build, manifest


def main(task: dict) -> list[dict]:
    disk = Path(task["folder"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g,nr_inodes=100k", "schijf", str(disk)], check=True)
    site, kept = disk / "uit" / "site", Path(task["folder"] + "-oud")
    must(build(Path(task["old"]), site, SITE_URL="https://oud.example/"))  # so that every page has to be written anew
    shutil.copytree(site, kept)
    inodes = task.get("inodes", False)
    used = taken(disk, inodes)
    need = highest(disk, inodes, lambda: must(build(Path(task["new"]), site))) - used
    outcomes = []
    for share in task["shares"]:
        shutil.rmtree(site)
        shutil.copytree(kept, site)
        limit = taken(disk, inodes) + max(int(need * share), 1)
        remount(disk, f"nr_inodes={limit}" if inodes else f"size={limit * 4096}")
        code, said = build(Path(task["new"]), site)
        outcome = {
            "old": manifest(kept),
            "code": code,
            "said": said,
            "phase": phase(said),
            "site": manifest(site),
            "left": os.listdir(site.parent),
        }
        remount(disk, "size=1g,nr_inodes=100k")
        following, _ = build(Path(task["new"]), site)
        outcomes.append({**outcome, "next": following, "next_site": manifest(site), "next_left": os.listdir(site.parent)})
    return outcomes


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def must(done: tuple[int, str]) -> None:
    if done[0]:
        raise SystemExit(done[1])


def taken(disk: Path, inodes: bool) -> int:
    """How much of the disk is in use: pages of memory, or files and folders."""
    room = os.statvfs(disk)
    return room.f_files - room.f_ffree if inodes else (room.f_blocks - room.f_bfree) * room.f_frsize // 4096


def highest(disk: Path, inodes: bool, work) -> int:
    """The most that was in use during some work."""
    most, ended = 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.002):
            most = max(most, taken(disk, inodes))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        ended.set()
        watcher.join()
    return most


def phase(said: str) -> str:
    """The folder of the new site in which the disk was full, when the message names one."""
    found = re.search(r"\.site\.nieuw/([^/)]+)", said)
    return found[1] if found else ""


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
