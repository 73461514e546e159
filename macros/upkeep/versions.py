"""The data folder as it stood at an earlier version. The only place that knows git."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


class NoVersion(Exception):
    """There is nothing to compare with; the message says why and what to do, for people."""


@dataclass(frozen=True)
class Since:
    """Which files in a data folder differ from an earlier version, and what they held then."""

    data: Path
    base: str  # the version, as it was asked for
    commit: str  # the commit that is compared with, in short
    forked: bool  # whether that is an older one than asked for: the last one that both have
    before: dict[str, bytes | None]  # name of a file, relative to `data` → its bytes then; None when it was not there


def since(data: Path, base: str) -> Since:
    """What differs in the data folder from version `base`: a branch, a tag or a commit. Raises `NoVersion`.

    Where both went on after they parted, the version where they parted counts: what others did since then is not
    a change of yours.
    """
    prefix = _git(data, "rev-parse", "--show-prefix", wrong=f"De map {data} staat niet in een git-archief.").rstrip(b"\n")
    unknown = f'"{base}" is geen versie die git hier kent. Noem een tak of een commit, zoals BASE=main of BASE=origin/main.'
    if base.startswith("-"):
        raise NoVersion(unknown)
    asked = _git(data, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}", wrong=unknown).strip().decode()
    try:
        commit = _git(data, "merge-base", asked, "HEAD", wrong="").strip().decode()
    except NoVersion:  # nothing in common, as in a clone without its history
        commit = asked
    listed = _git(data, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".")
    listed += _git(data, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    names = sorted({name for name in listed.split(b"\0") if name and b"\n" not in name})
    held = _contents(data, [commit.encode() + b":" + prefix + name for name in names])
    before = {os.fsdecode(name): content for name, content in zip(names, held, strict=True)}
    return Since(data, base, commit[:9], commit != asked, before)


def head(data: Path) -> str:
    """The commit that is checked out, in full. Raises `NoVersion`."""
    return _git(data, "rev-parse", "HEAD", wrong=f"De map {data} staat niet in een git-archief.").strip().decode()


def uncommitted(data: Path) -> list[str]:
    """The files in the data folder that are not as the commit has them, relative to it. Raises `NoVersion`."""
    changed = _git(data, "diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", ".")
    changed += _git(data, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted({os.fsdecode(name) for name in changed.split(b"\0") if name})


# What git gives to its hooks; with these, -C would take the data folder for the whole work tree.
_OF_CALLER = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def _contents(data: Path, objects: list[bytes]) -> list[bytes | None]:
    """What git holds under each name, in one go; None where it holds nothing."""
    answer = _git(data, "cat-file", "--batch", given=b"".join(name + b"\n" for name in objects)) if objects else b""
    found: list[bytes | None] = []
    place = 0
    for name in objects:
        end = answer.index(b"\n", place)
        head, place = answer[place:end], end + 1
        if head == name + b" missing":
            found.append(None)
            continue
        size = int(head.split()[-1])
        found.append(answer[place : place + size])
        place += size + 1
    return found


def _git(data: Path, *arguments: str, given: bytes = b"", wrong: str = "Git kan de versies niet vergelijken.") -> bytes:
    """What a git command answers in the data folder. Raises `NoVersion`, with `wrong` and what git itself said."""
    command = ["git", "-C", str(data), *arguments]
    # Only looking: git may not lock or refresh anything, or ask for a password.
    here = {name: value for name, value in os.environ.items() if name not in _OF_CALLER}
    environment = {**here, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise NoVersion("Vergelijken met een eerdere versie kan alleen met git, en dat staat niet op deze computer.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise NoVersion(f"{wrong} Git zegt: {said}" if said else wrong)
    return done.stdout
