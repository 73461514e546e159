"""The themes by which readers find their way; the only list of themes."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Ref
from macros.kinds.schema_org import Schema

GROEPEN = {  # the fixed name of each group, for links, and what readers call it
    "mensen": "Mensen",
    "waarde": "Waarde en zichtbaarheid",
    "buurt": "Gemeente en buurt",
    "bestuur": "Organisatie en bestuur",
    "regels": "Regels en geld",
    "leren": "Samen leren en werken",
}


class Thema(Record):
    body = ("inleiding",)
    quiet = ("kerncijfer",)
    schema = Schema("DefinedTerm")

    groep: Literal[tuple(GROEPEN.values())] = veld("Groep", "De groep waar dit thema bij hoort.")
    kerncijfer: Annotated[str, Ref(("cijfers",), back="Kerncijfer van")] | None = veld(
        "Kerncijfer", "Het ene cijfer dat een lezer van dit thema moet zien; van een tabel alleen de naam.", None
    )
    inleiding: Tekst = veld("Waar gaat het om?", "Wat er volgens de bronnen speelt.")


KIND = Kind(
    folder="themas",
    one="thema",
    many="thema's",
    title="Thema's",
    intro="Hier staan zevenentwintig onderwerpen in zes groepen. Kies er een en lees wat de bronnen erover leren.",
    models=(Thema,),
    tab="Thema's",
    follow="Volg dit thema",
    order=20,
    facets=("groep",),
)
