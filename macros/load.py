"""YAML files → records. Collects every problem with its place; never raises on what people write."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from macros import messages, published, reading, wordlist, yamlfile
from macros.filenames import bad_name, is_hidden, kebab, not_ours, shown
from macros.kinds import Kind, Record, all_kinds
from macros.kinds.places import Reference, formerly, references_in, rich_texts_in, types_of
from macros.link_exceptions import EXCEPTIONS_FILE, Uitzonderingen
from macros.problems import Level, Problem, suggestion
from macros.published import URLS_FILE, Published
from macros.reading import Content
from macros.refusal import why
from macros.releases import RELEASES_FILE, Uitgaven
from macros.settings import SETTINGS_FILE, Settings
from macros.synonyms import SYNONYMS_FILE, Synonyms
from macros.urls import ID_PATTERN
from macros.wordlist import WORDS_FILE

M = TypeVar("M", bound=BaseModel)

_OTHER_FILES = {SETTINGS_FILE, SYNONYMS_FILE, EXCEPTIONS_FILE, URLS_FILE, RELEASES_FILE, WORDS_FILE}
_FORMER = re.compile(r"^voormalige_ids:.*(?:\n[ \t-].*)*", re.M)
_THUMBNAILS = "Thumbs.db"  # Windows leaves these where there are pictures


@dataclass(frozen=True)
class Draft:
    """A record with problems in its fields: what it refers to can be looked at all the same."""

    model: type[BaseModel]
    path: str
    value: dict

    def references(self) -> Iterator[Reference]:
        """Every reference that it makes."""
        return references_in(self.model, self.value)

    def rich_texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every Markdown text in it, with its location."""
        return rich_texts_in(self.model, self.value)


@dataclass
class Loaded:
    """All that was read from a data folder, good or bad."""

    root: Path
    kinds: dict[str, Kind]
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    synonyms: Synonyms = field(default_factory=Synonyms)
    link_exceptions: Uitzonderingen = field(default_factory=Uitzonderingen)
    releases: Uitgaven = field(default_factory=Uitgaven)
    words: frozenset[str] = frozenset()  # that are right though no dictionary has them
    is_home: bool = False  # whether these are the portal's own data, for which the pages in docs/ are written
    published: Published | None = None  # the addresses that must keep answering, where there is a list of them
    whole: bool = True  # whether every folder could be read: else nobody knows which records are missing
    broken: set[str] = field(default_factory=set)  # references of records that are there but have a problem
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    others: dict[str, BaseModel] = field(default_factory=dict)  # what good files that are no records hold, by path
    known: Mapping[str, BaseModel] = field(default_factory=dict)  # see `load`
    contents: dict[str, Content] = field(default_factory=dict)  # see `load`


def load(
    root: Path,
    kinds: dict[str, Kind] | None = None,
    known: Mapping[str, BaseModel] | None = None,
    contents: dict[str, Content] | None = None,
) -> Loaded:
    """Read the data folder `root`. What cannot be read becomes a problem.

    By path: `known` is what came of files that did not change since they were read, and is taken over: records, and
    `others`. `contents` is what files held when they were read before, and is used up.
    """
    loaded = Loaded(root, kinds or all_kinds(), known=known or {}, contents=contents or {})
    loaded.records = {folder: {} for folder in loaded.kinds}
    if not root.is_dir():
        loaded.problems.append(
            Problem(shown(root), 1, 1, "geen-map", "De map met gegevens bestaat niet.", "Geef met DATA= een bestaande map op.")
        )
        return loaded
    for entry in _entries(loaded, root):
        _read_entry(loaded, entry)
    return loaded


def _entries(loaded: Loaded, folder: Path | str) -> list[os.DirEntry]:
    """What stands in a folder, by name; but for what other programs keep there."""
    try:
        found = [entry for entry in os.scandir(folder) if not is_hidden(entry.name) and entry.name != _THUMBNAILS]
    except OSError as error:
        loaded.whole = False
        loaded.problems.append(
            Problem(shown(folder), 1, 1, "onleesbaar", f"Deze map is niet te lezen ({why(error)}).", "Kijk de rechten na.")
        )
        return []
    return sorted(found, key=lambda entry: entry.name)


