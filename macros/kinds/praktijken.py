"""Worked examples: what somebody did, what it took, what came of it, and what is not known."""

from typing import Annotated

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Ref


class Praktijk(Record):
    body = ("wat",)

    wat: Tekst = veld("Wat deden zij?", "Wat er gebeurde, waar, wanneer en door wie.")
    vroeg: Tekst | None = veld("Wat was ervoor nodig?", "Geld, mensen, afspraken.", None)
    opbrengst: Tekst | None = veld("Wat leverde het op?", "Wat de bron meldt, en wie dat zegt.", None)
    onbekend: Tekst | None = veld("Wat weten wij niet?", "Wat de bron niet vertelt.", None)
    gemeente: Annotated[str, Ref(("gemeenten",), back="Praktijken hier")] | None = veld(
        "Waar", "De gemeente of het gebied.", None
    )
    programmas: list[Annotated[str, Ref(("programmas",), back="Praktijken uit dit programma")]] = veld(
        "Programma", "Het programma waar dit bij hoort.", []
    )
    organisaties: list[Annotated[str, Ref(("organisaties", "leden"), back="Praktijken")]] = veld(
        "Organisaties", "Wie meedoet, als map/id.", []
    )
    lessen: list[Annotated[str, Ref(("lessen",), back="Praktijken bij deze les")]] = veld(
        "Lessen", "Lessen die hierbij horen.", []
    )


KIND = Kind(
    folder="praktijken",
    one="praktijk",
    many="praktijken",
    title="Praktijken",
    intro="Voorbeelden van wat organisaties en gemeenten deden, met wat het vroeg en wat niet bekend is.",
    models=(Praktijk,),
    tab="Lessen",
    invites="Doet u ook iets dat werkt? Stuur uw praktijk in",
    order=15,
    facets=("themas", "voor_wie", "gemeente", "programmas", "jaar", "herkomst.bron"),
)
