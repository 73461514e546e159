"""A JSON Schema of each kind, from the classes in `macros/kinds/`: for the records in the API and for their files in data/.

Titles, help and limits are those of the fields; the examples come from the records.
"""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from typing import Any

from macros import urls
from macros.compact import dump
from macros.exports.json_api import path
from macros.kept import kept
from macros.kinds import Kind, Record, all_kinds
from macros.portal import Portal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXAMPLE_LIMIT = 200  # signs of JSON; a longer value is no help in a form
LOOKED_AT = 100  # records of a kind in which examples are sought

_ADDED = "Zet de site er zelf bij; staat niet in het bestand in data/."


def files(portal: Portal) -> Iterator[tuple[str, str]]:
    """The schema of every kind."""
    for kind in portal.kinds.values():
        yield urls.file_of(urls.schema(kind.folder)), dump(of_kind(portal, kind)) + "\n"


def of_kind(portal: Portal, kind: Kind) -> dict[str, Any]:
    """The schema of a kind, with examples from its public records."""
    made = copy.deepcopy(_without_examples(kind))
    for model in kind.models:
        properties = made["$defs"][model.__name__]["properties"]
        for name, value in _examples(portal.public(kind.folder), model).items():
            properties[name]["examples"] = [value]
    return made


@functools.cache
def _without_examples(kind: Kind) -> dict[str, Any]:
    """The schema as it follows from the class; pydantic takes a third of a second for those of all kinds."""
    if all_kinds().get(kind.folder) is kind:
        return kept(f"schema-{kind.folder}", lambda: _of_kind(kind))
    return _of_kind(kind)


def _of_kind(kind: Kind) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for model in kind.models:
        own = model.model_json_schema()
        parts |= own.pop("$defs", {})
        parts[model.__name__] = own
        own["properties"] = _where(kind) | own["properties"]
        if kind.by_soort:
            own["required"] = ["soort", *own["required"]]
    for part in parts.values():
        _clean(part)
    return {
        "$schema": DIALECT,
        "title": kind.title,
        "description": kind.intro,
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in kind.models],
        "$defs": parts,
    }


def _where(kind: Kind) -> dict[str, Any]:
    """What the API adds to the fields of a record."""
    id_ = urls.ID_PATTERN.pattern
    return {
        "map": {"title": "Map", "description": _ADDED, "const": kind.folder, "readOnly": True},
        "id": {
            "title": "Id",
            "description": _ADDED,
            "type": "string",
            "pattern": f"^{id_}$",
            "readOnly": True,
        },
        "pad": {
            "title": "Pad van de pagina",
            "description": f"Vanaf het begin van de site. {_ADDED}",
            "type": "string",
            "pattern": f"^{kind.folder}/{id_}/$",
            "readOnly": True,
        },
        "schema": {"title": "Schema", "description": _ADDED, "const": path(urls.schema(kind.folder)), "readOnly": True},
    }


def _clean(part: dict[str, Any]) -> None:
    """Take out what says nothing to readers: notes for programmers, and that a field may be left out by being null."""
    part.pop("description", None)
    for field in part["properties"].values():
        if field.get("default", ...) is None:
            del field["default"]
            options = [option for option in field.pop("anyOf") if option != {"type": "null"}]
            field |= options[0] if len(options) == 1 else {"anyOf": options}


def _examples(records: list[Record], model: type[Record]) -> dict[str, Any]:
    """Of each field a real value that is not long, of the first record that has one."""
    found: dict[str, Any] = {}
    wanted = {name for name, field in model.model_fields.items() if name != "soort"}
    for record in records[:LOOKED_AT]:
        if type(record) is not model:
            continue
        if given := wanted & record.model_fields_set:
            for name, value in json.loads(record.model_dump_json(include=given, exclude_none=True, exclude_unset=True)).items():
                if len(dump(value)) <= EXAMPLE_LIMIT:
                    found[name] = value
            wanted -= found.keys()
        if not wanted:
            break
    return found
