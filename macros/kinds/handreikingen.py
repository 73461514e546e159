"""Guidance that municipalities can work with: routes, ingredients, a checklist, functions, facilities, frameworks."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Part, Ref, Regel, Sleutel


class Handreiking(Record):
    """What all guidance shares."""

    body = ("wat",)
    opens = ("wat", "wanneer", "stappen", "variant", "blokken", "vragen")

    wat: Tekst = veld("Wat is het?", "De kern, in gewone woorden.")
    vraagt: Tekst | None = veld("Wat vraagt het van u?", "Wat een ambtenaar ervoor moet doen of kunnen.", None)
    lessen: list[Annotated[str, Ref(("lessen",), back="Handreikingen bij deze les")]] = veld(
        "Lessen", "Lessen die hierbij horen.", []
    )
    praktijken: list[Annotated[str, Ref(("praktijken",), back="Handreikingen bij deze praktijk")]] = veld(
        "Praktijken", "Voorbeelden die hierbij horen.", []
    )
    cijfers: list[Annotated[str, Ref(("cijfers",), back="Handreikingen bij dit cijfer")]] = veld(
        "Cijfers", "Cijfers die hierbij horen.", []
    )
    begrippen: list[Annotated[str, Ref(("begrippen",), back="Handreikingen bij dit begrip")]] = veld(
        "Begrippen", "Woorden en regelingen die u hierbij nodig hebt.", []
    )


class Route(Handreiking):
    quiet = ("stappen",)

    soort: Literal["route"] = veld("Soort", "route: een weg naar integraal beleid", "route")
    wanneer: Tekst = veld("Wanneer past dit?", "Bij welke situatie de bron deze route noemt.")
    stappen: list[Regel] = veld("Stappen", "De stappen uit de bron, op volgorde.", [])
    variant: Tekst | None = veld("Variant", "Een andere manier om deze route te gaan.", None)


class Ingredient(Handreiking):
    soort: Literal["ingredient"] = veld("Soort", "ingredient: een onderdeel van toekomstbestendig beleid", "ingredient")


class Vraag(Part):
    id: Sleutel = veld("Id", "De vaste naam van deze vraag, voor links.")
    vraag: Regel = veld("Vraag", "De vraag, in onze woorden.")
    toelichting: Regel | None = veld("Toelichting", "Waar u op kunt letten.", None)
    voorheen: list[Sleutel] = veld("Voorheen", "Ids van vragen die hierin zijn opgegaan, voor oude links.", [])


class Blok(Part):
    id: Sleutel = veld("Id", "De vaste naam van dit blok, voor links.")
    titel: Regel = veld("Titel", "Waar dit blok over gaat.")
    met_wie: Regel | None = veld("Met wie", "Met wie u dit blok bespreekt.", None)
    vragen: list[Vraag] = veld("Vragen", "De vragen van dit blok.", min_length=1)


class Checklist(Handreiking):
    soort: Literal["checklist"] = veld("Soort", "checklist: vragen om langs te lopen", "checklist")
    blokken: list[Blok] = veld("Vragen", "De vragen, in blokken.", min_length=1)


Strekking = Literal["spreekt ervoor", "let op", "andersom"]


class Reden(Part):
    route: Annotated[str, Ref(("handreikingen",))] = veld("Route", "De id van een route.")
    strekking: Strekking = veld("Strekking", "Spreekt dit voor de route, vraagt het aandacht, of past de weg andersom?")
    waarom: Regel = veld("Waarom", "De reden, in één of twee zinnen.")


class Antwoord(Part):
    id: Sleutel = veld("Id", "De vaste naam van dit antwoord; staat in het adres van een gedeelde uitkomst.")
    tekst: Regel = veld("Antwoord", "In de woorden van de lezer.")
    redenen: list[Reden] = veld("Redenen", "Wat dit antwoord voor de routes betekent.", min_length=1)


class Keuzevraag(Part):
    id: Sleutel = veld("Id", "De vaste naam van deze vraag; staat in het adres van een gedeelde uitkomst.")
    vraag: Regel = veld("Vraag", "De vraag aan de lezer.")
    waarom: Regel = veld("Waarom deze vraag", "Waarom het antwoord ertoe doet.")
    antwoorden: list[Antwoord] = veld("Antwoorden", "De antwoorden om uit te kiezen.", min_length=2)


class Routewijzer(Handreiking):
    soort: Literal["routewijzer"] = veld("Soort", "routewijzer: vragen die laten zien hoe routes passen", "routewijzer")
    vragen: list[Keuzevraag] = veld("Vragen", "De vragen, op volgorde.", min_length=1)

    @property
    def routes(self) -> list[str]:
        """The ids of the routes that the answers speak of, sorted."""
        return sorted({reden.route for vraag in self.vragen for antwoord in vraag.antwoorden for reden in antwoord.redenen})


class Functie(Handreiking):
    soort: Literal["functie"] = veld("Soort", "functie: een basisfunctie van ondersteuning", "functie")


class Facilitering(Handreiking):
    soort: Literal["facilitering"] = veld("Soort", "facilitering: een manier om vrijwilligers te helpen", "facilitering")


class Kader(Handreiking):
    quiet = ("stappen",)

    soort: Literal["kader"] = veld("Soort", "kader: een manier van kijken of indelen", "kader")
    stappen: list[Regel] = veld("Stappen", "Stappen of onderdelen, op volgorde.", [])


KIND = Kind(
    folder="handreikingen",
    one="handreiking",
    many="handreikingen",
    title="Handreikingen voor gemeenten",
    intro="Routes, ingrediënten, vragen en kaders om mee te werken. Movisie geeft bouwstenen, geen algemene aanbevelingen.",
    models=(Route, Routewijzer, Ingredient, Checklist, Functie, Facilitering, Kader),
    tab="Voor gemeenten",
    order=25,
    facets=("soort", "themas", "voor_wie", "herkomst.bron", "zekerheid"),
    sort=("soort", "titel"),
)
