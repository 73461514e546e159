"""Finds words that are in no dictionary (rule `onbekend-woord`), with Debian's hunspell and our own list.

Every word is looked up once, however often it is used, and all in one go.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator

from macros.kinds import Record
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem, nearest
from macros.wordlist import WORDS_FILE

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LINK = re.compile(r"\]\([^)\s]*\)?")
_NO_WORDS = re.compile(r"[@/\\_<>`]|www\.|\.(?:nl|org|com|eu|pdf)\b")  # addresses and the like
_NAMES = ("organisaties", "leden", "gemeenten", "programmas", "bronnen")  # records whose titles are names
MOST_WITH_SUGGESTION = 25  # words; finding what was meant takes much longer than finding that a word is wrong


class NoDictionary(Exception):
    """There is no hunspell with a Dutch dictionary on this machine."""


def check(portal: Portal) -> Iterator[Problem]:
    """Every word that nobody knows, once a record. Raises `NoDictionary`."""
    pieces: set[str] = set()
    for record in portal.all():
        pieces.update(_pieces(record))
    unknown = _unknown(_words_of(pieces), portal.words | _names(portal))
    if not unknown:
        return
    meant = _meant(sorted(unknown)[:MOST_WITH_SUGGESTION], portal.words)
    with_unknown = {piece for piece in pieces if _words_of([piece]) & unknown}
    for record in portal.all():
        if with_unknown.isdisjoint(_pieces(record)):
            continue
        told: set[str] = set()
        for loc, text in _texts(record):
            for word in sorted(_words_of(set(text.split())) & unknown - told):
                told.add(word)
                hint = f'Bedoelde u "{meant[word]}"? ' if word in meant else ""
                hint += f"Is het goed gespeld? Zet het dan in {WORDS_FILE}, bij de gegevens."
                message = f'"{word}" staat in geen woordenboek.'
                yield problem_at(record, loc, "onbekend-woord", message, hint, word=word, level="waarschuwing")


def _pieces(record: Record) -> list[str]:
    """The texts of a record cut at every space."""
    return " ".join([text for _, text in _texts(record)]).split()


def _texts(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("titel",), record.titel
    yield ("samenvatting",), record.samenvatting
    yield from record.rich_texts()


def _words_of(pieces: Iterable[str]) -> set[str]:
    """The words in pieces of text without spaces."""
    found: set[str] = set()
    for piece in pieces:
        if piece.isalpha():
            found.add(piece)
            continue
        for part in _LINK.split(piece) if "](" in piece else (piece,):
            if not _NO_WORDS.search(part):
                found.update(_WORD.findall(part))
    return {word for word in found if len(word) > 1}


def _unknown(words: set[str], own: frozenset[str]) -> set[str]:
    """The words that neither we nor hunspell know, nor put together of words that are known."""
    parts = {word: _parts(word) for word in words if word not in own}
    asked = {form for word, pieces in parts.items() for piece in (word, *pieces) if piece not in own for form in _forms(piece)}
    wrong = _not_known(asked) if asked else set()

    def is_good(word: str) -> bool:
        return word in own or len(word) < 2 or any(form not in wrong or form in own for form in _forms(word))

    return {word for word, pieces in parts.items() if not is_good(word) and not (len(pieces) > 1 and all(map(is_good, pieces)))}


def _parts(word: str) -> list[str]:
    """What a word is put together of: concept-jaarverslag, NOV's."""
    return [part for part in re.split(r"[-’']", word) if part]


def _forms(word: str) -> tuple[str, ...]:
    """How a word may stand in a dictionary: as it is, or small where it begins a sentence."""
    return (word, word[0].lower() + word[1:]) if word[0].isupper() else (word,)


def _names(portal: Portal) -> frozenset[str]:
    found: set[str] = set()
    for folder in portal.records.keys() & set(_NAMES):
        for record in portal.records[folder].values():
            for name in (record.titel, *record.aliassen):
                found.update(word for word in _WORD.findall(name) if not word.islower())
    return frozenset(found)


def _not_known(words: Iterable[str]) -> set[str]:
    said = _hunspell("-l", [word.replace("’", "'") for word in words])
    missed = set(said.split("\n"))
    return {word for word in words if word.replace("’", "'") in missed}


def _meant(words: list[str], own: frozenset[str]) -> dict[str, str]:
    """What may be meant by each: the word that looks most like it, of our own and of those that hunspell would put there."""
    said = _hunspell("-a", [word.replace("’", "'") for word in words])
    better = {wrong: others.split(", ") for wrong, others in re.findall(r"^& (\S+) \d+ \d+: (.+)", said, re.M)}
    found = {word: nearest(word, [*own, *better.get(word.replace("’", "'"), ())]) for word in words}
    return {word: other for word, other in found.items() if other}


def _hunspell(how: str, words: list[str]) -> str:
    program = shutil.which("hunspell")
    if program is None:
        raise NoDictionary
    lines = "".join([f"{'^' if how == '-a' else ''}{word}\n" for word in words])
    command = [program, "-d", "nl_NL", "-i", "utf-8", how]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise NoDictionary  # there is a hunspell, but no Dutch
    return done.stdout
