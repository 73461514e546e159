"""A bundle names each record once, and only records that readers can find."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for bundle in portal.records.get("bundels", {}).values():
        seen: set[str] = set()
        for part, deel in enumerate(bundle.delen):
            for number, piece in enumerate(deel.onderdelen):
                loc = ("delen", part, "onderdelen", number, "record")
                record = portal.get(piece.record)
                if record is None:
                    continue  # a problem of its own
                if record.ref in seen:
                    message = f'"{record.ref}" staat al in deze bundel.'
                    hint = "Laat het staan waar het de lezer het meest helpt."
                    yield problem_at(bundle, loc, "dubbel-in-bundel", message, hint)
                elif not record.is_public:
                    message = f'"{record.ref}" is {record.publicatie} en staat daarom niet op de pagina van deze bundel.'
                    hint = "Kies een ander record, of haal het weg."
                    yield problem_at(bundle, loc, "niet-openbaar-in-bundel", message, hint, level="waarschuwing")
                seen.add(record.ref)
