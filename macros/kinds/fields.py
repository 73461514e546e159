"""The building blocks of which a kind is made: types of fields, and references between records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError

from macros import text
from macros.urls import ID_PATTERN, SITE

LINE_LIMIT = 300
TEXT_LIMIT = 20_000

_ID = ID_PATTERN.pattern
THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")  # as Dutch numbers are written: 1.719
REFERS_TO, ELKE_SOORT = "x-verwijst-naar", "elke soort"  # in a JSON Schema: where a reference may lead

FORMERLY = "x-voorheen"  # in a JSON Schema: what a field was called


def veld(titel: str, hulp: str = "", standaard: Any = ..., *, voorheen: tuple[str, ...] = (), **rest: Any) -> Any:
    """A field: its label on pages and forms, its help for contributors, and its default (required when left out).

    `voorheen` are the names that it had before: `make fix` replaces those.
    """
    if voorheen:
        rest["json_schema_extra"] = {FORMERLY: list(voorheen)}
    if isinstance(standaard, list):
        return Field(default_factory=list, title=titel, description=hulp, **rest)
    return Field(standaard, title=titel, description=hulp, **rest)


@dataclass(frozen=True)
class Ref:
    """Marks a string as a reference to a record in one of `folders` (none named: in any folder).

    `back` is the heading under which the record that is referred to lists those that refer to it;
    without it the reference is shown on one side only. `anchor` names that heading for ever, where more than one field
    leads to it; else the name of the field does.
    """

    folders: tuple[str, ...] = ()
    back: str = ""
    anchor: str = ""

    def target(self, value: str) -> str:
        """The full reference, `folder/id`, for a value as written."""
        return f"{self.folders[0]}/{value}" if len(self.folders) == 1 and "/" not in value else value

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """In a JSON Schema: what the reference looks like, and where it may lead to."""
        folder = f"(?:{'|'.join(self.folders)})" if self.folders else _ID
        pattern = f"^(?:{folder}/)?{_ID}$" if len(self.folders) == 1 else f"^{folder}/{_ID}$"
        return {**handler(core), "pattern": pattern, REFERS_TO: list(self.folders) or ELKE_SOORT}


@dataclass(frozen=True)
class RichText:
    """Marks a string as Markdown."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "contentMediaType": "text/markdown"}


class Part(BaseModel, extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True):
    """A group of fields inside a record, such as one source of it."""


# A validator raises ValueError(what is wrong, what to do).


def _not_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError(
            f"YAML leest hier {'waar' if value else 'onwaar'}, geen getal of datum.",
            "Schrijf het getal of de datum zelf, geen ja, nee, yes of no.",
        )
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and THOUSANDS.fullmatch(value):
        raise _unclear(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticKnownError("float_type")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and THOUSANDS.fullmatch(value):
        raise ValueError(f"{value} is geen heel getal.", f"Bedoelde u {value.replace('.', '')}? Schrijf het zonder punt.")
    if isinstance(_not_boolean(value), float) or isinstance(value, str) and "." in value:  # pydantic takes 2.0 for 2
        raise PydanticKnownError("int_from_float")
    return value


def _unclear(value: str) -> ValueError:
    """What to say of a number that may be thousands or a fraction."""
    hint = f"Bedoelde u {value.replace('.', '')}? Schrijf het zonder punt."
    if value.count(".") == 1:
        short = str(float(value))
        hint += f" Is het een breuk? Schrijf {f'{short}0' if THOUSANDS.fullmatch(short) else short}."
    return ValueError(f"{value} kan twee dingen betekenen.", hint)


@dataclass(frozen=True)
class MaxWords:
    """Says in a JSON Schema how many words a text may have: the standard has no word for that."""

    most: int

    def check(self, value: str) -> str:
        """The text on one line. Raises ValueError when it has more words."""
        if (count := text.words(value)) > self.most:
            raise ValueError(f"Deze tekst telt {count} woorden; er passen er {self.most}.", "Kort de tekst in.")
        return " ".join(value.split())

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "x-woorden": self.most}


