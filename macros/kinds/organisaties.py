"""Organisations and networks that the sources name, beside the members of the coalition."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Tekst, veld
from macros.kinds.fields import Ref
from macros.kinds.ruil import Ruilend
from macros.kinds.schema_org import Schema


class Organisatie(Ruilend):
    body = ("over",)
    schema = Schema("Organization", {"areaServed": "gemeente"})

    rol: Literal[
        "kennis, onderzoek en advies",
        "overheid en koepels",
        "fondsen en sponsors",
        "vrijwilligersorganisatie",
        "steunpunt of vrijwilligerscentrale",
        "internationaal",
        "netwerk of overleg",
    ] = veld("Soort organisatie", "In welke rol de bronnen haar noemen.")
    over: Tekst | None = veld("Wat vertellen de bronnen?", "Wat de bronnen over haar zeggen, met jaar.", None)
    gemeente: Annotated[str, Ref(("gemeenten",), back="Organisaties hier")] | None = veld(
        "Gemeente", "Waar zij werkt, als dat lokaal is.", None
    )
    programmas: list[Annotated[str, Ref(("programmas",), back="Doet mee")]] = veld(
        "Programma's", "Programma's waaraan zij meedoet of meedeed.", []
    )


KIND = Kind(
    folder="organisaties",
    one="organisatie",
    many="organisaties",
    title="Organisaties en netwerken",
    intro="Wie de bronnen noemen naast de leden van de coalitie, en in welke rol.",
    models=(Organisatie,),
    tab="Over",
    invites="Staat uw organisatie er niet bij? Stuur haar in",
    order=95,
    facets=("rol", "themas", "gemeente", "programmas", "herkomst.bron"),
)
