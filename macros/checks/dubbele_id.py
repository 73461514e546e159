"""Een id en een voormalige id horen bij één record.

Twee records met dezelfde (voormalige) id zouden om hetzelfde webadres vechten.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.fields import ID_PATTERN
from macros.load import problem_at, shown
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    owners = {record.ref: record for record in portal.all()}
    for record in portal.all():
        for number, former in enumerate(record.voormalige_ids):
            loc = ("voormalige_ids", number)
            parts = former.split("/")
            if len(parts) != 2 or not all(ID_PATTERN.fullmatch(part) for part in parts):
                yield problem_at(
                    record, loc, "ongeldige-id", f'"{former}" is geen map/id.', "Schrijf bijvoorbeeld lessen/oude-naam."
                )
                continue
            owner = owners.setdefault(former, record)
            if owner is not record:
                yield problem_at(
                    record,
                    loc,
                    "dubbele-id",
                    f'"{former}" hoort al bij {shown(owner.path)}.',
                    "Laat de id bij één record staan.",
                )
