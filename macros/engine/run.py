"""Starts the commands that make or show the site. Each returns an exit code: 0 good, 1 problems, 2 wrong use."""

from __future__ import annotations

import errno
import logging
import os
import sys
from pathlib import Path

from macros import folders, problems, stopping
from macros.engine import build
from macros.engine.examining import Stopped
from macros.folders import DOCS, with_data
from macros.output import NotASite, Output
from macros.package import pack
from macros.pages import menu, words
from macros.pages.menu import CONFIG
from macros.refusal import why_and_where

HOOK, EXTENSION = "macros/engine/hook.py", "macros.extension"
_PUT_BACK = "Zet die regels terug zoals zij in Git staan. Er is niets veranderd aan de site."


@with_data
def site(data: Path) -> int:
    """Make the site and publish it."""
    _log_to_terminal(logging.ERROR)  # what MkDocs warns about is told by the build itself
    stopping.interrupt()
    try:
        Output(folders.site()).refuse_other_things()
        try:
            build.begin(data, DOCS, folders.site(), folders.site_url())
            _let_mkdocs_build()
        except BaseException:
            stopping.ignore()
            build.give_up()
            raise
    except KeyboardInterrupt:
        print("Afgebroken. De site is heel: de vorige staat er nog, of de nieuwe was net klaar.", file=sys.stderr)
        return 130
    except NotASite as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"De site kon niet worden geschreven: {why_and_where(error)}. De vorige site staat er nog.", file=sys.stderr)
        return 1
    return 0


def _let_mkdocs_build() -> None:
    """MkDocs is imported only when a build was begun, so that other processes can go on with that meanwhile."""
    from mkdocs.commands import build as mkdocs
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    try:
        try:
            config = load_config(CONFIG)
        except (Abort, ConfigurationError):  # it said in the log which one
            raise Stopped(f"{CONFIG}: een instelling kan zo niet. Hierboven zegt MkDocs welke. {_PUT_BACK}") from None
        if HOOK not in config.hooks or EXTENSION not in config.mdx_configs:  # MkDocs would clear the site, and then fail
            raise Stopped(f"{CONFIG}: {HOOK} onder hooks, of {EXTENSION} onder markdown_extensions, is weg. {_PUT_BACK}")
        mkdocs.build(config)
    except MkDocsException as problem:
        raise Stopped(str(problem)) from None


def package() -> int:
    """Make the site and pack it into PAKKET, with checksums, settings for servers and an install note."""
    if code := site():
        return code
    target = Path(os.environ.get("PAKKET") or "kennisportaal.zip")
    try:
        number = pack(folders.site(), target)
    except OSError as error:
        print(f"Het pakket kon niet worden geschreven: {why_and_where(error)}.", file=sys.stderr)
        return 1
    print(f"{target}: {words.count(number, 'bestand', 'bestanden')}, {words.number(target.stat().st_size)} bytes.")
    return 0


@with_data
def serve(data: Path, address: str | None = None) -> int:
    """Show the site at `address` (host:port) and follow edits until the reader of the terminal stops it."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from macros.engine.watching import Serving

    if wrong := menu.read(Path(CONFIG)).problems:  # without it nothing can be shown; what else is wrong stands in the pages
        print(problems.report(wrong), file=sys.stderr)
        return 1
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
        no_address = _NO_ADDRESS.get(error.errno) if error.filename is None else None
        print(f"Het adres {no_address}" if no_address else f"De site is niet te tonen: {why_and_where(error)}.", file=sys.stderr)
        return 1
    return 0


_NO_ADDRESS = {
    errno.EADDRINUSE: "is niet vrij. Draait er al een make serve?",
    errno.EADDRNOTAVAIL: "is niet van deze computer.",
    errno.EACCES: "mag u niet gebruiken. Neem een poort boven de 1023.",
}


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
