"""What can be mended in a text that is no YAML yet: a few mistakes of which it is clear what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros import yamlfile
from macros.refusal import Refused
from macros.yamlerrors import CURLY_SIGNS
from macros.yamlwriting import quoted

_COMMENT = r"(\s+#.*)?\s*"
_FIELD = re.compile(rf"(\s*(?:- +)*)([\w-]+): +(\S.*?){_COMMENT}")
_ITEM = re.compile(rf"(\s*(?:- +)+)(\S.*?){_COMMENT}")


def readable(text: str, fields: frozenset[str]) -> tuple[str, list[str]]:
    """The text, mended until it can be read, and what was mended. Raises `Refused` where it is not clear what was meant."""
    done: list[str] = []
    while refused := _refused(text):
        better = next((made for made in _attempts(text, refused, fields) if _is_further(made[0], refused)), None)
        if better is None:
            raise refused
        text = better[0]
        if better[1] not in done:
            done.append(better[1])
    return text, done


def _refused(text: str) -> Refused | None:
    try:
        yamlfile.read(text.encode())
    except Refused as refused:
        return refused
    return None


def _is_further(text: str, than: Refused) -> bool:
    """Whether reading gets beyond the place where it stopped."""
    now = _refused(text)
    return now is None or (now.line, now.column) > (than.line, than.column) and now.line > than.line


def _attempts(text: str, refused: Refused, fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    for number in (refused.line - 1, refused.line - 2):
        if not 0 <= number < len(lines):
            continue
        for mend, what in _MENDS:
            if (made := mend(lines[number], fields)) is not None and made != lines[number]:
                yield "\n".join([*lines[:number], made, *lines[number + 1 :]]), what
    if refused.rule == "tab":
        yield "\n".join(_spaces(line, fields) or line for line in lines), _MENDS[0][1]


def _spaces(line: str, _: frozenset[str]) -> str | None:
    start = re.match(r"\s*(?:-\s+)?", line)[0]
    return re.sub(r"^([\w\s-]*:)\t+", r"\1 ", start.replace("\t", "  ") + line[len(start) :])


def _straight(line: str, _: frozenset[str]) -> str | None:
    """Curly quotation marks around a whole value become straight ones."""
    found = _FIELD.fullmatch(line)
    if not found or found[3][0] not in CURLY_SIGNS or found[3][-1] not in CURLY_SIGNS or len(found[3]) < 3:
        return None
    return f"{found[1]}{found[2]}: {quoted(found[3][1:-1])}{found[4] or ''}"


def _between_marks(line: str, _: frozenset[str]) -> str | None:
    """A value that means something else in YAML gets quotation marks."""
    if (found := _FIELD.fullmatch(line)) and found[3][0] not in "\"'[{|>#":
        return f"{found[1]}{found[2]}: {quoted(found[3])}{found[4] or ''}"
    if (found := _ITEM.fullmatch(line)) and found[2][0] not in "\"'[{|>#" and not re.match(r"[\w-]+:( |$)", found[2]):
        return f"{found[1]}{quoted(found[2])}{found[3] or ''}"
    return None


def _to_the_left(line: str, fields: frozenset[str]) -> str | None:
    """A field of the record itself that is sprung in."""
    found = re.match(r" +([\w-]+):(?: |$)", line)
    return line.lstrip(" ") if found and found[1] in fields else None


_MENDS: tuple[tuple[Callable[[str, frozenset[str]], str | None], str], ...] = (
    (_spaces, "tabs"),
    (_straight, "aanhalingstekens"),
    (_to_the_left, "inspringing"),
    (_between_marks, "aanhalingstekens"),
)