def add_file(loaded: Loaded, kind: Kind, path: Path) -> None:
    """Read one file more, as if it stood in the folder of `kind` under its own name."""
    if record := _record(loaded, kind, str(path), reading.contents([str(path)])[str(path)]):
        loaded.records[kind.folder][path.stem] = record.placed(kind.folder, path.stem, str(path))


def problem_at(
    record: Record | Draft | Settings,
    loc: tuple[str | int, ...],
    rule: str,
    message: str,
    hint: str = "",
    *,
    word: str = "",
    level: Level = "fout",
) -> Problem:
    """A problem with the value at `loc` in a record or the settings, or with a word in it; finds its line and column."""
    line, column = yamlfile.place(Path(record.path).read_bytes(), loc, word=word)
    return Problem(shown(record.path), line, column, rule, message, hint, level)


def _read_entry(loaded: Loaded, entry: os.DirEntry) -> None:
    if problem := not_ours(entry):
        loaded.whole = False
        loaded.problems.append(problem)
    elif entry.is_dir():
        if entry.name in loaded.kinds:
            _read_folder(loaded, entry)
        else:
            loaded.whole = False
            loaded.problems.append(
                Problem(
                    shown(entry.path),
                    1,
                    1,
                    "onbekende-map",
                    f'De map "{entry.name}" hoort bij geen soort records.',
                    suggestion(entry.name, loaded.kinds, most=30),
                )
            )
    elif entry.name == SETTINGS_FILE:
        loaded.is_home = True
        loaded.settings = _read_other(loaded, entry.path, Settings).placed(entry.path)
    elif entry.name == SYNONYMS_FILE:
        loaded.synonyms = _read_other(loaded, entry.path, Synonyms)
    elif entry.name == EXCEPTIONS_FILE:
        loaded.link_exceptions = _read_other(loaded, entry.path, Uitzonderingen)
    elif entry.name == RELEASES_FILE:
        loaded.releases = _read_other(loaded, entry.path, Uitgaven)
    elif entry.name == WORDS_FILE:
        with contextlib.suppress(OSError):
            loaded.words, wrong = wordlist.read_file(entry.path, shown(entry.path))
            loaded.problems += wrong
    elif entry.name == URLS_FILE:
        loaded.published, wrong = published.read_file(entry.path, shown(entry.path))
        loaded.problems += wrong
    elif entry.name not in _OTHER_FILES:
        loaded.problems.append(
            Problem(
                shown(entry.path),
                1,
                1,
                "onbekend-bestand",
                "Dit bestand hoort niet los in de map met gegevens.",
                f"Zet een record in de map van zijn soort. Los mogen staan: {', '.join(sorted(_OTHER_FILES))}.",
            )
        )


def _read_folder(loaded: Loaded, folder: os.DirEntry) -> None:
    kind = loaded.kinds[folder.name]
    names = []
    for entry in _entries(loaded, folder.path):
        if entry.path in loaded.known:
            names.append((entry.path, True))
            continue
        problem = not_ours(entry) or bad_name(entry)
        if problem:
            loaded.problems.append(problem)
            stem = Path(entry.name).stem  # what refers to it names that, or already what it should be called
            loaded.broken |= {f"{kind.folder}/{stem}", f"{kind.folder}/{kebab(stem, '')}"}
            loaded.whole &= problem.rule != "map-in-map"
        if not problem or problem.rule == "ongeldige-id":
            names.append((entry.path, not problem))
    _read(loaded, [path for path, _ in names if path not in loaded.known])
    for path, good_name in names:
        id_ = os.path.basename(path).removesuffix(".yml")
        if path in loaded.known:
            loaded.records[kind.folder][id_] = loaded.known[path]
            continue
        record = _record(loaded, kind, path, loaded.contents.pop(path))
        if record and good_name:
            loaded.records[kind.folder][id_] = record.placed(kind.folder, id_, path)
        elif record:
            loaded.drafts.append(Draft(type(record), path, dict(record)))
            loaded.broken.update(record.voormalige_ids)
        else:
            loaded.broken.add(f"{kind.folder}/{id_}")


