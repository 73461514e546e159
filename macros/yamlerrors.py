"""What is wrong with a YAML file → rule, place, message and hint in plain Dutch."""

from __future__ import annotations

import re

import yaml

from macros import yamlmeant
from macros.refusal import Refused, place_of


def bad_character(text: str) -> Refused:
    """What to say of a text with a sign that YAML does not take."""
    place = next((i for i, sign in enumerate(text) if not is_printable(sign)), 0)
    before = text[:place]
    sign = text[place] if place < len(text) else "?"
    return Refused(
        "vreemd-teken",
        f"Hier staat een onzichtbaar teken (U+{ord(sign):04X}) dat niet in YAML mag.",
        "Haal het weg; het komt vaak mee met kopiëren uit een ander programma.",
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )


def is_printable(sign: str) -> bool:
    """Whether a sign may stand in YAML."""
    code = ord(sign)
    return sign in "\t\n\r\x85" or 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


CURLY_SIGNS = "“”„‟«»‘’‚"
_CURLY = re.compile(rf"\s*((?:- +)?(?:[\w-]+: *)?\[?)([{CURLY_SIGNS}])")  # where a value begins; a word processor makes them

# What libyaml says (in part) → rule, what is wrong, what to do.
_EXPLANATIONS: tuple[tuple[str, str, str, str], ...] = (
    (
        "that cannot start any token",
        "yaml-fout",
        "Hier begint een waarde met een teken dat in YAML iets anders betekent.",
        'Zet de hele waarde tussen aanhalingstekens, zoals titel: "Samen sterk".',
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
        'Sluit het, of haal het weg. Goed is bijvoorbeeld: titel: "Samen sterk" en aliassen: [een, twee].',
    ),
    (
        "unexpected end of stream",
        "yaml-fout",
        "Een aanhalingsteken of haakje wordt niet gesloten.",
        'Sluit het, of haal het weg. Goed is bijvoorbeeld: titel: "Samen sterk" en aliassen: [een, twee].',
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
        "Zet een komma tussen de waarden en sluit de lijst met een haakje, zoals [een, twee].",
    ),
    (
        "did not find expected '-'",
        "yaml-fout",
        "Deze regel hoort in een lijst te staan, maar begint niet met een streepje.",
        "Zet er een streepje en een spatie voor (- waarde), even ver ingesprongen als de regels erboven.",
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


def explained(error: yaml.MarkedYAMLError, text: str) -> Refused:
    """What to say of a text that the YAML reader stopped at."""
    said = f"{error.problem or ''} {error.context or ''}"
    line, column = place_of(error)
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    if tab := _tab_near(lines, line):
        return Refused(
            "tab",
            "Hier staat een tab. YAML springt in met spaties.",
            "Vervang elke tab door twee spaties.",
            *tab,
        )
    if found := _CURLY.match(shown):
        message = f"Hier staan gekrulde aanhalingstekens ({found[2]}). YAML kent alleen rechte."
        apostrophe = "'" if found[2] in "‘’" and yamlmeant.ELIDED.match("'" + shown[found.end() :]) else ""
        better = f'{found[1]}"{apostrophe}{shown[found.end() :].strip(CURLY_SIGNS + " ]")}"{"]" if "[" in found[1] else ""}'
        return Refused("yaml-fout", message, f"Schrijf: {better}", line, found.start(2) + 1)
    if mistake := yamlmeant.meant(lines, line):
        return mistake
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
