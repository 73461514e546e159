"""The releases of the data: `data/uitgaven.yml`, which `make release` adds to. The last one is named in citations."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator

from macros.kinds.fields import Datum, Part, veld

RELEASES_FILE = "uitgaven.yml"
VERSION = r"20\d{2}\.[1-9]\d{0,2}"


def _version(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("Hier staat een getal, geen naam van een uitgave.", 'Zet er aanhalingstekens omheen, zoals "2026.1".')
    if isinstance(value, str) and not re.fullmatch(VERSION, value):
        raise ValueError(f'"{value}" is geen naam van een uitgave.', 'Noem het jaar en een volgnummer, zoals "2026.1".')
    return value


def _commit(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{40}", value):
        raise ValueError(
            f'"{value}" is geen commit.', "Schrijf de hele naam van de commit: 40 tekens, zoals git rev-parse HEAD die geeft."
        )
    return value


Versie = Annotated[str, BeforeValidator(_version)]
Commit = Annotated[str, AfterValidator(_commit)]


class Uitgave(Part):
    """One release: what it is called, its day, and where git has the records that are in it."""

    versie: Versie = veld("Versie", "Het jaar en een volgnummer, zoals 2026.1.")
    datum: Datum = veld("Datum", "De dag van de uitgave.")
    commit: Commit = veld("Commit", "De commit in git met de records van deze uitgave.")


def order(versie: str) -> tuple[int, ...]:
    """A version as numbers: 2026.10 comes after 2026.9."""
    return tuple(map(int, versie.split(".")))


def _rising(releases: list[Uitgave]) -> list[Uitgave]:
    for before, after in zip(releases, releases[1:], strict=False):
        if order(after.versie) <= order(before.versie):
            raise ValueError(
                f'Uitgave "{after.versie}" staat onder "{before.versie}".',
                "Zet elke uitgave er één keer in, de nieuwste onderaan.",
            )
        if after.datum < before.datum:
            raise ValueError(
                f'Uitgave "{after.versie}" is van {after.datum}, vóór die van "{before.versie}".', "Kijk de datums na."
            )
    return releases


class Uitgaven(BaseModel, extra="forbid", frozen=True):
    """What the file holds, the first release first."""

    uitgaven: Annotated[list[Uitgave], AfterValidator(_rising)] = veld("Uitgaven", "Elk met versie, datum en commit.", [])

    @property
    def latest(self) -> Uitgave | None:
        return self.uitgaven[-1] if self.uitgaven else None
