"""The pages that the engine renders for the kinds, as Markdown sources; nobody has to write them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros import frames, urls
from macros.kinds import Kind
from macros.portal import Portal


def generated(portal: Portal) -> Iterator[tuple[str, str]]:
    """Path in docs/ and source of every page that follows from the kinds."""
    for kind in portal.kinds.values():
        yield f"{kind.folder}/index.md", _list(kind)
        yield f"{kind.folder}/{urls.FRAME}/index.md", _frame(kind)
        if frames.needs_deep_frame(portal, kind.folder):
            yield f"{kind.folder}/{urls.PAGES}/{urls.FRAME}/index.md", _frame(kind)


def _list(kind: Kind) -> str:
    front = {"title": kind.title, "description": kind.intro, "tab": kind.tab, "hide": ["navigation", "toc"]}
    return f'{_front(front)}# {kind.title}\n\n{kind.intro}\n{{: .kp-lead }}\n\n{{{{ lijst("{kind.folder}") }}}}\n'


def _frame(kind: Kind) -> str:
    front = {
        "title": frames.slot("titel"),
        "description": frames.slot("omschrijving"),
        "tab": kind.tab,
        "kader": True,
        "hide": ["navigation", "toc"],
    }
    return f"{_front(front)}\n"


def _front(values: dict[str, object]) -> str:
    return f"---\n{json.dumps(values, ensure_ascii=False)}\n---\n"
