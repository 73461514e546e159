"""The three ambitions of the coalition, with the actions, questions and messages that belong to them."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Part, Ref, Regel, Sleutel

AmbitieRef = Annotated[str, Ref(("ambities",))]


class Actie(Part):
    id: Sleutel = veld("Id", "De vaste naam van deze actie, voor links.")
    titel: Regel = veld("Titel", "De actie in een paar woorden.")
    tekst: Regel = veld("Toelichting", "Wat de coalitie wil doen en wat nog open is.")
    onder: Sleutel | None = veld("Onderdeel van", "De id van de actie waar dit een deel van is.", None)
    geldt_ook_voor: list[AmbitieRef] = veld("Geldt ook voor", "Andere ambities met dezelfde actie.", [])


class Vraagstuk(Part):
    id: Sleutel = veld("Id", "De vaste naam van dit vraagstuk, voor links.")
    titel: Regel = veld("Titel", "Het vraagstuk in een paar woorden.")
    tekst: Regel = veld("Toelichting", "Wat er volgens de bron speelt.")


class Boodschap(Part):
    id: Sleutel = veld("Id", "De vaste naam van deze boodschap, voor links.")
    tekst: Regel = veld("Boodschap", "Wat de coalitie wil overbrengen.")


class Ambitie(Record):
    body = ("doel",)

    doel: Tekst = veld("Wat wil de coalitie?", "Het doel, met de status ervan.")
    werkwijze: Tekst | None = veld("Hoe wil zij dat doen?", "De werkwijze, en wat nog open is.", None)
    stand: Literal["concept", "vastgesteld", "afgerond", "onbekend"] = veld(
        "Stand", "Hoe vast deze ambitie staat volgens de bron."
    )
    acties: list[Actie] = veld("Acties", "Wat de coalitie van plan was.", [])
    vraagstukken: list[Vraagstuk] = veld("Vraagstukken", "Vragen die bij de ambitie werden genoemd.", [])
    boodschappen: list[Boodschap] = veld("Boodschappen", "Boodschappen voor een campagne.", [])


KIND = Kind(
    folder="ambities",
    one="ambitie",
    many="ambities",
    title="Ambities",
    intro="Drie ambities uit het conceptrapport van december 2024. Het zijn voornemens, geen besluiten.",
    models=(Ambitie,),
    tab="De coalitie",
    follow="Volg deze ambitie",
    order=30,
)
