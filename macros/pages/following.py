"""What readers follow: everything, a kind, or what belongs to one record, such as a theme."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.portal import Portal


def belonging(record: Record, portal: Portal) -> Iterator[Record]:
    """The public records that name this one in the field for its kind: those with this theme, or this ambition."""
    for folder, kind in portal.kinds.items():
        if any(record.map in model.model_fields for model in kind.models):
            yield from portal.having(folder, record.map, record.ref)
