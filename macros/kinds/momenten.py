"""What happened when, and what is planned: the timeline, meetings, knowledge cafés and the rhythm of the coalition."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Datum, JaarMaandDag, Moment, Ref, Regel
from macros.kinds.schema_org import DAYS, Schema


class Gebeurtenis(Record):
    """What every moment shares."""

    body = ("verslag",)
    quiet = ("volgorde", "wanneer", "begin", "einde")
    schema = Schema("Event", DAYS, needs="begin")

    wanneer: Regel = veld("Wanneer", "De datum of periode, zo precies als de bron.")
    begin: Datum | None = veld("Begin", "Eerste dag, als die bekend is.", None)
    einde: Datum | None = veld("Einde", "Laatste dag, als die bekend is.", None)
    volgorde: JaarMaandDag = veld("Volgorde", "Jaar of jaar-maand(-dag) waarop dit in de tijdlijn staat, zoals 2023-06.")
    verslag: Tekst | None = veld("Wat gebeurde er?", "Alleen als er meer te vertellen is dan de samenvatting.", None)
    over: list[Annotated[str, Ref((), back="In de tijdlijn")]] = veld(
        "Gaat over", "Records waar dit moment bij hoort, als map/id.", []
    )


class Tijd(Gebeurtenis):
    soort: Literal["moment"] = veld("Soort", "moment: een gebeurtenis in de tijdlijn", "moment")


class Bijeenkomst(Gebeurtenis):
    soort: Literal["bijeenkomst"] = veld("Soort", "bijeenkomst: een vergadering, congres of sessie", "bijeenkomst")


class Kenniscafe(Gebeurtenis):
    opens = ("onderwerp",)

    soort: Literal["kenniscafe"] = veld("Soort", "kenniscafe: een gesprekstafel op een bijeenkomst", "kenniscafe")
    onderwerp: Regel = veld("Onderwerp", "De letter en het onderwerp van het kenniscafé.")


class Planning(Gebeurtenis):
    """Something that was agreed on for later: a rhythm ("twice a year"), or one meeting in it."""

    body = ("verslag", "uitkomst")
    quiet = ("volgorde", "wanneer", "begin", "einde")

    soort: Literal["planning"] = veld("Soort", "planning: een afspraak voor later, zoals een netwerkconferentie", "planning")
    begin: Moment | None = veld("Begin", "Dag, of dag en tijd (2027-06-14 15:30). Alleen als die vaststaat.", None)
    einde: Moment | None = veld("Einde", "Dag, of dag en tijd.", None)
    volgorde: JaarMaandDag | None = veld("Volgorde", "Jaar of jaar-maand(-dag) in de tijdlijn; leeg als dat openstaat.", None)
    verslag: Tekst | None = veld("Wat is het plan?", "Waar het voor is en wat nog open is.", None)
    afgesproken: Regel = veld("Wat is afgesproken of gepland?", "Hoe vaak of wanneer, zoals twee keer per jaar.")
    stand: Literal["gepland", "geweest", "vervallen", "onbekend"] = veld("Stand", "Komt het nog, is het geweest, of vervallen?")
    uitkomst: Tekst | None = veld("Wat kwam eruit?", "De uitkomst, als het geweest is.", None)
    hoort_bij: Annotated[str, Ref(("momenten",), back="Bijeenkomsten in dit ritme")] | None = veld(
        "Hoort bij", "De id van het ritme waar dit er een van is.", None
    )


KIND = Kind(
    folder="momenten",
    one="moment",
    many="momenten",
    title="Tijdlijn",
    intro="Wat er gebeurde rond vrijwillige inzet, volgens de bronnen, op volgorde.",
    models=(Tijd, Bijeenkomst, Kenniscafe, Planning),
    tab="De coalitie",
    order=65,
    facets=("soort", "jaar", "themas", "herkomst.bron"),
    sort=("volgorde",),
)
