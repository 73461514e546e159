"""What must hold between records. One rule a file: its docstring is the rule, its `check` finds what breaks it."""

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
    """Every problem that any rule finds."""
    for rule in rules():
        yield from rule.check(portal)
