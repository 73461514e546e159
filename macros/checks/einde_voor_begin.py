"""An end does not lie before its begin, as far as both are known exactly."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for folder, kind in portal.kinds.items():
        if not any({"begin", "einde"} <= model.model_fields.keys() for model in kind.models):
            continue
        for record in portal.records[folder].values():
            begin, einde = str(getattr(record, "begin", None) or ""), str(getattr(record, "einde", None) or "")
            known = min(len(begin), len(einde))
            if einde[:known] < begin[:known]:
                message = f"Het einde ({einde[:16]}) ligt vóór het begin ({begin[:16]})."
                yield problem_at(record, ("einde",), "einde-voor-begin", message, "Kijk beide na.")
