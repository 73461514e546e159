"""Starts `make import`. Returns an exit code: 0 good, 1 problems (all listed, nothing written), 2 wrong use."""

from __future__ import annotations

import dataclasses
import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros import checks, portal, yamlfile
from macros.editing import schemas
from macros.editing.creating import create
from macros.filenames import kebab, shown
from macros.folders import with_data
from macros.intake import issue
from macros.intake.writing import NOT_IN, as_yaml, commented
from macros.kinds import Kind
from macros.kinds.places import part_in
from macros.load import Loaded, add_file, load
from macros.problems import Problem, has_errors, report, suggestion
from macros.refusal import why, why_and_where
from macros.urls import ID_PATTERN, RESERVED_IDS

_HEADER = re.compile(r"^# .*\bdata/([a-z-]+)/([a-z0-9-]+)\.yml\s*\n", re.M)  # as the form on the site writes it
_INCOMPLETE = "ontbrekend-veld"


class Wrong(Exception):
    """It was asked in a way that cannot be; the message says why and what to do."""


@dataclass(frozen=True)
class Sent:
    """What someone sent, as the text of a record: of which kind, under which id, and on which line of theirs each line stands."""

    kind: Kind
    id: str
    raw: bytes
    lines: dict[int, int] | None = None  # None: on the same


@with_data
def bring_in(data: Path) -> int:
    """Make a record of the file BESTAND=. What is incomplete is written with what is missing as comment; what is wrong is not."""
    source = Path(os.environ.get("BESTAND") or "")
    loaded = load(data)
    try:
        raw = _bytes(source)
        sent = _sent(raw, source, loaded)
        target = data / sent.kind.folder / f"{sent.id}.yml"
        if target.exists():
            raise Wrong(f"{target} bestaat al en blijft zoals het is. Kies een andere naam, zoals ID={sent.id}-2.")
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    try:
        found = list(_problems(sent, loaded, shown(source)))
    except OSError as error:
        print(f"{source} is niet na te kijken: {why_and_where(error)}.", file=sys.stderr)
        return 1
    wrong = [problem for problem in found if problem.rule != _INCOMPLETE]
    if has_errors(wrong):
        print(f"{report(found)}\nEr is niets geschreven. Verbeter {source} en probeer het opnieuw.")
        return 1
    if wrong:
        print(report(wrong))
    text, missing = _completed(sent)
    try:
        create(target, text)
    except OSError as error:
        print(f"{target} kon niet worden geschreven: {why(error)}. {source} is er nog.", file=sys.stderr)
        return 1
    print("\n".join(_next(target, text, missing)))
    return 0


def _bytes(source: Path) -> bytes:
    if source == Path(""):
        raise Wrong("Welk bestand? Noem het zo: make import BESTAND=downloads/mijn-les.yml.")
    try:
        with source.open("rb") as stream:
            raw = stream.read(yamlfile.MAX_BYTES + 1)
    except OSError as error:
        hint = "Noem een bestand daarin." if error.errno == errno.EISDIR else "Kijk de naam na."
        raise Wrong(f"{source} is niet te lezen: {why(error)}. {hint}") from None
    if len(raw) > yamlfile.MAX_BYTES:
        raise Wrong(f"{source} is te groot: een record past in 1 MB.")
    return raw


def _sent(raw: bytes, source: Path, loaded: Loaded) -> Sent:
    """The record in what was sent. Raises `Wrong` where it does not say of which kind it is."""
    text = _lf(raw.decode("utf-8-sig", "replace"))  # bytes that are no text are a problem of the file, with their place
    as_issue = issue.looks_like(text)
    header = _HEADER.search(text)
    if as_issue:
        kind = _asked_kind(loaded) or issue.kind_of(text, [kind for kind in loaded.kinds.values() if kind.invites])
    else:
        kind = _asked_kind(loaded) or (loaded.kinds.get(header[1]) if header else None)
    if kind is None:
        inviting = [kind.folder for kind in loaded.kinds.values() if kind.invites]
        raise Wrong(f"Dit bestand zegt niet wat het is. Zet de soort erbij, zoals SOORT={inviting[0]}: {', '.join(inviting)}.")
    if not as_issue:
        return Sent(kind, _id(header[2] if header else source.stem, kind), raw)
    if not kind.invites:
        raise Wrong(f"Van {kind.many} is er geen formulier. Maak het bestand met make new SOORT={kind.folder}.")
    found = issue.read(text, kind, portal.from_loaded(loaded))
    written = as_yaml(found.fields)
    id_ = _id(kebab(str(found.fields.get("titel", "")), ""), kind)
    return Sent(kind, id_, written.encode(), _lines(written, found.lines))


