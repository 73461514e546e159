"""Finds former ids that belong to two records, or to none that could be (rules `dubbele-id`, `ongeldige-id`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.filenames import shown
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    owners = {record.ref: record for record in portal.all()}
    for record in portal.all():
        for number, former in enumerate(record.voormalige_ids):
            loc = ("voormalige_ids", number)
            parts = former.split("/")
            if len(parts) != 2 or not all(urls.ID_PATTERN.fullmatch(part) for part in parts):
                yield problem_at(
                    record, loc, "ongeldige-id", f'"{former}" is geen map/id.', "Schrijf bijvoorbeeld lessen/oude-naam."
                )
                continue
            if parts[1] in urls.RESERVED_IDS:
                message, hint = f'"{parts[1]}" is een woord dat de site zelf gebruikt.', "Haal haar weg bij voormalige_ids."
                yield problem_at(record, loc, "ongeldige-id", message, hint)
                continue
            if former == record.ref:
                if number == 0 and len(record.voormalige_ids) > 1:
                    continue  # so that what it took in does not stand first, see `Record.first_url`
                message = f'"{former}" is de id die dit record nu heeft.'
                hint = "Haal haar weg bij voormalige_ids."
                if number:
                    hint = "Heette dit record nooit anders? Zet haar dan vooraan. Haal haar anders weg."
                yield problem_at(record, loc, "dubbele-id", message, hint)
                continue
            owner = owners.setdefault(former, record)
            if owner is not record:
                message, hint = f'"{former}" hoort al bij {shown(owner.path)}.', "Laat de id bij één record staan."
                yield problem_at(record, loc, "dubbele-id", message, hint)
