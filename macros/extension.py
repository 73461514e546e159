"""The Python-Markdown extension that fills in the macros of hand-written pages.

It works in every engine that runs Python-Markdown extensions; its one setting is the data folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from macros import portal
from macros.pages import handwritten
from macros.pages.macros import Macros
from macros.pages.render import Renderer


class _FillIn(Preprocessor):
    def __init__(self, md: Markdown, data: Path) -> None:
        super().__init__(md)
        self.data = data

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "{" not in source:
            return lines
        macros = Macros(Renderer(portal.current(self.data))).by_name()
        return handwritten.render(source, macros, self.md.htmlStash.store).split("\n")


class MacrosExtension(Extension):
    """Adds the macros to Python-Markdown."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"data": ["data", "The folder with the records"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name Python-Markdown calls)
        # Before fenced code (25) and raw HTML (20), so that what a macro makes is not read as Markdown.
        md.preprocessors.register(_FillIn(md, Path(self.getConfig("data"))), "macros", 60)


def makeExtension(**settings: Any) -> MacrosExtension:  # noqa: N802
    """The entry point that Python-Markdown looks for."""
    return MacrosExtension(**settings)
