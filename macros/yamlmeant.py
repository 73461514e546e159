"""Mistakes in a YAML file of which it is clear what was meant: message and mended line.

A mended line is only given when the reader then gets beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import inf

import yaml
from yaml._yaml import CParser

from macros.refusal import Refused, place_of

BULLETS = "•·▪◦‣●▸"  # a word processor makes them
HARD_SPACES = "\xa0\u2007\u202f"
ELIDED = re.compile(r"'(?:s|t|n|k|m|r|em|ns)\b", re.I)  # 's Avonds, 't Gooi
_ELIDED_IN_LIST = re.compile(rf"(?<=[\[,])( *)({ELIDED.pattern}[^,\]\"]*)", re.I)
_LINE = re.compile(r"( *(?:- +)*)([\w-]+: +)?([^ ].*)")  # what stands before a value, and the value
_FIELD = re.compile(r"( *(?:- +)*)([a-z_][\w-]*):(?: +([^ ].*))?")
_UNSPACED = re.compile(r"( *(?:- +)*)([a-z_][\w-]*)( ?： *| *= *|:(?!//))(\S.*)")
_NAME_FIRST = re.compile(r"([a-z_][\w-]*) +(\S.*)")
_SPECIAL = re.compile(r"""[@`%*&,] ?|[?-](?= )|[|>]|"[^"]*"(?= *[^ ,])|'[^']*'(?= *[^ ,])|\[[^\]]*\](?=.)|\{[^}]*\}(?=.)""")
_PART = re.compile(r"( *)(- +)([a-z_][\w-]*):(?: |$)")
_FOLDED = frozenset(("titel", "samenvatting"))  # one line to who reads them, however many in the file
_LONGEST = 160  # of a mended line that is shown whole


def meant(lines: Sequence[str], line: int) -> Refused | None:
    """A mistake of which it is clear what was meant, on the line where the reader stopped or one that led it astray."""
    lines = [line.rstrip(" ") for line in lines]
    above = next((number for number in range(min(line - 1, len(lines)), 0, -1) if lines[number - 1]), 0)
    for number in dict.fromkeys((line, above, _line_of_open_quote(lines))):
        if 0 < number <= len(lines) and lines[number - 1]:
            for look in _MISTAKES if number == line else _ASTRAY:
                if found := look(lines, number):
                    return found
    return None


def _shown(line: str) -> str:
    return line.strip() if len(line) <= _LONGEST else f"{line.strip()[:60]} …"


def _events(lines: Sequence[str]) -> tuple[list[yaml.Event], float]:
    """The texts between quotation marks, and the line on which the reader stops: infinite when it does not."""
    found = []
    parser = CParser("\n".join(lines) + "\n")
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
                found.append(event)
    except yaml.MarkedYAMLError as error:
        return found, place_of(error)[0]
    except yaml.reader.ReaderError:
        pass  # a sign further on that may not stand there
    return found, inf


def _line_of_open_quote(lines: Sequence[str]) -> int:
    """Where the last text begins that only ends at a quotation mark on a later line; 0 when there is none."""
    quotes, _ = _events(lines)
    open_ = [quote.start_mark.line + 1 for quote in quotes if quote.start_mark.line < quote.end_mark.line]
    return open_[-1] if open_ else 0


def _mends(lines: Sequence[str], number: int, *better: str) -> bool:
    """Whether the reader gets beyond a line when these stand in its place."""
    _, stops = _events([*lines[: number - 1], *better, *lines[number:]])
    return stops > number + len(better) - 1


def in_marks(value: str) -> str:
    """A text between quotation marks."""
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the value that begins on a line goes on below it."""
    start = _LINE.fullmatch(lines[number - 1])
    column = len(start[1]) if start[2] else _margin(lines[number - 1])
    return _margin(_below(lines, number)) > column


def _below(lines: Sequence[str], number: int) -> str:
    """The first line below a line that is neither empty nor a comment."""
    return next((line for line in lines[number:] if line and not line.lstrip().startswith("#")), "")


def _mended(lines: Sequence[str], number: int, better: str) -> str:
    """A line as it should be, for in a hint; empty when it is not sure that this is all, or too long to show."""
    sure = len(better) <= _LONGEST and " #" not in better and not _goes_on(lines, number) and _mends(lines, number, better)
    return better.strip() if sure else ""


def _quoting(lines: Sequence[str], number: int) -> str:
    """That the value on a line needs quotation marks, with the mended line where that is sure."""
    lead, name, value = _LINE.fullmatch(lines[number - 1]).groups("")
    better = _mended(lines, number, f"{lead}{name}{in_marks(_bare(value))}")
    example = f": {better}" if better else ', zoals titel: "Samen sterk".'
    return f"Zet de hele waarde tussen aanhalingstekens{example}"


def _bare(value: str) -> str:
    """A text without the quotation marks around it; those of a word at either end are no such marks."""
    mark, inside = value[:1], value[1:-1]
    if mark not in ('"', "'") or len(value) < 2 or value[-1] != mark:
        return value
    return value if re.search(rf"\S{mark}(?!\w)", inside.split(f" {mark}")[0]) else inside


def _bullet(lines: Sequence[str], number: int) -> Refused | None:
    if not (found := re.match(rf"\s*([{BULLETS}])\s*(.*)", lines[number - 1])):
        return None
    hint = f'Vervang elk rondje door twee spaties, een streepje en een spatie: "  - {found[2].strip()[:40]}".'
    message = f"Hier staat een rondje ({found[1]}). YAML kent alleen streepjes."
    return Refused("yaml-fout", message, hint, number, found.start(1) + 1)


def _star(lines: Sequence[str], number: int) -> Refused | None:
    found = re.match(r"( *)\* +(\S.*)", lines[number - 1])
    if not found or not _mends(lines, number, f"{found[1]}- {found[2]}"):
        return None
    message = "Hier staat een sterretje. Een lijst heeft in YAML streepjes."
    return Refused("yaml-fout", message, f"Schrijf: {_shown(f'- {found[2]}')}", number, found.end(1) + 1)


def _hard_space(lines: Sequence[str], number: int) -> Refused | None:
    line = lines[number - 1]
    start = re.match(rf"[ {HARD_SPACES}]*(?:-[ {HARD_SPACES}]+)*(?:[\w-]+:[ {HARD_SPACES}]+)?", line)[0]
    column = next((column for column, sign in enumerate(start) if sign in HARD_SPACES), -1)
    better = re.sub(rf"[{HARD_SPACES}]", " ", start) + line[len(start) :]
    if column < 0 or not _mends(lines, number, better):
        return None
    message = f"Hier staat een harde spatie (U+{ord(line[column]):04X}). Die lijkt gewoon, maar YAML leest haar als een letter."
    hint = f"Haal die weg en typ een gewone spatie: {_shown(better)}"
    if column < (margin := _margin(better)):
        hint = f"Haal alles voor het eerste teken van de regel weg en typ daar {margin} gewone spaties."
    return Refused("yaml-fout", message, hint, number, column + 1)


def _elided(lines: Sequence[str], number: int) -> Refused | None:
    lead, name, value = _LINE.fullmatch(lines[number - 1]).groups("")
    if found := ELIDED.match(value):
        better = f"{lead}{name}{in_marks(value)}"
    elif value.startswith("[") and (found := ELIDED.search(value)):
        better = lead + name + _ELIDED_IN_LIST.sub(r'\1"\2"', value)
    else:
        return None
    if not _mends(lines, number, better):
        return None
    better = _mended(lines, number, better)
    message = f"Hier begint een waarde met een apostrof ({found[0]}). YAML leest die als een aanhalingsteken dat opent."
    hint = f"Zet dubbele aanhalingstekens om de hele waarde{f': {better}' if better else '.'}"
    return Refused("yaml-fout", message, hint, number, len(lead + name) + found.start() + 1)


def _unspaced(lines: Sequence[str], number: int) -> Refused | None:
    """A name that no colon with a space behind it parts from its value."""
    if found := _UNSPACED.fullmatch(lines[number - 1]):
        lead, name, between, value = found.groups()
        column = found.start(3) + 1
    elif not any(line and not line.startswith("#") for line in lines[: number - 1]):  # further down it may be a line of text
        if not (found := _NAME_FIRST.fullmatch(lines[number - 1])):
            return None
        lead, name, between, value = "", found[1], "", found[2]
        column = found.end(1) + 1
    else:
        return None
    message = {
        ":": "Achter de dubbele punt ontbreekt een spatie.",
        "：": "Hier staat een brede dubbele punt (：). YAML kent alleen de gewone.",
        "=": "Achter een veldnaam hoort geen = maar een dubbele punt.",
        "": "Achter de veldnaam ontbreekt een dubbele punt.",
    }[between.strip()]
    for better in (f"{lead}{name}: {value}", f"{lead}{name}: {in_marks(value)}"):
        if _mends(lines, number, better):
            return Refused("yaml-fout", message, f"Schrijf: {_shown(better)}", number, column)
    return None


def _beside(lines: Sequence[str], number: int) -> Refused | None:
    """A field of a part in a list that is not sprung in as far as the field behind the dash."""
    field = _FIELD.fullmatch(lines[number - 1])
    above = next((line for line in reversed(lines[: number - 1]) if _PART.match(line) or line[:1] not in ("", " ", "#")), "")
    part = _PART.match(above)
    if not field or not part or not field[1].isspace() or len(field[1]) < len(part[1]):
        return None
    if not _mends(lines, number, " " * part.end(2) + lines[number - 1].lstrip(" ")):
        return None
    message = f'"{field[2]}" begint niet recht onder "{part[3]}".'
    hint = f'Zet "{field[2]}" even ver naar rechts als "{part[3]}": met {part.end(2)} spaties ervoor.'
    if len(field[1]) == len(part[1]):
        hint = f'Horen zij bij elkaar? {hint} Is "{field[2]}" een veld van het record zelf? Haal de spaties ervoor dan weg.'
    return Refused("yaml-fout", message, hint, number, len(field[1]) + 1)


def _special(lines: Sequence[str], number: int) -> Refused | None:
    """A value that begins with a sign that means something else to YAML."""
    lead, name, value = _LINE.fullmatch(lines[number - 1]).groups("")
    if not lead + name or not _SPECIAL.match(value) or not _mends(lines, number, lead + name + in_marks(value)):
        return None
    sign, hint = value[0], _quoting(lines, number)
    rule, message = "yaml-fout", f"Hier begint een waarde met een teken ({sign}) dat in YAML iets anders betekent."
    if sign in "*&":
        rule, message = "anker", "Hier staat een woord dat met * of & begint; dat leest YAML als een anker."
    elif sign in "\"'[{":
        closing = "het haakje" if sign in "[{" else "het aanhalingsteken"
        message = f"Deze waarde begint met {sign} en houdt dus op bij {closing} dat sluit. Daar staat nog tekst achter."
    elif sign in "|>" and _goes_on(lines, number):
        hint = f"Begin de tekst op de regel eronder; achter {sign} staat niets."
    elif sign in "|>":
        hint = f"Hoort {sign} bij de tekst? {hint.replace('Zet', 'Zet dan', 1)}  Haal {sign} anders weg."
    if sign in "-[":
        lists = "Begin die op een nieuwe regel onder de veldnaam." if sign == "-" else "Haal dan weg wat achter het haakje staat."
        hint = f"Is dit tekst? {hint.replace('Zet', 'Zet dan', 1)}  Is het een lijst? {lists}"
    return Refused(rule, f"{message} Er staat: {lines[number - 1].strip()[:60]}", hint, number, len(lead + name) + 1)


def _without_bar(lines: Sequence[str], number: int) -> Refused | None:
    """A text of more lines with a colon in it, that stands there as if it were a single value."""
    start = number
    if not _FIELD.fullmatch(lines[number - 1]):
        inside = _margin(lines[number - 1])
        start = next((n for n in range(number - 1, 0, -1) if lines[n - 1] and _margin(lines[n - 1]) < inside), 0)
    field = _FIELD.fullmatch(lines[start - 1]) if start else None
    below = _below(lines, start)
    value = field[3] or "" if field else ""
    if not field or _margin(below) <= len(field[1]) or value[:1] in tuple("|>\"'[{#&*!"):
        return None
    if not value and (below.lstrip().startswith("- ") or _FIELD.fullmatch(below)):
        return None
    bar = ">-" if field[2] in _FOLDED else "|"
    better = [f"{field[1]}{field[2]}: {bar}", *([" " * _margin(below) + value] if value else [])]
    if _events([*lines[: start - 1], *better, *lines[start:]])[1] <= number + len(better) - 1:
        return None
    message = f'Achter "{field[2]}:" ontbreekt {bar}. Zonder dat mag er geen dubbele punt staan in een tekst van meer regels.'
    hint = f"Schrijf: {better[0].strip()}" + ("  Begin de tekst op de regel eronder, verder ingesprongen." if value else "")
    return Refused("yaml-fout", message, hint, start, field.end(2) + 2)


_ASTRAY: tuple[Callable[[Sequence[str], int], Refused | None], ...] = (_hard_space, _elided, _unspaced)
_MISTAKES: tuple[Callable[[Sequence[str], int], Refused | None], ...] = (
    _bullet,
    _star,
    *_ASTRAY,
    _beside,
    _special,
    _without_bar,
)
