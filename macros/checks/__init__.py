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


def run(portal: Portal) -> Iterator[Problem]:
    """Every problem that a rule finds, but for those of thorough rules."""
    for rule in rules():
        if not _is_thorough(rule):
            yield from rule.check(portal)


def run_thorough(portal: Portal) -> Iterator[Problem]:
    """Every problem that a thorough rule finds: one that takes time, and only ever warns."""
    for rule in rules():
        if _is_thorough(rule):
            yield from rule.check(portal)


def _is_thorough(rule: ModuleType) -> bool:
    return getattr(rule, "THOROUGH", False)
