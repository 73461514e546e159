"""Starts the commands that keep the portal true. Each returns an exit code: 0 good, 1 problems, 2 wrong use."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from macros import folders, portal
from macros.checks import herziening_verlopen
from macros.folders import DOCS, with_data
from macros.kinds import all_kinds
from macros.load import Loaded, load
from macros.pages import words
from macros.problems import has_errors, report
from macros.upkeep import changes, issues, links, outside, told, versions
from macros.upkeep.asking import Asker, host_of
from macros.upkeep.letters import Letter, letters

_REVIEW = "Te herzien", "Deze records hadden al opnieuw met hun bronnen vergeleken moeten zijn."
_LINKS = "Links nakijken", "Deze links naar andere sites werken niet meer, of hun uitzondering is voorbij."


@with_data
def diff(data: Path) -> int:
    """Show what changed in the records since the version that BASE= names."""
    base = os.environ.get("BASE")
    if not base:
        return _wrong("Waarmee wilt u vergelijken? Noem een tak of een commit, zoals make diff BASE=main.")
    try:
        since = versions.since(data, base)
    except versions.NoVersion as error:
        return _wrong(str(error))
    print(told.markdown(since, changes.read(since, all_kinds()), folders.site_url()))
    return 0


@with_data
def review(data: Path) -> int:
    """Show which records should have been reviewed by now, for each beheerder; with ISSUES=1 as issues."""
    loaded = _without_errors(data)
    if loaded is None:
        return 1
    opened = portal.from_loaded(loaded)
    written = letters(*_REVIEW, herziening_verlopen.check(opened), opened)
    if os.environ.get("ISSUES"):
        return _as_issues(_REVIEW[0], written)
    print("\n\n".join(f"# {letter.title}\n\n{letter.text}" for letter in written) or "Geen record is te laat nagekeken.")
    return 0


@with_data
def check_links(data: Path) -> int:
    """Ask every outside address whether it works, and list those that do not; with ISSUES=1 as issues."""
    loaded = _without_errors(data)
    if loaded is None:
        return 1
    opened = portal.from_loaded(loaded)
    mentions = outside.mentions(opened, loaded.root, DOCS)
    hosts = {host_of(address) for address in mentions}
    asked = f"{words.count(len(mentions), 'adres', 'adressen')} bij {words.count(len(hosts), 'site', 'sites')}"
    print(f"{asked} nakijken …", file=sys.stderr)
    site_url = folders.site_url() or opened.settings.site_url or ""
    answers = Asker(home=site_url).ask_all(mentions)
    if len(hosts) > 1 and not any(answer.status for answer in answers.values()):
        return _wrong("Geen enkele site antwoordde. Is er verbinding met internet?")
    found = list(links.problems(mentions, answers, loaded.link_exceptions, loaded.root, date.today()))
    if os.environ.get("ISSUES"):
        return _as_issues(_LINKS[0], letters(*_LINKS, found, opened))
    print(report(found, site_url) or "Alle adressen werken.")
    return 1 if has_errors(found) else 0


def _without_errors(data: Path) -> Loaded | None:
    """All that is in the data folder; nothing, after telling it, when something is wrong there."""
    loaded = load(data)
    if has_errors(loaded.problems):
        print(report(loaded.problems))
        return None
    return loaded


def _as_issues(subject: str, written: list[Letter]) -> int:
    try:
        print(issues.keep_up(subject, written))
    except issues.NoIssues as error:
        return _wrong(str(error))
    return 0


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
