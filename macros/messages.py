"""What pydantic finds in a record → rule, message and hint in plain Dutch."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.kinds.fields import ONE_LINE, THOUSANDS, RichText
from macros.kinds.places import choices_in, part_in
from macros.problems import suggestion
from macros.yamlmeant import BULLETS, HARD_SPACES

_BOOLEAN_WORDS = {True: "yes, on of true", False: "no, off of false"}
_TYPE_NAMES = {
    "string_type": "tekst",
    "int_type": "een getal",
    "int_parsing": "een getal",
    "int_parsing_size": "een getal",
    "int_from_float": "een heel getal",
    "float_type": "een getal",
    "float_parsing": "een getal",
    "finite_number": "een getal",
    "bool_type": "ja of nee (true of false)",
    "bool_parsing": "ja of nee (true of false)",
    "list_type": "een lijst",
    "model_type": "een groep velden",
    "model_attributes_type": "een groep velden",
    "dict_type": "een groep velden",
}
_QUOTED = re.compile(r"-?\d{1,15}(,\d{1,15})?")  # a number, but for the quotation marks or the comma
_DASH_ONLY = re.compile(rf"-[{HARD_SPACES}]*(\w\S{{0,39}})")  # the first of a list, but for the space
_EXAMPLES = {
    "een lijst": "Zet elke waarde op een eigen regel met een streepje en een spatie ervoor, of schrijf [een, twee].",
    "een groep velden": "Schrijf de velden eronder, twee spaties ingesprongen, zoals bron: … en kop: …",
    "een getal": "Schrijf alleen cijfers, zoals 2023.",
    "een heel getal": "Schrijf alleen cijfers, zoals 2023.",
    "ja of nee (true of false)": "Schrijf true of false.",
}


def explain(error: dict[str, Any], fields: dict[str, FieldInfo]) -> tuple[str, str, str]:
    """Rule, message and hint for one pydantic error; `fields` are the fields that exist at its place."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    names = [step for step in reversed(error["loc"]) if isinstance(step, str)]
    field = next((name for name in names if name in fields), next(iter(names), ""))  # which of more types is no name of a field
    name = f'"{field}"'
    required = field in fields and fields[field].is_required()
    if kind == "extra_forbidden":
        return "onbekend-veld", f"Het veld {name} bestaat hier niet.", _known(field, fields)
    if kind == "missing":
        hint = f"Voeg toe: {_shape(field, fields)}  ({_about(field, fields)})" if field in fields else ""
        return "ontbrekend-veld", f"Het verplichte veld {name} ontbreekt.", hint
    choices = choices_in(fields[field].annotation) if field in fields else ()
    if kind == "string_too_short" and given.strip():
        least = context["min_length"]
        return "ongeldige-waarde", f"{name}: {_shown(given)} is te kort.", f"Schrijf een woord van minstens {least} letters."
    if given is None or kind == "string_too_short":
        wanted = f"Kies uit: {', '.join(choices)}" if choices else f"Vul {_TYPE_NAMES.get(kind, 'het')} in"
        if field in fields and part_in(fields[field].annotation):
            wanted = f"Schrijf {_shape(field, fields)}"
        return "lege-waarde", f"Het veld {name} is leeg.", f"{wanted}." if required else f"{wanted}, of haal de regel weg."
    if kind in ("literal_error", "enum"):
        if isinstance(given, bool):
            return "verkeerd-type", _boolean(name, given), _quote_hint(given)
        return "onbekende-waarde", f"{_shown(given)} is geen waarde voor {name}.", _choice(given, choices)
    if kind in _TYPE_NAMES:
        wanted = _TYPE_NAMES[kind]
        if isinstance(given, bool) and wanted == "tekst":
            return "verkeerd-type", _boolean(name, given), _quote_hint(given)
        hint = _EXAMPLES.get(wanted, "")
        if wanted == "een groep velden" and isinstance(error["loc"][-1], int):  # `fields` are those of the group then
            name, hint = f"Elk deel van {name}", f"Schrijf {field}: [{_group(fields)}]"
        elif wanted == "een groep velden" and field in fields:
            hint = f"Schrijf {_shape(field, fields)}"
        if wanted == "een lijst" and isinstance(given, str) and given[:1] in BULLETS:
            hint = f'Vervang elk rondje ({given[0]}) door een streepje en een spatie: "- {_after_bullet(given)}".'
        elif wanted == "een lijst" and isinstance(given, str) and (found := _DASH_ONLY.match(given)):
            hint = f'Zet achter elk streepje een gewone spatie: "- {found[1]}".'
        elif wanted == "een lijst" and field in fields and part_in(fields[field].annotation):
            hint = f"Schrijf de velden van elk deel achter een streepje eronder, of schrijf {_shape(field, fields)}"
        elif kind == "float_type" and isinstance(given, str) and _QUOTED.fullmatch(given):
            hint = _bare_number(given)
        elif wanted == "tekst" and isinstance(given, int | float):
            hint = f'Zet er aanhalingstekens omheen: "{given}".'
        elif wanted == "tekst" and field in fields and _is_of_more_lines(fields[field]):
            hint = f'Staat de tekst op de regels eronder? Zet dan een spatie en een | achter de dubbele punt: "{field}: |". '
            hint += "Begint de tekst met [ of {? Zet er dan aanhalingstekens omheen."
        elif wanted == "tekst":
            hint = "Schrijf hier gewone tekst. Begint die met [ of {, zet er dan aanhalingstekens omheen."
        return "verkeerd-type", f"{name} moet {wanted} zijn; hier staat {_shown(given)}.", hint
    if kind == "value_error":
        what, *todo = context["error"].args
        return "ongeldige-waarde", f"{name}: {what}", " ".join(todo)
    if kind == "string_too_long":
        return "te-lang", f"{name} telt {len(given)} tekens; er passen er {context['max_length']}.", "Kort de tekst in."
    if kind == "string_pattern_mismatch" and context["pattern"] == ONE_LINE:
        hint = "Zet alles op één regel, of kort de tekst in."
        return "ongeldige-waarde", f"{name}: Dit veld is één regel, maar er staan er meer.", hint
    if kind == "string_pattern_mismatch":
        return (
            "ongeldige-waarde",
            f"{_shown(given)} kan niet bij {name}.",
            "Gebruik kleine letters, cijfers en streepjes, en begin met een letter, zoals eerste-stap.",
        )
    if kind == "too_short":
        return (
            "te-weinig",
            f"{name} heeft minstens {_values(context['min_length'])} nodig; hier staat er {context['actual_length'] or 'geen'}.",
            f"Vul de lijst aan, zoals {_shape(field, fields)}"
            if field in fields and part_in(fields[field].annotation)
            else "Vul de lijst aan.",
        )
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = context.get("ge", context.get("le", context.get("gt", context.get("lt"))))
        word = "te klein" if kind.startswith("greater") else "te groot"
        return "ongeldige-waarde", f"{given} is {word} voor {name}; de grens is {bound}.", "Kijk het getal na."
    return "ongeldige-waarde", f"{_shown(given)} kan niet bij {name} ({kind}).", "Vergelijk dit veld met een ander record."


