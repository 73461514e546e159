"""What someone answers for a field → its value, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError, create_model

from macros import messages, yamlfile
from macros.kinds.fields import RichText
from macros.kinds.places import Reference, bare, part_in, references_in, types_of
from macros.load import model_at
from macros.portal import Portal
from macros.problems import suggestion

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")  # as Dutch numbers are written: 1.719
_FRACTION = re.compile(r"-?\d+,\d+")
_BETWEEN_NUMBERS = r";|,\s+"
YES, NO = ("ja", "j", "true"), ("nee", "n", "false")


class Wrong(Exception):
    """It cannot be the value of this field; the message says why and what to do."""


def read(portal: Portal, model: type[BaseModel], name: str, text: str) -> Any:
    """The value that a text means for a field of a class. Raises `Wrong`."""
    return checked(portal, model, name, _meant(types_of(model)[name], text.strip()))


def checked(portal: Portal, model: type[BaseModel], name: str, value: Any) -> Any:
    """A value, when the field takes it and what it refers to is there. Raises `Wrong`."""
    only = create_model("Alleen", __base__=BaseModel, **{name: (types_of(model)[name], model.model_fields[name])})
    try:
        only.model_validate({name: value})
    except ValidationError as error:
        finding = error.errors(include_url=False)[0]
        _, message, todo = messages.explain(finding, model_at(model, finding["loc"][:-1]).model_fields)
        raise Wrong(f"{message} {todo}".strip()) from None
    for reference in references_in(model, {name: value}):
        if wrong := _leads_nowhere(portal, reference):
            raise Wrong(wrong)
    return value


def is_list(hint: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(bare(hint)) is list


def is_numbers(hint: Any) -> bool:
    """Whether a field holds a list of numbers, in which a comma may be part of a number."""
    return is_list(hint) and float in _plain(get_args(bare(hint))[0])


def is_long(hint: Any) -> bool:
    """Whether a field holds a text of more lines."""
    return any(isinstance(note, RichText) for note in _notes(hint))


def _meant(hint: Any, text: str) -> Any:
    if text[:1] in ("[", "{") and (is_list(hint) or part_in(hint)):
        value = _yaml(text)
        return [value] if is_list(hint) and isinstance(value, dict) else value
    if is_list(hint):
        inner = get_args(bare(hint))[0]
        return [
            _meant(inner, item.strip()) for item in re.split(_BETWEEN_NUMBERS if is_numbers(hint) else ",", text) if item.strip()
        ]
    takes = _plain(hint)
    if bool in takes and text.casefold() in (*YES, *NO):
        return text.casefold() in YES
    if takes & {int, float}:
        if _THOUSANDS.fullmatch(text):
            raise Wrong(f'"{text}" kan twee dingen betekenen. {_without_points(text)}')
        if float in takes and _FRACTION.fullmatch(text):
            return float(text.replace(",", "."))
        number = _yaml(text)
        return number if type(number) in (int, float) else text
    return text


def _without_points(text: str) -> str:
    """What to write for a number that may be thousands or a fraction."""
    hint = f"Schrijf {text.replace('.', '')}"
    return (
        f"{hint}, of {text.replace('.', ',')} als u een breuk bedoelt."
        if text.count(".") == 1 and "," not in text
        else f"{hint}."
    )


def _yaml(text: str) -> Any:
    try:
        return yamlfile.read(f"x: {text}\n".encode())["x"]
    except yamlfile.Refused as refused:
        raise Wrong(f"{refused.message} {refused.hint}") from None


def _leads_nowhere(portal: Portal, reference: Reference) -> str:
    """What is wrong with a reference; empty when the record is there, even if it is not finished."""
    target, folders = reference.ref.target(reference.value), reference.ref.folders
    folder, _, id_ = target.partition("/")
    if folders and folder not in folders or folder not in portal.kinds:
        return f'"{reference.value}" kan hier niet. Schrijf map/id, met als map {" of ".join(folders or portal.kinds)}.'
    if portal.get(target) or target in portal.broken:
        return ""
    return f'"{reference.value}" bestaat niet in {folder}. {suggestion(id_, portal.ids(folder), most=30)}'


def _plain(hint: Any) -> set[type]:
    """The plain types that a hint takes."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return {found for option in get_args(hint) for found in _plain(option)}
    return {hint} if isinstance(hint, type) else set()


def _notes(hint: Any) -> Sequence[Any]:
    if get_origin(hint) is Annotated:
        inner, *notes = get_args(hint)
        return [*notes, *_notes(inner)]
    if get_origin(hint) in (Union, UnionType):
        return [note for option in get_args(hint) for note in _notes(option)]
    return []
