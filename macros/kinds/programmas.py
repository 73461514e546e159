"""Programmes and projects of the past."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Onderdeel, Record, Tekst, veld
from macros.kinds.fields import Ref, Regel


class Programma(Record):
    body = ("wat",)

    periode: Regel | None = veld("Periode", "Van wanneer tot wanneer, in woorden.", None)
    stand: Literal["liep nog in het jaar van de bron", "afgesloten", "voornemen", "onbekend"] = veld(
        "Stand", "Hoe ver het was volgens de bron."
    )
    wat: Tekst = veld("Wat is het?", "Wat het programma wilde en deed.")
    bereik: Tekst | None = veld("Wat is bereikt?", "Wat de bron meldt, met jaar, en wie dat zegt.", None)
    onderdelen: list[Onderdeel] = veld("Onderdelen", "Actielijnen, standpunten of pijlers.", [])
    uitvoerders: list[Annotated[str, Ref(("organisaties", "leden"), back="Voert uit of voerde uit")]] = veld(
        "Uitvoerders", "Wie het uitvoert, als map/id.", []
    )
    financiers: list[Annotated[str, Ref(("organisaties", "leden"), back="Betaalt of betaalde mee aan")]] = veld(
        "Financiers", "Wie betaalt, als map/id.", []
    )
    onder: Annotated[str, Ref(("programmas",), back="Onderdeel van dit programma")] | None = veld(
        "Hoort bij", "Het grotere programma.", None
    )
    lessen: list[Annotated[str, Ref(("lessen",), back="Geleerd in")]] = veld("Lessen", "Lessen uit dit programma.", [])


KIND = Kind(
    folder="programmas",
    one="programma",
    many="programma's",
    title="Programma's en projecten",
    intro="Wat er eerder is geprobeerd, door wie, met wiens geld, en wat daarvan bekend is.",
    models=(Programma,),
    tab="Over",
    order=60,
    facets=("stand", "themas", "uitvoerders", "jaar"),
)
