"""The themes by which readers find their way; the only list of themes."""

from typing import Literal

from macros.kinds.base import Kind, Record, Tekst, veld

GROEPEN = (
    "Mensen",
    "Waarde en zichtbaarheid",
    "Gemeente en buurt",
    "Organisatie en bestuur",
    "Regels en geld",
    "Samen leren en werken",
)


class Thema(Record):
    body = ("inleiding",)

    groep: Literal[GROEPEN] = veld("Groep", "De groep waar dit thema bij hoort.")
    inleiding: Tekst = veld("Waar gaat het om?", "Wat er volgens de bronnen speelt.")


KIND = Kind(
    folder="themas",
    one="thema",
    many="thema's",
    title="Thema's",
    intro="Zevenentwintig onderwerpen in zes groepen. Kies er een en lees wat de bronnen erover leren.",
    models=(Thema,),
    tab="Thema's",
    order=20,
    facets=("groep",),
)
