"""What stands between the lines `---` at the top of a hand-written page: read strictly, because the engine is silent.

The engine itself reads title, description and hide, the theme tab and verborgen. Ours is `voormalige_adressen`: where the
page used to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ValidationError

from macros import messages, yamlfile
from macros.kinds.fields import Regel, veld
from macros.problems import Problem

_BLOCK = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|$)", re.S)
_MEANT = {"titel": "title", "tabblad": "tab", "voormalige_ids": "voormalige_adressen"} | dict.fromkeys(
    ("omschrijving", "beschrijving", "samenvatting"), "description"
)
_SHOWN = ("title", "description")  # by the engine, as they are
# What is meant as front matter: a line of dashes before any text, however an editor made them; or a field without that
# line, which the engine takes from the page all the same. It does so with any word and a colon, such as "Let:" or "https:".
_DASHES = re.compile(r"\s*(?:-{2,}|[–—]+-*)[ \t]*(?:\n|$)")
_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")


class _Fields(BaseModel, extra="forbid"):
    """The fields that there are: the engine and the theme know more, and those would change a page behind our backs."""

    title: Any = veld("Titel", "Hoe de pagina heet in de browser en in zoekresultaten.", None)  # see `_no_text`
    description: Any = veld("Omschrijving", "Eén zin over de pagina, voor zoekmachines.", None)
    tab: Regel = veld("Tabblad", "Het deel van het menu waar de pagina bij hoort.", "")
    hide: list[Literal["navigation", "toc"]] = veld("Weglaten", "Wat niet naast de pagina staat.", [])
    verborgen: bool = veld("Verborgen", "Of de pagina buiten de zoekfunctie blijft.", False, strict=True)
    voormalige_adressen: list[Regel] = veld("Voormalige adressen", "Waar deze pagina vroeger stond, zoals voor/oude-naam.", [])


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of one page. `raw` is its text as it stands in the file, so that places are those of the file."""

    raw: str = ""
    title: str = ""
    tab: str = ""
    former: tuple[str, ...] = ()  # the addresses that the page used to have; with problems, all that may be one
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    def place(self, *loc: str | int) -> tuple[int, int]:
        """Line and column in the file of the value at `loc`."""
        line, column = yamlfile.place(self.raw.encode(), loc)
        return line + 1, column


def read(source: str, path: str) -> FrontMatter:
    """The front matter of a page; what is wrong with it is in `problems`, with places in `path`."""
    found = _BLOCK.match(source)
    if not found:
        wrong = tuple(_unread(source, path))
        return FrontMatter(former=_perhaps(source.partition("\n#")[0]) if wrong else (), problems=wrong)
    raw = found[1]
    try:
        values = yamlfile.read(raw.encode())
    except yamlfile.Refused as refused:
        wrong = Problem(path, refused.line + 1, refused.column, refused.rule, refused.message, refused.hint)
        return FrontMatter(raw, former=_perhaps(raw), problems=(wrong,))
    fields, problems = _Fields(), [*_no_text(raw, path)]
    try:
        fields = _Fields.model_validate(values)
    except ValidationError as error:
        problems += _explained(error, raw, path)
    former = _perhaps(raw) if problems else tuple(fields.voormalige_adressen)
    return FrontMatter(raw, str(values.get("title") or ""), str(values.get("tab") or ""), former, tuple(problems))


def without(source: str) -> str:
    """A page's text with its front matter left blank: every line keeps its number."""
    found = _BLOCK.match(source)
    return "\n" * found[0].count("\n") + source[found.end() :] if found else source


def _unread(source: str, path: str) -> Iterator[Problem]:
    """Front matter that the engine does not find, and publishes as text; or text that it takes for front matter."""
    hint = "Zet --- op de eerste regel van het bestand en weer --- op een eigen regel onder de velden."
    if dashes := _DASHES.match(source):
        reason = "ontbreekt eronder" if dashes[0].rstrip() == "---" else "is niet de eerste regel"
        message = f"De velden bovenaan worden niet gelezen: --- {reason}."
        yield Problem(path, 1, 1, "velden-niet-gelezen", message, hint)
    elif _FIELD.match(source):
        message = f'De eerste regel begint met "{source.partition(":")[0].strip()}:" en wordt daarom niet als tekst getoond.'
        hint = f"{hint} Is het geen veld? Zet er dan een titel boven, zoals # Mijn pagina."
        yield Problem(path, 1, 1, "velden-niet-gelezen", message, hint)


def _perhaps(raw: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w-]+(?:/[\w-]+)*", raw))


def _no_text(raw: str, path: str) -> Iterator[Problem]:
    """What the engine would show and does not read as text: it takes 12:30 for a number, where in a record it is text."""
    for name, value in yaml.compose(raw, yaml.CSafeLoader).value:
        if name.value in _SHOWN and value.tag != "tag:yaml.org,2002:str":
            given = value.value if isinstance(value, yaml.ScalarNode) else ""
            hint = f'Zet er aanhalingstekens omheen: "{given}".' if given else "Schrijf hier gewone tekst, of haal de regel weg."
            message = f'"{name.value}" moet tekst zijn; YAML leest hier iets anders.'
            yield Problem(path, value.start_mark.line + 2, value.start_mark.column + 1, "verkeerd-type", message, hint)


def _explained(error: ValidationError, raw: str, path: str) -> Iterator[Problem]:
    for finding in error.errors(include_url=False):
        rule, message, hint = messages.explain(finding, _Fields.model_fields)
        about_key = finding["type"] == "extra_forbidden"
        if about_key and (meant := _MEANT.get(str(finding["loc"][-1]).lower())):
            hint = f'Bedoelde u "{meant}"?'
        line, column = yamlfile.place(raw.encode(), finding["loc"], key=about_key)
        yield Problem(path, line + 1, column, rule, message, hint)
