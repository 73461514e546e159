"""Figures: what was counted or asked, when, among whom and by whom. Without those a number says nothing."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Getal, Part, Ref, Regel
from macros.kinds.schema_org import Schema

OverRef = Annotated[str, Ref((), back="Cijfers")]


class Meting(Record):
    """What every figure and table says about how it came about."""

    body = ("uitleg",)
    quiet = ("waarde", "getal", "eenheid", "kolommen", "rijen", "totaal", "grafiek", "voorbehoud")
    schema = Schema("Dataset", {"creditText": "gemeten_door", "variableMeasured": "vraag"})

    populatie: Regel = veld("Over wie of wat", 'Wie of wat is geteld; of "niet vermeld".')
    vraag: Regel | None = veld("Wat is gevraagd", "De vraag of de omschrijving van wat is geteld.", None)
    gemeten_door: Regel = veld("Gemeten door", 'Wie telde of vroeg; of "niet vermeld".')
    periode: Regel | None = veld("Peildatum of periode", "Als het jaar niet genoeg zegt.", None)
    voorbehoud: Regel | None = veld("Voorbehoud", "Waarom u hier voorzichtig mee moet zijn.", None)
    uitleg: Tekst | None = veld("Hoe leest u dit?", "Wat het getal wel en niet zegt.", None)
    over: list[OverRef] = veld("Gaat over", "Records waar dit cijfer over gaat, als map/id.", [])


class Cijfer(Meting):
    opens = ("waarde", "getal", "eenheid")

    soort: Literal["cijfer"] = veld("Soort", "cijfer: één getal, of een paar dat bij elkaar hoort", "cijfer")
    waarde: Regel = veld("Waarde", 'Zoals een lezer het leest, met "ruim" of "ongeveer" als de bron dat schrijft.')
    getal: Getal | None = veld("Getal", "Hetzelfde als kaal getal; weglaten als dat niet kan.", None)
    eenheid: Regel = veld("Eenheid", "procent, personen, euro …")


class Rij(Part):
    naam: Regel = veld("Naam", "Wat er in deze rij staat.")
    waarden: list[Getal | None] = veld("Waarden", "Per kolom een getal, of leeg als de bron er geen geeft.")
    noot: Regel | None = veld("Noot", "Een opmerking bij deze rij.", None)
    som_van: list[Regel] = veld("Som van", "De rijen die samen deze rij zijn; met een - ervoor gaat een rij eraf.", [])


class Tabel(Meting):
    opens = ("kolommen", "eenheid", "rijen", "totaal", "grafiek")

    soort: Literal["tabel"] = veld("Soort", "tabel: getallen die bij elkaar horen", "tabel")
    kolommen: list[Regel] = veld("Kolommen", "De namen van de kolommen met getallen.", min_length=1)
    eenheid: Regel = veld("Eenheid", "procent, personen, euro …")
    rijen: list[Rij] = veld("Rijen", "Een rij per regel van de tabel.", min_length=1)
    totaal: Regel | None = veld("Totaalrij", "De naam van de rij die de som van alle andere is, als die er is.", None)
    meer_antwoorden: bool = veld("Meer antwoorden mogelijk", "Of mensen meer dan één antwoord konden geven.", False)
    grafiek: Literal["staven", "staven per kolom", "geen"] = veld(
        "Grafiek", "Of de tabel ook als staven wordt getekend, en of elke kolom dan een eigen schaal heeft.", "geen"
    )

    @property
    def sommen(self) -> set[str | None]:
        """The names of the rows that are made of other rows."""
        return {self.totaal, *(row.naam for row in self.rijen if row.som_van)}


KIND = Kind(
    folder="cijfers",
    one="cijfer",
    many="cijfers",
    title="Cijfers en tabellen",
    intro="Elk cijfer met de vraag, het jaar, de groep en wie telde. Zo ziet u wat u wel en niet kunt vergelijken.",
    models=(Cijfer, Tabel),
    tab="Over",
    order=70,
    facets=("soort", "themas", "jaar", "herkomst.bron", "zekerheid"),
)
