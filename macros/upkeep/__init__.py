"""What keeps the portal true as time goes by: comparing with an earlier version, reviews that are due, outside links, spelling.

Comparing needs more than the records as they are now, so these rules are not in `checks`, which sees only a Portal.
A `Since` (from `versions`, the only place that knows git) holds the files that differ, and no page, list or export
ever sees one.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.portal import Portal
from macros.problems import Problem
from macros.upkeep import lost_addresses, unreported
from macros.upkeep.versions import Since


def compare(portal: Portal, since: Since) -> Iterator[Problem]:
    """Every problem with what changed since an earlier version."""
    yield from unreported.check(portal, since)
    yield from lost_addresses.check(since)
