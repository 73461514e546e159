"""Finds links in texts that lead nowhere (rule `kapotte-link`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros import text
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest, suggestion


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.written():
        for loc, source in record.rich_texts():
            for target in text.links(source):
                if text.has_other_scheme(target):
                    message = f'"{target[:60]}" wordt geen link: de pagina toont alleen de woorden.'
                    hint = "Schrijf map/id van een record, of een volledig adres dat begint met https://."
                    yield problem_at(record, loc, "kapotte-link", message, hint, word=target, level="waarschuwing")
                elif message := _broken(portal, target):
                    yield problem_at(record, loc, "kapotte-link", *message, word=target)


def _broken(portal: Portal, target: str) -> tuple[str, str] | None:
    """What is wrong with the target of a link, and what to do."""
    if text.is_outside(target):
        return None
    if not text.is_reference(target):
        return (
            f'De link naar "{target}" werkt niet.',
            "Schrijf map/id van een record, of een volledig adres dat begint met https://.",
        )
    ref = target.split("#")[0]
    if portal.get(ref) or ref in portal.broken:
        return None
    folder, _, id_ = ref.partition("/")
    if folder not in portal.kinds:
        return f'De link naar "{target}" noemt geen bestaande map.', suggestion(folder, portal.kinds, most=30)
    best = nearest(id_, portal.ids(folder))
    return (
        f'De link naar "{target}" leidt naar een record dat er niet is.',
        f'Bedoelde u "{folder}/{best}"?' if best else "Kijk de id na.",
    )
