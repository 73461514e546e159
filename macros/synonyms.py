"""Words that readers use for the same thing: `data/zoekwoorden.yml`. A search with one finds texts with another."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from macros.kinds.fields import Part, veld

SYNONYMS_FILE = "zoekwoorden.yml"
MOST_WORDS = 3


def _short(value: str) -> str:
    if len(value.split()) > MOST_WORDS:
        raise ValueError(f'"{value}" telt meer dan {MOST_WORDS} woorden.', "Neem de woorden waar het om gaat.")
    return " ".join(value.split())


Zoekwoord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60), AfterValidator(_short)]
Groep = Annotated[list[Zoekwoord], Field(min_length=2)]


class Eenrichting(Part):
    zoekt: list[Zoekwoord] = veld("Wie dit zoekt", "Woorden die een lezer typt.", min_length=1)
    vindt: list[Zoekwoord] = veld("vindt ook dit", "Woorden die in de teksten staan.", min_length=1)


class Synonyms(BaseModel, extra="forbid", frozen=True):
    """Groups of words that stand for each other, and words that lead one way only."""

    groepen: list[Groep] = veld("Groepen", "Woorden die hetzelfde betekenen, per groep.", [])
    eenrichting: list[Eenrichting] = veld("Eén richting", "Zoekwoorden die naar andere woorden leiden.", [])

    def pairs(self) -> list[tuple[str, str]]:
        """Every word in a text, with a word that it should also be found by."""
        both = [(found, typed) for group in self.groepen for found in group for typed in group if typed != found]
        return both + [(found, typed) for way in self.eenrichting for found in way.vindt for typed in way.zoekt]
