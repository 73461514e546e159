"""What a reader can keep for offline, by kind or by theme: which files that takes, and how large they are, once all pages
are made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from macros import urls
from macros.compact import dump
from macros.exports import Publication
from macros.output import Output

ALWAYS = "altijd"  # the files that go with every choice
CHOICE = "keuze"


def export(output: Output, publication: Publication) -> Iterator[tuple[str, str]]:
    """The list of files for each kind and theme, the list of those that always go along, and what there is to choose from."""
    portal, size = publication.portal, cache(lambda file: os.stat(f"{output.folder}/{file}").st_size)
    always = [*map(urls.file_of, publication.pages), *output.files("assets"), urls.file_of(urls.manifest())]
    yield _file(ALWAYS, _addresses(always))
    kinds = []
    for kind in portal.kinds.values():
        records = [urls.file_of(record.url) for record in portal.public(kind.folder)]
        if not records:
            continue
        further = output.files(f"{kind.folder}/{urls.PAGES}") if (output.folder / kind.folder / urls.PAGES).is_dir() else []
        about = {"map": kind.folder, "titel": kind.title, "aantal": len(records), "bytes": sum(map(size, [*records, *further]))}
        kinds.append(about)
        yield _file(kind.folder, _addresses([*records, *further]))
    themes = []
    for theme in portal.public("themas"):
        about = [record for folder in portal.kinds for record in portal.having(folder, "themas", theme.ref)]
        pages = list(dict.fromkeys(urls.file_of(record.url) for record in (theme, *about)))
        name = f"{urls.THEME}/{theme.id}"
        themes.append({"map": name, "titel": theme.titel, "aantal": len(pages), "bytes": sum(map(size, pages))})
        yield _file(name, _addresses(pages))
    yield _file(CHOICE, {ALWAYS: {"bytes": sum(map(size, always))}, "soorten": kinds, "themas": themes})


def _addresses(files: Iterable[str]) -> list[str]:
    """How a browser asks for the files, from the root of the site."""
    return sorted(file.removesuffix("index.html") for file in files)


def _file(name: str, content: Any) -> tuple[str, str]:
    return urls.file_of(urls.offline(name)), dump(content) + "\n"
