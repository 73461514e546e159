"""Asks on a terminal for what a new record needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from macros.editing import answers
from macros.kinds import Kind, Record
from macros.kinds.fields import Ref
from macros.kinds.places import marks, part_in, types_of
from macros.pages.fieldtypes import Field, fields_of
from macros.portal import Portal

ASKED_TOO = ("themas",)  # not required, but a record without is hard to find
LATER, HELP = "-", "?"
MOST_SHOWN = 40  # ids in help


def choose(question: str, options: dict[str, str]) -> str:
    """One of the options, which are shown with what they mean."""
    print(question)
    for name, meaning in options.items():
        print(f"  {name:<16} {meaning}")
    while (answer := input("> ").strip()) not in options:
        print("Kies er een uit de lijst hierboven.")
    return answer


def new_id(wrong_with: Callable[[str], str]) -> str:
    """A name for the file; `wrong_with` says what is wrong with one, nothing when it is good."""
    print("Id: de naam van het bestand en het laatste stuk van het webadres. Kleine letters, cijfers en streepjes.")
    while wrong := wrong_with(answer := input("ID> ").strip()):
        print(wrong)
    return answer


def ask(portal: Portal, kind: Kind, model: type[Record], known: Iterable[str]) -> dict[str, Any]:
    """The answers for all that is needed and not known; without those that somebody will fill in later."""
    print(f"Typ {HELP} voor uitleg, en {LATER} als u een veld later wilt invullen. Met Ctrl-C stopt u zonder iets te maken.")
    own = {f"alleen-{model.model_fields['soort'].default if kind.by_soort else kind.folder}", f"elke-{kind.folder}"}
    groups = [group for group in fields_of(kind, portal) if group.id in own or group.id == "altijd"]
    fields = {field.name: field for group in reversed(groups) for field in group.fields}
    found: dict[str, Any] = {}
    for name in model.in_file():
        required = model.model_fields[name].is_required()
        if name in known or name == "soort" or not (required or name in ASKED_TOO):
            continue
        value = _field(portal, model, fields[name], required)
        if value is not None:
            found[name] = value
    return found


def _field(portal: Portal, model: type[BaseModel], field: Field, required: bool) -> Any:
    hint = types_of(model)[field.name]
    print(f"\n{field.label}: {field.help}" if field.help else f"\n{field.label}")
    if part := part_in(hint):
        return _groups(portal, model, field, part, answers.is_list(hint))
    if answers.is_long(hint):
        print("  Een lege regel sluit de tekst af.")
    elif answers.is_numbers(hint):
        print("  Zet een puntkomma tussen de getallen.")
    elif answers.is_list(hint):
        print("  Zet een komma tussen de waarden.")
    if not required:
        print("  Enter: overslaan.")
    while True:
        answer = _typed(f"{field.name}> ", answers.is_long(hint))
        if answer == LATER or not answer and not required:
            return None
        if answer in ("", HELP):
            _explain(portal, model, field)
            continue
        try:
            return answers.read(portal, model, field.name, answer)
        except answers.Wrong as wrong:
            print(f"  {wrong}")


def _typed(prompt: str, more_lines: bool) -> str:
    line = input(prompt).strip()
    if not more_lines or line in ("", LATER, HELP):
        return line
    lines = [line]
    while line := input("  ").strip():
        lines.append(line)
    return "\n".join(lines)


def _groups(portal: Portal, model: type[BaseModel], field: Field, part: type[BaseModel], many: bool) -> Any:
    """What a field with groups of fields holds: the fields that a group must have, one by one."""
    made: list[dict[str, Any]] = []
    while True:
        group: dict[str, Any] = {}
        for inner in field.parts:
            if inner.required:
                value = _field(portal, part, inner, True)
                if value is None:
                    return None
                group[inner.name] = value
        made.append(group)
        if many and input(f"\nNog een bij {field.label}? (j/n) ").strip().casefold() in answers.YES:
            continue
        try:
            return answers.checked(portal, model, field.name, made if many else group)
        except answers.Wrong as wrong:
            print(f"  {wrong}")
            if not many:
                made.clear()


def _explain(portal: Portal, model: type[BaseModel], field: Field) -> None:
    """What a field takes, an example, and what there is to choose from."""
    print(f"  Schrijf {field.type}." if not field.choices else f"  Kies uit: {', '.join(field.choices)}.")
    if field.example:
        print("  Voorbeeld:", *field.example.rstrip().split("\n"), sep="\n    ")
    for folder in _folders(model, field.name):
        ids = sorted(portal.ids(folder))
        rest = f" … en nog {len(ids) - MOST_SHOWN}, zie de map data/{folder}" if len(ids) > MOST_SHOWN else ""
        print(f"  Te kiezen uit {folder}: {', '.join(ids[:MOST_SHOWN])}{rest}.")


def _folders(model: type[BaseModel], name: str) -> tuple[str, ...]:
    return next((place.mark.folders for place in marks(model, Ref) if place.path[0] == name), ())
