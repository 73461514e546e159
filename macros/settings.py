"""What the portal says about itself: `data/portaal.yml`, read by footer, colofon and exports alike."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, PrivateAttr

from macros.kinds.fields import Datum, Part, Regel, Webadres, veld

SETTINGS_FILE = "portaal.yml"
NOT_SET = "nog niet vastgesteld"
LICENCES = {  # as people write them → the name and the address by which machines know them
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def _with_path(value: str) -> str:
    if "{pad}" not in value:
        raise ValueError(f'In "{value}" ontbreekt {{pad}}.', "Zet {pad} waar de naam van het bestand hoort.")
    return value


def _reachable(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"']+|[^\s<>\"'@:]+@[^\s<>\"'@]+\.[^\s<>\"'@]+", value):
        raise ValueError(
            f'"{value}" is geen e-mailadres en geen webadres.',
            "Schrijf het e-mailadres van een functie, of het hele adres van een pagina, dat begint met https://.",
        )
    return value


Meldadres = Annotated[Regel, AfterValidator(_reachable)]
Sjabloon = Annotated[Webadres, AfterValidator(_with_path)]


class Beveiliging(Part):
    """Where to report a leak; the site publishes it as /.well-known/security.txt (RFC 9116)."""

    contact: Meldadres = veld("Contact", "Het e-mailadres van een functie, of de pagina waar iemand een lek meldt.")
    verloopt: Datum = veld("Verloopt", "Tot deze dag geldt het; kies een dag binnen een jaar.")


class Settings(BaseModel, extra="forbid", frozen=True):
    """The publisher's own data. Nothing here is invented: what is not decided says so."""

    naam: Regel = veld("Naam", "De naam van het portaal.", "Kennisportaal Vrijwillige Inzet")
    uitgever: Regel = veld("Uitgever", "Wie dit portaal uitgeeft.", NOT_SET)
    contact: Regel = veld("Contact", "Een e-mailadres van een functie, of een webadres.", NOT_SET)
    licentie: Regel = veld("Licentie", "De licentie van de teksten.", NOT_SET)
    site_url: Webadres | None = veld("Adres", "Het openbare adres van de site, als dat er is.", None)
    bewerken: Sjabloon | None = veld("Bewerken", "Adres om een bestand te bewerken, met {pad} erin.", None)
    beveiliging: Beveiliging | None = veld("Beveiliging", "Waar iemand een lek meldt: contact en verloopt.", None)

    _path: str = PrivateAttr("")

    def placed(self, path: str) -> Settings:
        """These settings, knowing the file in which they stand."""
        self._path = path
        return self

    @property
    def path(self) -> str:
        """The file in which they stand; empty when there is none."""
        return self._path

    @property
    def known_licence(self) -> tuple[str, str] | None:
        """The name (SPDX) and address of the licence, when it begins with one that machines know."""
        return next((known for said, known in LICENCES.items() if self.licentie.startswith(said)), None)

    @property
    def auteur(self) -> str:
        """Whom a citation names: the publisher, and as long as there is none the portal itself."""
        return self.naam if self.uitgever == NOT_SET else self.uitgever
