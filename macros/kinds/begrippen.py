"""Terms, abbreviations, laws and arrangements, and the challenges that municipalities name."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Ref, Regel
from macros.kinds.schema_org import Schema


class Woord(Record):
    """What every entry of the glossary shares."""

    body = ("betekenis",)
    quiet = ("kort",)
    schema = Schema("DefinedTerm", {"description": "kort", "termCode": "afkorting"})

    kort: Regel = veld("In één zin", "Uitleg van hooguit 25 woorden; verschijnt bij het woord in andere teksten.")
    betekenis: Tekst | None = veld("Wat betekent het?", "Uitleg met bron en jaar; weglaten als één zin genoeg is.", None)
    afkorting: Regel | None = veld("Afkorting", "De afkorting, als die er is.", None)
    verwant: list[Annotated[str, Ref(("begrippen",), back="Lijkt op of hoort bij")]] = veld(
        "Verwant begrip", "Begrippen die hierop lijken of ermee worden verward.", []
    )


class Begrip(Woord):
    soort: Literal["begrip"] = veld("Soort", "begrip: een woord uit het vak", "begrip")


class Afkorting(Woord):
    soort: Literal["afkorting"] = veld("Soort", "afkorting: een afkorting met haar betekenis", "afkorting")


class Regeling(Woord):
    soort: Literal["regeling"] = veld("Soort", "regeling: een wet, subsidie of afspraak", "regeling")


class Uitdaging(Woord):
    soort: Literal["uitdaging"] = veld("Soort", "uitdaging: een opgave die gemeenten zelf noemen", "uitdaging")


KIND = Kind(
    folder="begrippen",
    one="begrip",
    many="begrippen",
    title="Begrippen en afkortingen",
    intro="Woorden, afkortingen, wetten en regelingen die in de bronnen voorkomen, kort uitgelegd.",
    models=(Begrip, Afkorting, Regeling, Uitdaging),
    tab="Over",
    order=80,
    facets=("soort", "themas", "herkomst.bron", "zekerheid"),
)
