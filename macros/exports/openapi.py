"""What there is under /api/v1/, for programs that make programs: OpenAPI 3.1, from the kinds."""

from __future__ import annotations

from typing import Any

from macros import urls
from macros.exports import archive, catalogue, database
from macros.kinds import Kind
from macros.portal import Portal
from macros.settings import NOT_SET

NAME, DATASETTE = "openapi.json", "datasette.json"
_ID = f"^{urls.ID_PATTERN.pattern}$"
_PATH = {"type": "string", "description": "Vanaf het begin van de site."}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}


def openapi(portal: Portal, site_url: str) -> dict[str, Any]:
    """The description of every file under /api/v1/."""
    settings = portal.settings
    paths = {
        "index.json": _get("Wat er is", _json(_own("Index")), "Van elke soort het aantal en de bestanden."),
        "relaties.json": _get("Alle relaties", _json(_own("Relaties")), "Welk record naar welk ander record verwijst."),
    }
    for kind in portal.kinds.values():
        paths |= _of_kind(kind)
    paths |= {
        f"{urls.THEME}/{{id}}.json": _get(
            "Alles bij een thema",
            _json(_either("BijThema", "NietOpenbaar", "Verhuisd")),
            "Records over dit thema.",
            True,
        ),
        archive.NAME: _get("Alles in één ZIP", _file("application/zip"), "JSON, tabellen, schema's, uitleg en licentie."),
        f"{database.NAME}.sqlite": _get(
            "Alles als database", _file("application/vnd.sqlite3"), "Een tabel per soort, relaties en zoeken in tekst (FTS5)."
        ),
        DATASETTE: _get("Uitleg bij de database", _json({"type": "object"}), "Voor Datasette: namen van tabellen en velden."),
        catalogue.NAME: _get(
            "Catalogus",
            _content("application/ld+json", {"type": "object"}),
            "De downloads als DCAT, met grootte en checksum.",
        ),
        NAME: _get("Deze beschrijving", _json({"type": "object"}), "OpenAPI 3.1."),
    }
    info: dict[str, Any] = {
        "title": settings.naam,
        "version": portal.release.versie if portal.release else "1",
        "description": "Gewone bestanden: er is geen sleutel nodig en er is geen limiet. Adressen blijven werken.",
    }
    if settings.known_licence:
        info["license"] = {"name": settings.licentie, "url": settings.known_licence[1]}
    if settings.uitgever != NOT_SET:
        info["contact"] = {"name": settings.uitgever}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": site_url or "../../", "description": "Deze site."}],
        "paths": {f"/{urls.API}{name}": {"get": made} for name, made in paths.items()},
        "components": {"schemas": _SCHEMAS},
    }


def _of_kind(kind: Kind) -> dict[str, Any]:
    record = {"$ref": f"../../{urls.file_of(urls.schema(kind.folder))}"}
    state = {"oneOf": [record, _own("NietOpenbaar"), _own("Verhuisd")]}
    folder = {
        "type": "object",
        "required": ["soort", "aantal", "schema", "records"],
        "properties": {"soort": {"const": kind.folder}, "aantal": _COUNT, "schema": _PATH}
        | {"records": {"type": "array", "items": record}},
        "additionalProperties": False,
    }
    return {
        f"{kind.folder}.json": _get(f"{kind.title}: alle records", _json(folder), kind.intro, tag=kind.title),
        f"{kind.folder}/{{id}}.json": _get(f"{kind.title}: één record", _json(state), kind.intro, True, kind.title),
        f"{kind.folder}.csv": _get(f"{kind.title}: tabel", _file("text/csv; charset=utf-8"), kind.intro, tag=kind.title),
    }


def _get(title: str, content: dict[str, Any], description: str, one: bool = False, tag: str = "Alles") -> dict[str, Any]:
    made: dict[str, Any] = {
        "summary": title,
        "description": description,
        "tags": [tag],
        "responses": {"200": {"description": "Gevonden.", "content": content}},
    }
    if one:
        made["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": _ID}}]
        made["responses"]["404"] = {"description": "Dit record is er niet."}
    return made


def _content(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {media_type: {"schema": schema}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return _content("application/json", schema)


def _file(media_type: str) -> dict[str, Any]:
    return {media_type: {}}


def _own(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _either(*names: str) -> dict[str, Any]:
    return {"oneOf": [_own(name) for name in names]}


def _group(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": required | optional,
        "additionalProperties": False,
    }


def _list_of(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


_PLACE = {"map": _TEXT, "id": {"type": "string", "pattern": _ID}, "pad": _PATH}
_RELEASE = _group({"versie": _TEXT, "datum": {"type": "string", "format": "date"}})
_KIND = _group({"soort": _TEXT, "titel": _TEXT, "aantal": _COUNT, "bestand": _PATH, "csv": _PATH, "schema": _PATH})
_WITHDRAWAL = _group({"sinds": {"type": "string", "format": "date"}, "waarom": _TEXT}, in_plaats=_list_of(_TEXT))
_SCHEMAS: dict[str, Any] = {
    "Index": _group(
        {"naam": _TEXT, "uitgever": _TEXT, "licentie": _TEXT, "soorten": _list_of(_KIND)}
        | {name: _PATH for name in ("relaties", "database", "zip", "catalogus", "openapi")},
        uitgave=_RELEASE,
    ),
    "Relaties": _group({"aantal": _COUNT, "relaties": _list_of(_group({"van": _TEXT, "naar": _TEXT, "veld": _TEXT}, kop=_TEXT))}),
    "BijThema": _group(
        {**_PLACE, "titel": _TEXT, "aantal": _COUNT, "records": _list_of(_group({**_PLACE, "titel": _TEXT, "bestand": _PATH}))}
    ),
    "NietOpenbaar": _group({**_PLACE, "publicatie": {"enum": ["concept", "ingetrokken"]}}, intrekking=_WITHDRAWAL),
    "Verhuisd": _group({"map": _TEXT, "id": _TEXT, "verhuisd_naar": _TEXT, "pad": _PATH, "bestand": _PATH}),
}