def _read(loaded: Loaded, paths: list[str]) -> None:
    """Put in `contents` what these files hold, of those that were not read before."""
    loaded.contents |= reading.contents([path for path in paths if path not in loaded.contents])


def _record(loaded: Loaded, kind: Kind, path: str, value: Content) -> Record | None:
    """The record that a file holds; None, with its problems noted, when it has any."""
    if not isinstance(value, dict):
        loaded.problems.append(_refused(path, value))
        loaded.broken.update(_former_in_text(path))
        return None
    model: type[Record] = kind.models[0]
    unknown_soort = _unknown_soort(value, path, kind.by_soort) if kind.by_soort else None
    if kind.by_soort and not unknown_soort:
        model = kind.by_soort[value["soort"]]
    try:
        if not unknown_soort:
            return model.model_validate(value)
        loaded.problems.append(unknown_soort)
        model.model_validate(value)  # for the fields that all have
    except ValidationError as error:
        loaded.problems.extend(_problems_in(error, model, path, only_shared=bool(unknown_soort)))
    loaded.drafts.append(Draft(model, path, value))
    for name, given in value.items():
        if isinstance(given, list) and (name == "voormalige_ids" or name not in model.model_fields):  # perhaps misspelt
            loaded.broken.update(ref for ref in given if isinstance(ref, str))
    return None


def _former_in_text(path: str) -> list[str]:
    """The former references in a file that is no valid YAML, as far as its text shows them."""
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            found = _FORMER.search(stream.read(yamlfile.MAX_BYTES))
    except OSError:
        return []
    return re.findall(rf"{ID_PATTERN.pattern}/{ID_PATTERN.pattern}", found[0]) if found else []


def _read_other(loaded: Loaded, path: str, model: type[M]) -> M:
    """A file that holds no record; as if it were empty, with its problems noted, when it has any."""
    if path in loaded.known:
        return loaded.others.setdefault(path, loaded.known[path])
    _read(loaded, [path])
    value = loaded.contents.pop(path)
    if not isinstance(value, dict):
        loaded.problems.append(_refused(path, value))
        return model()
    try:
        return loaded.others.setdefault(path, model.model_validate(value))
    except ValidationError as error:
        loaded.problems.extend(_problems_in(error, model, path))
        return model()


def _refused(path: str, refused: tuple) -> Problem:
    rule, message, hint, line, column = refused
    return Problem(shown(path), line, column, rule, message, hint)


def _unknown_soort(value: dict, path: str, by_soort: dict[str, type[Record]]) -> Problem | None:
    soort = value.get("soort")
    if isinstance(soort, str) and soort in by_soort:
        return None
    line, column = yamlfile.place(Path(path).read_bytes(), ("soort",) if "soort" in value else ())
    if soort is None:
        rule, message = "ontbrekend-veld", 'Het verplichte veld "soort" ontbreekt of is leeg.'
    elif isinstance(soort, bool):
        rule, message = "verkeerd-type", f'"soort" moet tekst zijn, maar YAML leest hier {"waar" if soort else "onwaar"}.'
    else:
        rule, message = "onbekende-waarde", f'"{soort}" is geen waarde voor "soort".'
    return Problem(shown(path), line, column, rule, message, suggestion(soort, by_soort))


def _problems_in(error: ValidationError, model: type[BaseModel], path: str, *, only_shared: bool = False) -> Iterator[Problem]:
    raw = Path(path).read_bytes()
    for finding in error.errors(include_url=False):
        loc = finding["loc"]
        if only_shared and loc[0] not in Record.model_fields:
            continue
        part = model_at(model, loc[:-1])
        rule, message, hint = messages.explain(finding, part.model_fields)
        if finding["type"] == "extra_forbidden" and (new := formerly(part).get(str(loc[-1]))):
            hint = f'Dit veld heet nu "{new}"; make fix verandert dat.'
        about_key = finding["type"] in ("extra_forbidden", "invalid_key")
        line, column = yamlfile.place(raw, loc[:-1] if finding["type"] == "missing" else loc, key=about_key)
        yield Problem(shown(path), line, column, rule, message, hint)


def model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The class of the group of fields at `loc`."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models_in(types_of(model)[step]), model)
    return model


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models_in(inner)
