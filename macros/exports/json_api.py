"""The records as JSON: one file a record, one a folder, and an index. Field names and references as in the data.

Of a record that is not public only its own file is there, with nothing but its state: an address that once answered
keeps answering.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros import urls
from macros.exports import Publication
from macros.kinds import Record


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal = publication.portal
    index = []
    for kind in portal.kinds.values():
        texts = []
        for record in portal.public(kind.folder):
            texts.append(as_json(record))
            yield urls.file_of(urls.api_record(kind.folder, record.id)), texts[-1] + "\n"
        for record in portal.records[kind.folder].values():
            if not record.is_public:
                yield urls.file_of(urls.api_record(kind.folder, record.id)), as_json(record, {"publicatie", "intrekking"}) + "\n"
        head = _dump({"soort": kind.folder, "aantal": len(texts)})
        yield urls.file_of(urls.api_folder(kind.folder)), f'{head[:-1]},"records":[{",".join(texts)}]}}\n'
        index.append(
            {
                "soort": kind.folder,
                "titel": kind.title,
                "aantal": len(texts),
                "bestand": urls.api_folder(kind.folder).removeprefix(urls.MARK),
            }
        )
    about = portal.settings.model_dump(include={"naam", "uitgever", "licentie"})
    yield urls.file_of(urls.api_folder("index")), _dump({**about, "soorten": index}) + "\n"


def addresses(publication: Publication) -> Iterator[str]:
    yield urls.api_folder("index")
    for folder in publication.portal.kinds:
        yield urls.api_folder(folder)


def as_json(record: Record, fields: set[str] | None = None) -> str:
    """A record as JSON: where it stands, and every field (of those in `fields`) that its file fills in."""
    where = _dump({"map": record.map, "id": record.id, "pad": record.url.removeprefix(urls.MARK)})
    filled = record.model_dump_json(include=fields, exclude_unset=True, exclude_none=True)
    return f"{where[:-1]},{filled[1:]}"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
