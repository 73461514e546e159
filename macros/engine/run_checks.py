"""Starts the commands that check everything and make no site. Each returns an exit code: 0 good, 1 problems, 2 wrong use."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import date
from pathlib import Path

from macros import addresses, folders, problems, published, upkeep
from macros.engine import release as releasing
from macros.engine.examining import Stopped, address_of, examine, examine_closely, publication_of
from macros.engine.release import ARCHIVES
from macros.folders import DOCS, with_data
from macros.pages import words
from macros.portal import Portal
from macros.published import URLS_FILE
from macros.refusal import why_and_where
from macros.upkeep import versions


@with_data
def check(data: Path) -> int:
    """List every problem in data and pages; with BASE= also those with what changed since that version."""
    base, form = os.environ.get("BASE"), os.environ.get("VORM", "")
    if form and form not in problems.FORMS:
        print(f'VORM="{form}" bestaat niet. {problems.suggestion(form, problems.FORMS)}', file=sys.stderr)
        return 2
    try:
        since = versions.since(data, base) if base else None
    except versions.NoVersion as error:
        print(error, file=sys.stderr)
        return 2
    try:
        opened, found, is_spelt = examine_closely(data, DOCS)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    if since:
        found += upkeep.compare(opened, since)
    wrong = problems.has_errors(found)
    with contextlib.suppress(BrokenPipeError):  # who reads along had enough, such as head
        if told := problems.report(found, _address(opened), form):
            print(told)
        if not wrong and form in ("", "tekst"):
            print(f"{data}: {opened.size} records, geen fouten.")
    if not is_spelt:
        print("De spelling is niet nagekeken: daarvoor zijn de pakketten hunspell en hunspell-nl nodig.", file=sys.stderr)
    return int(wrong)


@with_data
def urls(data: Path) -> int:
    """Add the addresses that are new to urls.txt, so that they keep answering from now on."""
    try:
        opened, found = examine(data, DOCS)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    errors = [problem for problem in found if problem.level == "fout"]
    path = data / URLS_FILE
    if errors:
        print(f"{problems.report(errors, _address(opened))}\nEr is niets toegevoegd aan {path}.")
        return 1
    new = addresses.new(publication_of(opened, DOCS))
    before = path.read_bytes() if path.exists() else b""
    try:
        with releasing.all_or_none({path: before + published.addition(before, new)}):
            pass
    except OSError as error:
        print(f"{path} kon niet worden geschreven: {why_and_where(error)}.", file=sys.stderr)
        return 1
    known = len(opened.published.lines) if opened.published else 0
    print(f"{path}: {words.count(len(new), 'adres', 'adressen')} erbij, {words.number(known + len(new))} in totaal.")
    return 0


@with_data
def release(data: Path) -> int:
    """Make release VERSIE= of the data, dated DATUM= or else today. Only this command looks at the clock for that."""
    versie, day = os.environ.get("VERSIE", ""), os.environ.get("DATUM", "")
    if not versie:
        print("Welke uitgave wordt het? Noem haar zo: make release VERSIE=2026.1.", file=sys.stderr)
        return 2
    try:
        datum = date.fromisoformat(day) if day else date.today()
    except ValueError:
        print(f'"{day}" is geen datum. Schrijf jaar-maand-dag, zoals DATUM=2026-12-01.', file=sys.stderr)
        return 2
    try:
        prepared = releasing.prepare(data, DOCS, versie, datum, folders.site_url())
        releasing.publish(prepared)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except releasing.Refused as refused:
        print(refused, file=sys.stderr if refused.code == 2 else sys.stdout)
        return refused.code
    except OSError as error:
        print(
            f"De uitgave kon niet worden geschreven: {why_and_where(error)}. Alles staat er nog zoals het was.", file=sys.stderr
        )
        return 1
    print(f"Uitgave {versie} van {words.day(datum)} staat klaar in {ARCHIVES / versie}.")
    print(f"{words.count(prepared.new_addresses, 'nieuw adres', 'nieuwe adressen')} in {data / URLS_FILE}.")
    print("Leg de gewijzigde bestanden nu vast in git, en maak de site opnieuw.")
    return 0


def _address(opened: Portal) -> str:
    return address_of(opened, folders.site_url())
