"""Reads one YAML file strictly, and finds the place of a value in it.

Stricter than YAML itself, because people write these files by hand and a silent surprise is worse than a message:
equal keys, anchors, aliases and tags are refused; dates stay text, so that a wrong one can be told apart;
only decimal numbers are numbers (not 010, 12:30 or 1_000). `no` and `on` do stay booleans, as every other YAML
tool reads them, so that a text field that holds one is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import yaml
from yaml._yaml import CParser

MAX_BYTES = 1_000_000
MAX_DEPTH = 40


class Refused(Exception):
    """A file that cannot be read: rule, message and hint for people, line and column from 1."""

    def __init__(self, rule: str, message: str, hint: str = "", line: int = 1, column: int = 1) -> None:
        super().__init__(rule, message, hint, line, column)
        self.rule, self.message, self.hint, self.line, self.column = rule, message, hint, line, column


# What a plain word (one without quotation marks) means, by its first sign; anything else is text.
_PLAIN: dict[str, list[tuple[re.Pattern[str], Callable[[str], object]]]] = {}
for _signs, _pattern, _meaning in (
    ("yYtTo", r"(?:yes|Yes|YES|true|True|TRUE|on)$", lambda _: True),
    ("O", r"(?:On|ON)$", lambda _: True),
    ("nNfFo", r"(?:no|No|NO|false|False|FALSE|off)$", lambda _: False),
    ("O", r"(?:Off|OFF)$", lambda _: False),
    ("-+0123456789", r"[-+]?(?:0|[1-9][0-9]{0,17})$", int),
    ("-+0123456789", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$", float),
    ("~nN", r"(?:~|null|Null|NULL)$", lambda _: None),
):
    for _sign in _signs:
        _PLAIN.setdefault(_sign, []).append((re.compile(_pattern), _meaning))
_PLAIN[""] = [(re.compile("$"), lambda _: None)]


def read_file(path: Path | str) -> dict:
    """The fields in a YAML file. Raises `Refused`."""
    try:
        with open(path, "rb", buffering=0) as stream:
            raw = stream.read(MAX_BYTES + 1)
            size = os.fstat(stream.fileno()).st_size if len(raw) > MAX_BYTES else 0
    except OSError as error:
        raise Refused("onleesbaar", f"Dit bestand is niet te lezen ({error.strerror}).", "Kijk de rechten na.") from None
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
    try:
        value = _document(CParser(text).get_event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.reader.ReaderError as error:
        raise _bad_character(error, text) from None
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
        value = event.value
        if event.implicit[0]:
            for pattern, meaning in _PLAIN.get(value[:1], ()):
                if pattern.match(value):
                    return meaning(value)
        return value
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
    elif isinstance(value, str) and (sign := next((s for s in value if not _printable(s)), "")):
        raise Refused(
            "vreemd-teken",
            f'In "{value[:40].strip(sign)}" maakt een backslash een onzichtbaar teken (U+{ord(sign):04X}).',
            "Gebruik enkele aanhalingstekens, of laat de backslash weg.",
        )


def _bad_character(error: yaml.reader.ReaderError, text: str) -> Refused:
    place = next((i for i, sign in enumerate(text) if not _printable(sign)), 0)
    before = text[:place]
    sign = text[place] if place < len(text) else "?"
    return Refused(
        "vreemd-teken",
        f"Hier staat een onzichtbaar teken (U+{ord(sign):04X}) dat niet in YAML mag.",
        "Haal het weg; het komt vaak mee met kopiëren uit een ander programma.",
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )


def _printable(sign: str) -> bool:
    code = ord(sign)
    return sign in "\t\n\r\x85" or 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


# What libyaml says (in part) → rule, what is wrong, what to do.
_EXPLANATIONS: tuple[tuple[str, str, str, str], ...] = (
    (
        "that cannot start any token",
        "yaml-fout",
        "Hier begint een waarde met een teken dat in YAML iets anders betekent.",
        "Zet de hele waarde tussen aanhalingstekens.",
    ),
    (
        "mapping values are not allowed",
        "yaml-fout",
        "Hier staat een dubbele punt die YAML niet verwacht.",
        'Staat de dubbele punt in de tekst? Zet de hele waarde tussen aanhalingstekens: titel: "Samen: zo werkt het". '
        "Is het een veldnaam? Kijk dan of de regel te ver is ingesprongen.",
    ),
    (
        "found unexpected end of stream",
        "yaml-fout",
        "Een aanhalingsteken of haakje wordt niet gesloten.",
        "Sluit het, of haal het weg.",
    ),
    (
        "unexpected end of stream",
        "yaml-fout",
        "Een aanhalingsteken of haakje wordt niet gesloten.",
        "Sluit het, of haal het weg.",
    ),
    (
        "could not find expected ':'",
        "yaml-fout",
        "Hier ontbreekt een dubbele punt na een veldnaam.",
        "Schrijf veld: waarde. Hoort deze regel bij de tekst erboven? Spring dan net zo ver in.",
    ),
    (
        "did not find expected ',' or",
        "yaml-fout",
        "Deze lijst tussen haakjes loopt niet goed: er ontbreekt een komma of een haakje.",
        "Zet een komma tussen de waarden en sluit de lijst met een haakje.",
    ),
    (
        "did not find expected '-'",
        "yaml-fout",
        "Deze regel hoort in een lijst te staan, maar begint niet met een streepje.",
        "Zet er een streepje en een spatie voor, even ver ingesprongen als de regels erboven.",
    ),
    (
        "did not find expected key",
        "yaml-fout",
        "Deze regel past niet bij de regels erboven.",
        "Kijk of zij even ver is ingesprongen, en of tekst met aanhalingstekens of een dubbele punt goed is afgesloten.",
    ),
    (
        "block sequence entries are not allowed",
        "yaml-fout",
        "Hier staat een streepje waar YAML geen lijst verwacht.",
        "Zet de lijst op een nieuwe regel onder de veldnaam.",
    ),
    (
        "found unknown escape character",
        "yaml-fout",
        "Een backslash tussen dubbele aanhalingstekens betekent in YAML iets anders.",
        "Gebruik enkele aanhalingstekens, of laat de backslash weg.",
    ),
    ("unhashable key", "yaml-fout", "Hier staat een lijst waar een veldnaam hoort.", "Schrijf veld: waarde."),
    (
        "expected alphabetic or numeric character",
        "anker",
        "Hier staat een woord dat met * of & begint; dat leest YAML als een anker.",
        "Zet de hele waarde tussen aanhalingstekens.",
    ),
)


def _explained(error: yaml.MarkedYAMLError, text: str) -> Refused:
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and (error.context or "").startswith(("while scanning a quoted", "while scanning a simple key")):
        mark = error.context_mark  # where the quotation or the field begins, not where the reader gave up
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    if tab := _tab_near(lines, line):
        return Refused(
            "tab",
            "Hier staat een tab. YAML springt in met spaties.",
            "Vervang elke tab door twee spaties.",
            *tab,
        )
    for part, rule, message, hint in _EXPLANATIONS:
        if part in said:
            return Refused(rule, f"{message} Er staat: {shown.strip()[:60]}", hint, line, column)
    return Refused(
        "yaml-fout",
        f"Dit is geen geldige YAML. Er staat: {shown.strip()[:60]}",
        "Vergelijk deze regel met een ander record.",
        line,
        column,
    )


def _tab_near(lines: list[str], line: int) -> tuple[int, int] | None:
    for number in (line, line - 1):
        if 1 <= number <= len(lines):
            indent = re.match(r"\s*(?:- *)?\s*", lines[number - 1])[0]
            if "\t" in indent or ":\t" in lines[number - 1]:
                return number, lines[number - 1].index("\t") + 1
    return None