def _known(field: str, fields: dict[str, FieldInfo]) -> str:
    """What to write instead of a field that is not there."""
    start = field.split(":")[0]
    if field.strip(HARD_SPACES) != field:
        return "Er staan harde spaties naast de naam. Haal die weg en typ gewone spaties."
    if start != field and start in fields:
        return f'Zet een spatie achter "{start}:" en de hele waarde tussen aanhalingstekens.'
    return suggestion(field, fields, most=40)


def _shape(field: str, fields: dict[str, FieldInfo]) -> str:
    """How a field is written: `titel: …`, or with the fields of the group that it holds."""
    annotation = fields[field].annotation
    group = part_in(annotation)
    inside = _group(group.model_fields) if group else "…"
    return f"{field}: [{inside}]" if get_origin(annotation) is list else f"{field}: {inside}"


def _group(fields: dict[str, FieldInfo]) -> str:
    """How a group with these fields is written: with those that it needs, or all when it needs none."""
    required = [name for name, field in fields.items() if field.is_required()]
    return "{" + ", ".join(f"{name}: …" for name in required or fields) + "}"


def _is_of_more_lines(field: FieldInfo) -> bool:
    """Whether a field takes text with paragraphs and lists."""
    return any(isinstance(note, RichText) for note in field.metadata) or any(
        isinstance(note, RichText) for hint in get_args(field.annotation) for note in getattr(hint, "__metadata__", ())
    )


def _about(field: str, fields: dict[str, FieldInfo]) -> str:
    """What to fill in: the label of a field, or its help where the label says no more than its name."""
    label, help_ = fields[field].title or field, fields[field].description or ""
    return help_ if help_ and label.casefold() == field else label


def _values(number: int) -> str:
    return "1 waarde" if number == 1 else f"{number} waarden"


def _after_bullet(given: str) -> str:
    return re.split(rf"[{BULLETS}]", given.strip(BULLETS + " \t"))[0].strip()[:40]


def _bare_number(given: str) -> str:
    """What to write for a number that YAML reads as text."""
    number = re.sub(r"^(-?)0+(?=\d)", r"\1", given.replace(",", "."))
    if THOUSANDS.fullmatch(number):
        number += "0"
    zeros = "nullen vooraan en zonder " if given.lstrip("-")[:1] == "0" and not number.lstrip("-").startswith("0") else ""
    return f"Schrijf {number}, zonder {zeros}aanhalingstekens."


def _choice(given: Any, allowed: tuple[str, ...]) -> str:
    hint = suggestion(given, allowed, most=40)
    if hint.startswith("Bedoelde"):
        hint = f"{hint}  Kies uit: {', '.join(allowed)}."
    return hint


def _boolean(name: str, given: bool) -> str:
    return f"{name} moet tekst zijn, maar YAML leest {_BOOLEAN_WORDS[given]} hier als {'waar' if given else 'onwaar'}."


def _quote_hint(given: bool) -> str:
    return f'Zet het woord tussen aanhalingstekens, zoals "{"ja" if given else "nee"}".'


def _shown(value: Any) -> str:
    if value is None:
        return "niets"
    if isinstance(value, bool):
        return f"{'waar' if value else 'onwaar'} ({_BOOLEAN_WORDS[value]})"
    if isinstance(value, dict):
        return "een groep velden"
    if isinstance(value, list):
        return "een lijst"
    text = str(value).replace("\n", " ")
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
