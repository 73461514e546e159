"""Keeps from one run to the next what follows from our own code alone, such as the schemas.

Beside the environment's packages, in a folder for each version of that code: with one sign changed in any file of this
package, or with another Python or pydantic, nothing kept before is read again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydantic

CODE = Path(__file__).parent
PLACE = Path(sys.prefix) / "kennisportaal-bewaard"
VERSIONS = 4  # folders that stay: one for each copy of the project that uses the same environment


def kept(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, plain data; read from disk where this version of the code made it before."""
    file = PLACE / version() / f"{name}.json"
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        made = make()
    put(file, json.dumps(made).encode())
    with contextlib.suppress(OSError):
        for old in sorted(PLACE.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)[VERSIONS:]:
            shutil.rmtree(old, ignore_errors=True)
    return made


def put(file: Path, content: bytes) -> None:
    """Keep a file: who reads it finds all of it or none. Where it cannot be written it is made every time."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()


@functools.cache
def version() -> str:
    """The name of this version of the code: a hash of all of it."""
    found = hashlib.sha256(f"{sys.version} {pydantic.VERSION}".encode())
    for file in sorted(CODE.rglob("*.py")):
        found.update(f"\n{file.relative_to(CODE)}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]
