"""Explains abbreviations where they occur: each becomes a link to its term that carries the explanation in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from macros.kinds import Record
from macros.portal import Portal
from macros.text import escaped

_TAGS = re.compile(r"(<[^>]*>|&#?\w+;)")  # and the signs that HTML spells out: an abbreviation such as "lt" is no part of those
_QUIET = re.compile(r"<(/?)(?:a|code|pre|h[1-6])\b")  # in these an explanation would be in the way


class Glossary:
    """The abbreviations of one Portal, from the terms in begrippen."""

    def __init__(self, portal: Portal) -> None:
        terms = portal.public("begrippen") if "begrippen" in portal.kinds else []
        self._terms = {term.afkorting: term for term in terms if term.afkorting}
        longest_first = sorted(self._terms, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

    def reader(self, record: Record | None = None) -> Callable[[str], Markup]:
        """Explains the abbreviations in pieces of one page, each at its first place only; a term not on its own page."""
        todo = {name for name, term in self._terms.items() if term is not record}

        def explain(html: str) -> Markup:
            if not any(name in html for name in todo):
                return Markup(html)
            quiet, parts = 0, _TAGS.split(html)
            for place, part in enumerate(parts):
                if place % 2:
                    if tag := _QUIET.match(part):
                        quiet += -1 if tag[1] else 1
                elif not quiet:
                    parts[place] = self._pattern.sub(lambda found: self._link(found[0], todo), part)
            return Markup("".join(parts))

        return explain

    def _link(self, name: str, todo: set[str]) -> str:
        if name not in todo:
            return name
        todo.discard(name)
        term = self._terms[name]
        return f'<a class="kp-begrip" href="{term.url}" data-uitleg="{escaped(term.kort)}">{name}</a>'
