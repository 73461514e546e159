"""make new SOORT=lessen ID=mijn-les: start a new record, with the help of every field beside it.

make new SOORT=kennisboost ID=kennisboostweek-2027-april SESSIES=5 starts a week with its sessions in one go.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from macros import urls
from macros.kinds import Kind, Record, all_kinds
from macros.kinds.fields import ID_PATTERN, Part
from macros.pages.facts import choices_of, rich_fields
from macros.problems import suggestion

MOST_SESSIONS = 50


class Wrong(Exception):
    """It was asked in a way that cannot be; the message says why and what to do."""


@dataclass(frozen=True)
class New:
    """A record to start: where, of which class, and the fields that are known already."""

    folder: str
    id: str
    model: type[Record]
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return Path(os.environ.get("DATA") or "data") / self.folder / f"{self.id}.yml"


def main(arguments: list[str]) -> int:
    folder, id_, vorm, sessions = [*arguments, "", "", "", ""][:4]
    try:
        made = week(folder, id_, sessions) if sessions else [single(folder, id_, vorm)]
        if there := next((new.path for new in made if new.path.exists()), None):
            raise Wrong(f"{there} bestaat al. Kies een andere id, of pas dat bestand aan.")
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    for new in made:
        new.path.parent.mkdir(parents=True, exist_ok=True)
        new.path.write_text(scaffold(new.model, new.known), "utf-8")
        print(f"{new.path} is gemaakt.")
    print("Vul de velden in en draai make check; met make serve ziet u de pagina.")
    return 0


def single(folder: str, id_: str, vorm: str = "") -> New:
    """One record of any kind."""
    kinds = all_kinds()
    if folder not in kinds:
        raise Wrong(f'SOORT="{folder}" bestaat niet. {suggestion(folder, kinds, most=40)}')
    if not ID_PATTERN.fullmatch(id_) or id_ in urls.RESERVED_IDS:
        raise Wrong(f'ID="{id_}" kan geen id zijn. Gebruik kleine letters, cijfers en losse streepjes, zoals ID=mijn-les.')
    model = model_of(kinds[folder], vorm)
    if model is None:
        raise Wrong(f"Van {folder} zijn er meer vormen. Kies er een met VORM=: {', '.join(kinds[folder].by_soort)}.")
    return New(folder, id_, model)


def week(folder: str, id_: str, sessions: str) -> list[New]:
    """A Kennisboost week with its sessions, which know their week."""
    if folder != "kennisboost":
        raise Wrong("Met SESSIES= begint u een Kennisboostweek. Kies SOORT=kennisboost, of laat SESSIES= weg.")
    if not sessions.isdecimal() or not 1 <= int(sessions) <= MOST_SESSIONS:
        raise Wrong(f'SESSIES="{sessions}" kan niet. Geef een getal van 1 tot en met {MOST_SESSIONS}, zoals SESSIES=5.')
    announced = {"stand": "aangekondigd"}
    whole, part = single(folder, id_, "week"), single(folder, id_, "sessie")
    return [
        New(folder, id_, whole.model, announced),
        *(New(folder, f"{id_}-sessie-{n}", part.model, {**announced, "week": id_}) for n in range(1, int(sessions) + 1)),
    ]


def model_of(kind: Kind, vorm: str) -> type[Record] | None:
    """The class that a new record of this kind has; None when `vorm` must choose and does not."""
    return kind.by_soort.get(vorm) if kind.by_soort else kind.models[0]


def scaffold(model: type[Record], known: Mapping[str, str]) -> str:
    """The text of a new record: what is known, required fields to fill in, the others behind a `#`."""
    lines = []
    for name, info in model.model_fields.items():
        lines.append(f"# {info.title}: {info.description}" if info.description else f"# {info.title}")
        if name in known:
            lines.append(f"{name}: {known[name]}")
        elif name == "soort":
            lines.append(f"soort: {info.default}")
        elif name == "toegevoegd":
            lines.append(f"toegevoegd: {datetime.date.today()}")
        elif info.is_required() and (part := part_of(info)):
            lines.append("\n".join([f"{name}:", *first(part)]))
        elif name in rich_fields(model) and info.is_required():
            lines.append(f"{name}: |\n  ")
        else:
            example = " []" if get_origin(info.annotation) is list else ""
            lines.append(f"{name}:" if info.is_required() else f"# {name}:{example}")
        if choices := choices_of(model, name):
            lines[-2] += f" Kies uit: {', '.join(choices)}."
    return "\n".join(lines) + "\n"


def part_of(info: FieldInfo) -> type[Part] | None:
    """The class of the groups that a field lists; None when it holds something else."""
    found = get_args(info.annotation)
    return found[0] if found and isinstance(found[0], type) and issubclass(found[0], Part) else None


def first(part: type[Part]) -> list[str]:
    """The lines of a first group in a list: the fields that it must have, to fill in."""
    lines: list[str] = []
    for name, info in part.model_fields.items():
        if info.is_required():
            inner = part_of(info)
            lines += [f"{name}:", *(first(inner) if inner else [])]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
