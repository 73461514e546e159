"""The building blocks of which a kind is made: types of fields, and references between records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from macros import text

LINE_LIMIT = 300
TEXT_LIMIT = 20_000

ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def veld(titel: str, hulp: str = "", standaard: Any = ..., **rest: Any) -> Any:
    """A field: its label on pages and forms, its help for contributors, and its default (required when left out)."""
    if isinstance(standaard, list):
        return Field(default_factory=list, title=titel, description=hulp, **rest)
    return Field(standaard, title=titel, description=hulp, **rest)


@dataclass(frozen=True)
class Ref:
    """Marks a string as a reference to a record in one of `folders` (none named: in any folder).

    `back` is the heading under which the record that is referred to lists those that refer to it;
    without it the reference is shown on one side only.
    """

    folders: tuple[str, ...] = ()
    back: str = ""

    def target(self, value: str) -> str:
        """The full reference, `folder/id`, for a value as written."""
        return f"{self.folders[0]}/{value}" if len(self.folders) == 1 and "/" not in value else value


@dataclass(frozen=True)
class RichText:
    """Marks a string as Markdown."""


@dataclass(frozen=True)
class Reference:
    """One reference as it stands in a record."""

    loc: tuple[str | int, ...]
    value: str
    ref: Ref


class Part(BaseModel, extra="forbid", frozen=True):
    """A group of fields inside a record, such as one source of it."""


def _one_line(value: str) -> str:
    if "\n" in value.strip("\n"):
        raise ValueError("Dit veld is één regel, maar er staan er meer.")
    return value.strip()


def _max_words(most: int):
    def check(value: str) -> str:
        if (count := text.words(value)) > most:
            raise ValueError(f"Deze tekst telt {count} woorden; er passen er {most}.")
        return " ".join(value.split())

    return check


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError(f'"{value}" is geen datum. Schrijf jaar-maand-dag, zoals 2023-06-14.')
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" bestaat niet op de kalender. Kijk de dag en de maand na.') from None


def _moment(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, str) or " " not in value.strip():
        return _iso_date(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", value):
        raise ValueError(f'"{value}" is geen tijdstip. Schrijf datum en tijd, zoals 2023-06-14 15:30.')
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" bestaat niet. Kijk de datum en de tijd na.') from None


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", value):
        raise ValueError(f'"{value}" is geen webadres. Begin met https://.')
    return value


Regel = Annotated[str, StringConstraints(min_length=1, max_length=LINE_LIMIT), AfterValidator(_one_line)]
Titel = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_one_line)]
Samenvatting = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_max_words(60))]
Tekst = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT), RichText()]
Datum = Annotated[date, BeforeValidator(_iso_date)]
Moment = Annotated[date | datetime, BeforeValidator(_moment)]  # Europe/Amsterdam
Jaar = Annotated[int, Field(ge=1900, le=2100)]
Aantal = Annotated[int, Field(ge=0)]
Webadres = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_web_address)]
Sleutel = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN.pattern}$", max_length=100)]


@dataclass(frozen=True)
class Marked:
    """Where in a model a mark (`Ref` or `RichText`) stands: the names of the fields on the way, `*` for list items."""

    path: tuple[str, ...]
    mark: Any


def marked_fields(model: type[BaseModel], mark: type) -> tuple[Marked, ...]:
    """Every place in `model` whose type carries a `mark`, in the order of the fields."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(found for name in model.model_fields for found in _search(hints[name], (name,), mark))


def _search(hint: Any, path: tuple[str, ...], mark: type) -> Iterator[Marked]:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *notes = get_args(hint)
        yield from (Marked(path, note) for note in notes if isinstance(note, mark))
        yield from _search(inner, path, mark)
    elif origin is list:
        yield from _search(get_args(hint)[0], (*path, "*"), mark)
    elif origin in (Union, UnionType):
        for option in get_args(hint):
            yield from _search(option, path, mark)
    elif origin is not Literal and isinstance(hint, type) and issubclass(hint, BaseModel):
        for found in marked_fields(hint, mark):
            yield Marked((*path, *found.path), found.mark)


def values_at(item: Any, path: tuple[str, ...], loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple, Any]]:
    """The values in `item` at the places that `path` names, each with its own location."""
    if item is None:
        return
    if not path:
        yield loc, item
    elif path[0] == "*":
        for number, part in enumerate(item):
            yield from values_at(part, path[1:], (*loc, number))
    else:
        yield from values_at(getattr(item, path[0]), path[1:], (*loc, path[0]))
