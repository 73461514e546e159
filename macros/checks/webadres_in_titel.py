"""Finds web addresses in titles and summaries (rule `webadres-in-titel`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)]")


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for field, text in (("titel", record.titel), ("samenvatting", record.samenvatting)):
            if "://" not in text and "www." not in text:
                continue
            if found := _ADDRESS.search(text):
                message = f'Bij {field} staat een webadres: "{found[0]}".'
                hint = "Haal het hier weg. Zet de bron bij herkomst, of schrijf in een tekst [woorden](https://…)."
                yield problem_at(record, (field,), "webadres-in-titel", message, hint, word=found[0])
