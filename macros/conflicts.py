"""What Git leaves in a file in which two versions meet: somebody must choose, and until then the file means nothing."""

from __future__ import annotations

import re

MESSAGE = "Hier botsten twee versies van dit bestand."
HINT = "Kies er een en haal de regels met <<<<<<<, ======= en >>>>>>> weg."
_MARKER = re.compile(r"^(?:<{7} |\|{7} |={7}\r?$|>{7} )", re.M)
_IN_MARKDOWN = re.compile(r"^[<>]{7} ", re.M)  # a line of = makes a heading of the line above it


def line_of_first(text: str, *, markdown: bool = False) -> int:
    """The number of the first line with a marker; 0 when there is none."""
    if "<<<<<<< " not in text and "=======" not in text and ">>>>>>> " not in text:
        return 0  # as good as always: this takes a tenth of the time
    found = (_IN_MARKDOWN if markdown else _MARKER).search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
