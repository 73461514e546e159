"""The open data under /api/v1/, and the schemas under /schema/v1/. Each record is turned into JSON once, for all formats."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros import urls
from macros.compact import dump
from macros.exports import Publication, archive, catalogue, csv_tables, database, json_api, openapi, schema
from macros.exports.catalogue import Download

SQLITE, RELATIONS = f"{database.NAME}.sqlite", "relaties.json"
DOWNLOADS = {  # files that hold more than one kind, by what the index calls them
    "relaties": urls.api_file(RELATIONS),
    "database": urls.api_file(SQLITE),
    "zip": urls.api_file(archive.NAME),
    "catalogus": urls.api_file(catalogue.NAME),
    "openapi": urls.api_file(openapi.NAME),
}


def export(publication: Publication) -> Iterator[tuple[str, str | bytes]]:
    portal, site_url = publication.portal, publication.site_url
    texts = json_api.texts(portal)
    yield from json_api.record_files(portal, texts)
    yield from json_api.theme_files(portal)
    yield urls.file_of(urls.api_folder("index")), json_api.index(portal, DOWNLOADS)
    yield _own(openapi.NAME, dump(openapi.openapi(portal, site_url)) + "\n")
    schemas = dict(schema.files(portal))
    yield from schemas.items()

    whole, by_kind = downloads(publication, texts, schemas)
    for download in (*whole, *(one for downloads in by_kind.values() for one in downloads)):
        yield urls.file_of(download.address), download.content
    about = {"title": portal.settings.naam, "license": portal.settings.licentie}
    yield _own(openapi.DATASETTE, dump(database.metadata(portal.kinds.values(), about)) + "\n")
    yield _own(catalogue.NAME, dump(catalogue.catalogue(portal, site_url, whole, by_kind)) + "\n")


def addresses(publication: Publication) -> Iterator[str]:
    yield urls.api_folder("index")
    yield from DOWNLOADS.values()
    yield urls.api_file(openapi.DATASETTE)
    for folder in publication.portal.kinds:
        yield from (urls.api_folder(folder), urls.api_file(f"{folder}.csv"), urls.schema(folder))
    yield from json_api.theme_addresses(publication.portal)


def downloads(
    publication: Publication, texts: dict[str, list[str]], schemas: dict[str, str]
) -> tuple[list[Download], dict[str, list[Download]]]:
    """The files that hold all kinds, and those of each kind."""
    portal = publication.portal
    relations = json_api.relations(portal)
    made = {RELATIONS: json_api.relations_file(relations).encode()}
    by_kind, values = {}, {}
    for folder, kind in portal.kinds.items():
        records = values[folder] = [json.loads(text) for text in texts[folder]]
        table, listed = csv_tables.table(kind, records, publication.site_url), json_api.folder_file(kind, texts[folder]).encode()
        made |= {f"json/{folder}.json": listed, f"csv/{folder}.csv": table}
        made[f"schema/{folder}.json"] = schemas[urls.file_of(urls.schema(folder))].encode()
        by_kind[folder] = [
            Download(urls.api_folder(folder), kind.title, "application/json", listed, urls.schema(folder)),
            Download(urls.api_file(f"{folder}.csv"), catalogue.as_table(kind), "text/csv", table),
        ]
    sqlite = database.database(portal.kinds.values(), values, relations)
    whole = [
        Download(DOWNLOADS["zip"], "Alles in één ZIP", "application/zip", archive.archive(portal, made)),
        Download(DOWNLOADS["database"], "Alles als SQLite", "application/vnd.sqlite3", sqlite),
        Download(DOWNLOADS["relaties"], "Alle relaties", "application/json", made[RELATIONS]),
    ]
    return whole, by_kind


def _own(name: str, content: str) -> tuple[str, str]:
    return urls.file_of(urls.api_file(name)), content
