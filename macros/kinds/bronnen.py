"""The sources: what everything here is based on, and how firm that is. Proof is stated once, here."""

from typing import Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Regel
from macros.kinds.schema_org import Schema, Told


class Bron(Record):
    """What all sources share."""

    body = ("inhoud",)
    schema = Schema(
        "CreativeWork",
        {
            "publisher": Told("uitgever", type="Organization"),
            "sponsor": Told("opdrachtgever", type="Organization"),
            "author": Told("auteurs", type="Person"),
            "creativeWorkStatus": "status",
        },
    )

    uitgever: Regel | None = veld("Uitgever", "De organisatie die dit uitbracht.", None)
    opdrachtgever: Regel | None = veld("Opdrachtgever", "De organisatie die de opdracht gaf.", None)
    auteurs: list[Regel] = veld("Auteurs", "Alleen van een gepubliceerd werk, zoals bij citeren hoort.", [])
    datum: Regel | None = veld("Datum", "Zo precies als bekend, in woorden.", None)
    status: Regel | None = veld("Status", "Bijvoorbeeld concept, als de bron dat zegt.", None)
    bewijs: Literal["cijferonderzoek", "interviews", "jaarverslag", "bijeenkomst", "afspraak"] | None = veld(
        "Soort bewijs", "Waar deze bron op rust.", None
    )
    reikwijdte: Regel | None = veld(
        "Hoe stevig is dit?", "Eén zin voor een leek; staat bij elk record dat deze bron noemt.", None
    )
    inhoud: Tekst = veld("Wat staat erin?", "De inhoud, wat ontbreekt, en hoe u dit leest.")
    beschikbaar: Regel | None = veld("Beschikbaar", "Of en waar dit te lezen is. Nooit een gegokt adres.", None)


class Document(Bron):
    soort: Literal["document"] = veld("Soort", "document: een van de bronnen van dit portaal", "document")


class Publicatie(Bron):
    soort: Literal["publicatie"] = veld("Soort", "publicatie: een stuk waarnaar een bron verwijst", "publicatie")


class Onderzoek(Bron):
    soort: Literal["onderzoek"] = veld("Soort", "onderzoek: een meting of studie", "onderzoek")


class Kanaal(Bron):
    soort: Literal["kanaal"] = veld("Soort", "kanaal: een website, nieuwsbrief of sociaal medium", "kanaal")
    adres: Regel | None = veld("Adres", "Zoals de bron het geeft; niet nagekeken.", None)


KIND = Kind(
    folder="bronnen",
    one="bron",
    many="bronnen",
    title="Bronnen",
    intro="Waar alles hier op rust. Bij elke bron staat hoe stevig zij is en wat ontbreekt.",
    models=(Document, Publicatie, Onderzoek, Kanaal),
    tab="Over",
    order=90,
    facets=("soort", "bewijs", "jaar", "themas"),
)
