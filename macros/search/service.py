"""Runs Pagefind, which asks nothing of another host.

It runs as a service: it gets the pages in the order that we give, where reading a folder itself it would number them in
the order of the disk, and it hands back the files of the index. So the same pages always give the same bytes; only we
write in the site; and when a build is killed its Pagefind ends with it, as nothing comes from its input any more.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase

_AHEAD = 64  # pages sent before their answers are read: few enough for those answers to fit in a pipe
_UNUSED = ("*ui.js", "*ui.css", "pagefind-highlight.js", "wasm.unknown.pagefind")
_MAGIC = b"pagefind_dcd"  # what each file of the index begins with, unpacked
_SILENT = b"console.error(`Failed to load the index chunk ${url}:\n${e?.toString()}`);"


class SearchError(Exception):
    """Pagefind did not make an index."""


def index_of(pages: Iterable[tuple[str, str]]) -> tuple[int, dict[str, bytes]]:
    """The number of pages in the index of these pages (file, HTML), and the files of the index by their names.

    Raises `SearchError`.
    """
    files = _in_order(_run(pages))
    files["pagefind.js"] = _failing(files["pagefind.js"])
    languages = json.loads(files["pagefind-entry.json"])["languages"].values()
    kept = {name: content for name, content in files.items() if not any(fnmatchcase(name, pattern) for pattern in _UNUSED)}
    return sum(language["page_count"] for language in languages), kept


def _run(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """What Pagefind makes of the pages: the files of the index by their names."""
    command = [sys.executable, "-m", "pagefind", "--service"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0) as service:  # Ctrl-C is for us to act on
        try:
            answers = _answers(service)
            waiting = 1
            _ask(service, type="NewIndex", config={"force_language": "nl"})
            for file, html in pages:
                if waiting == _AHEAD:
                    next(answers)
                    waiting -= 1
                _ask(service, type="AddFile", index_id=0, file_path=file, file_contents=html)
                waiting += 1
            _ask(service, type="GetFiles", index_id=0)
            for _ in range(waiting):
                next(answers)
            made = next(answers)
        except (BrokenPipeError, StopIteration):
            raise SearchError("Pagefind maakte geen zoekindex: het hield er onverwacht mee op.") from None
        finally:
            service.kill()
            with suppress(BrokenPipeError):
                service.stdin.close()
    return {file["path"]: base64.b64decode(file["content"]) for file in made["files"]}


def _ask(service: subprocess.Popen, **payload: object) -> None:
    message = json.dumps({"message_id": 0, "payload": payload}, ensure_ascii=False)
    service.stdin.write(base64.b64encode(message.encode()) + b",")
    service.stdin.flush()


def _answers(service: subprocess.Popen) -> Iterator[dict]:
    """Every answer in turn, until the service ends."""
    rest = b""
    parts: list[bytes] = []
    while chunk := service.stdout.read1(1 << 20):
        *ends, rest = chunk.split(b",")
        for end in ends:
            answer = json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts = []
            if answer["type"] == "Error":
                raise SearchError(f"Pagefind maakte geen zoekindex. {answer['message']}")
            yield answer
        parts.append(rest)


def _failing(script: bytes) -> bytes:
    """Pagefind's script, with which a search fails when it cannot fetch a part of the index.

    Its own tells only the console, and then finds nothing in that part.
    """
    if script.count(_SILENT) != 1:
        raise SearchError("Pagefind haalt zijn index anders op dan wij kennen. Pas macros/search/service.py aan.")
    return script.replace(_SILENT, b"throw e;")


def _in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same index with the values of each filter by name; Pagefind's own order differs from run to run.

    Files are called after their content: that of a filter is named in pf_meta, and that one in the entry.
    """
    renamed = {}
    for name in [name for name in files if name.startswith("filter/")]:
        renamed |= _replace(files, name, _MAGIC + _sorted_filter(gzip.decompress(files[name]).removeprefix(_MAGIC)))
    for name in [name for name in files if name.endswith(".pf_meta")]:
        content = gzip.decompress(files[name])
        for old, new in renamed.items():
            content = content.replace(old, new)
        for old, new in _replace(files, name, content).items():
            files["pagefind-entry.json"] = files["pagefind-entry.json"].replace(old, new)
    return files


def _replace(files: dict[str, bytes], name: str, content: bytes) -> dict[bytes, bytes]:
    """Put `content` in the place of a file, under a name that follows from it. The old and the new part of the name."""
    before, _, kind = name.rpartition(".")
    start, _, old = before.rpartition("_")
    new = hashlib.sha256(content).hexdigest()[: len(old)]
    del files[name]
    files[f"{start}_{new}.{kind}"] = gzip.compress(content, mtime=0)
    return {f"_{old}".encode(): f"_{new}".encode()}


def _sorted_filter(cbor: bytes) -> bytes:
    """A filter, `[name, [[value, [page, …]], …]]` in CBOR, with its values sorted."""
    _, at = _head(cbor, 0)
    length, at = _head(cbor, at)
    count, at = _head(cbor, at + length)
    values, start = [], at
    for _ in range(count):
        begin = at
        _, at = _head(cbor, at)
        length, text = _head(cbor, at)
        numbers, at = _head(cbor, text + length)
        for _ in range(numbers):
            _, at = _head(cbor, at)
        values.append((cbor[text : text + length], cbor[begin:at]))
    if at != len(cbor):
        raise SearchError("Pagefind schrijft zijn filters anders op dan wij kennen. Pas macros/search/service.py aan.")
    return cbor[:start] + b"".join(value for _, value in sorted(values))


def _head(cbor: bytes, at: int) -> tuple[int, int]:
    """The number at a place in CBOR (of a list: how many items, of a text: how many bytes), and the place after it."""
    low = cbor[at] & 31
    if low < 24:
        return low, at + 1
    end = at + 1 + (1 << (low - 24))
    return int.from_bytes(cbor[at + 1 : end]), end
