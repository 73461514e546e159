"""Finds words that are true on the day of writing only (rule `gedateerd-woord`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

_WORDS = re.compile(r"\b(momenteel|dit jaar|onlangs|op dit moment|tegenwoordig)\b", re.I)

_PARTS = ("omenteel", "it jaar", "nlangs", "p dit moment", "egenwoordig")  # a quick look, whatever the first letter

THOROUGH = True  # says nothing that stops a build


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if record.jaar is None:
            continue
        for loc, text in [(("samenvatting",), record.samenvatting), *record.rich_texts()]:
            if not any(part in text for part in _PARTS):
                continue
            found = _WORDS.search(re.sub(r"[“‘].*?[”’]", "", text, flags=re.S))
            if found and loc[0] != "advies":
                message, hint = (
                    f'"{found[1]}" klopt alleen op de dag dat het is geschreven.',
                    f"Schrijf het jaar, zoals in {record.jaar}.",
                )
                yield problem_at(record, loc, "gedateerd-woord", message, hint, word=found[1], level="waarschuwing")
