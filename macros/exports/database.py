"""All records as one SQLite file: a table for each kind, one of all records, one of the relations, and full-text search.

Lists and groups are JSON in their column. The bytes follow from the records alone, as long as SQLite itself is the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from macros.compact import dump
from macros.exports.columns import PLACE, Column, columns_of
from macros.exports.json_api import Relation
from macros.kinds import Kind

NAME = "kennisportaal"
SEARCH = "_zoeken"  # behind the name of a table: its full-text index
RECORDS, RELATIONS = "records", "relaties"

_TYPES = {"number": "NUMERIC", "yesno": "INTEGER"}
_TABLES = f"""
PRAGMA page_size = 4096;
CREATE TABLE {RECORDS} (ref TEXT PRIMARY KEY, map TEXT NOT NULL, id TEXT NOT NULL, titel TEXT NOT NULL, pad TEXT NOT NULL);
CREATE TABLE {RELATIONS} (
  van TEXT NOT NULL REFERENCES {RECORDS}(ref),
  naar TEXT NOT NULL REFERENCES {RECORDS}(ref),
  veld TEXT NOT NULL,
  kop TEXT NOT NULL,
  PRIMARY KEY (van, naar, veld, kop)
) WITHOUT ROWID;
"""


def database(kinds: Iterable[Kind], records: dict[str, list[dict[str, Any]]], relations: list[Relation]) -> bytes:
    """The file; `records` by folder, each as its JSON has it."""
    file = sqlite3.connect(":memory:", isolation_level=None)
    try:
        file.executescript(_TABLES)
        file.execute("BEGIN")
        for kind in kinds:
            _fill(file, kind, records[kind.folder])
        file.executemany(f"INSERT INTO {RELATIONS} VALUES (?, ?, ?, ?)", relations)
        file.execute(f"CREATE INDEX {RELATIONS}_naar ON {RELATIONS} (naar)")
        file.execute("COMMIT")
        return file.serialize()
    finally:
        file.close()


def metadata(kinds: Iterable[Kind], about: dict[str, str]) -> dict[str, Any]:
    """What Datasette can show with the file; `about` goes first."""
    tables: dict[str, Any] = {
        RECORDS: {"description": "Alle records, van elke soort.", "label_column": "titel"},
        RELATIONS: {"description": "Welk record naar welk ander record verwijst, in welk veld."},
    }
    for kind in kinds:
        named = {column.field: _help(kind, column.field) for column in columns_of(kind)}
        tables[kind.folder] = {"title": kind.title, "description": kind.intro, "label_column": "titel", "columns": named}
    return {**about, "databases": {NAME: {"tables": tables}}}


def _help(kind: Kind, field: str) -> str:
    return next(model.model_fields[field].title for model in kind.models if field in model.model_fields)


def _fill(file: sqlite3.Connection, kind: Kind, records: list[dict[str, Any]]) -> None:
    """The table of a kind with its index; SQLite reads a name with a hyphen only between quotation marks."""
    columns, search = columns_of(kind), f"{kind.folder}{SEARCH}"
    defined = ", ".join(f'"{column.field}" {_TYPES.get(column.form, "TEXT")}' for column in columns)
    placed = f"ref TEXT PRIMARY KEY REFERENCES {RECORDS}(ref), {', '.join(f'{name} TEXT NOT NULL' for name in PLACE)}"
    file.execute(f'CREATE TABLE "{kind.folder}" ({placed}, {defined})')
    file.executemany(f"INSERT INTO {RECORDS} VALUES (:map || '/' || :id, :map, :id, :titel, :pad)", records)
    marks = ", ".join("?" * (1 + len(PLACE) + len(columns)))
    file.executemany(f'INSERT INTO "{kind.folder}" VALUES ({marks})', _rows(columns, records))
    words = ", ".join(f'"{column.field}"' for column in columns if column.prose or column.field == "aliassen")
    file.execute(
        f'CREATE VIRTUAL TABLE "{search}" USING fts5({words}, content="{kind.folder}", tokenize="unicode61 remove_diacritics 2")'
    )
    file.execute(f'INSERT INTO "{search}" ("{search}") VALUES (\'rebuild\')')


def _rows(columns: tuple[Column, ...], records: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """The values of each record, in the order of the columns of its table."""
    plain = [(column.field, column.form not in ("list", "groups", "group")) for column in columns]
    for record in records:
        row = [f"{record['map']}/{record['id']}", *(record[name] for name in PLACE)]
        for name, as_it_is in plain:
            value = record.get(name)
            row.append(value if as_it_is or value is None else dump(value))
        yield row
