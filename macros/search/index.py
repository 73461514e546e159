"""The search index: Pagefind reads the finished pages; nothing is asked of another host.

In what Pagefind reads of a record, the article carries the words that it should also be found by. They are not on the page
itself: no reader would see them, and they were a tenth of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from markupsafe import escape

from macros import urls
from macros.kinds import Record
from macros.portal import Portal
from macros.search import service
from macros.search.words import SearchWords, words_in

FOLDER = "pagefind"
_BODY = "data-pagefind-body"  # marks what is searched; Pagefind would read pages without it for nothing
_TIERS = (50, 10, 3, 1)  # records that have a word
_INDEXED = (
    ' data-pagefind-body data-pagefind-filter="soort[data-kind]"'
    ' data-pagefind-meta="soort[data-kind],id[data-id],afkorting[data-a],trefwoorden[data-w],verwant[data-v]"'
)


def index(site: Path, portal: Portal, pages: Iterable[str]) -> tuple[int, dict[str, bytes]]:
    """The number of pages in the search index of the site in the folder `site`, and its files by their place in the site.

    In it are the public records, and `pages` (addresses) that are no record's. Raises `SearchError`.
    """
    words = SearchWords(portal)
    files = {urls.file_of(urls.search_words()): words_by_tier(words).encode()}
    records = (_record(site, record, words) for folder in portal.kinds for record in portal.public(folder))
    others = ((file, _apart((site / file).read_text("utf-8"))) for file in map(urls.file_of, pages))
    count, made = service.index_of(chain(records, (other for other in others if _BODY in other[1])))
    return count, files | {f"{FOLDER}/{name}": content for name, content in made.items()}


def files(site: Path) -> Iterator[str]:
    """The files of the search index in the site in a folder, by their place in it."""
    found = [site / urls.file_of(urls.search_words()), *(site / FOLDER).rglob("*")]
    return (path.relative_to(site).as_posix() for path in found if path.is_file())


def article(html: str, short: str, near: str, far: str) -> str:
    """The article on the page of a record, with the words that it should also be found by; see `SearchWords.of`."""
    start = html.index(" data-kind=", html.index("<article"))
    end = html.index("</article>", start)
    words = f'data-a="{escape(short)}" data-w="{escape(near)}" data-v="{escape(far)}"'
    return f"<article{_INDEXED} {words}{html[start:end]}</article>"


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


def _record(site: Path, record: Record, words: SearchWords) -> tuple[str, str]:
    file = urls.file_of(record.url)
    page = article(_apart((site / file).read_text("utf-8")), *words.of(record))
    return file, f'<!doctype html><html lang="nl"><body>{page}</body></html>'


def _apart(html: str) -> str:
    """A page with a space behind each cell of its tables: Pagefind would show `WieWat` in the text of a hit."""
    return html.replace("</th>", "</th> ").replace("</td>", "</td> ")
