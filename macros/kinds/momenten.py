"""What happened when: the timeline, meetings and knowledge cafés."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Datum, Ref, Regel


class Gebeurtenis(Record):
    """What every moment shares."""

    body = ("verslag",)
    quiet = ("volgorde", "wanneer", "begin", "einde")

    wanneer: Regel = veld("Wanneer", "De datum of periode, zo precies als de bron.")
    begin: Datum | None = veld("Begin", "Eerste dag, als die bekend is.", None)
    einde: Datum | None = veld("Einde", "Laatste dag, als die bekend is.", None)
    volgorde: Regel = veld("Volgorde", "Jaar of jaar-maand(-dag) waarop dit in de tijdlijn staat, zoals 2023-06.")
    verslag: Tekst | None = veld("Wat gebeurde er?", "Alleen als er meer te vertellen is dan de samenvatting.", None)
    over: list[Annotated[str, Ref((), back="In de tijdlijn")]] = veld(
        "Gaat over", "Records waar dit moment bij hoort, als map/id.", []
    )


class Tijd(Gebeurtenis):
    soort: Literal["moment"] = veld("Soort", "moment: een gebeurtenis in de tijdlijn", "moment")


class Bijeenkomst(Gebeurtenis):
    soort: Literal["bijeenkomst"] = veld("Soort", "bijeenkomst: een vergadering, congres of sessie", "bijeenkomst")


class Kenniscafe(Gebeurtenis):
    soort: Literal["kenniscafe"] = veld("Soort", "kenniscafe: een gesprekstafel op een bijeenkomst", "kenniscafe")
    onderwerp: Regel = veld("Onderwerp", "De letter en het onderwerp van het kenniscafé.")


KIND = Kind(
    folder="momenten",
    one="moment",
    many="momenten",
    title="Tijdlijn",
    intro="Wat er gebeurde rond vrijwillige inzet, volgens de bronnen, op volgorde.",
    models=(Tijd, Bijeenkomst, Kenniscafe),
    tab="De coalitie",
    order=65,
    facets=("soort", "jaar", "themas", "herkomst.bron"),
    sort=("volgorde",),
)
