"""The search index: Pagefind reads the finished pages; nothing is asked of another host.

What Pagefind reads are copies of the pages in a folder of their own, which goes when the index is made: there a record
carries the words that it should also be found by. On the page itself no reader sees them, and they are a tenth of it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import escape

from macros import urls
from macros.halves import in_halves
from macros.kinds import Record
from macros.portal import Portal
from macros.search.words import SearchWords, words_in

FOLDER = "pagefind"
_COPIES = "zoekbron"
_TIERS = (50, 10, 3, 1)  # records that have a word
_INDEXED = (
    ' data-pagefind-body data-pagefind-filter="soort[data-kind]"'
    ' data-pagefind-meta="soort[data-kind],id[data-id],trefwoorden[data-w],verwant[data-v]"'
)


class SearchError(Exception):
    """Pagefind did not make an index."""


def index(site: Path, portal: Portal, pages: Iterable[str]) -> list[str]:
    """Make the index of the site in the folder `site`: its public records, and `pages` (addresses) written by hand.

    Returns the files that it wrote. Raises `SearchError`.
    """
    words = SearchWords(portal)
    words.prepare()
    copies = site / _COPIES
    records = [record for folder in portal.kinds for record in portal.public(folder)]
    in_halves(records, lambda half: _copy_records(site, copies, half, words))
    for address in pages:
        _write(copies / urls.file_of(address), (site / urls.file_of(address)).read_text("utf-8"))
    _run_pagefind(copies, site / FOLDER)
    shutil.rmtree(copies)
    known = site / urls.file_of(urls.search_words())
    _write(known, words_by_tier(words))
    return [known.relative_to(site).as_posix(), *(path.relative_to(site).as_posix() for path in _files(site / FOLDER))]


def article(html: str, near: str, far: str) -> str:
    """The article on the page of a record, with the words that it should also be found by; see `SearchWords.of`."""
    start = html.index(" data-kind=", html.index("<article"))
    end = html.index("</article>", start)
    return f'<article{_INDEXED} data-w="{escape(near)}" data-v="{escape(far)}"{html[start:end]}</article>'


def words_by_tier(words: SearchWords) -> str:
    """The words of the site, for the search page: it tells by them which word of a query is unknown, and what is near it.

    One line a tier, from words that many records have to words that few have; within a line by alphabet.
    """
    known = dict(words.vocabulary)
    for typed in words.typed:
        for word in words_in(typed.lower()):
            known.setdefault(word, 1)
    lines, bound = [], float("inf")
    for tier in _TIERS:
        lines.append(" ".join(sorted(word for word, count in known.items() if tier <= count < bound)))
        bound = tier
    return "\n".join(lines) + "\n"


def _copy_records(site: Path, copies: Path, records: Sequence[Record], words: SearchWords) -> None:
    for record in records:
        file = urls.file_of(record.url)
        page = article((site / file).read_text("utf-8"), *words.of(record))
        _write(copies / file, f'<!doctype html><html lang="nl"><body>{page}</body></html>')


def _run_pagefind(pages: Path, target: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(target), "--force-language", "nl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SearchError(f"Pagefind maakte geen zoekindex:\n{run.stdout}{run.stderr}")
    for unused in ("*ui.js", "*ui.css", "pagefind-highlight.js", "wasm.unknown.pagefind"):
        for path in target.glob(unused):
            path.unlink()


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
