"""The forms of Decap CMS, from the JSON Schema of each kind: so from the one place where its fields are defined.

Every form is a collection: a kind, or one of the forms (`soort`) that it has. Dates stay text, as in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.exports import schema
from macros.kinds import Kind
from macros.kinds.fields import LINE_LIMIT, ONE_LINE, REFERS_TO
from macros.portal import Portal

ID = "id"  # the name of the file; overrides/assets/beheer.js takes it out of what is saved
MOST_OPTIONS = 2000  # records to choose from at once

_ID_HELP = "Verplicht bij een nieuw record: de naam van het bestand, voor altijd. Kleine letters, cijfers en streepjes."
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_HOW = {  # what a browser says that refuses a value, by what is asked
    "date": "Schrijf jaar-maand-dag, zoals 2026-11-21.",
    "ref": "Schrijf map/id, zoals lessen/mijn-les.",
    "web": "Schrijf het hele adres, en begin met https://.",
    "long": "Dit is langer dan {} tekens.",
    "else": "Dit past niet. {}",
}


def collections(portal: Portal) -> Iterator[dict[str, Any]]:
    """Every form, in the order of the kinds; and for kinds with more than one form a hidden one, to choose records from."""
    for kind in portal.kinds.values():
        made = schema.of_kind(portal, kind)
        if kind.by_soort:
            listed = {"fields": [{"name": "titel", "label": "Titel", "widget": "string"}], "hide": True, "create": False}
            yield _collection(kind, kind.folder, kind.title) | listed
        for model in kind.models:
            properties = made["$defs"][model.__name__]
            names = [name for name in model.in_file() if not properties["properties"][name].get("readOnly")]
            fields = [_id(), *_fields(properties, made["$defs"], names)]
            if not kind.by_soort:
                yield _collection(kind, kind.folder, kind.title) | {"fields": fields}
                continue
            soort = properties["properties"]["soort"]["const"]
            form = _collection(kind, f"{kind.folder}-{soort}", f"{kind.title}: {soort}")
            yield form | {"filter": {"field": "soort", "value": soort}, "fields": fields}


def _collection(kind: Kind, name: str, label: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "label_singular": kind.one,
        "description": kind.intro,
        "folder": f"data/{kind.folder}",
        "extension": "yml",
        "format": "yaml",
        "create": True,
        "slug": f"{{{{fields.{ID}}}}}",
        "identifier_field": "titel",
        "summary": "{{titel}}",
        "sortable_fields": ["titel"],
        "editor": {"preview": False},
    }


def _id() -> dict[str, Any]:
    return {"name": ID, "label": "Id van een nieuw record", "hint": _ID_HELP, "widget": "kp-id", "required": False}


def _fields(model: dict[str, Any], parts: dict[str, Any], names: list[str]) -> list[dict[str, Any]]:
    required = model.get("required", ())
    return [_field(name, model["properties"][name], name in required, parts) for name in names]


def _field(name: str, field: dict[str, Any], required: bool, parts: dict[str, Any]) -> dict[str, Any]:
    """A field with its label, its help, and the widget in which somebody fills it in."""
    made = {"name": name, "label": field.get("title", name), "hint": field.get("description", ""), "required": required}
    if "const" in field:  # its form says it
        return made | {"widget": "hidden", "default": field["const"]}
    if field.get("default"):  # it is not written into the file
        made["hint"] += f" Leeg betekent: {field['default']}."
    if field.get("type") == "array":
        made |= _list(field, required, parts)
    else:
        made |= _widget(field, parts)
    if made["widget"] == "object" and not required:  # what it must hold when it is there, is asked of a whole group only
        made["fields"] = [inner | {"required": False} for inner in made["fields"]]
    return made


def _list(field: dict[str, Any], required: bool, parts: dict[str, Any]) -> dict[str, Any]:
    items = field["items"]
    least = {"min": field["minItems"]} if "minItems" in field and required else {}
    one = _widget(items, parts)
    if one["widget"] in ("relation", "select"):
        return one | least | {"multiple": True}
    if one["widget"] == "object":
        return {"widget": "list", "fields": one["fields"], "collapsed": True, "summary": _summary(one["fields"]), **least}
    # An item may be empty only where the list says so; the label of the whole list says what it holds.
    optional = {"type": "null"} in items.get("anyOf", ())
    return {"widget": "list", "field": {"name": "waarde", "label": "Waarde", "required": not optional, **one}, **least}


def _widget(field: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """The widget for one value."""
    if "$ref" in field:
        part = parts[field["$ref"].rpartition("/")[2]]
        return {"widget": "object", "collapsed": True, "fields": _fields(part, parts, list(part["properties"]))}
    if options := field.get("anyOf"):
        kinds = {option["type"]: option for option in options}
        # A year alone may stand as a number, but it is a text with hyphens all the same.
        return _widget(kinds["string"], parts) if "string" in kinds else _widget({"type": "number"}, parts)
    if "enum" in field:
        return {"widget": "select", "options": field["enum"]}
    if field["type"] == "boolean":
        return {"widget": "boolean"}
    if field["type"] in ("integer", "number"):
        limits = {ours: field[theirs] for theirs, ours in (("minimum", "min"), ("maximum", "max")) if theirs in field}
        return {"widget": "number", "value_type": "int" if field["type"] == "integer" else "float", **limits}
    return _text(field)


def _text(field: dict[str, Any]) -> dict[str, Any]:
    to = field.get(REFERS_TO)
    if isinstance(to, list) and len(to) == 1:
        return {
            "widget": "relation",
            "collection": to[0],
            "value_field": "{{slug}}",
            "search_fields": ["titel"],
            "display_fields": ["titel"],
            "options_length": MOST_OPTIONS,
        }
    if field.get("maxLength", LINE_LIMIT) > LINE_LIMIT and "pattern" not in field:
        return {"widget": "text"}
    return {"widget": "string", **_pattern(field, bool(to))}


def _pattern(field: dict[str, Any], is_ref: bool) -> dict[str, Any]:
    """What the value must look like, and what a reader hears when it does not."""
    if field.get("format") == "date":
        return {"pattern": [_DAY, _HOW["date"]]}
    if field.get("maxLength") == LINE_LIMIT or "pattern" not in field or field["pattern"] == ONE_LINE:
        most = field.get("maxLength", LINE_LIMIT)
        return {"pattern": [f"^.{{1,{most}}}$", _HOW["long"].format(most)]}
    kind = "ref" if is_ref else "web" if field["pattern"].startswith("^http") else "else"
    return {"pattern": [field["pattern"], _HOW[kind].format(field.get("description", "Kijk de hulp bij het veld na."))]}


def _summary(fields: list[dict[str, Any]]) -> str:
    """What a closed item of a list shows: its first field."""
    return f"{{{{fields.{fields[0]['name']}}}}}"
