"""What pages may hand to macros: kinds, records, numbers and filters. Anything else is a `MacroError` for the writer."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import Any, Literal, get_origin

from macros.kinds import Kind, Record
from macros.kinds.fields import Ref
from macros.kinds.places import of_each, references_at, types_of
from macros.pages.facts import choices_of, ordered_fields
from macros.portal import Portal
from macros.problems import nearest, suggestion

_CALLED = {str: "tekst", int: "een getal", float: "een getal", bool: "ja of nee"}


class MacroError(Exception):
    """A macro was called with something it cannot use."""

    def __init__(self, message: str, hint: str = "", rule: str = "macro-fout") -> None:
        super().__init__(message)
        self.message, self.hint, self.rule = message, hint, rule


@functools.cache
def _plain_fields(kind: Kind) -> dict[str, Any]:
    """The fields by which a page can choose records of a kind, with what they hold: text, a number, yes or no, or a choice.

    A group of fields stands for the records that are named in it.
    """
    held = [
        (name, str if references_at(model, name) else of_each(types_of(model)[name]))
        for model in kind.models
        for name in ordered_fields(model)
    ]
    return {name: hint for name, hint in held if hint in _CALLED or get_origin(hint) is Literal}


class Arguments:
    """The arguments of the macros of one Portal, looked up in it."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def wanted(self, kind: Kind, filters: dict[str, Any]) -> dict[str, Any]:
        """The values that records of a kind must have, by field."""
        fields = _plain_fields(kind)
        wanted: dict[str, Any] = {}
        for name, value in filters.items():
            field = self._field(name, kind, fields)
            if field in wanted:
                raise MacroError(f'"{name}" en een ander argument gaan over hetzelfde veld, {field}.', "Laat er een weg.")
            wanted[field] = self._wanted(field, value, kind, fields[field])
        return wanted

    def records(self, kind: Kind, wanted: dict[str, Any]) -> list[Record]:
        """The public records of a kind that have these values, by field."""
        if not wanted:
            return self._portal.public(kind.folder)
        first, *others = [self._portal.having(kind.folder, *of_field) for of_field in wanted.items()]
        kept = [{record.ref for record in records} for records in others]
        return [record for record in first if all(record.ref in refs for refs in kept)]

    def _field(self, name: str, kind: Kind, fields: Collection[str]) -> str:
        """The field that a filter means: `thema` is `themas`."""
        if name in fields:
            return name
        plural = next((k.folder for k in self._portal.kinds.values() if k.one == name), None)
        if plural in fields:
            return plural
        raise MacroError(f'er is geen argument "{name}".', suggestion(name, {*fields, "aantal", "kort"}, most=40))

    def _wanted(self, field: str, value: Any, kind: Kind, held: Any) -> Any:
        """The value to look for; a value that no record could have is a mistake of the writer."""
        choices = {choice for model in kind.models for choice in choices_of(model, field)}
        if choices and value not in choices:
            raise MacroError(f'"{value}" is geen waarde voor {field}.', suggestion(value, choices, most=40))
        if held in _CALLED and value is not None and _CALLED[held] != _CALLED[type(value)]:
            raise MacroError(f'"{field}" is {_CALLED[held]}; hier staat {_CALLED[type(value)]}.', _written(field, value, held))
        marks = [place.mark for model in kind.models for place in references_at(model, field)]
        return self._referred(field, value, marks) if marks else value

    def _referred(self, field: str, value: Any, marks: list[Ref]) -> str:
        """The reference to look for in a field of references, or in a group of fields with references; these are their marks."""
        refs = [mark.target(str(value)) for mark in marks]
        ref = next(filter(self._portal.get, refs), refs[0])
        if self.may_be_missing(ref):
            return ref
        found = self.record(ref)
        folders = {folder for mark in marks for folder in mark.folders or self._portal.kinds}
        if found.map not in folders:
            raise MacroError(f'"{ref}" kan niet in {field} staan.', f"Daar staan records uit {' of '.join(sorted(folders))}.")
        return found.ref

    def kind(self, folder: str) -> Kind:
        """The kind with this folder."""
        if folder not in self._portal.kinds:
            raise MacroError(f'"{folder}" is geen soort records.', suggestion(folder, self._portal.kinds, most=30))
        return self._portal.kinds[folder]

    def may_be_missing(self, ref: str) -> bool:
        """Whether it is no mistake of the page that this record is not there."""
        return self._portal.get(str(ref)) is None and (not self._portal.is_home or ref in self._portal.broken)

    def record(self, ref: str) -> Record:
        """The record with this reference."""
        if found := self._portal.get(str(ref)):
            return found
        folder, _, id_ = str(ref).partition("/")
        if folder in self._portal.kinds:
            best = nearest(id_, self._portal.records[folder])
            raise MacroError(
                f'"{ref}" bestaat niet.', f'Bedoelde u "{folder}/{best}"?' if best else f"Kijk in de map {folder} welke er zijn."
            )
        raise MacroError(f'"{ref}" is geen verwijzing naar een record.', "Schrijf map/id, zoals lessen/stap-voor-stap.")

    @staticmethod
    def number(name: str, value: Any) -> int:
        """A whole number from 1."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise MacroError(
                f'{name} moet een heel getal van 1 of hoger zijn; hier staat "{value}".', "Schrijf bijvoorbeeld aantal=5."
            )
        return value


def _written(field: str, value: Any, held: type) -> str:
    """What to write for a value that is not of the type that the field holds."""
    if held is str:
        return f'Zet er aanhalingstekens omheen: {field}="{value}".'
    if held is bool:
        return f"Schrijf {field}=true of {field}=false."
    number = value if str(value).isdecimal() else "…"
    return f"Schrijf {field}={number}, zonder aanhalingstekens."
