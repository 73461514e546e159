"""Fills the templates in `templates/` with records of one Portal."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.bccache import Bucket
from markupsafe import Markup

from macros import text, urls
from macros.kinds import Kind, Record
from macros.pages import agenda, charts, entries, overviews, parts, werkagenda, words
from macros.pages.facets import browsing, is_long, query
from macros.pages.facts import fact, facts, sections
from macros.pages.glossary import Glossary
from macros.pages.related import Related
from macros.portal import Backlink, Portal

TEMPLATES = Path(__file__).parent / "templates"
CACHE = Path(sys.prefix) / "kennisportaal-templates"
PAGE_SIZE = 100  # how many records one page of a list shows


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates; where they cannot be kept they are compiled every time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates() -> FileSystemBytecodeCache:
    """Where Jinja keeps compiled templates between builds, each with a hash of its text: with another text it makes it anew."""
    with contextlib.suppress(OSError):
        CACHE.mkdir(parents=True, exist_ok=True)
    return _Compiled(str(CACHE))


_made: list[Renderer] = []


def renderer_of(portal: Portal) -> Renderer:
    """The Renderer of a Portal; the same one as long as the Portal is the same."""
    if not _made or _made[0].portal is not portal:
        _made[:] = [Renderer(portal)]
    return _made[0]


class Renderer:
    """Makes the HTML of records, cards and lists; addresses in it are marks (see `urls`)."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            bytecode_cache=compiled_templates(),
            auto_reload=False,  # a Renderer lives as long as one build
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.globals.update(
            portal=portal,
            urls=urls,
            words=words,
            page_size=PAGE_SIZE,
            kaarten=partial(entries.cards, portal),
            vermelding=entries.entry,
            onderdelen_over=self.parts_about,
            staven=charts.bars,
            bundelstukken=self.pieces,
            bronnen_van=lambda records: overviews.sources(portal, records),
            redactie=parts.EDITORIAL,
            wie_tegenspreekt=parts.contradicting,
            acties_van=werkagenda.taken_up,
            agenda=agenda,
        )
        self.env.filters.update(md=self.markdown, dag=words.day, getal=words.number, iso=words.iso)
        self._lines: dict[str, str] = {}
        self._written: dict[tuple, Markup] = {}
        self.glossary = Glossary(portal)
        self.related = Related(portal)
        self._templates: dict[type[Record], Template] = {}

    def prepare(self) -> None:
        """Work out what all pages need, once, before the work is shared between processes."""
        self.related.prepare()
        for folder in self.portal.kinds:
            if is_long(self.portal, folder):
                browsing(self.portal, folder)

    def markdown(self, source: str) -> Markup:
        """Markdown from a record as HTML, with links to records resolved."""
        return text.markdown(source, self.portal.address)

    def record(self, record: Record, site_url: str) -> Markup:
        """The body of a record's page; `site_url` is the public address, empty when not known."""
        kind = self.portal.kinds[record.map]
        explain = self.glossary.reader(record)
        return Markup(
            self._template(record, kind).render(
                r=record,
                kind=kind,
                opening=parts.opening(record),
                zekerheid=parts.certainty(record),
                lead=explain(text.escaped(record.samenvatting)),
                tekst=parts.texts(sections(record), lambda source: explain(self.markdown(source))),
                feiten=self._facts(record),
                herkomst=self.sources(record),
                verbonden=parts.related(self._related(record), self.line, partial(self._others, record)),
                lijkt=parts.alike(self.related.to(record), self.portal),
                voet=parts.footer(record, self.portal, site_url),
            )
        )

    def fill(self, template: str, **values: object) -> Markup:
        """A template by name, filled with `values`."""
        return Markup(self.env.get_template(template).render(**values))

    def pieces(self, bundle: Record) -> list[Record]:
        """The records of a bundle that readers can find, in its order."""
        named = (self.portal.get(piece.record) for part in bundle.delen for piece in part.onderdelen)
        return [record for record in named if record and record.is_public]

    def parts_about(self, target: Record, folder: str, field: str, key: str) -> list[tuple[Record, Any]]:
        """The parts in `field` of the public records of `folder` whose reference in `key` is `target`."""
        return [
            (record, part)
            for record in self.portal.public(folder)
            for part in getattr(record, field, [])
            if self.portal.get(f"{target.map}/{getattr(part, key).rpartition('/')[2]}") is target
        ]

    def _template(self, record: Record, kind: Kind) -> Template:
        """The template of a record's class: `<folder>-<soort>.html`, `<folder>.html`, or the general one."""
        model = type(record)
        if model not in self._templates:
            soort = model.model_fields["soort"].default if "soort" in model.model_fields else ""
            names = [f"{kind.folder}-{soort}.html"] if soort else []
            template = self.env.select_template([*names, f"{kind.folder}.html", "record.html"])
            template.globals = dict(template.globals)  # Jinja's own chain of mappings is copied at every render
            self._templates[model] = template
        return self._templates[model]

    def line(self, record: Record) -> str:
        """A record as one line of a list."""
        if record.ref not in self._lines:
            unsaid = record.jaar and str(record.jaar) not in record.titel
            year = f' <span class="kp-jaar">{record.jaar}</span>' if unsaid else ""
            self._lines[record.ref] = f'<li><a href="{record.url}">{text.escaped(record.titel)}</a>{year}</li>\n'
        return self._lines[record.ref]

    def _facts(self, record: Record) -> Markup:
        """The facts of a record. Many records share a fact, such as a theme or a year: each is written once."""
        model, found = type(record), []
        for name, given in facts(record):
            editorial = name in record.ingedeeld
            key = (model, name, tuple(given) if isinstance(given, list) else given, editorial)
            if key not in self._written:
                filled = fact(model, name, given, self.portal, editorial=editorial)
                self._written[key] = self.fill("feit.html", feit=filled)
            found.append(self._written[key])
        return Markup("".join(found))

    def sources(self, record: Record) -> Markup:
        """The sources of a record, each once, with the headings in it."""
        headings: dict[str, list[str]] = {}
        for origin in record.herkomst:
            headings.setdefault(origin.bron, []).append(origin.kop)
        found = []
        for bron, koppen in headings.items():
            key = (bron, *koppen)
            if key not in self._written:
                source = self.portal.source(bron)
                self._written[key] = self.fill("bronregel.html", bron=source, koppen=koppen) if source else Markup("")
            found.append(self._written[key])
        return Markup("".join(found))

    def _related(self, record: Record) -> list[parts.Group]:
        """The records that belong with this one, by heading: those it names itself first."""
        others = (link.target for link in self.portal.links(record) if link.reference.loc[0] == "zie_ook")
        named = [other for other in others if other and not other.is_concept]
        groups = [parts.Group("zie-ook", "Zie ook", named)] if named else []
        linked = (link for link in self.portal.backlinks(record) if link.anchor not in record.gathers)
        links = sorted(linked, key=lambda link: self._back_order(link))
        for heading, group in groupby(links, key=lambda link: link.heading):
            # Last comes the general heading: only what none of the others has shown.
            seen = {item.ref for shown in groups for item in shown.records} if heading == "Wordt genoemd bij" else set()
            others = [link for link in group if link.record.ref not in seen]
            for folder, part in groupby(others, key=lambda link: link.record.map):
                found = list(part)
                id_ = f"verbonden-{folder}-{found[0].anchor}"
                many = self.portal.kinds[folder].many
                title = heading if many.casefold() in heading.casefold() else f"{heading}: {many}"
                groups.append(parts.Group(id_, title, [link.record for link in found]))
        return groups

    def _others(self, record: Record, group: parts.Group, shown: int) -> str:
        """Where the other records of a group are: in a list with just these, where a facet makes one."""
        kind = self.portal.kinds[group.records[0].map]
        refs = {other.ref for other in group.records}
        for facet in browsing(self.portal, kind.folder).facets if is_long(self.portal, kind.folder) else ():
            for value in facet.values:
                if value.url == record.url and refs == {self.portal.public(kind.folder)[n].ref for n in value.numbers}:
                    return parts.others(kind, len(refs), shown, query([(facet.name, value.key)]))
        return parts.others(kind, len(refs), shown, "")

    def _back_order(self, link: Backlink) -> tuple:
        kind = self.portal.kinds[link.record.map]
        return (link.heading == "Wordt genoemd bij", link.heading, kind.order, kind.folder, link.record.titel.casefold())
