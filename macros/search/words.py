"""The words that a record should also be found by, though they do not stand in it as readers type them.

Parts of compounds (`beleid` finds vrijwilligerswerkbeleid), synonyms, abbreviations both ways, and numbers without
their signs. Parts of compounds are looked up among the words of the site itself: no list of ours to keep.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from macros.kinds import Record
from macros.portal import Portal

SHORTEST = 4  # letters in a part of a compound
OFTEN = 20  # an abbreviation in more than one of so many titles and summaries says little about any of them
# All but small letters becomes a space. As bytes, because these are all the words of all records: a third of the time.
_LETTERS = bytes(code if chr(code).islower() else 32 for code in range(256))
_TARGET = re.compile(r"\]\([^)]*\)")  # where a Markdown link leads: no text
_LINKS = ("", "s", "en", "e", "n", "er")  # what Dutch puts between the parts of a compound
# Words that begin many others without being a part of them.
_NO_PART = frozenset(
    ("achter", "binnen", "boven", "buiten", "door", "heen", "mede", "naar", "onder", "over")
    + ("samen", "tegen", "terug", "tussen", "voor", "voort", "waar")
)
_COUNTS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_AS_DIGITS = {word: str(number) for number, word in enumerate(_COUNTS, start=2)}
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)")
_DOTTED = re.compile(r"\.\d\d\d")  # quick to look for, and seldom there
_MILLIONS = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))? (miljoen|miljard)\b")
_SHORT_FIRST = re.compile(r"([A-Z][\w-]*[A-Z][\w-]*) \(([^)]+)\)")
_LONG_FIRST = re.compile(r"([^()]+) \(([A-Z][\w-]*[A-Z][\w-]*)\)")
_ENDING = re.compile(r"(?<=\w{3})(?:tjes|tje|jes|je|en|es|s|e)$")
_DOUBLE = re.compile(r"(.)\1")


def stem(word: str) -> str:
    """The part that forms of a Dutch word share, roughly: gemeenten and gemeente, brieven and brief, scholen and school."""
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).removesuffix("'s")
    short = _DOUBLE.sub(r"\1", _ENDING.sub("", plain))
    return short[:-1] + {"v": "f", "z": "s"}.get(short[-1], short[-1]) if short else plain


def words_in(small: str) -> set[str]:
    """The words in a text of small letters (those of western European languages), each once."""
    return set(_in_order(small))


def _in_order(small: str) -> list[str]:
    return small.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1").split()


def plain_text(record: Record) -> str:
    """All that a reader reads in a record's own words."""
    texts = [record.titel, *record.aliassen, record.samenvatting, *(text for _, text in record.rich_texts())]
    whole = "\n".join(texts)
    return _TARGET.sub("]", whole) if "](" in whole else whole


