"""The Python-Markdown extension that fills in the macros of hand-written pages.

It works in every engine that runs Python-Markdown extensions; its one setting is the data folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from macros import portal
from macros.pages import calls
from macros.pages.headings import TITLE
from macros.pages.macros import macros_of

# Signs for private use around a number: no Markdown, no HTML, and nothing that people type.
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("<p>\\s*\ue000(?P<alone>\\d+)\ue001\\s*</p>|\ue000(?P<inside>\\d+)\ue001")


class _FillIn(Preprocessor):
    """Fills in the macros. HTML they make waits in `kept` behind a mark that Markdown leaves alone."""

    def __init__(self, md: Markdown, data: Path, kept: list[str]) -> None:
        super().__init__(md)
        self.data = data
        self.kept = kept

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "{" not in source:
            return lines
        macros = macros_of(portal.current(self.data))
        return calls.render(source, macros.table, self._keep).split("\n")

    def _keep(self, html: str) -> str:
        self.kept.append(html)
        return _MARK.format(len(self.kept) - 1)


class _PutBack(Postprocessor):
    """Puts the kept HTML in the place of its mark, without the paragraph that Markdown put around a block.

    Before that it explains the abbreviations in what the writer wrote; what macros made explains itself.
    """

    def __init__(self, md: Markdown, data: Path, kept: list[str]) -> None:
        super().__init__(md)
        self.data = data
        self.kept = kept

    def run(self, text: str) -> str:
        explain = macros_of(portal.current(self.data)).glossary.reader()
        return _MARKED.sub(self._html, explain(text))

    def _html(self, found: re.Match[str]) -> str:
        number = int(found["alone"] or found["inside"])
        if number >= len(self.kept):
            return found[0]  # somebody typed these signs
        html = self.kept[number]
        return f"<p>{html}</p>" if found["alone"] and html.startswith("<a ") else html


class _NameTitle(Treeprocessor):
    """Gives the title of a page a fixed id; Markdown would make one of its words. The other headings bring their own."""

    def run(self, root: Element) -> None:
        for title in root.iter("h1"):
            title.attrib.setdefault("id", TITLE)


class MacrosExtension(Extension):
    """Adds the macros to Python-Markdown."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"data": ["data", "The folder with the records"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name Python-Markdown calls)
        # Before fenced code (25) and raw HTML (20), so that what a macro makes is not read as Markdown.
        kept: list[str] = []
        md.preprocessors.register(_FillIn(md, Path(self.getConfig("data")), kept), "macros", 60)
        md.treeprocessors.register(_NameTitle(md), "titel", 6)  # after attr_list (8), before toc (5) names what has no id
        md.postprocessors.register(_PutBack(md, Path(self.getConfig("data")), kept), "macros", 5)  # after all of Markdown's own


def makeExtension(**settings: Any) -> MacrosExtension:  # noqa: N802
    """The entry point that Python-Markdown looks for."""
    return MacrosExtension(**settings)
