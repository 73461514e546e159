"""A record as Markdown, for programs that read text: every field that its file fills in, with the label that readers see.

Text stands as it is written in the data. References become links to the Markdown of the other record.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from macros import text, urls
from macros.kinds import Kind, Record
from macros.kinds.fields import Part, Ref
from macros.kinds.places import marks
from macros.pages import words
from macros.pages.facts import ordered_fields, rich_fields
from macros.portal import Portal

FILE_TYPE = "text/markdown"
_OWN_PLACE = {"titel", "samenvatting", "zekerheid", "publicatie", "intrekking"}  # stand at the top
_UP = "../../"  # from the folder of a record to the root of the site


class _Field(NamedTuple):
    name: str
    label: str
    ref: Ref | None
    rich: bool


def of_record(record: Record, portal: Portal) -> str:
    """The Markdown of a record; of one that is not public only what its state is."""
    kind = portal.kinds[record.map]
    if not record.is_public:
        return _not_public(record, kind, portal)
    texts, groups, facts = [], [], []
    values = record.__dict__
    for field in _fields(type(record)):
        value = values[field.name]
        if value is None or value == [] or value is False:
            continue
        editorial = f" ({words.INGEDEELD})" if field.name in record.ingedeeld else ""
        if field.rich:
            texts.append(f"\n## {field.label}{editorial}\n\n{text.relinked(value, portal.address, _link)}\n")
        elif isinstance(value, list) and isinstance(value[0], Part):
            items = "".join(_item(part, portal, "- ") for part in value)
            groups.append(f"\n## {field.label}{editorial}\n\n{items}")
        else:
            facts.append(f"- {field.label}{editorial}: {_said(value, field.ref, portal)}\n")
    about = "".join(facts)
    certain = f"\n{words.ZEKERHEID[record.zekerheid]}\n" if record.zekerheid else ""
    return (
        f"# {record.titel}\n\n{record.samenvatting}\n{certain}{''.join(texts)}{''.join(groups)}\n## Kenmerken\n\n"
        f"- Kenmerk: {record.ref}\n- Soort record: {kind.one}\n{about}"
    )


def of_list(kind: Kind, portal: Portal) -> str:
    """The Markdown of the list of a kind: each public record with its summary."""
    lines = [
        f"- {text.markdown_link(record.titel, urls.markdown(f'{record.id}/'))}: {record.samenvatting}\n"
        for record in portal.public(kind.folder)
    ]
    return f"# {kind.title}\n\n{kind.intro}\n\n{''.join(lines)}"


def _not_public(record: Record, kind: Kind, portal: Portal) -> str:
    if record.is_concept:
        return f"# Concept\n\nDit record ({record.ref}) is nog niet gepubliceerd.\n"
    gone = record.intrekking
    instead = "".join(f"- Lees in plaats hiervan: {_reference(ref, portal)}\n" for ref in gone.in_plaats)
    state = f"Ingetrokken sinds {words.day(gone.sinds)}. {gone.waarom}"
    return f"# {record.titel}\n\n{state}\n\n{instead}- Kenmerk: {record.ref}\n- Soort record: {kind.one}\n"


def _item(part: BaseModel, portal: Portal, before: str) -> str:
    """One group of fields in a list; groups inside it are indented below it."""
    own, inside = [], []
    for field in _fields(type(part)):
        value = getattr(part, field.name)
        if value is None or value == [] or value is False:
            continue
        if isinstance(value, list) and isinstance(value[0], Part):
            inside += [_item(deeper, portal, f"  {before}") for deeper in value]
        else:
            own.append(f"{field.label}: {_said(value, field.ref, portal)}")
    return f"{before}{'; '.join(own)}\n{''.join(inside)}"


def _said(value: Any, ref: Ref | None, portal: Portal) -> str:
    if isinstance(value, list):
        return ", ".join([_said(item, ref, portal) for item in value])
    if ref:
        return _reference(ref.target(value), portal)
    if isinstance(value, str):
        return value
    if isinstance(value, Part):
        return _item(value, portal, "").strip()
    if isinstance(value, date):
        return words.day(value)
    return "geen" if value is None else "ja" if value is True else str(value)


def _reference(ref: str, portal: Portal) -> str:
    target = portal.get(ref)
    shown = target and not target.is_concept
    return text.markdown_link(target.titel, _link(target.url)) if shown else ref


def _link(address: str) -> str:
    return _UP + urls.markdown(address).removeprefix(urls.MARK)


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    """The fields of a class of records or parts, in the order in which they are told."""
    record = issubclass(model, Record)
    names = ordered_fields(model) if record else tuple(model.model_fields)
    refs = {place.path[0]: place.mark for place in marks(model, Ref) if place.path[1:] in ((), ("*",))}
    rich = rich_fields(model) if record else ()
    own: Iterator[str] = (name for name in names if not (record and name in _OWN_PLACE))
    return tuple(_Field(name, model.model_fields[name].title or name, refs.get(name), name in rich) for name in own)
