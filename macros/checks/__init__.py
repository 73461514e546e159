"""What must hold between records. A file finds what breaks one rule, or a few near each other; `rules` says what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from macros.portal import Portal
from macros.problems import Problem


def rules() -> list[ModuleType]:
    """The modules of all rules, by name."""
    return [import_module(f"{__name__}.{module.name}") for module in sorted(iter_modules(__path__), key=lambda m: m.name)]


def run(portal: Portal, *, thorough: bool = False) -> Iterator[Problem]:
    """Every problem that a rule finds: of the quick ones, or of the `thorough` ones, which take time and only ever warn."""
    for rule in rules():
        if getattr(rule, "THOROUGH", False) == thorough:
            yield from rule.check(portal)
