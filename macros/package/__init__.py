"""A site as one file to hand over: a ZIP with the pages, settings for servers, an install note and checksums.

The same site gives the same bytes: order and rights are fixed, and the time of a file follows what is in it.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from macros.exports import headers_for_hosts

_OWN = Path(__file__).parent
_FIRST = datetime(2000, 1, 1)
_MOMENTS = 20 * 365 * 24 * 60 * 30  # of two seconds, as a ZIP counts them: all of them in the past
_FILE = 0o100644 << 16  # a plain file that everybody may read
SUMS = "SHA256SUMS"
SITE = "site"  # the folder in the package that a server is pointed at


def pack(site: Path, target: Path) -> int:
    """Write the package of the site in `site` to `target`, whole or not at all. Returns how many files it holds.

    Raises `OSError` when the site cannot be read or the package not be written.
    """
    part = target.with_name(f".{target.name}.deel")
    sums = []
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
            for name, content in _contents(site):
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
                _add(package, name, content)
            _add(package, SUMS, "".join(sums).encode())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return len(sums) + 1


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file but the checksums, in order: the note, the settings for servers, the pages."""
    yield "LEESMIJ.txt", (_OWN / "LEESMIJ.txt").read_bytes()
    at = headers_for_hosts.path_of(site)
    for example in sorted((_OWN / "server").iterdir()):
        yield f"server/{example.name}", _settings(example, at)
    for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        yield f"{SITE}/{name}", (site / name).read_bytes()


def _settings(example: Path, at: str) -> bytes:
    """An example for a server; for a site that lives under the path `at`, the one for that where there is one."""
    under = _OWN / "under_path" / example.name
    if at and under.exists():
        return under.read_text("utf-8").replace("/PAD", at).encode()
    return example.read_bytes()


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _time(content))
    entry.external_attr = _FILE
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, also where it is not
    package.writestr(entry, content)


def _time(content: bytes) -> tuple[int, int, int, int, int, int]:
    """A moment that follows from the bytes of a file.

    nginx and Apache tell versions of a file apart by its time and size alone (ETag). With one time for all files a browser
    would keep what it has when a file changes and stays as long; the time of making would make the package differ each time.
    """
    number = int.from_bytes(hashlib.sha256(content).digest()[:8], "big") % _MOMENTS
    moment = _FIRST + timedelta(seconds=2 * number)
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
