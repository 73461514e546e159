"""The macros that pages in docs/ call, such as {{ lessen(thema="werven-en-behouden", aantal=5) }}.

A macro is a method of `Macros` with a Dutch name, or the folder of a kind (`lessen`, `themas` …), which lists
its records. A wrong argument raises `MacroError` with a message for the writer of the page.
"""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from macros import urls
from macros.kinds import Kind, Record
from macros.kinds.places import part_in
from macros.kinds.themas import GROEPEN
from macros.pages import agenda, forms, lists, news, overviews, reference, werkagenda, words
from macros.pages.arguments import Arguments, MacroError
from macros.pages.glossary import Glossary
from macros.pages.render import PAGE_SIZE, Renderer, renderer_of
from macros.portal import Portal
from macros.problems import suggestion

_made: list[Macros] = []


def macros_of(portal: Portal, pages: frozenset[str] | None = None) -> Macros:
    """The macros of a Portal; the same ones as long as the Portal is the same, and the addresses of the hand-written pages
    where those are known."""
    if not _made or _made[0]._portal is not portal or pages is not None and pages != _made[0]._pages:
        _made[:] = [Macros(renderer_of(portal), pages)]
    return _made[0]


class Macros:
    """All macros of one Portal.

    The pages in docs/ are written for the portal's own data. With other data (a folder without portaal.yml) a
    record that they name may be missing; then `link` shows the text alone and the other macros show nothing.
    """

    def __init__(self, renderer: Renderer, pages: frozenset[str] | None = None) -> None:
        self._renderer = renderer
        self._portal = renderer.portal
        self._arguments = Arguments(renderer.portal)
        self._pages = pages

    @functools.cached_property
    def table(self) -> dict[str, Callable[..., Any]]:
        """Every macro by the name that pages use. Each remembers what it made: a page is checked, then rendered."""
        found: dict[str, Callable[..., Any]] = {
            name: method for name, method in inspect.getmembers(type(self), inspect.isfunction) if not name.startswith("_")
        }
        methods = {name: method.__get__(self) for name, method in found.items()}
        for kind in self._portal.kinds.values():
            methods.setdefault(kind.folder.replace("-", "_"), functools.partial(self._select, kind))
        # Typed: 1 and true are the same to Python, and not to who writes a page.
        return {name: functools.lru_cache(maxsize=None, typed=True)(method) for name, method in methods.items()}

    @property
    def glossary(self) -> Glossary:
        """What explains the abbreviations on a page."""
        return self._renderer.glossary

    def link(self, ref: str, tekst: str | None = None) -> Markup:
        """Een link naar een record, met de titel van dat record of met eigen tekst."""
        if self._arguments.may_be_missing(ref):
            return escape(tekst or ref)
        record = self._arguments.record(ref)
        return Markup('<a href="{}">{}</a>').format(record.url, tekst or record.titel)

    def lijst(self, map: str) -> Markup:
        """De hele lijst van een soort; lange lijsten in pagina's van honderd."""
        return lists.first_page(self._renderer, self._arguments.kind(map).folder)

    def aantal(self, map: str) -> str:
        """Hoeveel gepubliceerde records een soort heeft."""
        return f"{len(self._portal.public(self._arguments.kind(map).folder))}"

    def nieuw(self, aantal: int = 6, map: str | None = None) -> Markup:
        """De laatst toegevoegde records, van alle soorten of van één."""
        folders = [self._arguments.kind(map).folder] if map else list(self._portal.kinds)
        records = [record for folder in folders for record in self._portal.public(folder)]
        return lists.cards(self._renderer, lists.newest(records)[: self._arguments.number("aantal", aantal)])

    def nieuws(self) -> Markup:
        """Wat er nieuw, gewijzigd en ingetrokken is, per dag, het nieuwste eerst."""
        days, older = news.days(self._portal, most=PAGE_SIZE)
        return self._renderer.fill("nieuws.html", dagen=days, ouder=older)

    def eigenbundel(self) -> Markup:
        """De plek waar een lezer zelf een bundel samenstelt."""
        return self._renderer.fill("eigenbundel.html", soorten=self._soorten())

    def kennisruil(self) -> Markup:
        """De onderwerpen van de Kennisruil: de enquête naast wat organisaties zelf opgeven."""
        topics = overviews.exchange(self._portal)
        return self._renderer.fill(
            "kennisruil.html",
            onderwerpen=topics,
            enquete=overviews.survey(self._portal),
            opgegeven=any(topic.seek or topic.offer for topic in topics),
        )

    def volgen(self) -> Markup:
        """De weg naar de feed met alles wat erbij komt of verandert."""
        return self._renderer.fill("volgen.html", volg_adres=urls.page(), volg_tekst="Volg wat erbij komt")

    def offline(self) -> Markup:
        """De plek waar een lezer pagina's bewaart om zonder internet te lezen."""
        return self._renderer.fill("offline.html")

    def kerncijfers(self) -> Markup:
        """Hoeveel er van elke soort in het portaal staat."""
        figures = [
            (len(records), kind.one if len(records) == 1 else kind.many, urls.folder(kind.folder))
            for kind in self._portal.kinds.values()
            if (records := self._portal.public(kind.folder))
        ]
        return self._renderer.fill("kerncijfers.html", cijfers=figures)

    def themagroepen(self) -> Markup:
        """Alle thema's in hun groepen, met het aantal lessen."""
        themes = self._portal.public("themas")
        counts = {theme.ref: len(self._portal.having("lessen", "themas", theme.ref)) for theme in themes}
        groups = [(id_, group, [theme for theme in themes if theme.groep == group]) for id_, group in GROEPEN.items()]
        return self._renderer.fill("themagroepen.html", groepen=[g for g in groups if g[2]], aantallen=counts)

    def matrix(self, rijen: str, kolommen: str) -> Markup:
        """Een tabel van twee soorten: wie van de rijen hoort bij welke kolom, en hoe."""
        rows, columns = self._arguments.kind(rijen), self._arguments.kind(kolommen)
        heads = self._portal.public(columns.folder)
        cells = [(record, [self._bond(record, head) for head in heads]) for record in self._portal.public(rows.folder)]
        return self._renderer.fill(
            "matrix.html",
            rij_kop=rows.one,
            kolommen=heads,
            rijen=cells,
            bijschrift=f"{rows.title} en {columns.many}",
        )

    def tegenspraak(self) -> Markup:
        """Alles waarover bronnen elkaar tegenspreken, met elke waarde en haar bron."""
        return self._renderer.fill("tegenspraak.html", groepen=overviews.contradictions(self._portal), hooguit=lists.MOST)

    def openvragen(self) -> Markup:
        """Waarvan de bronnen niet vertellen hoe het zit of afliep."""
        return self._renderer.fill("openvragen.html", onbekend=overviews.unknowns(self._portal))

    def ontbreekt(self) -> Markup:
        """Cijfers en andere records waarvan de bron een kenmerk niet vermeldt."""
        return self._renderer.fill("ontbreekt.html", records=overviews.unstated(self._portal))

    def tijdlijn(self) -> Markup:
        """Wat er gebeurde, per jaar."""
        return self._renderer.fill("tijdlijn.html", jaren=overviews.timeline(self._portal))

    def werkagenda(self) -> Markup:
        """De projecten per ambitie, met hun stand en hun periode op een tijdbalk."""
        return self._renderer.fill("werkagenda.html", plan=werkagenda.plan(self._portal))

    def acties(self) -> Markup:
        """De acties van elke ambitie, met de projecten die ze oppakken."""
        return self._renderer.fill("acties.html", ambities=werkagenda.actions(self._portal))

    def agenda(self, map: str, soort: str | None = None) -> Markup:
        """Wat wanneer is, op volgorde; de browser zet apart wat nog komt en wat voorbij is."""
        kind = self._arguments.kind(map)
        if map not in (maps := agenda.with_days(self._portal)):
            raise MacroError(f'"{map}" kan niet in een agenda: daar hoort geen vaste dag bij.', suggestion(map, maps))
        if soort is not None and soort not in kind.by_soort:
            raise MacroError(f'"{soort}" is geen soort van {map}.', suggestion(soort, kind.by_soort, most=30))
        found = self._portal.public(map) if soort is None else self._portal.having(map, "soort", soort)
        return self._renderer.fill("agenda.html", records=agenda.in_order(found), naam=soort or map)

    def agenda_volgen(self) -> Markup:
        """Een knop waarmee een lezer alles met een datum in de eigen agenda zet."""
        return self._renderer.fill("agenda_volgen.html", adres=urls.calendar(), keuze=f"{urls.page('agenda')}#themas")

    def agenda_themas(self) -> Markup:
        """De agenda van elk thema met een datum, en een keuze uit thema's die de browser samen in één bestand zet."""
        themes = [
            (theme, number) for theme in self._portal.public("themas") if (number := len(agenda.about(self._portal, theme)))
        ]
        return self._renderer.fill("agenda_themas.html", themas=themes)

    def onderdelen(self, ref: str) -> Markup:
        """De onderdelen van een fase of programma, met waar dat staat."""
        if self._arguments.may_be_missing(ref):
            return Markup("")
        record = self._arguments.record(ref)
        if not getattr(record, "onderdelen", None):
            raise MacroError(f'"{ref}" heeft geen onderdelen.', "Kies een record met het veld onderdelen.")
        return self._renderer.fill("onderdelen.html", r=record, herkomst=self._renderer.sources(record))

    def coalitieplaat(self) -> Markup:
        """De coalitie in één beeld: brede coalitie, kerngroep, ambities en projectgroepen."""
        bodies = ("coalitie/orgaan-brede-coalitie", "coalitie/orgaan-kerngroep", "coalitie/orgaan-projectgroepen")
        if any(self._arguments.may_be_missing(ref) for ref in bodies):
            return Markup("")
        return self._renderer.fill("coalitieplaat.html", ambities=self._portal.public("ambities"))

    def grafiek(self, ref: str) -> Markup:
        """Een tabel uit cijfers met haar staven."""
        if self._arguments.may_be_missing(ref):
            return Markup("")
        record = self._arguments.record(ref)
        if getattr(record, "soort", "") != "tabel":
            raise MacroError(f'"{ref}" is geen tabel.', "Kies een record uit cijfers dat met tabel- begint.")
        return self._renderer.fill("tabel.html", r=record)

    def ingangen(self) -> Markup:
        """De ingangen per lezer, elk vanuit wat die doet."""
        entries = [(urls.page(f"voor/{path}"), who, what) for path, who, what in words.LEZERS.values()]
        return self._renderer.fill("ingangen.html", ingangen=entries)

    def zoekveld(self) -> Markup:
        """Een groot zoekveld dat naar de zoekpagina leidt."""
        return self._renderer.fill("zoekveld.html")

    def zoekresultaten(self) -> Markup:
        """De plek waar de zoekpagina haar resultaten toont, met het woord voor elke soort."""
        return self._renderer.fill("zoekresultaten.html", soorten=self._soorten())

    def pagina(self, pad: str, tekst: str) -> Markup:
        """Een link naar een geschreven pagina, zoals voor/gemeenten."""
        pad = str(pad).strip("/")
        if self._pages is not None and pad not in self._pages:
            raise MacroError(f'de pagina "{pad}" bestaat niet.', suggestion(pad, self._pages - {""}, most=40))
        return Markup('<a href="{}">{}</a>').format(urls.page(pad), tekst)

    def regels(self) -> Markup:
        """Alle regels waarop wij records en pagina's nakijken, per onderwerp."""
        return reference.list_of_rules(self._renderer)

    def velden(self) -> Markup:
        """Alle soorten records, met een link naar de uitleg van hun velden."""
        return self._renderer.fill("velden.html", soorten=self._portal.kinds.values())

    def formulieren(self) -> Markup:
        """De formulieren waarmee een lezer zelf iets instuurt, zonder account."""
        return forms.list_of_forms(self._renderer)

    def macros(self) -> Markup:
        """Alle macro's die een pagina kan gebruiken, met hun argumenten."""
        own = inspect.getmembers(type(self), inspect.isfunction)
        table = [reference.described(name, macro) for name, macro in own if not name.startswith("_")]
        folders = [name.replace("-", "_") for name in self._portal.kinds]
        return self._renderer.fill("macros.html", macros=table, mappen=folders, hooguit=lists.MOST)

    def portaal(self, veld: str) -> Markup:
        """Een gegeven uit data/portaal.yml, zoals uitgever of contact."""
        fields = [name for name, field in type(self._portal.settings).model_fields.items() if not part_in(field.annotation)]
        if veld not in fields:
            raise MacroError(f'"{veld}" staat niet in portaal.yml.', suggestion(veld, fields))
        return escape(getattr(self._portal.settings, veld) or "nog niet vastgesteld")

    def gegevens(self) -> Markup:
        """De bestanden met open data van elke soort."""
        found = [
            (kind, len(self._portal.public(kind.folder)), urls.downloads_of(kind.folder)) for kind in self._portal.kinds.values()
        ]
        return self._renderer.fill("gegevens.html", soorten=found)

    def uitgave(self) -> str:
        """Welke uitgave van de gegevens de laatste is."""
        if release := self._portal.release:
            return f"De laatste uitgave is {release.versie} van {words.day(release.datum)}."
        return "Er is nog geen uitgave."

    def _soorten(self) -> str:
        """The word for one and for more of each kind of hit, for the search in the browser."""
        soorten = {kind.folder: [kind.one, kind.many] for kind in self._portal.kinds.values()}
        return json.dumps({**soorten, "pagina": ["pagina", "pagina's"]})

    def _select(self, kind: Kind, /, aantal: int | None = None, kort: bool = False, **filters: Any) -> Markup:
        wanted = self._arguments.wanted(kind, filters)
        most = lists.MOST if aantal is None else self._arguments.number("aantal", aantal)
        return lists.chosen(self._renderer, kind, wanted, self._arguments.records(kind, wanted), most, short=kort)

    def _bond(self, record: Record, head: Record) -> str:
        """In words how `record` belongs to `head`: the other values of the part that says so, or that a field does."""
        places = [link.reference.loc for link in self._portal.links(record) if link.target is head]
        for loc in places:
            if len(loc) > 1 and isinstance(loc[-1], str):
                part = getattr(record, loc[0])[loc[1]]
                rest = [value for name, value in part if name != loc[-1] and isinstance(value, str)]
                return ": ".join([rest[0], ", ".join(rest[1:])]) if len(rest) > 1 else "".join(rest) or "ja"
        return "ja" if any(loc[0] != "zie_ook" for loc in places) else ""
