"""The peers that `make bench` builds beside ours: how each is set up, gets the same lessons, and is started.

Hugo and Eleventy have a light theme of our own making, in sjablonen/, as somebody who knows them well would write it.
Zensical and plain MkDocs have the Material theme, and pages of nothing but Markdown.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.bench import HERE
from scripts.bench.inhoud import KIND, Lesson

SITE_URL = "https://example.org/"  # with a public address every generator makes a sitemap
ENVIRONMENT = Path(sys.prefix) / "bench"
TEMPLATES = Path(__file__).parent / "sjablonen"
STYLE = "stijl.css"
HUGO, ELEVENTY, ZENSICAL = "Hugo", "Eleventy", "Zensical"
PLAIN, SEARCHING = "kale MkDocs + Material", "kaal, met eigen zoeken"
OVER = "over"  # a page that is no lesson

_MATERIAL = """\
site_name: Lessen
site_url: {site_url}
docs_dir: docs
site_dir: {site}
theme:
  name: material
  language: nl
  font: false
extra_css: [{style}]
plugins: [{plugins}]
nav:
  - Start: index.md
validation:
  nav:
    omitted_files: ignore
"""
# Each configuration over the same pages, with its site. Material's own search is on unless one turns it off.
_CONFIGS = {"mkdocs.yml": ("site", ""), "met-zoeken.yml": ("site-zoeken", "search"), "zensical.yml": ("site-zensical", "search")}


@dataclass(frozen=True)
class Peer:
    """Another generator over the same lessons: what starts a full build, where its site comes, what it makes of a lesson."""

    name: str
    folder: Path  # where it is started
    program: Path
    arguments: tuple[str, ...]
    site: Path
    makes: str
    search: bool = False
    json: bool = False

    @property
    def command(self) -> tuple[str, ...]:
        return (str(self.program), *self.arguments)

    @property
    def ready(self) -> bool:
        return self.program.exists()


def hugo_program() -> Path:
    """The program itself: the package's own command starts a Python first."""
    return next(ENVIRONMENT.glob("lib/python*/site-packages/hugo/binaries/hugo*"), ENVIRONMENT / "bin" / "hugo")


def peers(folder: Path, hugo_site: Path | None = None) -> dict[str, Peer]:
    """The peers by name, over the content that `write` left in `folder`."""
    hugo, eleventy, plain = folder / "hugo", folder / "eleventy", folder / "gewoon"
    to = hugo_site or hugo / "site"
    light = "lichte eigen sjablonen; lijst in bladzijden; geen andere records, controleert geen velden, verwijzingen of links"
    material = "thema Material; alleen de lessen, buiten het menu; controleert links tussen pagina's"
    eleventy_program = ENVIRONMENT / "npm/bench/node_modules/@11ty/eleventy/cmd.cjs"
    zensical = ENVIRONMENT / "bin" / "zensical"
    mkdocs = ("-m", "mkdocs", "build", "--quiet", "--config-file")
    python = Path(sys.executable)
    made = (
        Peer(HUGO, hugo, hugo_program(), ("--quiet", "--destination", str(to)), to, light, json=True),
        Peer(ELEVENTY, eleventy, eleventy_program, ("--quiet",), eleventy / "site", light, json=True),
        Peer(ZENSICAL, plain, zensical, ("build", "--clean", "-f", "zensical.yml"), plain / "site-zensical", material, True),
        Peer(PLAIN, plain, python, (*mkdocs, "mkdocs.yml"), plain / "site", material),
        Peer(SEARCHING, plain, python, (*mkdocs, "met-zoeken.yml"), plain / "site-zoeken", material, True),
    )
    return {peer.name: peer for peer in made}


def set_up() -> str:
    """Put the peers ready, unless they are. What went wrong, or nothing."""
    wanted = [HERE / "requirements" / "bench.txt", HERE / "requirements/npm/bench/package-lock.json"]
    stamp = ENVIRONMENT / "bench.klaar"
    if stamp.exists() and all(path.stat().st_mtime <= stamp.stat().st_mtime for path in wanted):
        return ""
    command = (sys.executable, str(HERE / "scripts" / "set_up.py"), str(ENVIRONMENT), "bench")
    done = subprocess.run(command, stdout=sys.stderr, stderr=subprocess.PIPE, text=True, check=False)
    if not done.returncode:
        return ""
    lines = done.stderr.strip().splitlines()
    told = [line for line in lines if re.search(r"\berror\b", line, re.I)] or lines or [f"eindigde met {done.returncode}"]
    return told[0].strip()


def write(folder: Path, lessons: Iterable[Lesson]) -> None:
    """Write the lessons in `folder` for every peer."""
    pages = folder / "gewoon" / "docs" / KIND
    pages.mkdir(parents=True)
    for name in ("hugo", "eleventy"):
        shutil.copytree(TEMPLATES / name, folder / name)
    light = (folder / "hugo" / "content", folder / "eleventy")
    for place in light:
        (place / KIND).mkdir(parents=True, exist_ok=True)
    links = []
    for lesson in lessons:
        (pages / f"{lesson.id}.md").write_text(lesson.as_markdown(), "utf-8")
        for place in light:
            (place / KIND / f"{lesson.id}.md").write_text(lesson.as_page(), "utf-8")
        links.append(f"- [{lesson.titel}]({KIND}/{lesson.id}.md)\n")
    (pages.parent / "index.md").write_text(f"# Lessen\n\n{''.join(links)}", "utf-8")
    (pages.parent / f"{OVER}.md").write_text("# Over\n\nWat dit is.\n", "utf-8")
    (light[0] / KIND / "_index.md").write_text("---\ntitle: Lessen\n---\n", "utf-8")
    (light[0] / f"{OVER}.md").write_text("---\ntitle: Over\n---\nWat dit is.\n", "utf-8")
    (light[1] / f"{OVER}.md").write_text("---\ntitle: Over\nlayout: basis.njk\n---\n\n# Over\n\nWat dit is.\n", "utf-8")
    for place in (folder / "hugo" / "static", folder / "eleventy", pages.parent):
        place.mkdir(exist_ok=True)
        shutil.copy(TEMPLATES / STYLE, place)
    for name, (site, plugins) in _CONFIGS.items():
        text = _MATERIAL.format(site_url=SITE_URL, site=site, style=STYLE, plugins=plugins)
        (folder / "gewoon" / name).write_text(text, "utf-8")
