"""What a release of the data brought: which records came, changed, moved and went, for readers. Only what is public counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from macros.pages import words
from macros.portal import Portal
from macros.releases import Uitgave
from macros.upkeep.changes import Change, Changes
from macros.upkeep.differences import differences

HEAD = "# Wijzigingen in de gegevens\n"


def section(release: Uitgave, changes: Changes | None, portal: Portal) -> str:
    """The part about one release; `changes` since the release before it, None when there was none."""
    lines = [f"## Uitgave {release.versie} ({words.day(release.datum)})", ""]
    return "\n".join(lines + (_first(portal) if changes is None else _since(changes))) + "\n"


def added_to(known: str, section: str) -> str:
    """The whole changelog with a new section on top; `known` is what it was, perhaps nothing."""
    rest = known.removeprefix(HEAD).strip("\n")
    return f"{HEAD}\n{section}" + (f"\n{rest}\n" if rest else "")


def _first(portal: Portal) -> list[str]:
    kinds = [(kind.title, len(portal.public(kind.folder))) for kind in portal.kinds.values() if portal.public(kind.folder)]
    total = words.count(sum(number for _, number in kinds), "record", "records")
    return [f"De eerste uitgave, met {total}:", "", *(f"- {title}: {words.number(number)}" for title, number in kinds)]


def _since(changes: Changes) -> list[str]:
    came, changed, moved, merged, withdrawn, gone = [], [], [], [], [], []
    public = [change for change in changes.records if _is_public(change.new)]
    taken_in = {ref: change for change in public for ref in change.new.get("voormalige_ids", ())}
    for change in changes.records:
        was, now = _is_public(change.old), _is_public(change.new)
        if now and not was:
            came.append(_title(change))
        elif was and not now:
            if change.was in taken_in:
                merged.append(f"`{change.was}` → {_title(taken_in[change.was])}")
            elif change.new and change.new["publicatie"] == "ingetrokken":
                withdrawn.append(f"{_title(change)}{_why(change.new)}")
            else:
                gone.append(_title(change))
        elif was and now:
            fields = _fields(change)
            if change.was != change.ref:
                moved.append(f"`{change.was}` → {_title(change)}{fields}")
            elif fields:
                changed.append(f"{_title(change)}{fields}{_told(change)}")
    unread = [f"`{ref}`" for ref in sorted({unread.ref for unread in changes.unread})]
    parts = (
        ("Erbij", "erbij", came),
        ("Gewijzigd", "gewijzigd", changed),
        ("Verhuisd", "verhuisd", moved),
        ("Samengevoegd", "samengevoegd", merged),
        ("Ingetrokken", "ingetrokken", withdrawn),
        ("Niet meer openbaar", "niet meer openbaar", gone),
        ("Niet te vergelijken", "niet te vergelijken", unread),
    )
    found = [(heading, said, items) for heading, said, items in parts if items]
    if not found:
        return ["Aan de records is niets veranderd."]
    lines = [f"Records: {words.listed([f'{words.number(len(items))} {said}' for _, said, items in found])}."]
    for heading, _, items in found:
        lines += ["", f"### {heading}", "", *(f"- {item}" for item in items)]
    return lines


def _is_public(values: dict | None) -> bool:
    return values is not None and values.get("publicatie", "gepubliceerd") == "gepubliceerd"


def _title(change: Change) -> str:
    title = (change.new or change.old or {}).get("titel")
    return f"`{change.ref}`: {' '.join(title.split())}" if isinstance(title, str) else f"`{change.ref}`"


def _fields(change: Change) -> str:
    """The fields that differ, by their labels; the notes about changes are no field that changed."""
    names = dict.fromkeys(str(found.loc[0]) for found in differences(change.old, change.new))
    names = [name for name in names if name not in ("wijzigingen", "voormalige_ids")]
    known = change.model.model_fields if change.model else {}
    labels = [known[name].title or name if name in known else name for name in names]
    return f" ({words.listed(labels)})" if labels else ""


def _told(change: Change) -> str:
    """What the editors themselves noted about it since."""
    known = _notes(change.old)
    new = [note for note in _notes(change.new) if note not in known]
    return "".join(f"\n  - {note[1]}" for note in new)


def _notes(values: dict | None) -> list[tuple[str, str]]:
    listed: Any = (values or {}).get("wijzigingen")
    notes = [note for note in listed if isinstance(note, dict)] if isinstance(listed, list) else []
    return [(str(note.get("datum")), " ".join(str(note.get("tekst")).split())) for note in notes]


def _why(values: dict | None) -> str:
    withdrawal = (values or {}).get("intrekking")
    if not isinstance(withdrawal, dict):
        return ""
    since = str(withdrawal.get("sinds"))
    return f". Sinds {words.day(date.fromisoformat(since))}: {' '.join(str(withdrawal.get('waarom')).split())}"
