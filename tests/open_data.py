"""What tests of the open data share."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.kinds import Record
from macros.portal import Portal

WHERE = {"map", "id", "pad", "schema"}  # of a record, beside its own fields


def values(record: Record) -> dict[str, Any]:
    """What the file of a record fills in, as JSON has values."""
    filled = record.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return {name: value for name, value in filled.items() if value not in ([], {})}


def all_public(portal: Portal) -> Iterator[Record]:
    for folder in portal.kinds:
        yield from portal.public(folder)


@functools.cache
def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
