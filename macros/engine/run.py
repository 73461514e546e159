"""Starts MkDocs and the checks for the commands in scripts/. Each returns an exit code: 0 good, 1 problems, 2 wrong use."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from datetime import date
from pathlib import Path

from macros import addresses, problems, published, stopping, upkeep
from macros.engine import release as releasing
from macros.engine.examining import Stopped, address_of, examine, examine_closely, publication_of
from macros.engine.release import ARCHIVES
from macros.output import NotASite, Output
from macros.package import pack
from macros.pages import words
from macros.portal import Portal
from macros.published import URLS_FILE
from macros.upkeep import versions
from macros.upkeep.run import no_data

CONFIG = "mkdocs.yml"
DOCS = Path("docs")


def check() -> int:
    """List every problem in data and pages; with BASE= also those with what changed since that version."""
    data = Path(os.environ.get("DATA") or "data")
    if not data.is_dir():
        return no_data(data)
    base, form = os.environ.get("BASE"), os.environ.get("VORM", "")
    if form and form not in problems.FORMS:
        print(f'VORM="{form}" bestaat niet. {problems.suggestion(form, problems.FORMS)}', file=sys.stderr)
        return 2
    try:
        since = versions.since(data, base) if base else None
    except versions.NoVersion as error:
        print(error, file=sys.stderr)
        return 2
    gc.disable()  # a command makes much, throws little away and ends: looking for garbage costs a sixth of its time
    try:
        opened, found, is_spelt = examine_closely(data, DOCS)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    if since:
        found += upkeep.compare(opened, since)
    if told := problems.report(found, _address(opened), form):
        print(told)
    if not is_spelt:
        print("De spelling is niet nagekeken: daarvoor zijn de pakketten hunspell en hunspell-nl nodig.", file=sys.stderr)
    if problems.has_errors(found):
        return 1
    if form in ("", "tekst"):
        print(f"{data}: {opened.size} records, geen fouten.")
    return 0


def urls() -> int:
    """Add the addresses that are new to urls.txt, so that they keep answering from now on."""
    data = Path(os.environ.get("DATA") or "data")
    if not data.is_dir():
        return no_data(data)
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
    with path.open("ab") as file:
        file.write(published.addition(before, new))
    known = len(opened.published.lines) if opened.published else 0
    print(f"{path}: {words.count(len(new), 'adres', 'adressen')} erbij, {words.number(known + len(new))} in totaal.")
    return 0


def release() -> int:
    """Make release VERSIE= of the data, dated DATUM= or else today. Only this command looks at the clock for that."""
    data, versie, day = Path(os.environ.get("DATA") or "data"), os.environ.get("VERSIE", ""), os.environ.get("DATUM", "")
    if not data.is_dir():
        return no_data(data)
    if not versie:
        print("Welke uitgave wordt het? Noem haar zo: make release VERSIE=2026.1.", file=sys.stderr)
        return 2
    try:
        datum = date.fromisoformat(day) if day else date.today()
    except ValueError:
        print(f'"{day}" is geen datum. Schrijf jaar-maand-dag, zoals DATUM=2026-12-01.', file=sys.stderr)
        return 2
    try:
        prepared = releasing.prepare(data, DOCS, versie, datum, os.environ.get("SITE_URL") or "")
        releasing.publish(prepared)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except releasing.Refused as refused:
        print(refused, file=sys.stderr if refused.code == 2 else sys.stdout)
        return refused.code
    except OSError as error:
        print(f"De uitgave kon niet worden geschreven: {error}. Alles staat er nog zoals het was.", file=sys.stderr)
        return 1
    print(f"Uitgave {versie} van {words.day(datum)} staat klaar in {ARCHIVES / versie}.")
    print(f"{words.count(prepared.new_addresses, 'nieuw adres', 'nieuwe adressen')} in {data / URLS_FILE}.")
    print("Leg de gewijzigde bestanden nu vast in git, en maak de site opnieuw.")
    return 0


def _address(opened: Portal) -> str:
    return address_of(opened, os.environ.get("SITE_URL") or "")


def site() -> int:
    """Make the site and publish it."""
    from mkdocs.commands import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    data = Path(os.environ.get("DATA") or "data")
    if not data.is_dir():
        return no_data(data)
    _log_to_terminal(logging.ERROR)  # what MkDocs warns about is told by the build itself
    stopping.interrupt()
    gc.disable()  # see `check`
    try:
        config = load_config(CONFIG)
        Output(Path(config.site_dir)).refuse_other_things()
        try:
            build.build(config)
        except KeyboardInterrupt as interrupted:  # to MkDocs that is no error, so nobody was told to clear up
            stopping.ignore()
            config.plugins.on_build_error(error=interrupted)
            raise
    except KeyboardInterrupt:
        print("Afgebroken. De site is heel: de vorige staat er nog, of de nieuwe was net klaar.", file=sys.stderr)
        return 130
    except NotASite as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except MkDocsException as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"De site kon niet worden geschreven: {_why(error)} De vorige site staat er nog.", file=sys.stderr)
        return 1
    return 0


def package() -> int:
    """Make the site and pack it into PAKKET, with checksums, settings for servers and an install note."""
    if code := site():
        return code
    target = Path(os.environ.get("PAKKET") or "kennisportaal.zip")
    try:
        number = pack(Path(os.environ.get("SITE") or "site"), target)
    except OSError as error:
        print(f"Het pakket kon niet worden geschreven: {error}.", file=sys.stderr)
        return 1
    print(f"{target}: {words.count(number, 'bestand', 'bestanden')}, {words.number(target.stat().st_size)} bytes.")
    return 0


def serve(address: str | None = None) -> int:
    """Show the site at `address` (host:port) and follow edits until the reader of the terminal stops it."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from macros.engine.watching import Serving

    data = Path(os.environ.get("DATA") or "data")
    if not data.is_dir():
        return no_data(data)
    stopping.interrupt()
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # the build in the background tells what MkDocs finds
    try:
        Serving(load_config(CONFIG, hooks=[], **({"dev_addr": address} if address else {})), Path(CONFIG), data, DOCS).run()
    except KeyboardInterrupt:
        return 0
    except NotASite as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except MkDocsException as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Het adres is niet vrij: {error}. Draait er al een make serve?", file=sys.stderr)
        return 1
    return 0


_WHY = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de ruimte die u op deze schijf hebt is op",
    errno.EROFS: "van deze schijf kan alleen worden gelezen",
    errno.EACCES: "u hebt daar geen recht om te schrijven",
    errno.EPERM: "u hebt daar geen recht om te schrijven",
}


def _why(error: OSError) -> str:
    """Why the system refused to write, as a sentence."""
    place = error.filename2 or error.filename
    reason = _WHY.get(error.errno, error.strerror or str(error))
    return f"{reason} ({os.fsdecode(place)})." if place else f"{reason}."


def _log_to_terminal(level: int) -> None:
    """Show what MkDocs says from `level` on, and the line that closes a build in any case."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(lambda _: not isinstance(sys.exc_info()[1], OSError))  # told at the end, in Dutch
    handler.addFilter(lambda record: record.levelno >= level or record.name == "mkdocs.kennisportaal")
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.setLevel(min(level, logging.WARNING))  # the build itself must hear every warning
    logging.getLogger("mkdocs.kennisportaal").setLevel(logging.INFO)
