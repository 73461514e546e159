"""Tells what changed, as Markdown that reads well on a terminal and can be pasted in a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from macros import urls
from macros.kinds import Record
from macros.load import model_at
from macros.text import markdown_link
from macros.upkeep.changes import Change, Changes
from macros.upkeep.differences import Difference, differences
from macros.upkeep.versions import Since

SHORT = 80  # a longer text is shown sentence by sentence
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")  # where a paragraph or an item of a list begins
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def markdown(since: Since, changes: Changes, site_url: str = "") -> str:
    """All that changed since an earlier version; where the public address is known, with a link to each page as it is there."""
    parted = f", de laatste die uw versie en {since.base} allebei hebben" if since.forked else ""
    lines = [f"# Wat er veranderde sinds {since.base}", "", f"Vergeleken met commit {since.commit}{parted}."]
    came = [change for change in changes.records if change.was is None]
    gone = [change for change in changes.records if change.new is None]
    moved = [change for change in changes.records if change.new is not None and change.was not in (None, change.ref)]
    stayed = [(c, list(differences(c.old, c.new))) for c in changes.records if c.was == c.ref and c.new is not None]
    changed = [(change, found) for change, found in stayed if found]
    now = {former: c.ref for c in changes.records for former in _names((c.new or {}).get("voormalige_ids"))}
    lines += _section("Erbij", [f"- {_title(change)}" for change in came])
    lines += _section("Weg", [f"- {_title(c)}{f', nu: {now[c.ref]}' if c.ref in now else ''}" for c in gone])
    lines += _section("Verplaatst", [line for c in moved for line in _record(c, list(differences(c.old, c.new)), site_url)])
    lines += _section("Veranderd", [line for change, found in changed for line in _record(change, found, site_url)])
    lines += _section("Alleen anders opgemaakt", [f"- {_linked(change, site_url)}" for change, found in stayed if not found])
    lines += _section("Niet te vergelijken", [_unread(*unread) for unread in changes.unread])
    lines += _section("Andere bestanden", [f"- {name}" for name in changes.others])
    if len(lines) == 3:
        lines += ["", "Er is niets veranderd."]
    return "\n".join(lines)


def _section(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    return ["", f"## {heading}", "", *(lines if lines[-1] else lines[:-1])]


def _title(change: Change) -> str:
    values = change.new if change.new is not None else change.old
    title = values.get("titel")
    return f"{change.ref}: {title}" if isinstance(title, str) else change.ref


def _linked(change: Change, site_url: str) -> str:
    """The title of a record that is on the site already, as a link to its page there."""
    if not site_url or change.was is None:
        return _title(change)
    page = urls.absolute(urls.record(*change.was.split("/")), site_url.removesuffix("/") + "/")
    return markdown_link(_title(change), page)


def _unread(ref: str, then: bool, refused: Exception) -> str:
    when = "was toen" if then else "is nu"
    return f"- {ref} {when} niet te lezen, regel {refused.line}: {refused.message}"


def _record(change: Change, found: list[Difference], site_url: str) -> list[str]:
    was = f"{change.was} → " if change.was != change.ref else ""
    lines = [f"### {was}{_linked(change, site_url)}", ""]
    for difference in found:
        lines += _difference(difference, change.model)
    return [*lines, ""] if found else lines  # an empty line ends the list


def _difference(difference: Difference, model: type[Record] | None) -> list[str]:
    old, new = difference.old, difference.new
    start = f"- **{_label(difference, model)}** ({' › '.join(difference.names)})"
    part = model_at(model, difference.loc) if model else None
    if _is_plain_list(old) and _is_plain_list(new):
        return [f"{start}: {_list_change(_names(old), _names(new))}"]
    if isinstance(old or "", str) and isinstance(new or "", str) and max(len(old or ""), len(new or "")) > SHORT:
        return [f"{start}:", *_fenced(list(_sentences(old or "", new or "")))]
    if old is None or new is None:
        return [f"{start}: {'erbij' if old is None else 'weg'}: {_said(new if old is None else old, part)}"]
    return [f"{start}: {_said(old, part)} → {_said(new, part)}"]


def _label(difference: Difference, model: type[Record] | None) -> str:
    """The labels of the fields on the way to a value, and which part of a list it is."""
    found = []
    for number, (step, name) in enumerate(zip(difference.loc, difference.names, strict=True)):
        if isinstance(step, int):
            found[-1] += f" {name}"
        else:
            found.append(_field_title(model_at(model, difference.loc[:number]) if model else None, step))
    return " › ".join(found)


def _field_title(model: type[BaseModel] | None, name: str) -> str:
    return model.model_fields[name].title or name if model and name in model.model_fields else name


def _is_plain_list(value: Any) -> bool:
    return value is None or isinstance(value, list) and not any(isinstance(item, list | dict) for item in value)


def _names(value: Any) -> list[str]:
    return [_word(item) for item in value] if isinstance(value, list) else []


def _list_change(old: list[str], new: list[str]) -> str:
    came, gone = _minus(new, old), _minus(old, new)
    if not came and not gone:
        return f"andere volgorde: {', '.join(map(_code, new))}"
    parts = [f"{word}: {', '.join(map(_code, items))}" for word, items in (("erbij", came), ("weg", gone)) if items]
    return "; ".join(parts)


def _minus(items: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    return [item for item in items if item not in rest or rest.remove(item)]


def _said(value: Any, part: type[BaseModel] | None) -> str:
    """Any value on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{_field_title(part, name)}: {_said(item, None)}" for name, item in value.items() if item is not None)
    if isinstance(value, list):
        return ", ".join(f"({_said(item, part)})" if isinstance(item, dict) else _said(item, part) for item in value)
    return _code(_word(value))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "niets" if value is None else " ".join(str(value).split())


def _code(text: str) -> str:
    """Text that no Markdown, name or number in it can turn into something else."""
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _fenced(lines: list[str]) -> list[str]:
    ticks = "`" * max(3, max((len(found) for line in lines for found in re.findall("`+", line)), default=0) + 1)
    return [f"  {line}" for line in (f"{ticks}diff", *lines, ticks)]


def _sentences(old: str, new: str) -> Iterator[str]:
    """The sentences that differ, each with the one before and after it."""
    before, after = _split(old), _split(new)
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(1)
    for number, group in enumerate(groups):
        if number:
            yield "  …"
        for what, begin, end, start, stop in group:
            if what == "equal":
                yield from (f"  {sentence}" for sentence in before[begin:end])
            else:
                yield from (f"- {sentence}" for sentence in before[begin:end])
                yield from (f"+ {sentence}" for sentence in after[start:stop])


def _split(text: str) -> list[str]:
    blocks = (" ".join(block.split()) for block in _BLOCK.split(text))
    return [sentence for block in blocks for sentence in _SENTENCE.split(block) if sentence]
