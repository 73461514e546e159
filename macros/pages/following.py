"""What readers follow: everything, a kind, or what belongs to one record, such as a theme."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds import Record
from macros.kinds.fields import Ref
from macros.kinds.places import marks
from macros.portal import Portal


def belonging(record: Record, portal: Portal) -> Iterator[Record]:
    """The public records that name this one in a field for its kind alone: those with this theme, or of this ambition."""
    for folder, kind in portal.kinds.items():
        places = [place for model in kind.models for place in marks(model, Ref) if place.mark.folders == (record.map,)]
        for name in dict.fromkeys(place.path[0] for place in places if place.path[1:] in ((), ("*",))):
            yield from portal.having(folder, name, record.ref)