def _iso_date(value: Any) -> Any:
    if isinstance(_not_boolean(value), date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        better = _reordered(str(value))
        raise ValueError(
            f"{_said(value)} is geen datum.", f"Schrijf jaar-maand-dag{f': {better}' if better else ', zoals 2023-06-14'}."
        )
    return _day(value, value)


def _reordered(value: str) -> str:
    """The day that someone means who writes 31-12-2024, 31/12/2024 or 2024-1-31; empty when that is not clear."""
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", value.strip()):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", value.strip()):
        year, month, day = map(int, found.groups())
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _moment(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, str) or " " not in value.strip():
        return _iso_date(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", value):
        raise ValueError(f"{_said(value)} is geen tijdstip.", "Schrijf datum en tijd, zoals 2023-06-14 15:30.")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{_said(value)} bestaat niet.", "Kijk de datum en de tijd na.") from None
    return _in_range(found, value)


def _partial_date(value: Any) -> str:
    value = str(value) if isinstance(_not_boolean(value), int) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        hint = "Schrijf het zo precies als u het weet: 2027, 2027-03 of 2027-03-14."
        raise ValueError(f"{_said(value)} is geen jaar, maand of dag.", hint)
    _day(value + "-01-01"[len(value) - 4 :], value)
    return value


def _day(value: str, written: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{_said(written)} bestaat niet op de kalender.", "Kijk de dag en de maand na.") from None
    return _in_range(found, written)


def _in_range(found: date, written: str) -> date:
    if not 1900 <= found.year <= 2100:
        raise ValueError(f"{_said(written)} ligt niet tussen 1900 en 2100.", "Kijk het jaar na.")
    return found


def _said(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str | int | float) else "Wat hier staat"


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", value) or not value.isprintable():
        raise ValueError(f'"{value}" is geen webadres.', "Schrijf het hele adres, en begin met https://.")
    return value


def _site_address(value: str) -> str:
    if not SITE.fullmatch(value):
        raise ValueError(f'"{value}" is geen adres van een site.', "Schrijf het zoals https://voorbeeld.nl/.")
    return value


def _text(most: int, pattern: str | None = None) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most, pattern=pattern)


ONE_LINE = r"^[^\n\r\x85\u2028\u2029]*$"  # all that some reader takes for the end of a line: exports have one line a field


SIXTY_WORDS = MaxWords(60)
Regel = Annotated[str, _text(LINE_LIMIT, ONE_LINE)]
Titel = Annotated[str, _text(120, ONE_LINE)]
Samenvatting = Annotated[str, _text(1000), AfterValidator(SIXTY_WORDS.check), SIXTY_WORDS]
Tekst = Annotated[str, _text(TEXT_LIMIT), RichText()]
Datum = Annotated[date, BeforeValidator(_iso_date)]
Moment = Annotated[  # a day, or a day and time in Europe/Amsterdam: in the data with a space, in JSON as ISO 8601 has it
    date | datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$"}),
]
Jaar = Annotated[int, Field(ge=1900, le=2100), BeforeValidator(_whole)]
JaarMaandDag = Annotated[  # 2027, 2027-03 or 2027-03-14; a year alone may stand without quotation marks
    str,
    BeforeValidator(_partial_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(?:-\d{2}){0,2}$"},
                {"type": "integer", "minimum": 1900, "maximum": 2100},
            ]
        }
    ),
]
Aantal = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
Nummer = Annotated[int, Field(ge=1), BeforeValidator(_whole)]
Getal = Annotated[float | int, BeforeValidator(_number)]
Webadres = Annotated[str, _text(2000), AfterValidator(_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Siteadres = Annotated[str, _text(200), AfterValidator(_site_address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Sleutel = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN.pattern}$", max_length=100)]
