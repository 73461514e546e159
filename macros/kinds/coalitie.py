"""The coalition itself: its bodies and roles, its rules, what it is for and not for, and its phases."""

from typing import Literal

from macros.kinds.base import Kind, Onderdeel, Record, Tekst, veld
from macros.kinds.fields import Nummer, Regel


class Stuk(Record):
    """What all parts of the coalition share."""

    body = ("tekst",)

    tekst: Tekst = veld("Wat houdt het in?", "Wat de bron erover zegt, met de status ervan.")


class Orgaan(Stuk):
    quiet = ("taken",)

    soort: Literal["orgaan"] = veld("Soort", "orgaan: een groep of rol in de coalitie", "orgaan")
    taken: list[Regel] = veld("Taken", "De taken volgens de bron.", [])
    ritme: Regel | None = veld("Hoe vaak", "Hoe vaak de groep bijeenkomt.", None)


class Spelregel(Stuk):
    soort: Literal["spelregel"] = veld("Soort", "spelregel: een afspraak over samenwerken", "spelregel")
    nummer: Nummer = veld("Nummer", "Het nummer in de bron.")


class Afbakening(Stuk):
    soort: Literal["afbakening"] = veld("Soort", "afbakening: waar de coalitie voor is en niet voor is", "afbakening")


class Fase(Stuk):
    quiet = ("nummer",)

    soort: Literal["fase"] = veld("Soort", "fase: een stap in de tijd", "fase")
    nummer: Nummer = veld("Plaats in de tijd", "De hoeveelste stap dit is; de bron telt er drie, wij tellen vanaf het begin.")
    periode: Regel | None = veld("Wanneer", "De periode volgens de bron.", None)
    onderdelen: list[Onderdeel] = veld("Onderdelen", "Stappen of onderdelen van deze fase.", [])
    stand: Literal["geweest", "voornemen", "onbekend"] = veld("Stand", "Wat de bron erover weet.")


KIND = Kind(
    folder="coalitie",
    one="onderdeel",
    many="onderdelen",
    title="De coalitie",
    intro="Hoe de coalitie is ingericht, welke spelregels zij koos, wat zij wel en niet doet, en hoe zij verder wilde.",
    models=(Orgaan, Spelregel, Afbakening, Fase),
    tab="De coalitie",
    order=45,
    sort=("nummer", "titel"),
    facets=("soort", "themas"),
)
