"""make new SOORT=lessen ID=mijn-les: start a new record, with the help of every field beside it.

On a terminal it asks for what is needed. Answers can also be arguments, called as the fields are:
make new SOORT=lessen ID=mijn-les titel="Begin klein" themas=besturen.
make new SOORT=kennisboost ID=kennisboostweek-2027-april SESSIES=5 starts a week with its sessions in one go.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros import folders, urls
from macros.editing import answers, questions, schemas
from macros.editing.creating import create
from macros.editing.scaffold import scaffold
from macros.kinds import Kind, Record, all_kinds
from macros.load import load
from macros.portal import Portal, from_loaded
from macros.problems import suggestion
from macros.refusal import why_and_where

MOST_SESSIONS = 50


class Wrong(Exception):
    """It was asked in a way that cannot be; the message says why and what to do."""


@dataclass(frozen=True)
class New:
    """A record to start: where, of which class, and the fields that are known already."""

    folder: str
    id: str
    model: type[Record]
    known: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return file_of(self.folder, self.id)


@folders.with_data  # else a typing error in DATA= begins a folder in which nobody looks
def main(data: Path, arguments: list[str]) -> int:
    folder, id_, vorm, sessions = [*arguments, "", "", "", ""][:4]
    try:
        made = week(folder, id_, sessions) if sessions else [single(folder, id_, vorm, asking=on_a_terminal())]
        if there := next((new.path for new in made if new.path.exists()), None):
            raise Wrong(already(there))
        create_all(made)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Het bestand kon niet worden gemaakt: {why_and_where(error)}.", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nGestopt. Er is niets gemaakt.", file=sys.stderr)
        return 130
    whole = all(name in new.known for new in made for name in needed(new.model))
    print("Vul aan wat u nog meer weet: haal dan het # weg." if whole else "Vul de velden in.")
    print("Kijk het na met make check. Met make serve ziet u de pagina.")
    help_editors()
    return 0


def create_all(made: list[New]) -> None:
    """Write the records, all or none. Raises `OSError`."""
    with ExitStack() as undone:
        for new in made:
            create(new.path, scaffold(new.model, new.known))
            undone.callback(new.path.unlink)
        undone.pop_all()
    for new in made:
        print(f"{new.path} is gemaakt.")


def single(folder: str, id_: str, vorm: str = "", *, asking: bool = False, given: Mapping[str, str] | None = None) -> New:
    """One record of any kind, with the answers that were given (as arguments) and, when `asking`, those that are typed."""
    kinds = all_kinds()
    if asking and not folder:
        folder = questions.choose("Wat voor record wordt het?", {kind.folder: kind.title for kind in kinds.values()})
    if folder not in kinds:
        raise Wrong(f'SOORT="{folder}" bestaat niet. {suggestion(folder, kinds, most=40)}')
    kind = kinds[folder]
    if asking and kind.by_soort and not vorm:
        vorm = questions.choose(
            f"Welke vorm krijgt het? Van {kind.many} zijn er meer.",
            {soort: model.model_fields["soort"].description or "" for soort, model in kind.by_soort.items()},
        )
    if asking and not id_:
        id_ = questions.new_id(lambda name: wrong_with(folder, name))
    if wrong := wrong_with(folder, id_):
        raise Wrong(wrong)
    model = model_of(kind, vorm)
    if model is None:
        raise Wrong(f"Van {folder} zijn er meer vormen. Kies er een met VORM=: {', '.join(kind.by_soort)}.")
    if given is None:
        given = arguments_given()
    if not asking and not given:
        return New(folder, id_, model)
    portal = from_loaded(load(folders.data()))
    known = read_all(portal, model, given)
    if asking:
        known |= questions.ask(portal, kind, model, known)
    return New(folder, id_, model, known)


def week(folder: str, id_: str, sessions: str) -> list[New]:
    """A Kennisboost week with its sessions, which know their week."""
    if folder != "kennisboost":
        raise Wrong("Met SESSIES= begint u een Kennisboostweek. Kies SOORT=kennisboost, of laat SESSIES= weg.")
    if not sessions.isdecimal() or not 1 <= int(sessions) <= MOST_SESSIONS:
        raise Wrong(f'SESSIES="{sessions}" kan niet. Geef een getal van 1 tot en met {MOST_SESSIONS}, zoals SESSIES=5.')
    announced = {"stand": "aangekondigd"}
    whole, part = single(folder, id_, "week"), single(folder, f"{id_}-sessie-1", "sessie", given={})
    return [
        New(folder, id_, whole.model, {**announced, **whole.known}),
        *(New(folder, f"{id_}-sessie-{n}", part.model, {**announced, "week": id_}) for n in range(1, int(sessions) + 1)),
    ]


def wrong_with(folder: str, id_: str) -> str:
    """Why a new record cannot have this id; empty when it can."""
    if not urls.ID_PATTERN.fullmatch(id_) or id_ in urls.RESERVED_IDS:
        return f'ID="{id_}" kan geen id zijn. Gebruik kleine letters, cijfers en losse streepjes, zoals ID=mijn-les.'
    return already(file_of(folder, id_)) if file_of(folder, id_).exists() else ""


def model_of(kind: Kind, vorm: str) -> type[Record] | None:
    """The class that a new record of this kind has; None when `vorm` must choose and does not."""
    return kind.by_soort.get(vorm) if kind.by_soort else kind.models[0]


def arguments_given() -> dict[str, str]:
    """The fields that stand behind `make new`, with their values: make passes them on, and says in GEGEVEN which they are."""
    names = os.environ.get("GEGEVEN", "").split()
    return {name: os.environ[name] for name in sorted(names) if name == name.lower() and os.environ.get(name)}


def read_all(portal: Portal, model: type[Record], given: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields that were given. Raises `Wrong` with all that is wrong with them."""
    known, wrong = {}, []
    for name, text in given.items():
        if name not in model.model_fields or name == "soort":
            wrong.append(f"{name}: dit veld bestaat hier niet. {suggestion(name, model.model_fields, most=40)}")
            continue
        try:
            known[name] = answers.read(portal, model, name, text)
        except answers.Wrong as found:
            wrong.append(f"{name}: {found}")
    if wrong:
        raise Wrong("\n".join([*wrong, "Er is niets gemaakt."]))
    return known


def needed(model: type[Record]) -> list[str]:
    """The fields that somebody must fill in."""
    return [name for name, info in model.model_fields.items() if info.is_required()]


def help_editors() -> None:
    """Write the schemas with which an editor completes and checks, with the new record among the ids."""
    try:
        schemas.write(from_loaded(load(folders.data())), folders.data())
    except OSError as error:
        print(f"De hulp voor uw editor kon niet worden geschreven: {why_and_where(error)}.", file=sys.stderr)


def file_of(folder: str, id_: str) -> Path:
    return folders.data() / folder / f"{id_}.yml"


def already(path: Path) -> str:
    return f"{path} bestaat al. Kies een andere id, of pas dat bestand aan."


def on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
