"""What organisations say that they look for and offer, by the thirteen topics of the KRIJGEN/GEVEN survey of 2023."""

from typing import Literal

from macros.kinds.base import Record, veld
from macros.kinds.fields import Datum

# The rows of `ENQUETE`, in its order and its words.
Onderwerp = Literal[
    "Accommodatie",
    "Communicatie",
    "Financiën",
    "ICT",
    "Management en besturen",
    "Sociale veiligheid",
    "Sponsoring en fondsen",
    "Vrijwilligerscoördinatie",
    "Vrijwilligers werven",
    "Wet- en regelgeving",
    "Verzekeringen",
    "Projectleiding",
    "Evenementen",
]
ENQUETE = "cijfers/tabel-enquete-krijgen-geven"


class Ruilend(Record):
    """A record of an organisation, that may say what help it looks for and offers. Never filled in from a survey."""

    zoekt: list[Onderwerp] = veld("Zoekt hulp bij", "Alleen wat de organisatie zelf opgeeft.", [])
    biedt: list[Onderwerp] = veld("Biedt hulp bij", "Alleen wat de organisatie zelf opgeeft.", [])
    opgegeven: Datum | None = veld("Zelf opgegeven op", "De dag waarop de organisatie zei wat zij zoekt of biedt.", None)
