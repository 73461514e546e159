"""Kennisboost: weeks of online sessions in which the field shares what it knows."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Aantal, Datum, Moment, Ref, Regel, Webadres
from macros.kinds.schema_org import DAYS, Schema, Told

Stand = Literal["aangekondigd", "geweest", "vervallen", "onbekend"]
STATUS = Told("stand", values={"aangekondigd": "EventScheduled", "vervallen": "EventCancelled"})


class Week(Record):
    body = ("verslag",)
    quiet = ("begin", "einde", "periode", "aanmelden")
    gathers = ("week",)
    schema = Schema("Event", {**DAYS, "eventStatus": STATUS})

    soort: Literal["week"] = veld("Soort", "week", "week")
    begin: Datum | None = veld("Begin", "Eerste dag.", None)
    einde: Datum | None = veld("Einde", "Laatste dag.", None)
    periode: Regel | None = veld("Periode", "In woorden, als de dagen niet bekend zijn.", None)
    stand: Stand = veld("Stand", "Gaat de week komen, is zij geweest, of vervallen?")
    aantal_sessies: Aantal | None = veld("Sessies", "Aantal sessies volgens de bron.", None)
    deelnemers: Aantal | None = veld("Deelnemers", "Aantal deelnemers volgens de bron.", None)
    verslag: Tekst = veld("Over deze week", "Wat de bron erover vertelt en wat niet bekend is.")
    aanmelden: Webadres | None = veld("Aanmelden", "Waar iemand zich aanmeldt.", None)


class Sessie(Record):
    body = ("verslag",)
    quiet = ("begin", "einde", "aanmelden", "opname", "materiaal")
    schema = Schema(
        "Event", {**DAYS, "eventStatus": STATUS, "superEvent": "week", "performer": Told("spreker", type="Organization")}
    )

    soort: Literal["sessie"] = veld("Soort", "sessie", "sessie")
    week: Annotated[str, Ref(("kennisboost",), back="Sessies in deze week")] | None = veld(
        "Kennisboostweek", "De week waarin de sessie viel, als de bron die noemt.", None
    )
    begin: Moment | None = veld("Begin", "Dag, of dag en tijd (2023-06-14 15:30).", None)
    einde: Moment | None = veld("Einde", "Dag, of dag en tijd.", None)
    stand: Stand = veld("Stand", "Gaat de sessie komen, is zij geweest, of vervallen?")
    deelnemers: Aantal | None = veld("Deelnemers", "Aantal deelnemers volgens de bron.", None)
    spreker: Regel | None = veld("Spreker", "Een organisatie, nooit een persoon.", None)
    verslag: Tekst = veld("Waar gaat het over?", "Wat de bron erover vertelt en wat niet bekend is.")
    lessen: list[Annotated[str, Ref(("lessen",), back="Kwam aan bod in")]] = veld(
        "Lessen", "Lessen die de sessie gaf, of over hetzelfde onderwerp.", []
    )
    aanmelden: Webadres | None = veld("Aanmelden", "Waar iemand zich aanmeldt.", None)
    opname: Webadres | None = veld("Opname", "Waar de opname staat.", None)
    materiaal: list[Webadres] = veld("Materiaal", "Presentaties en ander materiaal.", [])


KIND = Kind(
    folder="kennisboost",
    one="Kennisboost",
    many="Kennisboost",
    title="Kennisboost",
    intro="In een Kennisboostweek delen organisaties online wat zij weten over vrijwillige inzet.",
    models=(Week, Sessie),
    tab="Kennisboost",
    order=50,
    facets=("soort", "themas", "jaar", "stand"),
)
