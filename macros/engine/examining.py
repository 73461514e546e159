"""Reads and checks everything that a site is made of: the records, and the pages in docs/."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from macros import addresses, checks, portal, problems, reading, urls
from macros.exports import Publication
from macros.halves import WORTH, Beside, Shared
from macros.load import load
from macros.pages import former, handwritten, placing
from macros.reading import Content
from macros.sources import Sources
from macros.upkeep import spelling

T = TypeVar("T")

ATTEMPTS = 5  # at reading files that change meanwhile


class Stopped(Exception):
    """The site cannot be made; the message says why, for people."""


def examine(data: Path, docs: Path) -> tuple[portal.Portal, list[problems.Problem]]:
    """The Portal of a data folder, and every problem in the data and the pages, but for what `examine_closely` adds.

    Raises `Stopped` when files keep changing while they are read.
    """
    return _of_one_moment(data, docs, lambda contents: _examine(data, docs, contents))[1]


def examine_still(
    data: Path, docs: Path, begin: Callable[[portal.Portal], None]
) -> tuple[Sources, tuple[portal.Portal, list[problems.Problem]]]:
    """The same, and what the files were: all of one moment, because those that change meanwhile are read again.

    Work on a Portal may `begin` before the last is known about it: it may have errors, or make place for another.
    """
    return _of_one_moment(data, docs, lambda contents: _examine(data, docs, contents, begin))


def examine_closely(data: Path, docs: Path) -> tuple[portal.Portal, list[problems.Problem], bool]:
    """The same as `examine`, with what takes time to find and only ever warns: by thorough rules, and words that are in no
    dictionary. The last value is whether there was a dictionary to look them up in."""

    return _of_one_moment(data, docs, lambda contents: _examine_closely(data, docs, contents))[1]


def _of_one_moment(data: Path, docs: Path, look: Callable[[dict[str, Content]], T]) -> tuple[Sources, T]:
    """What `look` gives; it is given what the files of records hold, as far as they were read before."""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * 0.1)
        ahead = reading.taken(data)
        sources = Sources.of(docs) | (ahead.sources if ahead else Sources.of(data))
        failed: Exception | None = None
        try:
            outcome = look(ahead.contents if ahead else {})
        except Exception as error:  # perhaps a file that went before a problem in it could be shown
            failed = error
        changed = sources.changed()
        if not changed:
            if failed:
                raise failed
            return sources, outcome
    raise Stopped(f"{changed} verandert steeds terwijl wij lezen. Wacht tot dat klaar is en probeer het opnieuw.")


def _examine(
    data: Path, docs: Path, contents: dict[str, Content], begin: Callable[[portal.Portal], None] | None = None
) -> tuple[portal.Portal, list[problems.Problem]]:
    loaded = load(data, contents=contents)
    opened = portal.from_loaded(loaded)
    return opened, _problems(loaded.problems, opened, docs, begin)


def _examine_closely(data: Path, docs: Path, contents: dict[str, Content]) -> tuple[portal.Portal, list[problems.Problem], bool]:
    loaded = load(data, contents=contents)
    opened = portal.from_loaded(loaded)

    def closely(rules: Iterable[ModuleType]) -> list[tuple]:
        return [values for rule in rules for values in _plain(rule.check(opened))]

    worth = opened.size > WORTH
    with (
        Shared(checks.rules(thorough=True), closely, worth=worth) as closer,
        Beside(lambda: _plain(_problems(loaded.problems, opened, docs)), worth=worth) as found,
    ):
        try:
            words, is_spelt = list(spelling.check(opened)), True
        except spelling.NoDictionary:
            words, is_spelt = [], False
        close = [problem for part in closer.outcomes() for problem in _as_problems(part)]
        return opened, [*_as_problems(found.outcome()), *close, *words], is_spelt


def _problems(
    of_files: list[problems.Problem],
    opened: portal.Portal,
    docs: Path,
    begin: Callable[[portal.Portal], None] | None = None,
) -> list[problems.Problem]:
    """All problems, with those found in the files.

    The pages are looked at in this process, because a build shows what was made for that (`Macros.table`).
    """
    opened.connect()
    with Beside(lambda: _plain(checks.run(opened)), worth=opened.size > WORTH) as between_records:
        if begin and not problems.has_errors(of_files):
            with suppress(Exception):  # it stumbled, perhaps over a reference to nothing too
                begin(opened)
        try:
            of_pages = list(handwritten.check(docs, opened))
        except Exception:  # a macro stumbled; whether over a reference to nothing is known when the records are checked
            of_pages = None
        found = [*of_files, *_as_problems(between_records.outcome())]
    if of_pages is None:
        of_pages = handwritten.check(docs, opened, sound=not problems.has_errors(found))
    found += of_pages
    if opened.published:
        found += addresses.check(publication_of(opened, docs))
    return found


def _plain(found: Iterable[problems.Problem]) -> list[tuple]:
    """Problems as a process can send them."""
    return [astuple(problem) for problem in found]


def _as_problems(sent: Iterable[tuple]) -> Iterator[problems.Problem]:
    return (problems.Problem(*values) for values in sent)


def address_of(opened: portal.Portal, given: str) -> str:
    """The public address of the site with a slash behind it: as `given`, or as the data have it; empty when not known."""
    address = given or opened.settings.site_url or ""
    return f"{address.rstrip('/')}/" if address else ""


def publication_of(opened: portal.Portal, docs: Path, site_url: str = "") -> Publication:
    """What will be published: the records, and the pages and files in `docs`."""
    pages = placing.addresses(docs, opened)
    return Publication(
        opened,
        site_url,
        pages=tuple(sorted({urls.page(address) for address in pages.values()})),
        moved=tuple(former.moved(docs, pages)),
        files=tuple(sorted(urls.MARK + name for name in placing.other_files(docs))),
    )
