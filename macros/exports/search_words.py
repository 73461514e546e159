"""The words of the site, for the search page: it tells by them which word of a query is unknown, and what is near it.

One line a tier, from words that many records have to words that few have; within a line by alphabet.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.exports import Publication
from macros.pages.render import renderer_of
from macros.pages.searchwords import words_in

_TIERS = (50, 10, 3, 1)  # records that have the word


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    renderer = renderer_of(publication.portal)
    words = dict(renderer.search_words.vocabulary)
    for _, typed in publication.portal.synonyms.pairs():
        for word in words_in(typed.lower()):
            words.setdefault(word, 1)
    lines, bound = [], float("inf")
    for tier in _TIERS:
        lines.append(" ".join(sorted(word for word, count in words.items() if tier <= count < bound)))
        bound = tier
    yield urls.file_of(urls.search_words()), "\n".join(lines) + "\n"