class SearchWords:
    """What to add to each record of one Portal."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._added: dict[str, set[str]] = {}  # by word: its parts and its synonyms
        self._single: set[str] = set()  # words without any

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Every word of the public records, in small letters, with the number of records that have it."""
        return self._counted(plain_text)

    def of(self, record: Record) -> tuple[str, str, str]:
        """What to add: its abbreviation, words that count nearly as much as the title, and words that count less than the text.

        The second begin with the record's other names, which end at ` | `.
        """
        names = [*record.aliassen, *filter(None, [getattr(record, "volledige_naam", None)])]
        near = self._more("\n".join((record.titel, *names)))
        known = {*names, *near}
        far = [word for word in self._more(plain_text(record)) if word not in known]
        short = _short_and_long(record)
        return short[0] if short else "", f"{', '.join(names)} | {', '.join(near)}", " ".join(far)

    @property
    def typed(self) -> Iterator[str]:
        """What readers type for something else, as the thesaurus has it."""
        return (typed for _, typed in self._portal.synonyms.pairs())

    def prepare(self) -> None:
        """Work out what all records need."""
        _ = self._blocks, self._by_stem, self._phrases, self._abbreviations

    def _more(self, text: str) -> list[str]:
        small = text.lower()
        words = words_in(small)
        rich = words - self._single
        for word in rich.difference(self._added):
            digits = filter(None, [_AS_DIGITS.get(word)])
            self._added[word] = {*self._parts(word), *self._by_stem.get(stem(word), ()), *digits}
            if not self._added[word]:
                self._single.add(word)
        found = set().union(*map(self._added.__getitem__, rich))
        for rarest in words & self._phrases.keys():
            for phrase, more in self._phrases[rarest].items():
                if phrase in small:
                    found |= more
        found.update(
            long for short in words & self._abbreviations.keys() for name, long in self._abbreviations[short] if name in text
        )
        found.update(_numbers(small))
        return sorted(found - words)

    @cached_property
    def _blocks(self) -> dict[str, int]:
        """The words that compounds may be made of: those of titles, other names and summaries, with how many have them."""
        return self._counted(lambda record: f"{record.titel} {' '.join(record.aliassen)} {record.samenvatting}")

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """By stem of a word in a text: its synonyms."""
        found: dict[str, list[str]] = defaultdict(list)
        for word, typed in self._portal.synonyms.pairs():
            if word.isalpha():
                found[stem(word)].append(typed)
        return dict(found)

    @cached_property
    def _phrases(self) -> dict[str, dict[str, set[str]]]:
        """By its rarest word: what is more than one word (sociale basis), with what it should also be found by."""
        found: dict[str, dict[str, set[str]]] = defaultdict(dict)
        long_forms = [(long.lower(), short) for pairs in self._abbreviations.values() for short, long in pairs]
        for phrase, more in [*self._portal.synonyms.pairs(), *long_forms]:
            small = phrase.lower()
            if not phrase.isalpha() and (parts := _in_order(small)):
                # The last word may go on in a text: sociale basis in sociale basisvoorziening.
                rarest = min(parts[:-1] or parts, key=lambda part: self._blocks.get(part, 0))
                found[rarest].setdefault(small, set()).add(more)
        return dict(found)

    @cached_property
    def _abbreviations(self) -> dict[str, list[tuple[str, str]]]:
        """Abbreviations with their full form, by the small letters of the first."""
        pairs = filter(None, map(_short_and_long, self._records))
        # What stands in many records would make its full form find them all.
        often = max(len(self._records) // OFTEN, OFTEN)
        by_short = defaultdict(list)
        for short, long in pairs:
            if self._blocks.get(short.lower(), 0) <= often:
                by_short[short.lower()].append((short, long))
        return dict(by_short)

    def _parts(self, word: str) -> list[str]:
        """The words of the site that a compound is made of; none when it is no compound."""
        found: list[str] = []
        for place in range(SHORTEST, len(word) - SHORTEST + 1):
            last = word[place:]
            if last not in self._blocks:
                continue
            for link in _LINKS:
                first = word[:place].removesuffix(link)
                if word[:place].endswith(link) and len(first) >= SHORTEST and first in self._blocks and first not in _NO_PART:
                    found += [first, last]
                    break
        found += [smaller for part in found for smaller in self._parts(part)]
        return [part for part in dict.fromkeys(found) if stem(part) != stem(word)]

    @cached_property
    def _records(self) -> list[Record]:
        return [record for folder in self._portal.kinds for record in self._portal.public(folder)]

    def _counted(self, text: Callable[[Record], str]) -> dict[str, int]:
        """The words in a text of each record, with the number of records that have it."""
        counts: Counter[str] = Counter()
        for record in self._records:
            counts.update(words_in(text(record).lower()))
        return {word: count for word, count in counts.items() if len(word) > 1}


def _short_and_long(record: Record) -> tuple[str, str] | None:
    """The abbreviation by which a record is known, with its full form: as its title or its fields give them.

    `ALV (algemene ledenvergadering)`, or the other way; of Vereniging NOV, which has a full name, the last word.
    """
    if found := _SHORT_FIRST.fullmatch(record.titel):
        return found[1], found[2]
    if found := _LONG_FIRST.fullmatch(record.titel):
        return found[2], found[1]
    if short := getattr(record, "afkorting", None):
        return short, record.titel
    full, last = getattr(record, "volledige_naam", None), record.titel.rpartition(" ")[2]
    return (last, full) if full and sum(map(str.isupper, last)) > 1 else None


def _numbers(text: str) -> Iterable[str]:
    """Numbers as somebody types them without signs: 1719 for 1.719, 7500000 for 7,5 miljoen."""
    for found in _THOUSANDS.findall(text) if _DOTTED.search(text) else ():
        yield found.replace(".", "")
    for whole, rest, unit in _MILLIONS.findall(text) if "milj" in text else ():
        zeros = 6 if unit == "miljoen" else 9
        yield whole.replace(".", "") + rest.ljust(zeros, "0")[:zeros]
    if "%" in text:
        yield "procent"
