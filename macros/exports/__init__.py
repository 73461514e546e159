"""Files for machines and for old links. One format a file, each with `export(publication)` → (file, content)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from macros.portal import Portal


@dataclass(frozen=True)
class Publication:
    """What is published: the records, the public address (empty when not known), and the hand-written pages."""

    portal: Portal
    site_url: str
    pages: tuple[str, ...]  # addresses (marks)


def export_all(publication: Publication) -> Iterator[tuple[str, str | bytes]]:
    """Every file of every format."""
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        yield from import_module(f"{__name__}.{module.name}").export(publication)
