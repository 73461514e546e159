"""What a form asks of someone who sends in a record: the fields of the kind, as questions.

The form on the site (`forms.py`), the issue forms of a Git host and `make import` all ask and read these.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from macros import text
from macros.kinds import Kind, Record
from macros.kinds.base import VAN_DE_REDACTIE
from macros.kinds.fields import Aantal, Datum, Jaar, Ref, Webadres
from macros.kinds.places import types_of
from macros.pages import words
from macros.pages.facts import ordered_fields

Form = Literal["regel", "tekst", "regels", "getal", "datum", "keuze", "vinken", "verwijzing", "groep"]
_LABELS = {"zekerheid": words.ZEKERHEID}  # choices that say more than their own name
_FIRST = ("titel", "samenvatting")
_NUMBERS = (Jaar, Aantal)


@dataclass(frozen=True)
class Question:
    """One question: the field that it fills, how it is asked, and what may be answered."""

    name: str
    label: str
    help: str
    required: bool
    form: Form
    many: bool = False  # whether several answers can be given, each as `form` says
    most: int = 0  # signs that a text may have, 0 where nothing says so
    choices: tuple[tuple[str, str], ...] = ()  # value and label
    folders: tuple[str, ...] = ()  # where the record stands that a reference leads to
    parts: tuple[Question, ...] = ()  # the questions of a group
    example: str = ""


@functools.cache
def questions_of(kind: Kind) -> tuple[Question, ...]:
    """The questions for one record of a kind that `invites`, the required ones first."""
    (model,) = kind.models
    own = [name for name in ordered_fields(model) if name not in _FIRST]
    names = [name for name in (*_FIRST, *own) if name not in VAN_DE_REDACTIE]
    types = types_of(model)
    found = [_question(name, model.model_fields[name], types[name]) for name in names]
    return tuple(sorted(found, key=lambda question: not question.required))


def flat(questions: tuple[Question, ...]) -> Iterator[tuple[tuple[str, ...], Question]]:
    """Every question that is answered with one value or list, with the names of the fields on the way."""
    for question in questions:
        if question.form != "groep":
            yield (question.name,), question
        for path, part in flat(question.parts):
            required = question.required and part.required
            yield (question.name, *path), replace(part, label=f"{question.label}: {part.label.lower()}", required=required)


def _question(name: str, field: FieldInfo, hint: Any) -> Question:
    asked = Question(name, field.title or name, field.description or "", field.is_required(), "regel")
    if get_origin(hint) is Annotated or hint is str:
        hint = Annotated[hint, *field.metadata] if field.metadata else hint
    return _formed(asked, hint)


def _formed(asked: Question, hint: Any) -> Question:
    """The question in the form that fits the type of its field."""
    if hint in _NUMBERS:
        return replace(asked, form="getal")
    if hint == Datum:
        return replace(asked, form="datum")
    if hint is str:
        return asked
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (hint,) = (option for option in inner if option is not NoneType)
        return _formed(asked, hint)
    if origin is list:
        item = replace(_formed(asked, inner[0]), many=True)
        several = {"keuze": "vinken", "regel": "regels"}
        return replace(item, form=several.get(item.form, item.form))
    if origin is Literal:
        labels = _LABELS.get(asked.name, {})
        return replace(asked, form="keuze", choices=tuple((value, labels.get(value, value)) for value in inner))
    if origin is Annotated:
        return _annotated(asked, hint, inner[1:])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        types = types_of(hint)
        parts = (_question(name, field, types[name]) for name, field in hint.model_fields.items())
        return replace(asked, form="groep", parts=tuple(parts))
    raise TypeError(f"{asked.name}: no question has the form of {hint}")


def _annotated(asked: Question, hint: Any, notes: tuple[Any, ...]) -> Question:
    for note in notes:
        if isinstance(note, Ref):
            return replace(asked, form="verwijzing", folders=note.folders)
    limits = next(note for note in notes if isinstance(note, StringConstraints))
    one_line = limits.pattern is not None or hint == Webadres
    return replace(asked, form="regel" if one_line else "tekst", most=limits.max_length or 0)


def example_in(records: list[Record], name: str, most: int = 120) -> str:
    """How the first record that has it fills in a text, shortened."""
    for record in records:
        if isinstance(value := record.__dict__.get(name), str):  # getattr is slow for what a class lacks
            shown = text.plain(value)
            return shown if len(shown) <= most else shown[:most].rsplit(" ", 1)[0] + " …"
    return ""
