"""Finds sentences that are hard to follow because they are long (rule `lange-zin`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build
MOST = 25  # words

# Where a sentence ends: behind a sign with a space after it, at an empty line, and at the next line of a list or table.
_END = re.compile(r"(?<=[.!?…])[”’)\"*_]*\s+|\n\s*\n|\n\s*(?:[-*|>#]|\d+\.)\s*")
_LINK = re.compile(r"\]\([^)]*\)")
_LONG = re.compile(r"[^.!?…]{30,}(?:[.!?…](?!\s)[^.!?…]*)*")  # a quick look: what may be a long sentence


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for loc, text in [(("samenvatting",), record.samenvatting), *record.rich_texts()]:
            if not any([run.count(" ") + run.count("\n") >= MOST for run in _LONG.findall(text)]):
                continue
            for sentence in _END.split(_LINK.sub("]", text)):
                words = [word for word in sentence.split() if any(map(str.isalnum, word))]
                if len(words) > MOST:
                    message = f'Deze zin telt {len(words)} woorden: "{" ".join(words[:6])} …"'
                    hint = "Maak er twee zinnen van, of laat weg wat niet nodig is."
                    yield problem_at(record, loc, "lange-zin", message, hint, word=" ".join(words[:2]), level="waarschuwing")
