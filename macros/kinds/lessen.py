"""Lessons: what was learnt, in which situation, and what to do with it."""

from typing import Annotated

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Ref


class Les(Record):
    body = ("inzicht", "context", "advies")

    inzicht: Tekst = veld("Wat is er geleerd?", "De les zelf, in gewone woorden.")
    context: Tekst = veld("Waar komt dit vandaan?", "In welke situatie, wanneer, en hoe stevig dit is.")
    advies: Tekst = veld("Wat kunt u ermee?", "Stappen waar een lezer maandag mee kan beginnen.")
    ambities: list[Annotated[str, Ref(("ambities",), back="Lessen bij deze ambitie")]] = veld(
        "Ambitie", "Bij welke ambitie van de coalitie de les past.", []
    )


KIND = Kind(
    folder="lessen",
    one="les",
    many="lessen",
    title="Lessen",
    intro="Wat organisaties en gemeenten leerden over vrijwillige inzet, en wat u daar morgen mee kunt doen.",
    models=(Les,),
    tab="Lessen",
    invites="Leerde u ook iets? Stuur uw les in",
    order=10,
    facets=("ambities", "themas", "voor_wie", "jaar", "herkomst.bron", "programmas.lessen", "zekerheid"),
)
