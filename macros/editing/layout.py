"""Where in the text of a YAML file things stand: field names, values, and lists and groups over lines of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Key:
    """A field name: where it leads, and the place of its first sign (from 0)."""

    loc: Loc
    line: int
    column: int


@dataclass(frozen=True)
class Text:
    """A value that is no list or group, from its first sign up to and with line `last`; `end` is the column behind it."""

    loc: Loc
    line: int
    column: int
    last: int
    end: int
    style: str  # "" when it stands there without quotation marks, else ' " | or >
    block: int  # the number of the block that it stands in


@dataclass(frozen=True)
class Block:
    """A list or group over lines of its own: the column of its items, and the number of the block that it stands in."""

    line: int
    column: int
    is_list: bool
    parent: int


@dataclass
class Layout:
    """What stands where, in the order of the text."""

    keys: list[Key] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    within: dict[int, Text] = field(default_factory=dict)  # lines that a text goes on in
    bracketed: dict[int, int] = field(default_factory=dict)  # lines that a list between brackets goes on in, and its block


def layout(text: str) -> Layout:
    """The layout of a text that `yamlfile.read` accepts."""
    found, get = Layout(), CParser(text).get_event
    get()
    get()
    _node(found, get, get(), (), -1, False)
    return found


def _node(found: Layout, get: Callable[[], Any], event: Any, loc: Loc, block: int, flow: bool) -> None:
    start = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        end = event.end_mark
        last = end.line - 1 if end.column == 0 and end.line > start.line else end.line
        text = Text(loc, start.line, start.column, last, end.column, event.style or "", block)
        found.texts.append(text)
        if not flow or event.style:
            found.within |= dict.fromkeys(range(start.line + 1, last + 1), text)
        return
    flow, outer, is_list, count = flow or bool(event.flow_style), flow, isinstance(event, yaml.SequenceStartEvent), 0
    while not isinstance(item := get(), yaml.SequenceEndEvent | yaml.MappingEndEvent):
        if not flow and count == 0:
            first = start if is_list else item.start_mark
            found.blocks.append(Block(first.line, first.column, is_list, block))
            block = len(found.blocks) - 1
        if is_list:
            _node(found, get, item, (*loc, count), block, flow)
        else:
            inner = (*loc, item.value)
            found.keys.append(Key(inner, item.start_mark.line, item.start_mark.column))
            _node(found, get, get(), inner, block, flow)
        count += 1
    if flow and not outer:
        found.bracketed |= dict.fromkeys(range(start.line + 1, item.end_mark.line + 1), block)
