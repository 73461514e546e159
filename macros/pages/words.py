"""How things are said in Dutch: dates, numbers, certainty."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ZEKERHEID = {
    "expliciet": "De bron zegt dit zelf.",
    "afgeleid": "Wij leiden dit af uit de bron.",
    "mening": "Dit is een mening van deelnemers.",
}
INGEDEELD = "ingedeeld door de redactie"
# voor_wie → the last part of the address /voor/…/, who says it, and what for
LEZERS = {
    "coördinatoren": ("coordinatoren", "Ik coördineer vrijwilligers", "Mensen vinden, taken verdelen, waarderen"),
    "besturen": ("besturen", "Ik zit in een bestuur", "Koers kiezen, regels, geld, samenwerken"),
    "gemeenten": ("gemeenten", "Ik werk bij een gemeente", "Beleid maken, subsidie herzien, het veld betrekken"),
    "steunpunten": ("steunpunten", "Ik werk bij een steunpunt", "Ondersteunen, verbinden, uw plek uitleggen"),
    "fondsen en bedrijven": ("fondsen-en-bedrijven", "Ik werk bij een fonds of bedrijf", "Meedoen, financieren, samen leren"),
}


def day(value: date) -> str:
    """A date, or a date and time, as a reader says it: 14 juni 2023, 15.30 uur."""
    said = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{said}, {value:%H.%M} uur" if isinstance(value, datetime) else said


def period(begin: date, einde: date | None) -> str:
    """From and up to, without saying the same month or year twice: 14 t/m 20 juni 2023."""
    if einde is None or einde == begin:
        return day(begin)
    if isinstance(begin, datetime) or isinstance(einde, datetime):
        return f"{day(begin)} tot {day(einde)}"
    first = day(begin)
    if begin.year == einde.year:
        first = first.removesuffix(f" {begin.year}")
        if begin.month == einde.month:
            first = str(begin.day)
    return f"{first} t/m {day(einde)}"


def number(value: int | float) -> str:
    """A number with Dutch signs: 1.719 and 7,5."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def count(value: int, one: str, many: str) -> str:
    """1 les, 20 lessen."""
    return f"{number(value)} {one if value == 1 else many}"


def listed(parts: list[str]) -> str:
    """a, b en c."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
