"""Makes one page at a time, for who looks on while somebody edits: each just as a build of the whole site would make it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from macros import frames, stamping, text, urls
from macros.engine import pages
from macros.engine.build import is_left_out
from macros.exports import Publication, bladeren, cards, redirects
from macros.pages.render import Renderer


class Theme:
    """The pages in docs/, the frames, the styles and the scripts, as they were when it was made."""

    def __init__(self, config: MkDocsConfig, publication: Publication) -> None:
        pages.settle(config, publication)
        self._config = config
        self._env = config.theme.get_env()
        self._files: Files = get_files(config)
        self._files.add_files_from_theme(self._env, config)
        config.plugins._current_plugin = "serve"  # MkDocs asks who makes a page, and knows only plugins
        pages.add_generated(self._files, config, publication.portal)
        set_exclusions(self._files, config)
        self._nav: Navigation = get_navigation(self._files, config)
        self._by_place = {file.dest_uri: file for file in self._files if file.inclusion.is_included()}
        self._frames: dict[str, frames.Frame] = {}
        for page in self._nav.pages:
            page.read_source(config)  # the titles of all stand in the head of each

    def file(self, name: str, publication: Publication) -> bytes | None:
        """What a build writes to a file of the site, None when it is no page in docs/, style, script or such."""
        file = self._by_place.get(name)
        if file is None or is_left_out(name):
            return None
        if not file.is_documentation_page():
            return Path(file.abs_src_path).read_bytes()
        return text.in_order(urls.relative(self._html(file, publication), name))

    def frame(self, name: str, publication: Publication) -> frames.Frame:
        """The frame that the engine would leave in a file."""
        if name not in self._frames:
            html = self._html(self._by_place[name], publication)
            self._frames[name] = frames.Frame.split(html, name, with_address=bool(publication.site_url))
        return self._frames[name]

    def _html(self, file: File, publication: Publication) -> str:
        page = file.page or Page(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        try:
            context = get_context(self._nav, self._files, self._config, page)
            pages.set_head(page, self._nav, self._config, publication)
            return self._env.get_template(page.meta.get("template", "main.html")).render(context)
        finally:
            page.active = False


class Site:
    """The files that a browser shows and loads, of one moment; all others are left to the build."""

    def __init__(self, theme: Theme, renderer: Renderer, publication: Publication) -> None:
        self._theme = theme
        self._renderer = renderer
        self._publication = publication
        self._made: dict[str, bytes | None] = {}
        self._exported: dict[str, str | bytes] | None = None

    def file(self, name: str) -> bytes | None:
        """What a build writes to a file of the site; None when it writes none there, or when `makes` says no."""
        if name not in self._made:
            self._made[name] = self._file(name)
        return self._made[name]

    @staticmethod
    def makes(name: str) -> bool:
        """Whether files like this are made here: pages, and the data by which a list is narrowed down."""
        if name.startswith(f"{urls.BEHEER}/"):  # a program of others, and the settings for it
            return False
        return name.endswith("index.html") or name.endswith(".json") and f"/{urls.PAGES}/" in name

    def _file(self, name: str) -> bytes | None:
        made = self._theme.file(name, self._publication)
        if made is None and name.endswith("index.html"):
            made = stamping.stamped(self._renderer, name, self._frame, self._publication.site_url) or self._card(name)
        if made is None and self.makes(name):
            made = self._from_exports(name)
        return made

    def _frame(self, name: str) -> frames.Frame:
        return self._theme.frame(name, self._publication)

    def _card(self, name: str) -> bytes | None:
        record = self._publication.portal.get(name.removesuffix(f"/{urls.CARD}/index.html"))
        return _written(dict(cards.of_record(self._publication, record)).get(name)) if record else None

    def _from_exports(self, name: str) -> bytes | None:
        if self._exported is None:
            parts = (redirects.export(self._publication), bladeren.export(self._publication))
            self._exported = dict(chain.from_iterable(parts))
        return _written(self._exported.get(name))


def _written(content: str | bytes | None) -> bytes | None:
    return content.encode() if isinstance(content, str) else content
