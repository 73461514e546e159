"""Bundles: records that the editors put together for one reader with one task, in the order in which to read them."""

from typing import Annotated

from macros.kinds.base import Kind, Redactioneel, Tekst, veld
from macros.kinds.fields import Part, Ref, Regel, Sleutel


class Stuk(Part):
    record: Annotated[str, Ref((), back="Staat in", anchor="bundel")] = veld("Record", "Het record, als map/id.")
    waarom: Regel = veld("Waarom", "Eén zin: wat de lezer hiermee doet, of waarom dit nu aan de beurt is.")


class Deel(Part):
    id: Sleutel = veld("Id", "De vaste naam van dit deel, voor links.")
    kop: Regel = veld("Kop", "Waar dit deel over gaat.")
    onderdelen: list[Stuk] = veld("Onderdelen", "De records van dit deel, op volgorde, elk met waarom.", min_length=1)


class Bundel(Redactioneel):
    body = ("gebruik",)
    quiet = ("lezer", "taak")

    lezer: Regel = veld("Voor wie", "De ene lezer voor wie dit is, met u.")
    taak: Regel = veld("Waarvoor", "Wat die lezer ermee gedaan krijgt.")
    gebruik: Tekst = veld("Zo gebruikt u deze bundel", "Waar begint de lezer, en wat kan wachten?")
    delen: list[Deel] = veld("Delen", "De delen van de bundel, op volgorde.", min_length=1)


KIND = Kind(
    folder="bundels",
    one="bundel",
    many="bundels",
    title="Bundels",
    intro="Stukken die bij elkaar horen, gekozen voor één lezer met één taak, in een volgorde die werkt.",
    models=(Bundel,),
    tab="Lessen",
    order=18,
    facets=("voor_wie", "themas"),
)
