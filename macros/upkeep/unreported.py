"""Finds facts that changed without a new line in `wijzigingen` (rule `wijziging-niet-gemeld`).

A fact is every field that a reader sees as content: all of them, but for those in `NO_FACT`. Other white space,
a default written out and the new name of the same record are no change. A record that nobody could read before,
because it is new or was a `concept`, has nothing to report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from macros import yamlfile
from macros.filenames import shown
from macros.kinds import Record
from macros.kinds.fields import Ref
from macros.kinds.places import marks
from macros.pages import words
from macros.portal import Portal
from macros.problems import Problem
from macros.upkeep import changes
from macros.upkeep.differences import differences
from macros.upkeep.versions import Since

# What the editors keep for themselves, for search, and for the record's own history.
NO_FACT = frozenset(
    {
        "aliassen",
        "beheerder",
        "herzien_voor",
        "ingedeeld",
        "nagekeken",
        "toegevoegd",
        "voormalige_ids",
        "wijzigingen",
    }
)


def check(portal: Portal, since: Since) -> Iterator[Problem]:
    for change in changes.read(since, portal.kinds).records:
        if change.old is None or change.new is None or change.old.get("publicatie") == "concept":
            continue
        if _lines(change.new) > _lines(change.old):
            continue
        old, new = (_facts(values, change.model, portal) for values in (change.old, change.new))
        changed = list(differences(old, new))
        if not changed:
            continue
        path = since.data / f"{change.ref}.yml"
        place = yamlfile.place(path.read_bytes(), changed[0].loc)
        names = list(dict.fromkeys(f'"{difference.names[0]}"' for difference in changed))
        verb = "is" if len(names) == 1 else "zijn"
        message = f"{words.listed(names)} {verb} veranderd sinds {since.base}, maar bij wijzigingen staat geen nieuwe regel."
        line = '{datum: jjjj-mm-dd, soort: inhoudelijk, tekst: "Wat er veranderde."}'
        hint = f"Zet onder wijzigingen: - {line}" if change.new.get("wijzigingen") else f"Zet erbij: wijzigingen: [{line}]"
        yield Problem(shown(path), *place, "wijziging-niet-gemeld", message, hint, level="waarschuwing")


def _lines(values: dict) -> int:
    given = values.get("wijzigingen")
    return len(given) if isinstance(given, list) else 0


def _facts(values: dict, model: type[Record] | None, portal: Portal) -> dict:
    """The fields that count, without those that only say the default, and every reference by its present name."""
    facts = {name: value for name, value in values.items() if name not in NO_FACT}
    if model is None:
        return facts
    for name, field in model.model_fields.items():
        if name in facts and facts[name] == field.get_default(call_default_factory=True):
            del facts[name]
    for place in marks(model, Ref):
        facts = _with(facts, place.path, lambda value, ref=place.mark: _present(portal, ref.target(value)))
    return facts


def _present(portal: Portal, ref: str) -> str:
    found = portal.get(ref)
    return found.ref if found else ref


def _with(value: Any, path: tuple[str, ...], change: Callable[[str], str]) -> Any:
    """A value with what stands at `path` changed; `*` stands for every item of a list."""
    if not path:
        return change(value) if isinstance(value, str) else value
    if path[0] == "*":
        return [_with(item, path[1:], change) for item in value] if isinstance(value, list) else value
    if isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: _with(value[path[0]], path[1:], change)}
    return value
