"""What must hold between records. A file finds what breaks one rule, or a few near each other; `rules` says what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from macros.portal import Portal
from macros.problems import Problem


def rules(*, thorough: bool) -> list[ModuleType]:
    """The modules of the quick rules, or of the `thorough` ones, which take time and only ever warn; by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return [module for module in modules if getattr(module, "THOROUGH", False) == thorough]


def run(portal: Portal, *, thorough: bool = False) -> Iterator[Problem]:
    """Every problem that the quick rules find, or the `thorough` ones."""
    for rule in rules(thorough=thorough):
        yield from rule.check(portal)
