"""Records that are alike though neither names the other: what they share, and the reason in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from macros.kinds import Record
from macros.pages import words
from macros.portal import Portal

KINDS = ("lessen", "praktijken", "handreikingen")  # the kinds that readers read on from
SHARED = 8  # what more records share than this says little about two of them
ENOUGH = 3
MOST = 4

_ABOUT, _TIED = "ook over ", "hoort ook bij "  # what every reason begins with
_NAMED = 2  # titles in one line: with more it is longer than what it leads to
_WORD = re.compile(r"\w{5,}")
# Words that say nothing about what a text is about.
_EMPTY = frozenset(
    """alleen allemaal altijd ander andere anderen anders bijna binnen blijf blijft blijven buiten daarbij daarmee daarna
    daarom daarvoor dezelfde echte eerst eerste eigen elkaar enkele geeft geregeld geven goede grote helft hetzelfde hoeveel
    iedere iedereen iemand kiezen kleine komen kunnen laten later maakt maken manier meeste minder moeten naast nieuw nieuwe
    nodig omtrent onder opnieuw reken samen soort sommige steeds stellen tegelijk tegen terug terwijl tijdens tussen tweede
    vaker volgens vooral vragen waarbij waarin waarom waarvoor wanneer weinig welke willen worden wordt zagen zodat zoals
    zonder zoveel zullen""".split()  # noqa: SIM905
)
# A relation to these is too common to say that two records belong together; shared themes count for a little.
_COMMON = {"themas", "bronnen", "ambities", "leden", "bundels"}
_TIED_BY_NAME = {*_COMMON, *KINDS}


class Related:
    """What the records of one Portal share."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def prepare(self) -> None:
        """Work out what `to` needs of all records, before it is asked."""
        _ = self.holders, self._themes

    def to(self, record: Record) -> list[tuple[Record, str]]:
        """The records most like this one that it does not name itself, each with the reason; always the same ones."""
        if record.map not in KINDS or not record.is_public:
            return []
        shared = {
            reason: self.holders[reason]
            for reason in self._portal.once("reasons", record, self._reasons)
            if 1 < len(self.holders[reason]) <= SHARED
        }
        named = {link.target.ref for link in self._portal.links(record) if link.target}
        named |= {link.record.ref for link in self._portal.backlinks(record)}
        themes = frozenset(record.themas)
        scores = [
            (-2 * reasons - len(themes & self._themes[ref]), ref)
            for ref, reasons in Counter(chain.from_iterable(shared.values())).items()
            if ref != record.ref and ref not in named
        ]
        best = sorted(score for score in scores if -score[0] >= ENOUGH)[:MOST]
        return [(self._portal.get(ref), _said([reason for reason in shared if ref in shared[reason]])) for _, ref in best]

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """By reason, in words: the records that have it."""
        holders: dict[str, list[str]] = defaultdict(list)
        for record in self._read_on():
            for reason in self._portal.once("reasons", record, self._reasons):
                holders[reason].append(record.ref)
        return holders

    @cached_property
    def _themes(self) -> dict[str, frozenset[str]]:
        return {record.ref: frozenset(record.themas) for record in self._read_on()}

    def _read_on(self) -> Iterator[Record]:
        for folder in KINDS:
            yield from self._portal.public(folder) if folder in self._portal.kinds else ()

    def _reasons(self, record: Record) -> list[str]:
        """What a record may share with others, in words."""
        topics = sorted({*_WORD.findall(" ".join((record.titel, *record.aliassen)).casefold())} - _EMPTY)
        return [*(f"{_ABOUT}{topic}" for topic in topics), *(f"{_TIED}{target}" for target in self._targets(record))]

    def _targets(self, record: Record) -> list[str]:
        """The titles of the particular records that a record is tied to, each once."""
        named = (link.target for link in self._portal.links(record) if link.target and link.target.map not in _COMMON)
        tied = (link.record for link in self._portal.backlinks(record) if link.record.map not in _TIED_BY_NAME)
        return list(dict.fromkeys(target.titel for target in (*named, *tied)))


def _said(reasons: list[str]) -> str:
    """The reasons in one line: what each begins with is said once."""
    about = [reason.removeprefix(_ABOUT) for reason in reasons if reason.startswith(_ABOUT)]
    tied = [f"“{reason.removeprefix(_TIED)}”" for reason in reasons if reason.startswith(_TIED)]
    lines = []
    if about:
        lines.append(_ABOUT + words.listed(about))
    if tied:
        lines.append(_TIED + words.listed(tied[:_NAMED]))
    return "; ".join(lines)
