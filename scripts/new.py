"""make new SOORT=lessen ID=mijn-les: start a new record, with the help of every field beside it."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import get_origin

from macros import urls
from macros.kinds import Kind, Record, all_kinds
from macros.kinds.fields import ID_PATTERN
from macros.pages.facts import choices_of, rich_fields
from macros.problems import suggestion


def main(arguments: list[str]) -> int:
    kinds = all_kinds()
    folder, id_, vorm = [*arguments, "", "", ""][:3]
    if folder not in kinds:
        return wrong(f'SOORT="{folder}" bestaat niet.', suggestion(folder, kinds, most=40))
    if not ID_PATTERN.fullmatch(id_) or id_ in urls.RESERVED_IDS:
        return wrong(f'ID="{id_}" kan geen id zijn.', "Gebruik kleine letters, cijfers en losse streepjes, zoals ID=mijn-les.")
    model = model_of(kinds[folder], vorm)
    if model is None:
        return wrong(f"Van {folder} zijn er meer vormen.", f"Kies er een met VORM=: {', '.join(kinds[folder].by_soort)}.")
    path = Path(os.environ.get("DATA") or "data") / folder / f"{id_}.yml"
    if path.exists():
        return wrong(f"{path} bestaat al.", "Kies een andere id, of pas dat bestand aan.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(scaffold(model), "utf-8")
    print(f"{path} is gemaakt. Vul de velden in en draai make check; met make serve ziet u de pagina.")
    return 0


def model_of(kind: Kind, vorm: str) -> type[Record] | None:
    """The class that a new record of this kind has; None when `vorm` must choose and does not."""
    return kind.by_soort.get(vorm) if kind.by_soort else kind.models[0]


def scaffold(model: type[Record]) -> str:
    """The text of a new record: required fields to fill in, the others behind a `#`."""
    lines = []
    for name, field in model.model_fields.items():
        lines.append(f"# {field.title}: {field.description}" if field.description else f"# {field.title}")
        if name == "soort":
            lines.append(f"soort: {field.default}")
        elif name == "toegevoegd":
            lines.append(f"toegevoegd: {datetime.date.today()}")
        elif name == "herkomst":
            lines.append("herkomst:\n  - bron:\n    kop:")
        elif name in rich_fields(model) and field.is_required():
            lines.append(f"{name}: |\n  ")
        else:
            example = " []" if get_origin(field.annotation) is list else ""
            lines.append(f"{name}:" if field.is_required() else f"# {name}:{example}")
        if choices := choices_of(model, name):
            lines[-2] += f" Kies uit: {', '.join(choices)}."
    return "\n".join(lines) + "\n"


def wrong(message: str, hint: str) -> int:
    print(f"{message} {hint}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
