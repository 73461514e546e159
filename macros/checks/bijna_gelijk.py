"""Finds records of one kind whose summaries are nearly the same (rule `bijna-gelijk`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, combinations

from macros.kinds import Record
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build
SHARED = 0.8  # of the words that either has
RAREST = 6  # words by which a summary is found near others
ENOUGH = 2  # of those that summaries must share to be compared; or one, when a summary has no more
COMMON = 30  # a word that more records share says nothing about two of them


def check(portal: Portal) -> Iterator[Problem]:
    for folder in portal.kinds:
        for first, second in _pairs(portal.public(folder)):
            message = f'De samenvatting lijkt sterk op die van "{first.ref}".'
            hint = "Voeg de twee samen, of schrijf waarin zij verschillen."
            yield problem_at(second, ("samenvatting",), "bijna-gelijk", message, hint, level="waarschuwing")


def _pairs(records: list[Record]) -> Iterator[tuple[Record, Record]]:
    """Records whose summaries share most of their words; only those that share some of their rarest are compared."""
    words = [frozenset(record.samenvatting.casefold().split()) for record in records]
    spread = Counter(chain.from_iterable(words))
    telling = sorted((count, word) for word, count in spread.items() if 1 < count <= COMMON)
    rarity = {word: place for place, (_, word) in enumerate(telling)}
    rarest = [sorted([rarity[word] for word in found if word in rarity])[:RAREST] for found in words]
    holders: dict[int, list[int]] = {}
    for number, found in enumerate(rarest):
        for word in found:
            holders.setdefault(word, []).append(number)
    shared = Counter(chain.from_iterable(combinations(numbers, 2) for numbers in holders.values()))
    poor = {number for number, found in enumerate(rarest) if len(found) < ENOUGH}
    for first, second in sorted([pair for pair, most in shared.items() if most >= ENOUGH or not poor.isdisjoint(pair)]):
        both = len(words[first] & words[second])
        if both >= SHARED * (len(words[first]) + len(words[second]) - both):
            yield records[first], records[second]
