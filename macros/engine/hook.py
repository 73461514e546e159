"""The one MkDocs hook: checks before MkDocs starts, gives it the pages that the kinds need, and finishes its site.

MkDocs loads this file by its path, so imports are absolute. `mkdocs build` and `mkdocs serve` need nothing more.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.engine import build, pages
from macros.engine.examining import Stopped
from macros.exports import beheer

log = logging.getLogger("mkdocs.kennisportaal")

_running: build.Build | None = None
_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Whether MkDocs would show the site itself."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything; on errors nothing is built. The site is made beside the old one."""
    global _running
    if _serving:  # `mkdocs serve` is `make serve`, which follows the data too
        from macros.engine import run

        sys.exit(run.serve(str(config.dev_addr)))
    data = Path(config.mdx_configs["macros.extension"]["data"])
    try:
        _running = build.begin(data, Path(config.docs_dir), Path(config.site_dir), config.site_url or "")
    except Stopped as stopped:
        raise Abort(str(stopped)) from None
    config.site_dir = str(_running.output.drafts)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own would hold frames and no records
    pages.settle(config, _running.publication)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that follow from the kinds: frames, and lists that nobody wrote by hand."""
    pages.add_generated(files, config, _running.portal)
    if template := files.get_file_from_path("sitemap.xml"):
        files.remove(template)  # no longer a page to render, MkDocs would copy it as it is
    return files


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> dict:
    """See `pages.set_head`."""
    pages.set_head(page, nav, config, _running.publication)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site and publish it. What goes wrong leaves the old site in place."""
    try:
        _running.finish(search=os.environ.get("SEARCH", "1"))
    except Stopped as stopped:
        build.give_up()
        raise Abort(str(stopped)) from None
    if not beheer.available():
        log.info(beheer.NOT_MADE)
    log.info(_running.summary())


def on_build_error(error: Exception) -> None:
    """MkDocs itself failed: leave the old site as it is."""
    build.give_up()
