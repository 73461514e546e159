"""Records that are alike though neither names the other: what they share, and the reason in words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from macros.kinds import Record
from macros.portal import Portal

KINDS = ("lessen", "praktijken", "handreikingen")  # the kinds that readers read on from
SHARED = 8  # what more records share than this says little about two of them
ENOUGH = 3
MOST = 4

_WORD = re.compile(r"\w{5,}")
# A relation to these is too common to say that two records belong together; shared themes count for a little.
_COMMON = {"themas", "bronnen", "ambities", "leden", "bundels"}
_TIED_BY_NAME = {*_COMMON, *KINDS}


class Related:
    """What the records of one Portal share."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def to(self, record: Record) -> list[tuple[Record, str]]:
        """The records most like this one that it does not name itself, each with the reason; always the same ones."""
        if record.map not in KINDS or not record.is_public:
            return []
        found: dict[str, tuple[Record, list[str]]] = {}
        for reason in self._portal.once("reasons", record, self._reasons):
            holders = self.holders[reason]
            for other in holders if len(holders) <= SHARED else ():
                if other.ref in found:
                    found[other.ref][1].append(reason)
                else:
                    found[other.ref] = (other, [reason])
        found.pop(record.ref, None)
        themes, scores = set(record.themas), {}
        for ref, (other, reasons) in found.items():
            if len(reasons) > 1 or not themes.isdisjoint(other.themas):  # else it is not enough
                scores[ref] = 2 * len(reasons) + len(themes.intersection(other.themas))
        known = {link.target.ref for link in self._portal.links(record) if link.target}
        known |= {link.record.ref for link in self._portal.backlinks(record)}
        best = sorted((-score, ref) for ref, score in scores.items() if score >= ENOUGH and ref not in known)[:MOST]
        return [(found[ref][0], " en ".join(dict.fromkeys(found[ref][1]))) for _, ref in best]

    @cached_property
    def holders(self) -> dict[str, list[Record]]:
        """By reason, in words: the records that have it."""
        holders: dict[str, list[Record]] = defaultdict(list)
        for folder in KINDS:
            for record in self._portal.public(folder) if folder in self._portal.kinds else ():
                for reason in self._portal.once("reasons", record, self._reasons):
                    holders[reason].append(record)
        return holders

    def _reasons(self, record: Record) -> list[str]:
        """What a record may share with others, in words."""
        words = sorted(set(_WORD.findall(" ".join((record.titel, *record.aliassen)).casefold())))
        return [*(f"ook over {word}" for word in words), *(f"hoort ook bij {target}" for target in self._targets(record))]

    def _targets(self, record: Record) -> list[str]:
        """The titles of the particular records that a record is tied to, each once."""
        named = (link.target for link in self._portal.links(record) if link.target and link.target.map not in _COMMON)
        tied = (link.record for link in self._portal.backlinks(record) if link.record.map not in _TIED_BY_NAME)
        return list(dict.fromkeys(target.titel for target in (*named, *tied)))
