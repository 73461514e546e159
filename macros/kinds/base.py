"""What every record has, and what a kind says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import BaseModel

from macros import urls
from macros.kinds.fields import Datum, Jaar, Part, Ref, Regel, Samenvatting, Sleutel, Tekst, Titel, veld
from macros.kinds.places import Reference, references_in, rich_texts_in
from macros.kinds.schema_org import ARTICLE, Schema

VoorWie = Literal["coördinatoren", "besturen", "gemeenten", "steunpunten", "fondsen en bedrijven", "iedereen"]
Zekerheid = Literal["expliciet", "afgeleid", "mening"]
Publicatie = Literal["concept", "gepubliceerd", "ingetrokken"]

BronRef = Annotated[str, Ref(("bronnen",), back="Hieruit geput", anchor="bron")]
ThemaRef = Annotated[str, Ref(("themas",), back="Over dit thema")]
ElkeRef = Annotated[str, Ref((), back="Wordt genoemd bij", anchor="genoemd")]


class Herkomst(Part):
    bron: BronRef = veld("Bron", "De id van een record in bronnen.")
    kop: Regel = veld("Kop", "Het hoofdstuk of de tussenkop in die bron.")


class Citaat(Part):
    tekst: Regel = veld("Citaat", "Letterlijk, kort, zonder aanhalingstekens.")
    bron: BronRef = veld("Bron", "De id van een record in bronnen.")
    kop: Regel = veld("Kop", "Het hoofdstuk of de tussenkop in die bron.")
    wie: Regel | None = veld("Wie", "De rol van de spreker; nooit een naam van een persoon.", None)


class AfwijkendeWaarde(Part):
    waarde: Regel = veld("Waarde", "Wat er op deze plek in de bron staat.")
    bron: BronRef = veld("Bron", "De id van een record in bronnen.")
    kop: Regel = veld("Kop", "Het hoofdstuk of de tussenkop in die bron.")


class Afwijking(Part):
    over: Regel = veld("Waarover", "Waarover de bronnen elkaar tegenspreken.")
    waarden: list[AfwijkendeWaarde] = veld("Waarden", "Elke waarde met haar bron.", min_length=2)
    toelichting: Regel | None = veld("Toelichting", "Eén zin van de redactie.", None)


class Wijziging(Part):
    datum: Datum = veld("Datum", "Dag van de wijziging.")
    soort: Literal["inhoudelijk", "redactioneel"] = veld("Soort", "Verandert er een feit, of alleen de tekst?")
    tekst: Regel = veld("Wat er veranderde", "Eén zin.")


class Intrekking(Part):
    sinds: Datum = veld("Sinds", "De dag waarop dit record werd ingetrokken.")
    waarom: Regel = veld("Waarom", "Eén zin: waarom het niet meer geldt.")
    in_plaats: list[ElkeRef] = veld("In plaats hiervan", "Waar lezers nu moeten zijn, als map/id.", [])


class Onderdeel(Part):
    """A part of a programme or phase that has no page of its own."""

    id: Sleutel = veld("Id", "De vaste naam van dit onderdeel, voor links.")
    titel: Regel = veld("Titel", "Het onderdeel in een paar woorden.")
    tekst: Regel = veld("Toelichting", "Wat het inhoudt.")


class Dag(NamedTuple):
    """A day or time that is known exactly, up to and with `einde`; `wat` tells it from other days of the same record."""

    begin: date
    einde: date | None = None
    wat: str = ""


class Record(BaseModel, extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True):
    """The fields that all records share. A kind puts its own fields between these by inheriting."""

    body: ClassVar[tuple[str, ...]] = ()  # the fields that tell the story; a record without any is a short page

    quiet: ClassVar[tuple[str, ...]] = ()  # the fields that stand elsewhere on its page than among the facts

    gathers: ClassVar[tuple[str, ...]] = ()  # the fields of other records by which its own template lists those records

    schema: ClassVar[Schema] = ARTICLE  # what other machines call it

    opens: ClassVar[tuple[str, ...]] = ()  # the fields of its own that its file begins with; the others as they are defined

    titel: Titel = veld("Titel", "Waar het record over gaat, begrijpelijk zonder de rest te lezen.")
    samenvatting: Samenvatting = veld("Samenvatting", "Hooguit 60 woorden: de kern voor wie niet verder leest.")
    aliassen: list[Regel] = veld("Zoekwoorden", "Andere woorden waarmee iemand dit zou zoeken.", [])
    themas: list[ThemaRef] = veld("Thema's", "Ids van thema's.", [])
    jaar: Jaar | None = veld("Jaar", "Het jaar waarover dit gaat.", None)
    voor_wie: list[VoorWie] = veld("Voor wie", "Wie hier iets mee kan doen.", [])
    zekerheid: Zekerheid | None = veld("Zekerheid", "Wie deze conclusie trekt: de bron, wij, of deelnemers.", None)
    ingedeeld: list[Regel] = veld("Ingedeeld door de redactie", "Velden die de bron zelf niet geeft.", [])
    zie_ook: list[ElkeRef] = veld("Zie ook", "Andere records, als map/id.", [])
    citaten: list[Citaat] = veld("Citaten", "Korte letterlijke citaten.", [])
    herkomst: list[Herkomst] = veld("Herkomst", "Waar dit staat: bron en kop.", min_length=1)
    afwijkingen: list[Afwijking] = veld("Tegenspraak", "Waar bronnen elkaar tegenspreken.", [])
    toegevoegd: Datum | None = veld("Toegevoegd", "De dag waarop dit record erbij kwam.", None)
    wijzigingen: list[Wijziging] = veld("Wijzigingen", "Wat er daarna veranderde.", [])
    nagekeken: Datum | None = veld("Laatst nagekeken", "De dag waarop iemand dit met de bronnen vergeleek.", None)
    herzien_voor: Datum | None = veld("Te herzien vóór", "Wanneer iemand dit opnieuw moet nakijken.", None)
    beheerder: Regel | None = veld("Beheerder", "Een organisatie of rol, nooit een persoon.", None)
    publicatie: Publicatie = veld("Publicatie", "concept, gepubliceerd of ingetrokken.", "gepubliceerd")
    intrekking: Intrekking | None = veld("Intrekking", "Alleen van een ingetrokken record: sinds, waarom en in_plaats.", None)
    voormalige_ids: list[Regel] = veld("Voormalige ids", "Hoe dit record vroeger heette, als map/id; de eerste naam vooraan.", [])

    # Where it stands. Plain slots: they are read millions of times, and pydantic's own private attributes are slow.
    __slots__ = ("map", "id", "ref", "path", "url")

    def placed(self, folder: str, id_: str, path: str) -> Self:
        """This record, knowing its folder, its id (the name of its file), and the file that messages show.

        From these follow `ref` (`folder/id`) and `url`, the address of its page (a mark, see `urls`).
        """
        for name, value in zip(Record.__slots__, (folder, id_, f"{folder}/{id_}", path, urls.record(folder, id_)), strict=True):
            object.__setattr__(self, name, value)
        return self

    @classmethod
    def in_file(cls) -> tuple[str, ...]:
        """The names of all fields in the order of a file: what it is and says, what is its own, and what all records have."""
        shared = tuple(Record.model_fields)
        own = [name for name in cls.model_fields if name not in Record.model_fields and name != "soort"]
        own = [*(name for name in cls.opens if name in own), *(name for name in own if name not in cls.opens)]
        return (*(("soort",) if "soort" in cls.model_fields else ()), *shared[:2], *own, *shared[2:])

    @property
    def former_refs(self) -> list[str]:
        """What it and the records that it took in were called before; its own name stands first where it never had another."""
        return [ref for ref in self.voormalige_ids if ref != self.ref]

    @property
    def first_url(self) -> str:
        """The address of its page under its first name: identifiers are made of it, as those may never change."""
        return urls.record(*self.voormalige_ids[0].split("/")) if self.voormalige_ids else self.url

    @property
    def has_body(self) -> bool:
        """Whether it tells a story of its own, beside its facts."""
        return any(getattr(self, name) for name in self.body) if self.body else True

    @property
    def versie(self) -> date | None:
        """The day of the last change, or the day it was added when nothing changed since."""
        return max(change.datum for change in self.wijzigingen) if self.wijzigingen else self.toegevoegd

    @property
    def is_public(self) -> bool:
        """Whether it reaches lists, search, API and feeds."""
        return self.publicatie == "gepubliceerd"

    @property
    def is_concept(self) -> bool:
        """Whether it shows itself nowhere yet but on its own page."""
        return self.publicatie == "concept"

    @property
    def dagen(self) -> list[Dag]:
        """The days that this record puts in a calendar."""
        begin = getattr(self, "begin", None)
        return [Dag(begin, getattr(self, "einde", None))] if begin else []

    def references(self) -> Iterator[Reference]:
        """Every reference that this record makes."""
        return references_in(type(self), self)

    def rich_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every Markdown text of this record, with its location."""
        return rich_texts_in(type(self), self)


