"""Finds invisible signs that may stand in YAML, and yet split a word that readers search for, or turn what follows.

They come along when somebody copies a text. Signs that YAML itself does not take are found when a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.kinds.places import texts_in
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem
from macros.text import TURNING

THOROUGH = True  # says nothing that stops a build: pages stand such signs
_OBJECT = "\ufffc"  # where a picture stood; the only one that Python would print
_SIGN = re.compile(f"[\u00ad\u200b\ufeff{_OBJECT}{TURNING}]")


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        said = record.model_dump_json()
        if (said.isprintable() and _OBJECT not in said) or not _SIGN.search(said):  # as nearly always
            continue
        for loc, text in texts_in(record):
            for sign in dict.fromkeys(_SIGN.findall(text)):
                message = f"Hier staat een onzichtbaar teken (U+{ord(sign):04X})."
                hint = "Haal het weg; het komt vaak mee met kopiëren uit een ander programma."
                yield problem_at(record, loc, "vreemd-teken", message, hint, word=sign, level="waarschuwing")
