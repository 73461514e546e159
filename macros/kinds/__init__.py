"""All kinds of records, one file each. A new file in this folder with a `KIND` is a new kind."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from macros.kinds.base import Kind, Record

_PARTS = {"base", "fields", "places", "ruil", "schema_org"}


def all_kinds() -> dict[str, Kind]:
    """Every kind by its folder, in the order in which readers meet them."""
    names = sorted(module.name for module in iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").KIND for name in names if name not in _PARTS]
    return {kind.folder: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.folder))}


__all__ = ["Kind", "Record", "all_kinds"]