def _lf(text: str) -> str:
    """A text with the ends of lines that we use."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _asked_kind(loaded: Loaded) -> Kind | None:
    asked = os.environ.get("SOORT", "")
    if asked and asked not in loaded.kinds:
        raise Wrong(f'SOORT="{asked}" bestaat niet. {suggestion(asked, loaded.kinds, most=40)}')
    return loaded.kinds.get(asked)


def _id(given: str, kind: Kind) -> str:
    """The id that was asked for, else the one that what was sent gives."""
    asked = os.environ.get("ID", "")
    if asked and (not ID_PATTERN.fullmatch(asked) or asked in RESERVED_IDS):
        raise Wrong(f'ID="{asked}" kan geen id zijn. Gebruik kleine letters, cijfers en losse streepjes, zoals ID=mijn-les.')
    good = ID_PATTERN.fullmatch(given) and given not in RESERVED_IDS
    return asked or (given if good else kebab(f"mijn-{kind.one}-{given}"))


def _lines(written: str, of_fields: dict[str, int]) -> dict[int, int]:
    """For every line of the record the line of the issue on which its field begins."""
    found, line = {}, 1
    for number, text in enumerate(written.split("\n"), 1):
        name = re.match(r"(?:# )?(\w+):", text)
        line = of_fields.get(name[1], line) if name else line
        found[number] = line
    return found


def _problems(sent: Sent, loaded: Loaded, source: str) -> Iterator[Problem]:
    """Every problem with what was sent, at its place there, as if it stood among the records already."""
    before = len(loaded.problems)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{sent.id}.yml"
        path.write_bytes(sent.raw)
        add_file(loaded, sent.kind, path)
        opened = portal.from_loaded(loaded)
        found = [*loaded.problems[before:], *checks.run(opened), *checks.run(opened, thorough=True)]
        ours = [problem for problem in found if problem.path == shown(path)]
    for problem in ours:
        line, column = problem.line, problem.column
        if sent.lines is not None:
            line, column = sent.lines.get(line, 1), 1
        yield dataclasses.replace(problem, path=source, line=line, column=column)


def _completed(sent: Sent) -> tuple[str, list[str]]:
    """The text of the record with the day on which it came and, as comment, the required fields that it lacks: those too."""
    value = yamlfile.read(sent.raw)
    model = sent.kind.by_soort.get(str(value.get("soort")), sent.kind.models[0])
    today = {} if "toegevoegd" in value else {"toegevoegd": str(date.today())}
    text = _HEADER.sub("", _lf(sent.raw.decode("utf-8-sig")), count=1).rstrip("\n") + "\n"
    added = "".join(f"{name}: {day}\n" for name, day in today.items())
    text = text + added if _says(text + added, value | today) else as_yaml(value | today)  # a text in braces ends before its end
    missing = {name: field for name, field in model.model_fields.items() if field.is_required() and name not in value}
    for name, field in missing.items():
        part = part_in(field.annotation)
        shape = f"{name}:\n  - " + "\n    ".join(f"{inner}:" for inner in part.model_fields) if part else f"{name}:"
        text += f"\n# Nog nodig: {field.title}. {field.description}\n{commented(shape)}"
    return f"{schemas.first_line(sent.kind.folder)}\n{text}", [f"{name} ({field.title})" for name, field in missing.items()]


def _says(text: str, value: dict) -> bool:
    """Whether a text holds these fields."""
    try:
        return yamlfile.read(text.encode()) == value
    except yamlfile.Refused:
        return False


def _next(target: Path, text: str, missing: list[str]) -> Iterator[str]:
    """What was done, and what comes next."""
    yield f"{target} is gemaakt."
    if missing:
        yield f"Nog nodig: {', '.join(missing)}. Onder aan het bestand staat hoe u dat schrijft; haal daar de # weg."
    if NOT_IN in text:
        yield "Er zijn namen die nog niet in onze lijsten staan. Zij staan er als commentaar in, achter een #."
    yield "Lees het na: staat er geen naam van een persoon in? Draai dan make check; met make serve ziet u de pagina."
