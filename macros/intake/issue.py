"""Reads the body of an issue that was made with one of our issue forms: a heading for each question, its answer below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from macros import urls
from macros.intake.writing import Other
from macros.kinds import Kind
from macros.pages.questions import Question, flat, questions_of
from macros.portal import Portal

_NOTHING = ("_No response_", "None", "_Geen antwoord_", "")
_TICKED = re.compile(r"- \[[xX]\] (.*)")


@dataclass(frozen=True)
class Issue:
    """The fields that an issue fills, and the line of its text on which each begins."""

    kind: Kind
    fields: dict[str, Any]
    lines: dict[str, int]


def looks_like(text: str) -> bool:
    """Whether a text is the body of an issue, rather than a file with fields."""
    return bool(re.search(r"^### \S", text, re.M)) and not re.search(r"^titel:", text, re.M)


def kind_of(text: str, kinds: Iterable[Kind]) -> Kind | None:
    """The kind all of whose questions are headings in a text, the one with most; None when there is none."""
    headings = {line[4:].strip() for line in text.split("\n") if line.startswith("### ")}
    asked = {kind.folder: {question.label for _, question in flat(questions_of(kind))} for kind in kinds}
    whole = sorted((kind for kind in kinds if asked[kind.folder] <= headings), key=lambda kind: -len(asked[kind.folder]))
    return whole[0] if whole else None


def read(text: str, kind: Kind, portal: Portal) -> Issue:
    """What an issue says. A record that our lists lack becomes `Other`."""
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    asked = list(flat(questions_of(kind)))
    for (path, question), (line, answer) in _answers(text, asked).items():
        value = _value(question, answer, portal)
        if value is None or value == []:
            continue
        name, *inner = path
        lines.setdefault(name, line)
        if inner:
            fields.setdefault(name, [{}])[0][inner[0]] = value
        else:
            fields[name] = value
    return Issue(kind, fields, lines)


_Asked = tuple[tuple[str, ...], Question]


def _answers(text: str, asked: list[_Asked]) -> Mapping[_Asked, tuple[int, str]]:
    """The answer to each question and the line of its heading. A heading inside an answer is text: ours come in order."""
    found: dict[_Asked, tuple[int, list[str]]] = {}
    current: list[str] | None = None
    left = list(asked)
    for number, line in enumerate(text.split("\n"), 1):
        place = next((n for n, (_, q) in enumerate(left) if line.rstrip() == f"### {q.label}"), None)
        if place is not None:
            current = []
            found[left[place]] = number, current
            left = left[place + 1 :]
        elif current is not None:
            current.append(line)
    return {question: (number, "\n".join(answer).strip()) for question, (number, answer) in found.items()}


def _value(question: Question, answer: str, portal: Portal) -> Any:
    """An answer as the value of its field; None where there is none."""
    if answer in _NOTHING:
        return None
    values = {label: value for value, label in question.choices}
    if question.form == "vinken":
        return [values.get(label, label) for label in _TICKED.findall(answer)]
    if question.form == "keuze":
        return values.get(answer, answer)
    if question.form == "getal" and answer.isdecimal() and answer.isascii():
        return int(answer)
    lines = [line for line in (line.strip().removeprefix("- ") for line in answer.split("\n")) if line]
    if question.form == "verwijzing":
        found = [_record(line, question, portal) for line in lines]
        return found if question.many else found[0]
    return lines if question.form == "regels" else answer


def _record(said: str, question: Question, portal: Portal) -> str | Other:
    """The record that someone means: by its title, its id, or the address of its page."""
    single = len(question.folders) == 1
    for folder in question.folders:
        for record in portal.public(folder):
            page = urls.path(record.url)
            if said.casefold() in (record.titel.casefold(), record.ref) or said == record.id or said.endswith(page):
                return record.id if single else record.ref
    return Other(said)