# What the editors fill in, or what follows from a record being there: no form asks for it.
VAN_DE_REDACTIE = frozenset(
    {
        "ingedeeld",
        "zie_ook",
        "afwijkingen",
        "toegevoegd",
        "wijzigingen",
        "nagekeken",
        "herzien_voor",
        "beheerder",
        "publicatie",
        "intrekking",
        "voormalige_ids",
    }
)


class Redactioneel(Record):
    """A record that the editors made out of other records; only such a record may go without a source of its own.

    What it states about the world stands in the records that it names, each with its source.
    """

    herkomst: list[Herkomst] = veld("Herkomst", "Alleen als ook de samenstelling zelf uit een bron komt.", [])


@dataclass(frozen=True)
class Kind:
    """One kind of records: a folder in data/, its words, and the classes of its records.

    With more than one class, each names itself by the default of its field `soort`.
    """

    folder: str
    one: str  # "les"
    many: str  # "lessen"
    title: str  # the heading of the list page
    intro: str  # one or two sentences under that heading
    models: tuple[type[Record], ...]
    tab: str = "Over"  # the tab that is lit on its pages
    order: int = 100  # place among the kinds, in lists of kinds
    facets: tuple[str, ...] = ()  # what a long list can be narrowed down by; paths as in `Portal.by_value`
    sort: tuple[str, ...] = ("titel",)
    invites: str = ""  # asks readers for one of their own: then it has a form, at `bijdragen/<one>`; only with one class
    called_by: str = ""  # the field that says what one of them is, where `one` does not fit them all
    follow: str = ""  # "Volg dit thema", where readers can follow what names a record of it in the field called after it

    @cached_property
    def by_soort(self) -> dict[str, type[Record]]:
        """The classes by the value of `soort`; empty when there is only one class without that field."""
        return {model.model_fields["soort"].default: model for model in self.models if "soort" in model.model_fields}

    def called(self, record: Record) -> str:
        """The word for this one record."""
        return getattr(record, self.called_by) if self.called_by else self.one


__all__ = ["Dag", "Kind", "Record", "Tekst", "veld"]
