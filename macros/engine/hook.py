"""The one MkDocs hook: checks before MkDocs starts, gives it the pages that the kinds need, and finishes its site.

MkDocs loads this file by its path, so imports are absolute. `mkdocs build` and `mkdocs serve` need nothing more.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros import frames, policy
from macros.engine import build, pages
from macros.pages.render import compiled_templates

if TYPE_CHECKING:  # costs a web server's worth of imports
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.kennisportaal")

_running: build.Build | None = None
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Whether the site is shown while somebody edits."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything; on errors nothing is built. The site is made beside the old one."""
    global _running
    _running = None
    data = Path(config.mdx_configs["macros.extension"]["data"])
    try:
        _running = build.Build.start(data, Path(config.docs_dir), Path(config.site_dir), config.site_url or "")
    except build.Stopped as stopped:
        raise Abort(str(stopped)) from None
    config.site_dir = str(_running.output.folder)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own would hold frames and no records
    # The theme's templates do not escape, and these words stand in the frames too.
    about = {name: frames.harmless(value) for name, value in _running.portal.settings if isinstance(value, str)}
    config.site_name = about["naam"]
    config.extra["portaal"] = about
    config.extra["beleid"] = "" if _serving else policy.META  # the serving loop puts a script into each page
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the kinds: frames, and lists that nobody wrote by hand."""
    for path, source in pages.generated(_running.portal):
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=source))
    if template := files.get_file_from_path("sitemap.xml"):
        files.remove(template)  # no longer a page to render, MkDocs would copy it as it is
    _running.begin_exports()
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the compiled templates of the theme: reading them is a tenth of the work of compiling them."""
    env.bytecode_cache = compiled_templates()
    return env


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """In a frame the canonical address is a slot; any other page gets its head here."""
    if not page.meta.get("kader"):
        titles = {other.url: other.meta.get("title", other.title) for other in nav.pages}
        title, description = page.meta.get("title", page.title), page.meta.get("description") or config.site_description or ""
        page.meta["verbeter"] = pages.line_below(_running.portal, page.file.src_uri, page.file.content_string, page.url)
        page.meta["hoofd"] = pages.head_of(_running.publication, page.url, title, description, titles)
    elif page.canonical_url:
        page.canonical_url = frames.slot("adres")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site and publish it. What goes wrong leaves the old site in place."""
    try:
        _running.finish(with_search=os.environ.get("SEARCH", "1") != "0")
    except build.Stopped as stopped:
        _running.give_up()
        raise Abort(str(stopped)) from None
    log.info(_running.summary())


def on_build_error(error: Exception) -> None:
    """MkDocs itself failed: leave the old site as it is."""
    if _running:
        _running.give_up()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Follow the data, the generator and the theme; a problem is shown and the last good site stays."""
    make = server.builder

    def careful() -> None:
        try:
            make()
        except Abort as problem:
            log.error(problem.format_message())
        except Exception:
            log.exception("De site kon niet worden gemaakt; de vorige blijft staan.")

    server.builder = careful
    for folder in (config.mdx_configs["macros.extension"]["data"], "macros/pages/templates", "overrides"):
        server.watch(folder)
    return server
