"""The content that `make bench` builds: made-up lessons, as records for us and as Markdown pages for its peers.

The same number gives the same content every time, and a larger number the same lessons with more behind them: each refers
to lessons of its own block. The words, and every field but the texts, come from the real lessons.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from macros.kinds import all_kinds
from macros.kinds.fields import Ref
from macros.kinds.places import marks
from macros.synonyms import SYNONYMS_FILE
from macros.wordlist import WORDS_FILE

KIND = "lessen"
SECTIONS = {"inzicht": "Wat is er geleerd?", "context": "Waar komt dit vandaan?", "advies": "Wat kunt u ermee?"}
SEED = 20260
WIDTH = 110
BLOCK = 1_000  # lessons that refer to each other

_WORD = re.compile(r"(?<![\w/.-])[a-zà-ÿ]{2,}(?:-[a-zà-ÿ]+)*(?![\w/])")  # in small letters: what is no name
_NAME = re.compile(r"[^\W\d_]*[A-ZÀ-Þ][^\W\d_]+")
OTHERS = ("themas", "ambities", "bronnen")  # what lessons refer to; plain MkDocs has the lessons only
_AWAY = "|".join(folder for folder in all_kinds() if folder not in OTHERS)
_LINK = re.compile(rf"\[([^\]]*)\]\((?:{_AWAY})/[^)]*\)")
_FIELDS_AWAY = {KIND} | {
    place.path[0]
    for folder in OTHERS
    for model in all_kinds()[folder].models
    for place in marks(model, Ref)
    if place.mark.folders and not {KIND, *OTHERS}.intersection(place.mark.folders)
}
_REFERENCE = re.compile(rf"(?:{_AWAY})/[a-z][a-z0-9-]*")
_FACTS = ("ambities", "themas", "jaar", "voor_wie", "zekerheid", "toegevoegd")
_WRITTEN_ANEW = {"titel", "samenvatting", *SECTIONS, "zie_ook", "voormalige_ids"}


@dataclass(frozen=True)
class Example:
    """A real lesson: the fields that a made-up one takes over, as YAML, and what a reader sees of them as Markdown."""

    fields: str
    facts: str
    sources: str


@dataclass(frozen=True)
class Lesson:
    """A made-up lesson. Its texts are Markdown in which links lead to `lessen/<id>`."""

    id: str
    titel: str
    samenvatting: str
    texts: dict[str, str]
    zie_ook: dict[str, str]  # id → title
    example: Example

    def as_yaml(self) -> str:
        """The lesson as a record of ours."""
        texts = "".join(f"{name}: |\n{textwrap.indent(text, '  ')}\n" for name, text in self.texts.items())
        related = ", ".join(f"{KIND}/{id_}" for id_ in self.zie_ook)
        return (
            f"titel: {self.titel}\nsamenvatting: >-\n{textwrap.indent(self.samenvatting, '  ')}\n"
            f"{texts}zie_ook: [{related}]\n{self.example.fields}"
        )

    def as_page(self) -> str:
        """The same as a page for generators that read front matter: every field there, the texts below it."""
        fields = f"title: {self.titel}\nsamenvatting: >-\n{textwrap.indent(self.samenvatting, '  ')}\n"
        related = f"zie_ook: [{', '.join(self.zie_ook)}]\n"
        return f"---\n{fields}{related}{self.example.fields}---\n{self._sections('../', '/')}\n"

    def as_markdown(self) -> str:
        """The same text as a page of nothing but Markdown, for plain MkDocs."""
        parts = [f"# {self.titel}", self.samenvatting, self._sections("", ".md")]
        related = "\n".join(f"- [{title}]({id_}.md)" for id_, title in self.zie_ook.items())
        parts += ["## Kenmerken", self.example.facts, "## Bronnen", self.example.sources, "## Zie ook", related]
        return "\n\n".join(parts) + "\n"

    def _sections(self, before: str, after: str) -> str:
        """The texts under their headings; what stands around the id of a lesson makes the address of its page."""
        body = "\n\n".join(f"## {SECTIONS[name]}\n\n{text}" for name, text in self.texts.items())
        return re.sub(rf"\({KIND}/([^)]*)\)", rf"({before}\1{after})", body)


def write(data: Path, folder: Path, number: int) -> None:
    """Write `number` lessons as records of ours in `folder`/data. The records they refer to come from `data`."""
    records = folder / "data" / KIND
    records.mkdir(parents=True)
    copy_others(data, records.parent)
    shutil.copy(data / SYNONYMS_FILE, records.parent)
    _copy_words(data, records.parent)
    for lesson in lessons(data / KIND, number):
        (records / f"{lesson.id}.yml").write_text(lesson.as_yaml(), "utf-8")


def edit(folder: Path, number: int) -> None:
    """Change one record that `write` made; another `number` is another change of the same record."""
    path = folder / "data" / KIND / f"{FIRST}.yml"
    text = re.sub(r"^  Wijziging \d+\.\n", "", path.read_text("utf-8"), flags=re.M)
    path.write_text(text.replace("inzicht: |\n", f"inzicht: |\n  Wijziging {number}.\n"), "utf-8")


def lessons(real: Path, number: int) -> Iterator[Lesson]:
    """Made-up lessons of about 200 words, in the manner of the `real` ones."""
    random = Random(SEED)
    records = [_read(path) for path in sorted(real.glob("*.yml"))]
    vocabulary = [word for record in records for name in SECTIONS for word in _WORD.findall(record[name])]
    examples = [_example(without_others(record)) for record in records]
    titles = [f"{_sentence(random, vocabulary, 7)} {place + 1}" for place in range(number)]
    for place, title in enumerate(titles):
        random = Random(f"{SEED}, {place}")
        start = place - place % BLOCK
        near = range(start, min(start + BLOCK, number))
        others = sorted(set(random.choices(near, k=3)) - {place})
        yield Lesson(
            _id(place),
            title,
            _paragraph(random, vocabulary, 30),
            _texts(random, vocabulary, _id(random.choice(near))),
            {_id(other): titles[other] for other in others},
            random.choice(examples),
        )


def copy_others(data: Path, target: Path) -> None:
    """Copy the records that lessons refer to, without their own references to what is not copied."""
    for path in sorted(data.glob("*/*.yml")):
        if path.parent.name in OTHERS:
            copy = target / path.parent.name / path.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(_dump(without_others(_read(path))), "utf-8")


def _copy_words(data: Path, target: Path) -> None:
    """Copy the list of words, with those in the names of records that are not copied: the others still use them."""
    away = [_read(path) for path in sorted(data.glob("*/*.yml")) if path.parent.name not in (*OTHERS, KIND)]
    names = " ".join(name for record in away for name in (record["titel"], *record.get("aliassen", [])))
    words = (data / WORDS_FILE).read_text("utf-8")
    (target / WORDS_FILE).write_text(words + "\n".join(sorted(set(_NAME.findall(names)))), "utf-8")


def without_others(value: Any) -> Any:
    """A value from a record without what refers to a record that is not copied: items, fields, groups, links in texts."""
    if isinstance(value, str):
        return _LINK.sub(r"\1", value)
    if isinstance(value, dict):
        return {name: without_others(part) for name, part in value.items() if name not in _FIELDS_AWAY and not _leads_away(part)}
    if isinstance(value, list):
        return [without_others(part) for part in value if not _leads_away(part) and not _names_other(part)]
    return value


def _leads_away(value: Any) -> bool:
    return isinstance(value, str) and bool(_REFERENCE.fullmatch(value))


def _names_other(value: Any) -> bool:
    return isinstance(value, dict) and any(map(_leads_away, value.values()))


def _read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def _dump(value: dict[str, Any]) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def _example(record: dict[str, Any]) -> Example:
    kept = {name: value for name, value in record.items() if name not in _WRITTEN_ANEW}
    shown = ((name, value if isinstance(value, list) else [value]) for name, value in kept.items() if name in _FACTS)
    facts = "\n".join(f"- {name.capitalize().replace('_', ' ')}: {', '.join(map(str, values))}" for name, values in shown)
    return Example(_dump(kept), facts, "\n".join(f"- {origin['bron']}, {origin['kop']}" for origin in record["herkomst"]))


def _id(place: int) -> str:
    return f"les-{place + 1:05}"


FIRST = _id(0)


def _sentence(random: Random, vocabulary: list[str], length: int) -> str:
    return " ".join(random.choices(vocabulary, k=length)).capitalize()


def _paragraph(random: Random, vocabulary: list[str], length: int) -> str:
    text = " ".join(f"{_sentence(random, vocabulary, 10)}." for _ in range(length // 10))
    return textwrap.fill(text, WIDTH, break_on_hyphens=False)


def _texts(random: Random, vocabulary: list[str], linked: str) -> dict[str, str]:
    """The sections of a lesson: two paragraphs with a link in between, one paragraph, and a list."""
    link = f"{_sentence(random, vocabulary, 4)} [{' '.join(random.choices(vocabulary, k=3))}]({KIND}/{linked})."
    return {
        "inzicht": f"{_paragraph(random, vocabulary, 40)}\n{link}\n\n{_paragraph(random, vocabulary, 40)}",
        "context": _paragraph(random, vocabulary, 40),
        "advies": "\n".join(f"- {_sentence(random, vocabulary, 13)}." for _ in range(3)),
    }
