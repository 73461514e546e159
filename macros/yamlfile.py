"""Reads one YAML file strictly, and finds the place of a value in it.

Stricter than YAML itself, because people write these files by hand and a silent surprise is worse than a message:
equal keys, anchors, aliases and tags are refused; dates stay text, so that a wrong one can be told apart;
only decimal numbers are numbers (not 010, 12:30 or 1_000), but not 1.000, which may be meant as a thousand.
`no` and `on` do stay booleans, as every other YAML tool reads them, so that a text field that holds one is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import yaml
from yaml._yaml import CParser

from macros import conflicts, yamlsimple
from macros.refusal import Refused, why
from macros.yamlcomments import refuse_lost_text
from macros.yamlerrors import bad_character, explained, is_printable

MAX_BYTES = 1_000_000
USUAL_BYTES = 32_768  # to read into a megabyte of memory takes three times as long
MAX_DEPTH = 40
_HASHTAG_FIRST = re.compile(r"\n +#[^\W_]")  # the only comment without a space in it that the simple reader takes


def read_file(path: Path | str) -> dict:
    """The fields in a YAML file. Raises `Refused`."""
    try:
        with open(path, "rb", buffering=0) as stream:
            raw = stream.read(USUAL_BYTES)
            if len(raw) == USUAL_BYTES:
                raw += stream.read(MAX_BYTES + 1 - USUAL_BYTES)
            size = os.fstat(stream.fileno()).st_size if len(raw) > MAX_BYTES else 0
    except OSError as error:
        raise Refused("onleesbaar", f"Dit bestand is niet te lezen ({why(error)}).", "Kijk de rechten na.") from None
    if size:
        shown = f"{size / 1_000_000:.1f}".replace(".", ",")
        raise Refused(
            "te-groot",
            f"Dit bestand is {shown} MB; een record past in 1 MB.",
            "Zet lange teksten en bestanden ergens anders en verwijs ernaar.",
        )
    return read(raw)


def read(raw: bytes) -> dict:
    """The fields in a YAML file, from its bytes. Raises `Refused`."""
    text = _decode(raw)
    if not text.strip():
        raise Refused("leeg-bestand", "Dit bestand is leeg.", "Vul het in, of verwijder het.")
    if line := conflicts.line_of_first(text):
        raise Refused("botsing", conflicts.MESSAGE, conflicts.HINT, line)
    simple = yamlsimple.read(text)
    if " #" in text and (simple is None or _HASHTAG_FIRST.search(text)):
        refuse_lost_text(text)
    if simple is not None:
        return simple
    try:
        value = _document(CParser(text).get_event)
    except yaml.MarkedYAMLError as error:
        raise explained(error, text) from None
    except yaml.reader.ReaderError:
        raise bad_character(text) from None
    if "\\" in text:
        _refuse_hidden_signs(value)
    if value is None:
        raise Refused("leeg-bestand", "Dit bestand bevat geen velden.", "Vul het in, of verwijder het.")
    if not isinstance(value, dict):
        raise Refused("verkeerd-type", "Dit bestand bevat geen velden.", "Begin elke regel met een veldnaam, zoals titel: …")
    return value


def place(raw: bytes, loc: tuple[str | int, ...], *, key: bool = False, word: str = "") -> tuple[int, int]:
    """Line and column (from 1) of the value at `loc` in a file that `read` accepts.

    With `key` the place of the key itself, with `word` that of the word inside the value. Where `loc` leads nowhere,
    the place of the last part that exists.
    """
    text = raw.decode("utf-8-sig")
    node = yaml.compose(text, yaml.CSafeLoader)
    mark = node.start_mark if node else None
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if str(pair[0].value) == str(step)), None)
            if pair is None:
                continue
            mark, node = (pair[0] if key and step == loc[-1] else pair[1]).start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
    if word and node and (found := text.find(word, node.start_mark.index, node.end_mark.index)) >= 0:
        return text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found)
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        raise Refused(
            "geen-utf8",
            f"Hier staat een teken dat geen UTF-8 is (byte 0x{raw[error.start]:02x}).",
            "Sla het bestand op als UTF-8 (in Kladblok: Opslaan als, codering UTF-8).",
            before.count(b"\n") + 1,
            len(before) - before.rfind(b"\n"),
        ) from None


def _document(get: Callable[[], yaml.Event]) -> object:
    """What the one document in a file means, from the parser's events.

    Faster than PyYAML's constructors, which allow for what we refuse, and safe: the C code that composes nodes
    recurses, and ends the process on very deep nesting.
    """
    get()  # the start of the stream
    if isinstance(get(), yaml.StreamEndEvent):
        return None
    value = _value(get, get(), 0)
    get()  # the end of the document
    after = get()
    if not isinstance(after, yaml.StreamEndEvent):
        raise _refused_at(
            after, "yaml-fout", "In dit bestand staat een tweede document (na ---).", "Zet één record in één bestand."
        )
    return value


def _value(get: Callable[[], yaml.Event], event: yaml.NodeEvent, depth: int) -> object:
    kind = type(event)
    if event.anchor is not None or kind is not yaml.AliasEvent and event.tag is not None:
        raise _anchor_or_tag(event)
    if kind is yaml.ScalarEvent:
        return yamlsimple.meaning(event.value) if event.implicit[0] else event.value
    if depth == MAX_DEPTH:
        message = f"Hier staan meer dan {MAX_DEPTH} lijsten en velden in elkaar."
        raise _refused_at(event, "te-diep", message, "Kijk of er haakjes of streepjes te veel staan.")
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(item := get()) is not yaml.SequenceEndEvent:
            items.append(_value(get, item, depth + 1))
        return items
    mapping: dict[str, object] = {}
    lines: dict[str, int] = {}
    while type(key := get()) is not yaml.MappingEndEvent:
        name = _value(get, key, depth + 1)
        if type(name) is not str:
            raise _other_key(key)
        if name in mapping:
            message = f'Het veld "{name}" staat er twee keer; de eerste keer op regel {lines[name]}.'
            raise _refused_at(key, "dubbele-sleutel", message, "Voeg de twee samen tot één.")
        mapping[name] = _value(get, get(), depth + 1)
        lines[name] = key.start_mark.line + 1
    return mapping


def _refused_at(event: yaml.Event, rule: str, message: str, hint: str) -> Refused:
    return Refused(rule, message, hint, event.start_mark.line + 1, event.start_mark.column + 1)


def _anchor_or_tag(event: yaml.NodeEvent) -> Refused:
    if event.anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        message = f'"{sign}{event.anchor}" is een YAML-anker, en die gebruiken we niet.'
        return _refused_at(event, "anker", message, "Schrijf de waarde uit, of zet de hele tekst tussen aanhalingstekens.")
    message = f'"{event.tag}" is een YAML-tag, en die gebruiken we niet.'
    hint = "Laat het uitroepteken weg, of zet de hele tekst tussen aanhalingstekens."
    return _refused_at(event, "tag", message, hint)


def _other_key(key: yaml.Event) -> Refused:
    if not isinstance(key, yaml.ScalarEvent):
        return _refused_at(key, "yaml-fout", "Hier staat een lijst waar een veldnaam hoort.", "Schrijf veld: waarde.")
    hint = "Woorden als on, off, yes en no, getallen en lege namen betekenen iets anders. Kies een andere naam."
    return _refused_at(key, "verkeerd-type", f'De veldnaam "{key.value}" leest YAML niet als tekst.', hint)


def _refuse_hidden_signs(value: object) -> None:
    """An escape such as "\\0" in a quoted text can make a sign that may not stand in the file itself."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _refuse_hidden_signs(part)
    elif isinstance(value, str) and (sign := next((s for s in value if not is_printable(s)), "")):
        raise Refused(
            "vreemd-teken",
            f'In "{value[:40].strip(sign)}" maakt een backslash een onzichtbaar teken (U+{ord(sign):04X}).',
            "Gebruik enkele aanhalingstekens, of laat de backslash weg.",
        )
