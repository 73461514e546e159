"""The members of the coalition: their perspective, their place in the core group, their interest per ambition."""

from typing import Annotated, Literal

from macros.kinds.base import BronRef, Kind, Tekst, veld
from macros.kinds.fields import Aantal, Part, Ref, Regel
from macros.kinds.ruil import Ruilend
from macros.kinds.schema_org import Schema


class Kerngroep(Part):
    bron: BronRef = veld("Bron", "De id van een record in bronnen.")
    kop: Regel = veld("Plek", "Waar in de bron dit staat.")
    waarde: Literal["ja", "nee", "overweegt deelname", "via een ander lid"] = veld(
        "In de kerngroep?", 'Wat de bron op deze plek zegt. Zet "ja" en "nee" tussen aanhalingstekens.'
    )
    toelichting: Regel | None = veld("Toelichting", "Wat de bron eraan toevoegt.", None)


class Rol(Part):
    ambitie: Annotated[str, Ref(("ambities",))] = veld("Ambitie", "De id van de ambitie.")
    ring: Literal["strategische kern", "tweede ring"] = veld("Plek", "Waar het lid zich ziet.")
    als: Regel | None = veld("Rol", "De rol in woorden van de bron, als die er staat.", None)
    toelichting: Regel | None = veld("Toelichting", "Wat de bron eraan toevoegt.", None)


class Lid(Ruilend):
    body = ("over",)
    schema = Schema("Organization", {"alternateName": "volledige_naam"})

    volledige_naam: Regel | None = veld("Volledige naam", "De naam voluit, als een bron die geeft.", None)
    perspectief: Literal["maatschappelijke organisatie", "fonds", "gemeentelijke overheid", "rijksoverheid"] = veld(
        "Perspectief", "Vanuit welke plek het lid meedoet."
    )
    perspectief_bron: Literal["genoemd", "afgeleid"] = veld(
        "Perspectief volgens", "Noemt de bron het perspectief, of leiden wij het af?"
    )
    deelnemers: Aantal | None = veld("Deelnemers", "Hoeveel mensen namens dit lid in de lijst staan.", None)
    over: Tekst = veld("Wat vertellen de bronnen?", "Wat de bronnen over dit lid zeggen, met jaar.")
    kerngroep: list[Kerngroep] = veld("Kerngroep", "Wat elke plek in de bron zegt; er wordt niet gekozen.", [])
    rollen: list[Rol] = veld("Belangstelling per ambitie", "Aangegeven interesse, geen toezegging.", [])


KIND = Kind(
    folder="leden",
    one="lid",
    many="leden",
    title="Leden van de coalitie",
    intro="Dertien organisaties aan tafel, en FIN via een ander lid. Volgens de deelnemerslijst van december 2024.",
    models=(Lid,),
    tab="De coalitie",
    order=40,
    facets=("perspectief", "rollen.ambitie"),
)
