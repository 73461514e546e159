"""Finds names at `ingedeeld` that are no fields of the record (rule `onbekend-veld`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        for number, name in enumerate(record.ingedeeld):
            if name not in (fields := type(record).model_fields):
                yield problem_at(
                    record,
                    ("ingedeeld", number),
                    "onbekend-veld",
                    f'Het veld "{name}" bestaat hier niet.',
                    suggestion(name, fields, most=40),
                )
