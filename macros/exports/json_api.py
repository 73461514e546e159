"""The records as JSON: one file a record, one a folder, one a theme, the relations, and an index of it all.

Field names and references are as in the data, dates as ISO 8601 has them. Of a record that is not public only its own
file is there, with nothing but its state: an address that once answered keeps answering.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros import urls
from macros.compact import dump
from macros.kinds import Kind, Record
from macros.portal import Portal

THEMES = "themas"


class Relation(NamedTuple):
    """A public record that refers to another, in which field, and the heading that the other lists it under."""

    van: str
    naar: str
    veld: str
    kop: str


def texts(portal: Portal) -> dict[str, list[str]]:
    """The JSON of each public record, by folder, in the order of the kind."""
    return {folder: [as_json(record) for record in portal.public(folder)] for folder in portal.kinds}


def as_json(record: Record) -> str:
    """A public record: where it stands, which schema describes it, and every field that its file fills in."""
    filled = record.model_dump_json(exclude_unset=True, exclude_none=True)
    return f'{_place(record)},"schema":"{path(urls.schema(record.map))}",{filled[1:]}'


def record_files(portal: Portal, made: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The file of every record; `made` as `texts` gives it."""
    for folder in portal.kinds:
        for record, text in zip(portal.public(folder), made[folder], strict=True):
            yield urls.file_of(urls.api_record(folder, record.id)), text + "\n"
        for record in portal.records[folder].values():
            if not record.is_public:
                state = record.model_dump_json(include={"publicatie", "intrekking"}, exclude_none=True)
                yield urls.file_of(urls.api_record(folder, record.id)), f"{_place(record)},{state[1:]}\n"


def folder_file(kind: Kind, made: list[str]) -> str:
    """All records of a kind."""
    head = dump({"soort": kind.folder, "aantal": len(made), "schema": path(urls.schema(kind.folder))})
    return f'{head[:-1]},"records":[{",".join(made)}]}}\n'


def index(portal: Portal, downloads: dict[str, str]) -> str:
    """What there is: of each kind its files, and the `downloads` (name → address) that hold more than one kind."""
    kinds = [
        {
            "soort": kind.folder,
            "titel": kind.title,
            "aantal": len(portal.public(kind.folder)),
            "bestand": path(urls.api_folder(kind.folder)),
            "csv": path(urls.api_file(f"{kind.folder}.csv")),
            "schema": path(urls.schema(kind.folder)),
        }
        for kind in portal.kinds.values()
    ]
    about = portal.settings.model_dump(include={"naam", "uitgever", "licentie"})
    if portal.release:
        about["uitgave"] = portal.release.model_dump(mode="json", include={"versie", "datum"})
    return dump({**about, "soorten": kinds, **{name: path(address) for name, address in downloads.items()}}) + "\n"


def theme_files(portal: Portal) -> Iterator[tuple[str, str]]:
    """Of each theme which public records are about it, by kind."""
    if THEMES not in portal.kinds:
        return
    about = {folder: portal.by_value(folder, THEMES) for folder in portal.kinds}
    lines = {folder: [_short(record) for record in portal.public(folder)] for folder in portal.kinds}
    for theme in portal.records[THEMES].values():
        if theme.is_public:
            records = [lines[folder][number] for folder in about for number in about[folder].get(theme.ref, ())]
            text = f'{_place(theme)},"titel":{dump(theme.titel)},"aantal":{len(records)},"records":[{",".join(records)}]}}\n'
        else:
            text = f'{_place(theme)},"publicatie":"{theme.publicatie}"}}\n'
        yield urls.file_of(urls.api_theme(theme.id)), text


def theme_addresses(portal: Portal) -> Iterator[str]:
    """The addresses of the files that `theme_files` makes."""
    yield from (urls.api_theme(id_) for id_ in portal.records.get(THEMES, {}))


def relations(portal: Portal) -> list[Relation]:
    """Which public record refers to which, by folder and id, each once a field."""
    found: dict[Relation, None] = {}
    fields: dict[tuple[str | int, ...], str] = {}
    for folder in portal.kinds:
        for record in (record for record in portal.records[folder].values() if record.is_public):
            for reference, target in portal.links(record):
                if target and target.is_public:
                    loc = reference.loc
                    if (field := fields.get(loc)) is None:
                        field = fields[loc] = ".".join(step for step in loc if isinstance(step, str))
                    found[Relation(record.ref, target.ref, field, reference.ref.back)] = None
    return list(found)


def relations_file(found: list[Relation]) -> str:
    """The relations as JSON."""
    tails: dict[tuple[str, str], str] = {}
    lines = []
    for van, naar, veld, kop in found:
        if (tail := tails.get((veld, kop))) is None:
            tail = tails[veld, kop] = dump({"veld": veld, "kop": kop} if kop else {"veld": veld})[1:]
        lines.append(f'{{"van":"{van}","naar":"{naar}",{tail}')
    return f'{{"aantal":{len(lines)},"relaties":[{",".join(lines)}]}}\n'


def moved(ref: str, record: Record, now: str) -> str:
    """What stands at the old address of data: where the record is now, and its file (a mark)."""
    folder, _, id_ = ref.partition("/")
    return dump({"map": folder, "id": id_, "verhuisd_naar": record.ref, "pad": path(record.url), "bestand": path(now)}) + "\n"


def path(address: str) -> str:
    """An address from the root of the site, as data gives it: without a slash before it."""
    return address.removeprefix(urls.MARK)


def _place(record: Record) -> str:
    return f'{{"map":"{record.map}","id":"{record.id}","pad":"{path(record.url)}"'  # ids hold nothing that JSON escapes


def _short(record: Record) -> str:
    return f'{_place(record)},"titel":{dump(record.titel)},"bestand":"{path(urls.api_record(record.map, record.id))}"}}'
