"""The schemas that editors use: those that the site publishes, plus the ids that there are to choose from now.

They stand beside the data folder, in a folder that git ignores, and are written again whenever the ids may have changed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from macros import text
from macros.compact import dump
from macros.exports import schema
from macros.kinds import Kind
from macros.kinds.fields import ELKE_SOORT, REFERS_TO
from macros.portal import Portal

FOLDER = ".schema"


def first_line(folder: str) -> str:
    """The line with which a file of this kind names its schema; editors read it, for the portal it is a comment."""
    return f"# yaml-language-server: $schema=../../{FOLDER}/{folder}.json"


def write(portal: Portal, data: Path) -> None:
    """Write the schema of every kind beside a data folder, where it is not there yet as it should be. Raises OSError."""
    target = Path(os.path.abspath(data)).parent / FOLDER
    target.mkdir(exist_ok=True)
    ids = _ids(portal)
    for kind in portal.kinds.values():
        path, made = target / f"{kind.folder}.json", (dump(of_kind(portal, kind, ids)) + "\n").encode()
        with contextlib.suppress(OSError):
            if path.read_bytes() == made:
                continue
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(made)
        os.replace(beside, path)  # an editor sees the old one or the new one, whole


def of_kind(portal: Portal, kind: Kind, ids: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of the files of a kind: every reference must lead to a record that is there."""
    ids = _ids(portal) if ids is None else ids
    made = schema.of_kind(portal, kind)
    needed: set[str] = set()
    for part in made["$defs"].values():
        # What only the site writes does not stand in a file.
        part["properties"] = {name: field for name, field in part["properties"].items() if "readOnly" not in field}
        _choose(part["properties"], needed)
    made["$defs"] |= {name: ids[name] for name in sorted(needed)}
    return made


def _choose(place: Any, needed: set[str]) -> None:
    """Put the list of ids in the place of what only says how a reference looks, everywhere in a piece of a schema."""
    for value in place.values() if isinstance(place, dict) else place:
        if isinstance(value, dict) and (folders := value.get(REFERS_TO)):
            names = _lists(folders)
            needed.update(names)
            options = [{"$ref": f"#/$defs/{name}"} for name in names]
            for old in ("type", "pattern", REFERS_TO):
                value.pop(old, None)
            value |= options[0] if len(options) == 1 else {"anyOf": options}
        elif isinstance(value, dict | list):
            _choose(value, needed)


def _lists(folders: list[str] | str) -> list[str]:
    """The lists of ids that a reference chooses from: short ids where it can lead to one folder only."""
    if folders == ELKE_SOORT:
        return ["id-elke-soort"]
    return [f"id-{folders[0]}"] if len(folders) == 1 else [f"id-{folder}-met-map" for folder in folders]


def _ids(portal: Portal) -> dict[str, Any]:
    """Every such list, by its name: to choose from what is called so now, and right is also what it was called before."""
    made: dict[str, Any] = {}
    former = sorted(ref for ref in portal.former if text.is_reference(ref))
    every: list[str] = []
    for folder in portal.kinds:
        ids = sorted(set(portal.ids(folder)))
        full = [f"{folder}/{id_}" for id_ in ids]
        old = [ref for ref in former if portal.former[ref].map == folder]
        short = [ref.removeprefix(f"{folder}/") for ref in old if ref.startswith(f"{folder}/")]
        made[f"id-{folder}"] = _choice(ids, [*full, *old, *short])
        made[f"id-{folder}-met-map"] = _choice(full, old)
        every += full
    made["id-elke-soort"] = _choice(every, former)
    return made


def _choice(shown: list[str], also: list[str]) -> dict[str, Any]:
    options: list[dict[str, Any]] = [{"enum": shown}] if shown else []
    if also:  # as a pattern: an editor does not offer those
        options.append({"type": "string", "pattern": f"^(?:{'|'.join(also)})$"})
    return {"anyOf": options} if options else {"not": {}}
