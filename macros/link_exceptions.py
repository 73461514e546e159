"""Outside links that are known not to work for a program: `data/linkuitzonderingen.yml`. Each ends on a day."""

from __future__ import annotations

from pydantic import BaseModel

from macros.kinds.fields import Datum, Part, Regel, Webadres, veld

EXCEPTIONS_FILE = "linkuitzonderingen.yml"


class Uitzondering(Part):
    adres: Webadres = veld("Adres", "Het adres, zoals het in het record of op de pagina staat.")
    reden: Regel = veld("Reden", "Waarom de link mag blijven staan, zoals: werkt wel in een browser.")
    tot: Datum = veld("Tot en met", "De laatste dag waarop dit geldt; daarna kijkt iemand opnieuw.")


class Uitzonderingen(BaseModel, extra="forbid", frozen=True):
    """What the file holds."""

    uitzonderingen: list[Uitzondering] = veld("Uitzonderingen", "Elk met adres, reden en tot.", [])
