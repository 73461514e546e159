"""Municipalities and areas, and their part in the sources."""

from typing import Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Regel
from macros.kinds.schema_org import Schema


class Gebied(Record):
    body = ("over",)
    schema = Schema("Place")

    aard: Literal["gemeente", "kern", "regio", "provincie", "buitenland"] = veld("Soort gebied", "Wat voor gebied het is.")
    rollen: list[Regel] = veld("Rol in de bronnen", "Waarom de bronnen dit gebied noemen.", min_length=1)
    over: Tekst | None = veld("Wat vertellen de bronnen?", "Alleen als er meer is dan de rol.", None)


KIND = Kind(
    folder="gemeenten",
    one="gemeente",
    many="gemeenten en gebieden",
    title="Gemeenten en gebieden",
    intro="Welke gemeenten en gebieden de bronnen noemen, en in welke rol.",
    models=(Gebied,),
    called_by="aard",
    tab="Voor gemeenten",
    order=75,
    facets=("aard", "themas", "herkomst.bron"),
)
