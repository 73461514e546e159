"""Fills records of every kind, from their models: what a test wants to write stands in every field that takes text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import cycle
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.kinds import Kind, Record
from macros.kinds.fields import Ref, RichText

Write = Callable[[str, bool], str]  # a field's path and whether it is Markdown → what stands in it
PLAIN = "Vrije tekst: zo & zo, 'dit' of \"dat\""
SAMPLES = ("sleutel", "https://voorbeeld.example/", "https://voorbeeld.example/{pad}", "2023-06-14", "2023", 2023, 1, True)
# What rules between fields ask; these fields are not filled, or stand elsewhere in these tests.
LEFT_OUT = {"ingedeeld", "voormalige_ids", "publicatie", "intrekking", "totaal", "onder"}
NEVER = {"onder", "som_van"}  # the same, wherever they stand
OF_ONE = {"Project": {"acties"}}  # the same, for one class of records


def models(kinds: dict[str, Kind]) -> Iterator[tuple[Kind, type[Record]]]:
    for kind in kinds.values():
        for model in kind.models:
            yield kind, model


def takes_text(hint: Any) -> bool:
    """Whether anything may be written in a field of this type."""
    if any(isinstance(note, Ref) for note in get_args(hint)[1:]):
        return False
    try:
        return TypeAdapter(hint).validate_python(PLAIN) == PLAIN
    except ValidationError:
        return False


class Filler:
    """Makes records in which `write` says what stands in every text field; `ids` gives the records to refer to."""

    def __init__(self, kinds: dict[str, Kind], write: Write, ids: dict[str, str]) -> None:
        self.write, self.ids = write, ids
        self.any = cycle(f"{folder}/{id_}" for folder, id_ in ids.items() if folder in kinds)  # a bundle names each once
        self.keys = 0

    def record(self, model: type[Record]) -> dict[str, Any]:
        return self._group(model, "")

    def _group(self, model: type[BaseModel], path: str) -> dict[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        names = [name for name in model.model_fields if path or name not in LEFT_OUT | OF_ONE.get(model.__name__, set())]
        made = {name: self._value(hints[name], f"{path}{name}") for name in names if name not in NEVER}
        if "rijen" in made:  # as many values as there are columns
            for row in made["rijen"]:
                row["waarden"] = [1, 2][: len(made["kolommen"])]
        return {name: value for name, value in made.items() if value is not None}

    def _value(self, hint: Any, path: str) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            ref = next((note for note in inner[1:] if isinstance(note, Ref)), None)
            if ref:
                return self._reference(ref)
            if inner[0] is str and takes_text(hint):
                return self.write(path, any(isinstance(note, RichText) for note in inner[1:]))
            if inner[0] is str or any(type(note).__name__ == "BeforeValidator" for note in inner[1:]):
                return self._sample(hint, path)
            return self._value(inner[0], path)
        if origin is list:
            made = [value for _ in range(2) if (value := self._value(inner[0], f"{path}.*")) is not None]
            names = isinstance(made[0], str) and not takes_text(inner[0]) if made else False
            return list(dict.fromkeys(made)) if names else made  # a list of references or choices names each once
        if origin is Literal:
            return inner[0]
        if origin in (Union, UnionType):
            return next((self._value(option, path) for option in inner if option is not type(None)), None)
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self._group(hint, f"{path}.")
        if hint is str:
            return self.write(path, False)
        return {bool: True, int: 1, float: 1.5, date: "2023-06-14", datetime: "2023-06-14 12:00"}[hint]

    def _reference(self, ref: Ref) -> str | None:
        if not ref.folders:
            return next(self.any)
        return next((f"{folder}/{self.ids[folder]}" for folder in ref.folders if folder in self.ids), None)

    def _sample(self, hint: Any, path: str) -> Any:
        for sample in SAMPLES:
            try:
                TypeAdapter(hint).validate_python(sample)
            except ValidationError:
                continue
            if sample == "sleutel":  # ids of parts differ from each other
                self.keys += 1
                return f"sleutel-{self.keys}"
            return sample
        raise AssertionError(f"geen voorbeeld voor {path}: {hint}")
