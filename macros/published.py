"""`urls.txt` in the data folder: every address that the site ever had, one a line. It is only ever added to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros import conflicts
from macros.problems import Problem
from macros.refusal import why

URLS_FILE = "urls.txt"

_ADDRESS = re.compile(r"/(?:[A-Za-z0-9._~%-]+/)*[A-Za-z0-9._~%-]*")


@dataclass(frozen=True)
class Published:
    """The addresses in the file at `path` (as messages show it), each as `/lessen/x/`, with the number of its line."""

    path: str
    lines: Mapping[str, int]


def read_file(file: str, path: str) -> tuple[Published | None, list[Problem]]:
    """The addresses in a file, and what is wrong with it; messages show it as `path`."""
    try:
        return read(Path(file).read_bytes(), path)
    except OSError as error:
        message = f"Dit bestand is niet te lezen ({why(error)})."
        return None, [Problem(path, 1, 1, "onleesbaar", message, "Kijk de rechten na.")]


def read(raw: bytes, path: str) -> tuple[Published, list[Problem]]:
    """The addresses in the file, and what is wrong with its lines."""
    lines: dict[str, int] = {}
    problems = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        address = line.removesuffix(b"\r").decode("utf-8", "replace")
        if not address and number > raw.count(b"\n"):
            break  # what follows the last end of line is no line
        if not _ADDRESS.fullmatch(address):
            problems.append(Problem(path, number, 1, "ongeldig-adres", *_wrong(address)))
        elif address in lines:
            message = f'"{address}" staat al op regel {lines[address]}.'
            problems.append(Problem(path, number, 1, "dubbel-adres", message, "Haal deze regel weg."))
        else:
            lines[address] = number
    if line := conflicts.line_of_first(raw.decode("utf-8", "replace")):
        problems = [Problem(path, line, 1, "botsing", conflicts.MESSAGE, conflicts.HINT)]
    return Published(path, lines), problems


def addition(raw: bytes, new: Iterable[str]) -> bytes:
    """What must be added to the file with bytes `raw` so that it also holds the addresses `new`."""
    end = b"\n" if raw and not raw.endswith(b"\n") else b""
    return end + "".join(f"{address}\n" for address in sorted(new)).encode()


def _wrong(address: str) -> tuple[str, str]:
    if not address.strip():
        return "Deze regel is leeg.", "Haal haar weg."
    path = "/" + re.sub(r"https?://[^/]*", "", address.strip()).lstrip("/")
    hint = f'Bedoelde u "{path}"?' if _ADDRESS.fullmatch(path) else "Schrijf op elke regel één pad, zoals /lessen/mijn-les/."
    return f'"{address}" is geen adres van deze site.', hint
