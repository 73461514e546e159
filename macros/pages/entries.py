"""What a list says of a record on its card: the same on a page that we make and in a list that a browser makes."""

from __future__ import annotations

from typing import Any

from macros.kinds import Kind, Record
from macros.pages import words


def entry(record: Record, kind: Kind) -> dict[str, Any]:
    """The parts of the card of a record, in the order in which they are read. An opinion is always called one."""
    return {
        "soort": (record.soort if kind.by_soort else kind.one).capitalize(),
        "jaar": record.jaar,
        "titel": record.titel,
        "samenvatting": record.samenvatting,
        "noot": words.ZEKERHEID["mening"] if record.zekerheid == "mening" else "",
    }
