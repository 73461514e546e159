"""Finds values that stand in curly quotation marks, as if those were YAML's (rule `gekruld-aanhalingsteken`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build
_OPEN, _CLOSE = "“„‟”", "”“"


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        values = [(("titel",), record.titel), (("samenvatting",), record.samenvatting)]
        values += [(("aliassen", number), alias) for number, alias in enumerate(record.aliassen)]
        for loc, text in values:
            if text[0] in _OPEN and text[-1] in _CLOSE:
                message = f"De gekrulde aanhalingstekens ({text[0]} {text[-1]}) komen zo op de site te staan."
                hint = "Haal ze weg, of gebruik rechte als er een dubbele punt in de tekst staat."
                yield problem_at(record, loc, "gekruld-aanhalingsteken", message, hint, level="waarschuwing")
