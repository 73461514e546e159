"""How things are said in Dutch: dates, numbers, certainty."""

from __future__ import annotations

import functools
from datetime import date, datetime

from macros.kinds import Record

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
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DUTCH = str.maketrans(",.", ".,")
ZEKERHEID = {
    "expliciet": "De bron zegt dit zelf.",
    "afgeleid": "Wij leiden dit af uit de bron.",
    "mening": "Dit is een mening van deelnemers of van een organisatie.",
}
INGEDEELD = "ingedeeld door de redactie"
SAMENGESTELD = "Samengesteld door de redactie van dit portaal."
# voor_wie → the last part of the address /voor/…/, who says it, and what for
LEZERS = {
    "coördinatoren": ("coordinatoren", "Ik coördineer vrijwilligers", "Mensen vinden, taken verdelen, waarderen"),
    "besturen": ("besturen", "Ik zit in een bestuur", "Koers kiezen, regels, geld, samenwerken"),
    "gemeenten": ("gemeenten", "Ik werk bij een gemeente", "Beleid maken, subsidie herzien, het veld betrekken"),
    "steunpunten": ("steunpunten", "Ik werk bij een steunpunt", "Ondersteunen, verbinden, uw plek uitleggen"),
    "fondsen en bedrijven": ("fondsen-en-bedrijven", "Ik werk bij een fonds of bedrijf", "Meedoen, financieren, samen leren"),
}


@functools.cache
def day(value: date) -> str:
    """A date, or a date and time, as a reader says it: 14 juni 2023, 15.30 uur."""
    said = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{said}, {value:%H.%M} uur" if isinstance(value, datetime) else said


def weekday(value: date) -> str:
    """A date with the day of the week: woensdag 14 juni 2023."""
    return f"{_DAYS[value.weekday()]} {day(date(value.year, value.month, value.day))}"


def period(begin: date, einde: date | None) -> str:
    """From and up to, without saying the same month or year twice: 14 t/m 20 juni 2023."""
    if einde is None or einde == begin:
        return day(begin)
    if isinstance(begin, datetime) or isinstance(einde, datetime):
        if iso(begin)[:10] != iso(einde)[:10]:
            return f"{day(begin)} tot {day(einde)}"
        if not isinstance(einde, datetime):
            return day(begin)
        return f"{day(begin).removesuffix(' uur')}{'' if isinstance(begin, datetime) else ','} tot {einde:%H.%M} uur"
    first = day(begin)
    if begin.year == einde.year:
        first = first.removesuffix(f" {begin.year}")
        if begin.month == einde.month:
            first = str(begin.day)
    return f"{first} t/m {day(einde)}"


def taking_place(record: Record) -> str:
    """When something takes place, and whether it does not: 14 april 2027 · vervallen. Empty of what is no event."""
    if not hasattr(record, "begin"):
        return ""
    begin, stand = record.begin, getattr(record, "stand", "")
    when = getattr(record, "wanneer", "") or (period(begin, record.einde) if isinstance(begin, date) else "")
    if stand == "vervallen":
        return f"{when} · vervallen" if when else "vervallen"
    return when or ("datum volgt" if stand in ("aangekondigd", "gepland") else "")


def hours(begin: date | None, einde: date | None) -> str:
    """The times of something on one day: 15.30 tot 16.30 uur; empty where no time is known."""
    if not isinstance(begin, datetime):
        return ""
    until = f" tot {einde:%H.%M}" if isinstance(einde, datetime) and einde.date() == begin.date() else ""
    return f"{begin:%H.%M}{until} uur"


def iso(value: date) -> str:
    """A day or time for machines: 2027-04-12, or 2027-04-12T15:30."""
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value)


def rough(value: str) -> str:
    """A day, month or year as written in the data: 14 maart 2027, maart 2027, 2027."""
    if len(value) == len("2027-03"):
        return f"{_MONTHS[int(value[5:]) - 1]} {value[:4]}"
    return day(date.fromisoformat(value)) if "-" in value else value


def rough_period(begin: str | None, einde: str | None) -> str:
    """From and up to of what is not always known to the day: maart 2027 t/m 2028."""
    if not begin:
        return f"tot en met {rough(einde)}" if einde else "periode niet bekend"
    if not einde:
        return f"vanaf {rough(begin)}"
    return rough(begin) if begin == einde else f"{rough(begin)} t/m {rough(einde)}"


def number(value: int | float) -> str:
    """A number with Dutch signs: 1.719 and 7,5."""
    return f"{value:,}".translate(_DUTCH)


def count(value: int, one: str, many: str) -> str:
    """1 les, 20 lessen."""
    return f"{number(value)} {one if value == 1 else many}"


def listed(parts: list[str]) -> str:
    """a, b en c."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
