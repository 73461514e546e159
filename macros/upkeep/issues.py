"""Keeps one open issue a letter, through `gh`. The only place that knows GitHub.

An issue of ours is known by its author and a mark in its text, so that what others wrote is never touched, whatever its
title: anyone can copy the mark.
"""

from __future__ import annotations

import json
import os
import subprocess

from macros.upkeep.letters import Letter

_WORKFLOW = "app/github-actions"  # the account of a workflow, which cannot ask who it is


class NoIssues(Exception):
    """The issues could not be kept up; the message says why, for people."""


def keep_up(subject: str, letters: list[Letter]) -> str:
    """Open an issue for every letter, renew the one that is open, close what is done. Returns what was done, in Dutch."""
    mark = f"<!-- {subject.casefold()} -->"
    listed = json.loads(_gh("issue", "list", "--state", "open", "--limit", "1000", "--json", "number,title,body,author"))
    us = {_WORKFLOW} if os.environ.get("GITHUB_ACTIONS") else {_WORKFLOW, _gh("api", "user", "--jq", ".login").strip()}
    written = [issue for issue in listed if mark in issue["body"] and issue["author"]["login"] in us]
    ours = sorted(written, key=lambda issue: issue["number"])
    numbers = {issue["title"]: str(issue["number"]) for issue in reversed(ours)}
    kept = set()
    for letter in letters:
        body = f"{letter.text}\n\n{mark}\n"
        if number := numbers.get(letter.title):
            _gh("issue", "edit", number, "--body-file", "-", given=body)
            kept.add(number)
        else:
            _gh("issue", "create", "--title", letter.title, "--body-file", "-", given=body)
    done = [str(issue["number"]) for issue in ours if str(issue["number"]) not in kept]
    for number in done:
        _gh("issue", "close", number, "--comment", "Hier is niets meer te doen.")
    return f"{len(letters) - len(kept)} issues geopend, {len(kept)} bijgewerkt, {len(done)} gesloten."


def _gh(*arguments: str, given: str = "") -> str:
    try:
        done = subprocess.run(["gh", *arguments], input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise NoIssues("Issues bijwerken kan alleen met gh, het programma van GitHub.") from None
    if done.returncode:
        raise NoIssues(f"gh kon de issues niet bijwerken: {done.stderr.strip()}")
    return done.stdout
