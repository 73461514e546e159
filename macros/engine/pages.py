"""What MkDocs must know for our pages: those that the kinds need and nobody has to write, and what stands around all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from macros import frames, policy, urls
from macros.exports import Publication
from macros.kinds import Kind
from macros.pages import head, improving, reference
from macros.pages.render import compiled_templates
from macros.portal import Portal


class _Templates(FileSystemLoader):
    """The templates of a theme, without names for its icons: MkDocs copies none of those fourteen thousand."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for root in self.searchpath:
            for folder, inside, files in os.walk(root):
                inside[:] = [name for name in inside if not name.startswith(".")]
                found |= {os.path.relpath(os.path.join(folder, file), root) for file in files}
        return sorted(found)


def theme_templates(theme: Theme) -> Environment:
    """What fills the templates of the theme. It keeps them compiled: reading them is a tenth of the work of compiling them."""
    env = Theme.get_env(theme)
    env.loader = _Templates(env.loader.searchpath)
    env.bytecode_cache = compiled_templates()
    return env


def settle(config: MkDocsConfig, publication: Publication) -> None:
    """Tell the theme what the portal says about itself, and where it will stand."""
    config.theme.get_env = partial(theme_templates, config.theme)
    config.site_url = publication.site_url  # perhaps the data say it
    # The theme's templates do not escape, and these words stand in the frames too.
    about = {name: frames.harmless(value) for name, value in publication.portal.settings if isinstance(value, str)}
    config.site_name = about["naam"]
    config.extra["portaal"] = about
    config.extra["beleid"] = policy.META


def add_generated(files: Files, config: MkDocsConfig, portal: Portal) -> None:
    """Add the pages that follow from the kinds, but for those that somebody wrote by hand."""
    for path, source in generated(portal):
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=source))


def set_head(page: Page, nav: Navigation, config: MkDocsConfig, publication: Publication) -> None:
    """In a frame the canonical address is a slot; any other page gets its head here."""
    if not page.meta.get("kader"):
        path = unquote(page.url)  # MkDocs writes it in codes, we do so ourselves
        titles = {unquote(other.url): other.meta.get("title", other.title) for other in nav.pages}
        title, description = page.meta.get("title", page.title), page.meta.get("description") or config.site_description or ""
        page.meta["verbeter"] = line_below(publication.portal, page.file.src_uri, page.file.content_string, path)
        page.meta["hoofd"] = head_of(publication, path, title, description, titles)
    elif page.canonical_url:
        page.canonical_url = frames.slot("adres")


def generated(portal: Portal) -> Iterator[tuple[str, str]]:
    """Path in docs/ and source of every page that follows from the kinds, and of the frames."""
    for kind in portal.kinds.values():
        yield f"{kind.folder}/index.md", _list(kind)
        if portal.records[kind.folder]:
            yield f"{kind.folder}/{urls.FRAME}/index.md", _frame(kind.tab)
        if frames.needs_deep_frame(portal, kind.folder):
            yield f"{kind.folder}/{urls.PAGES}/{urls.FRAME}/index.md", _frame(kind.tab)
    for folder in reference.FOLDERS:
        yield f"{folder}/{urls.FRAME}/index.md", _frame("Over")


def head_of(publication: Publication, path: str, title: str, description: str, titles: Mapping[str, str]) -> str:
    """What others read in the head of a page of the engine; `titles` are those of all pages by path, such as `over/`."""
    portal, site_url = publication.portal, publication.site_url
    parts = path.strip("/").split("/")
    if len(parts) == 1 and parts[0] in portal.kinds:
        return head.of_list(portal.kinds[parts[0]], title, description, 1, portal.settings, site_url)
    higher = ("/".join(parts[:length]) + "/" for length in range(1, len(parts)))
    above = [(titles[page], urls.page(page)) for page in higher if page in titles]
    return head.of_page(title, description, urls.page(path), above, portal.settings, site_url)


def line_below(portal: Portal, name: str, source: str, path: str) -> str:
    """The last line of a page of the engine: how to improve it. `name` is its file in docs/, which need not be there."""
    folder = path.strip("/")
    if folder in portal.kinds and source == _list(portal.kinds[folder]):
        return improving.of_list(portal.settings, folder if portal.records[folder] else "", urls.page(path))
    return improving.of_page(portal.settings, name, source, urls.page(path))


def _list(kind: Kind) -> str:
    front = {"title": kind.title, "description": kind.intro, "tab": kind.tab, "hide": ["navigation", "toc"]}
    return f'{_front(front)}# {kind.title}\n\n{kind.intro}\n{{: .kp-lead }}\n\n{{{{ lijst("{kind.folder}") }}}}\n'


def _frame(tab: str) -> str:
    front = {
        "title": frames.slot("titel"),
        "description": frames.slot("omschrijving"),
        "tab": tab,
        "kader": True,
        "hide": ["navigation", "toc"],
    }
    return f"{_front(front)}\n"


def _front(values: dict[str, object]) -> str:
    return f"---\n{json.dumps(values, ensure_ascii=False)}\n---\n"
