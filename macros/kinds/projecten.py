"""What the coalition does: the projects on its werkagenda. The folder may be empty, and in the sources it is."""

from datetime import date
from typing import Annotated, Literal

from macros.kinds.base import Dag, Kind, Record, Tekst, veld
from macros.kinds.fields import Datum, JaarMaandDag, Part, Ref, Regel, Sleutel

_EXACT = len("2027-03-14")
_HOW_EXACT = "zo precies als bekend: 2027, 2027-03 of 2027-03-14."


class Partner(Part):
    wie: Annotated[str, Ref(("leden", "organisaties"), back="Doet mee aan", anchor="partners")] = veld(
        "Wie", "Een lid of organisatie, als map/id; nooit een persoon."
    )
    rol: Regel = veld("Rol", "Wat deze partner in het project doet.")


class Voortgang(Part):
    datum: Datum = veld("Datum", "De dag waarop dit zo was.")
    tekst: Regel = veld("Hoe het ging", "Eén zin: wat er is gedaan of besloten.")


class Project(Record):
    body = ("doel",)
    quiet = ("acties", "stand", "begin", "einde", "behoeften")

    ambitie: Annotated[str, Ref(("ambities",), back="Projecten bij deze ambitie")] = veld(
        "Ambitie", "De id van de ambitie waar dit project aan werkt."
    )
    acties: list[Sleutel] = veld("Acties", "Ids van acties van die ambitie die dit project oppakt.", [])
    stand: Literal["idee", "verkennen", "uitvoeren", "afgerond", "gestopt"] = veld("Stand", "Hoe ver het project is.")
    begin: JaarMaandDag | None = veld("Begin", f"Wanneer het begint, {_HOW_EXACT}", None)
    einde: JaarMaandDag | None = veld("Einde", f"Wanneer het klaar is, {_HOW_EXACT}", None)
    doel: Tekst = veld("Wat wil het project bereiken?", "Het doel, in een paar zinnen.")
    impact: Tekst | None = veld("Wat moet het opleveren?", "De gewenste impact: voor wie wordt wat anders?", None)
    partners: list[Partner] = veld("Partners", "Wie meedoen: bij elke partner wie (map/id) en rol.", [])
    linking_pin: Annotated[str, Ref(("leden", "organisaties"), back="Linking pin van", anchor="linking-pin")] | None = veld(
        "Linking pin", "De organisatie die de schakel met de kerngroep is, als map/id; nooit een persoon.", None
    )
    middelen: Literal["gesloten beurzen", "cofinanciering", "onbekend"] = veld(
        "Middelen", "Betaalt ieder de eigen inzet (gesloten beurzen), of is er ook geld van anderen (cofinanciering)?"
    )
    behoeften: list[Regel] = veld("Behoeften", "Wat het project nog nodig heeft: mensen, kennis, geld, een plek.", [])
    voortgang: list[Voortgang] = veld("Voortgang", "Hoe het ging: elke keer datum en tekst.", [])
    lessen: list[Annotated[str, Ref(("lessen",), back="Geleerd in")]] = veld("Lessen", "Lessen die het project gaf.", [])

    @property
    def dagen(self) -> list[Dag]:
        """Its first and its last day, each on its own: a calendar is no place for all the days between."""
        ends = ((self.begin, "begin"), (self.einde, "einde"))
        return [Dag(date.fromisoformat(day), wat=what) for day, what in ends if day and len(day) == _EXACT]


KIND = Kind(
    folder="projecten",
    one="project",
    many="projecten",
    title="Projecten",
    intro="Projecten die de coalitie koos om haar ambities waar te maken.",
    models=(Project,),
    tab="De coalitie",
    order=35,
    facets=("ambitie", "stand", "middelen", "themas"),
    sort=("begin", "titel"),
)
