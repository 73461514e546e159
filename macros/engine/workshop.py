"""What somebody is working on: the records and pages as they are now, the site that they give, and what is wrong with them.

An edit costs reading what changed, and looking at that alone. What only a look at everything can find, the build in the
background finds a few seconds later.
"""

from __future__ import annotations

import contextlib
import copy
import threading
import traceback
from collections.abc import Collection
from hashlib import blake2s
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from pydantic import BaseModel

from macros import addresses, checks, portal, problems
from macros.editing import schemas
from macros.engine.examining import address_of, publication_of
from macros.engine.pages import generated
from macros.engine.single import Site, Theme
from macros.filenames import shown
from macros.kinds import Record
from macros.load import load
from macros.pages import handwritten
from macros.pages.render import TEMPLATES, renderer_of
from macros.portal import Portal
from macros.renewal import narrowed, renewed
from macros.sources import Sources

GENERATOR = Path(__file__).parent.parent
LOOK = Path("overrides")


class Workshop:
    """The state of one folder of data and one of pages."""

    def __init__(self, config: MkDocsConfig, data: Path, docs: Path) -> None:
        self._config, self._data, self._docs = config, data, docs
        self._asked_url = config.site_url or ""
        self._lock = threading.RLock()
        self._sources = Sources((data, docs, LOOK, TEMPLATES), {})
        self._portal: Portal | None = None
        self._others: dict[str, BaseModel] = {}  # see `Loaded`
        self._unread: list[problems.Problem] = []  # what could not be read
        self._theme: Theme | None = None
        self._needed: object = None  # what the theme was made for
        self._site: Site | None = None
        self._wrong = ""
        self.complaint = ""  # of the build in the background
        self.look = ""  # changes with the styles and scripts
        self.refresh()
        if self._portal:
            with contextlib.suppress(
                OSError
            ):  # a help for editors; where it cannot be written the site can be served all the same
                schemas.write(self._portal, data)

    @property
    def wrong(self) -> str:
        """What stands in the way of showing the site, as text; empty when nothing does."""
        return self._wrong or self.complaint

    def refresh(self) -> list[str]:
        """Read what changed. Returns the files that did."""
        with self._lock:
            sources = Sources.of(*self._sources.folders)
            changed = {path for path, _ in sources.files.items() ^ self._sources.files.items()}
            moved = sources.files.keys() ^ self._sources.files.keys()
            self._sources = sources
            if changed:
                try:
                    self._renew(changed, moved)
                except Exception as error:
                    self._wrong = explained(error)
                    self._portal = self._theme = None  # nobody knows how far it came: the next time all is read again
            return sorted(map(shown, changed))

    def file(self, name: str) -> bytes | None:
        """A file of the site, None when there is none or only the build makes it; when it cannot be made `wrong` says why."""
        with self._lock:
            try:
                return self._site.file(name) if self._site else None
            except Exception as error:
                if not self._wrong:  # else the first that went wrong says most
                    self._wrong = explained(error)
                    with contextlib.suppress(Exception):  # what it stumbled over may be in the way here too
                        self._wrong = self._report(self._problems()) or self._wrong
                return None

    def _renew(self, changed: Collection[str], moved: Collection[str]) -> None:
        """Take over what changed; `moved` are the files that came or went."""
        data, docs, look, templates = (self._within(folder, changed) for folder in self._sources.folders)
        if look:
            items = sorted(item for item in self._sources.files.items() if item[0].startswith(f"{LOOK}/"))
            self.look = blake2s(repr(items).encode(), digest_size=6).hexdigest()
        if docs or look:
            self._theme = None
        fresh = self._read(changed) if data or self._portal is None else []
        if templates:
            self._portal = copy.copy(self._portal)  # so that nothing made with the old templates is taken for new
        thorough = fresh is None or bool(self.wrong)
        pages = None if self._within(self._docs, moved) else docs  # others may name one that went
        self._wrong = self._report(self._problems() if thorough else self._problems(fresh, pages))
        self.complaint = ""
        if not self._wrong:
            self._show(self._portal)

    def _read(self, changed: Collection[str]) -> list[Record] | None:
        """Read the records. Returns those to look at, None for all."""
        before, again = self._portal, set(changed)
        known = {record.path: record for record in before.all()} | self._others if before else {}
        loaded = load(self._data, known={path: read for path, read in known.items() if path not in again})
        self._unread, self._others = loaded.problems, loaded.others
        self._portal, fresh = renewed(before, loaded) if before else (portal.from_loaded(loaded), None)
        return fresh

    def _show(self, opened: Portal) -> None:
        """From now on show the site of this Portal."""
        portal.remember(self._data, opened)
        publication = publication_of(opened, self._docs, address_of(opened, self._asked_url))
        needed = (opened.settings, list(generated(opened)))
        if self._theme is None or needed != self._needed:
            self._theme, self._needed = Theme(self._config, publication), needed
        self._site = Site(self._theme, renderer_of(opened), publication)

    def _problems(self, records: list[Record] | None = None, docs: Collection[str] | None = None) -> list[problems.Problem]:
        """What is wrong, as far as these records and pages show it; None stands for all."""
        opened = self._portal
        seen = opened if records is None else narrowed(opened, records)
        found = [*self._unread, *checks.run(seen)]
        names = None if docs is None else [Path(path).relative_to(self._docs).as_posix() for path in docs]
        found += handwritten.check(self._docs, opened, sound=not problems.has_errors(found), only=names)
        if records is None and opened.published:
            found += addresses.check(publication_of(opened, self._docs))
        return [problem for problem in found if problem.level == "fout"]

    def _report(self, found: list[problems.Problem]) -> str:
        return problems.report(found, form="tekst")

    def _within(self, folder: Path, paths: Collection[str]) -> list[str]:
        return [path for path in paths if path.startswith(f"{folder}/")]


def explained(error: Exception) -> str:
    """An error of the generator or a template as a problem: its place first, then what is wrong."""
    if isinstance(error, TemplateError) and getattr(error, "filename", None):
        return f"{shown(error.filename)}:{error.lineno}:1: fout: {error.message}"
    places = [
        frame for frame in traceback.extract_tb(error.__traceback__) if not shown(frame.filename).startswith(("/", ".venv"))
    ]
    place = f"{shown(places[-1].filename)}:{places[-1].lineno}:1: " if places else ""
    return f"{place}fout: {type(error).__name__}: {error}"
