"""The records of a kind as a table that Excel opens on a Dutch computer: semicolons, decimal commas, a byte order mark.

A list stands in one cell, its values parted by " | "; a list of groups in a column for each of their fields, at the same
place in each. What is deeper than that is JSON in its cell. The file that a browser makes of a selection
(overrides/assets/bladeren-opslaan.js) follows the same rules. Nothing is lost: a | or \\ in a value of a list has a \\
before it, and text that a spreadsheet could take for a formula an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.compact import dump
from macros.exports.columns import PLACE, Column, columns_of
from macros.kinds import Kind

PAGE = "pagina"  # the column with the full address of the page; records have a field `adres` of their own
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def table(kind: Kind, records: list[dict[str, Any]], site_url: str) -> bytes:
    """The table of a kind; each record as its JSON has it. With a public address also that of each page."""
    columns = columns_of(kind)
    lines = [";".join(header(kind, site_url))]
    empty = [("",) * len(list(_names(column))) for column in columns]
    for record in records:
        cells = [record[name] for name in PLACE]
        for column, nothing in zip(columns, empty, strict=True):
            value = record.get(column.field)
            if value is None:
                cells += nothing
            elif type(value) is str:
                cells.append(_text(value))
            else:
                cells += _cells(column, value)
        if site_url:
            cells.append(site_url + record["pad"])
        lines.append(";".join(cells))
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def header(kind: Kind, site_url: str) -> list[str]:
    """The names of the columns."""
    return [*PLACE, *(name for column in columns_of(kind) for name in _names(column)), *([PAGE] if site_url else [])]


def _names(column: Column) -> Iterator[str]:
    if column.form == "groups":
        yield from (f"{column.field}.{part}" for part in column.parts)
    else:
        yield column.field


def _cells(column: Column, value: Any) -> Iterator[str]:
    if column.form == "groups":
        for part in column.parts:
            yield _text(" | ".join([_item(group.get(part)) for group in value]))
    elif column.form == "list":
        yield _text(" | ".join([_item(item) for item in value]))
    elif column.form == "group":
        yield _text(dump(value))
    else:
        yield _said(value)


def _item(value: Any) -> str:
    """A value in a list."""
    said = dump(value) if isinstance(value, dict | list) else value if isinstance(value, str) else _said(value)
    return said.replace("\\", "\\\\").replace("|", "\\|") if "|" in said or "\\" in said else said


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).replace(".", ",")


def _text(value: str) -> str:
    if not value:
        return value
    if value[0] in "'=+-@＝＋－＠\t\r\n" and _FORMULA.match(value):
        value = f"'{value}"
    if '"' in value:
        return '"' + value.replace('"', '""') + '"'
    if ";" in value or "\n" in value or "\r" in value or value[0].isspace() or value[-1].isspace():
        return f'"{value}"'
    return value
