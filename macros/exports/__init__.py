"""Files for machines and for old links. One format a file, each with `export(publication)` → (file, content).

A module without `export` makes one part of the open data; `open_data` puts those together, because they share work.
A format whose files have fixed names also has `addresses(publication)` → the addresses (marks) of those files, but for
the ones that every record has: those stand in `urls.record_addresses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from macros.output import Work
from macros.pages.former import Moved
from macros.portal import Portal


@dataclass(frozen=True)
class Publication:
    """What is published: the records, the public address (empty when not known), and what stands in docs/."""

    portal: Portal
    site_url: str
    pages: tuple[str, ...]  # addresses (marks) of the pages that the engine makes
    moved: tuple[Moved, ...] = ()  # where those pages used to be
    files: tuple[str, ...] = ()  # addresses (marks) of other files beside the pages


OPEN_DATA = f"{__name__}.open_data"


def formats() -> list[ModuleType]:
    """The modules of all formats, by name."""
    found = [import_module(f"{__name__}.{module.name}") for module in sorted(iter_modules(__path__), key=lambda m: m.name)]
    return [module for module in found if hasattr(module, "export")]


def shares(publication: Publication) -> tuple[list[Work], list[Work]]:
    """All formats, each as the work that makes its files: the open data, which are more than half of it all, and the others."""
    every = formats()
    heavy = [partial(one.export, publication) for one in every if one.__name__ == OPEN_DATA]
    return heavy, [partial(one.export, publication) for one in every if one.__name__ != OPEN_DATA]
