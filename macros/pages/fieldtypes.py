"""The fields of a kind as contributors read them: what to write, what is allowed, and an example from a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from macros import yamlwriting
from macros.kinds import Kind, Record
from macros.kinds.fields import Aantal, Datum, Jaar, Moment, Ref, RichText, Samenvatting, Sleutel, Webadres
from macros.kinds.places import part_in, types_of
from macros.pages import words
from macros.pages.facts import ordered_fields
from macros.portal import Portal

_KNOWN = (
    (Datum, "een datum, zoals 2026-11-21"),
    (Moment, "een datum, of een datum met tijd, zoals 2026-11-21 15:30"),
    (Jaar, "een jaar, zoals 2026"),
    (Aantal, "een heel getal"),
    (Webadres, "een webadres dat begint met https://"),
    (Sleutel, "een korte naam met kleine letters, cijfers en streepjes"),
    (Samenvatting, "tekst van hooguit 60 woorden"),
)
_PLAIN = {str: "tekst", bool: "true of false", int: "een heel getal", float: "een getal"}
LOOKED_AT = 300  # records in which an example is looked for
LONG = 120  # signs of a text in an example


@dataclass(frozen=True)
class Field:
    """One field: its parts are the fields of the group that it holds, if it holds one."""

    name: str
    label: str
    help: str
    required: bool
    type: str
    choices: tuple[str, ...]
    parts: tuple[Field, ...] = ()
    example: str = ""  # YAML
    example_of: str = ""  # the record that it was taken from


class Group(NamedTuple):
    """Fields that belong together: those of one form of a kind, or those that all records have."""

    id: str
    title: str
    fields: list[Field]


def fields_of(kind: Kind, portal: Portal) -> list[Group]:
    """All fields of a kind: first its own, for each form that it has, then the ones that every record has."""
    records = portal.public(kind.folder)
    groups = []
    owns = [[name for name in ordered_fields(model) if _differs(model, Record, name)] for model in kind.models]
    first = kind.models[0]
    common = [name for name in owns[0] if not any(_differs(model, first, name) for model in kind.models)]
    if len(kind.models) > 1:
        groups.append(Group(f"elke-{kind.folder}", f"Bij {kind.many}, welke soort ook", list(_fields(first, common, records))))
    for model, own in zip(kind.models, owns, strict=True):
        own = [name for name in own if name not in common or len(kind.models) == 1]
        soort = model.model_fields["soort"].default if kind.by_soort else ""
        title = f"Alleen bij soort: {soort}" if soort else f"Alleen bij {kind.many}"
        of_model = [record for record in records if type(record) is model]
        groups.append(Group(f"alleen-{soort or kind.folder}", title, list(_fields(model, own, of_model))))
    shared = list(_fields(Record, list(Record.model_fields), records))
    return [*(group for group in groups if group.fields), Group("altijd", "Bij elk record", shared)]


def said(hint: Any) -> str:
    """In words what a type takes."""
    for known, meaning in _KNOWN:
        if hint == known:
            return meaning
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(*arguments)
    if origin is list:
        return f"een lijst; elk deel is {said(arguments[0])}"
    if origin in (Union, UnionType):
        options = [option for option in arguments if option is not NoneType and not (option is int and float in arguments)]
        return " of ".join(map(said, options))
    if origin is Literal:
        return "een vaste keuze"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return "een groep velden"
    return _PLAIN[hint]


def _annotated(inner: Any, *notes: Any) -> str:
    for note in notes:
        if isinstance(note, Ref) and len(note.folders) == 1:
            return f"de naam van een record uit {note.folders[0]}"
        if isinstance(note, Ref):
            return f"een record{' uit ' + ' of '.join(note.folders) if note.folders else ''}, als map/naam"
    limits = next((note for note in notes if isinstance(note, StringConstraints)), None)
    if limits is None:
        return said(inner)
    kind = "tekst op één regel" if limits.pattern else "tekst"
    most = f", hooguit {words.number(limits.max_length)} tekens" if limits.max_length else ""
    marks = "; u kunt Markdown gebruiken" if any(isinstance(note, RichText) for note in notes) else ""
    return f"{kind}{most}{marks}"


def _differs(model: type[Record], other: type[Record], name: str) -> bool:
    """Whether a field is not the same in two classes, or only in one of them."""
    of_both = [found for found in (model.model_fields.get(name), other.model_fields.get(name)) if found]
    looks = [(field.annotation, field.title, field.description, field.is_required()) for field in of_both]
    return len(looks) < 2 or looks[0] != looks[1]


def _fields(model: type[BaseModel], names: Sequence[str], records: Sequence[Record]) -> Iterator[Field]:
    types = types_of(model)
    for name in names:
        field = model.model_fields[name]
        yield _field(name, field, types[name], *_example(name, field, records))


def _field(name: str, field: FieldInfo, hint: Any, example: str = "", example_of: str = "") -> Field:
    parts: list[Field] = []
    if group := part_in(hint):
        types = types_of(group)
        parts = [_field(inner, part, types[inner]) for inner, part in group.model_fields.items()]
    label, help_ = field.title or name, field.description or ""
    return Field(
        name, label, help_, field.is_required(), said(_whole(hint, field)), _choices(hint), tuple(parts), example, example_of
    )


def _whole(hint: Any, field: FieldInfo) -> Any:
    """A type with what the field itself adds to it."""
    return Annotated[hint, *field.metadata] if get_origin(hint) is not Annotated and hint is str and field.metadata else hint


def _choices(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    inner = get_args(hint) if part_in(hint) is None else ()
    return tuple(choice for option in inner for choice in _choices(option))


def _example(name: str, field: FieldInfo, records: Sequence[Record]) -> tuple[str, str]:
    """How the first record with something in this field writes it, and which record that is."""
    for record in islice(records, LOOKED_AT):
        value = getattr(record, name)
        if value not in (None, [], field.default):
            written = record.model_dump(include={name}, exclude_defaults=True).get(name, value)
            return yamlwriting.field(name, _shortened(written)), record.ref
    return "", ""


def _shortened(value: Any) -> Any:
    """Of a list the first two, of a long text the beginning."""
    if isinstance(value, dict):
        return {name: _shortened(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_shortened(item) for item in value[:2]]
    if isinstance(value, str):
        begin = value[:LONG].rsplit(maxsplit=1)[0].rstrip("- \n") + " …" if len(value) > LONG else value
        return f"{begin}\n" if "\n" in begin else begin  # as people end a text of several lines
    return value
