"""What stands in calendars: every public record with a day, by itself, for its theme, and with what belongs to it."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from macros import urls
from macros.ical import Event
from macros.kinds import Record
from macros.kinds.places import bare, types_of
from macros.portal import Portal

# A record of this folder may be part of a longer one (a session of its week): by which field.
PART_OF = {"kennisboost": "week", "momenten": "hoort_bij"}
_STATUS = {"vervallen": "CANCELLED", "gestopt": "CANCELLED", "onbekend": "TENTATIVE", "idee": "TENTATIVE"}
_STATES = {"CANCELLED": "Vervallen: ", "TENTATIVE": "Onder voorbehoud: "}


def folders(portal: Portal) -> list[str]:
    """The folders whose records can have a day: nobody looks for one in ten thousand lessons."""
    return [folder for folder, kind in portal.kinds.items() if any("begin" in model.model_fields for model in kind.models)]


def with_days(portal: Portal) -> list[str]:
    """The folders whose records begin on a day, where that is known; of a project it may be no more than a year."""
    begins = {folder: [bare(types_of(model).get("begin")) for model in kind.models] for folder, kind in portal.kinds.items()}
    return [folder for folder, types in begins.items() if set(types) == {date}]


def dated(portal: Portal) -> list[Record]:
    """Every public record with a day, in the order of time."""
    return in_order([record for folder in folders(portal) for record in portal.public(folder) if record.dagen])


def about(portal: Portal, theme: Record) -> list[Record]:
    """Every public record with a day about a theme, in the order of time, each happening once."""
    found = (record for folder in folders(portal) for record in portal.having(folder, "themas", theme.ref))
    return once(portal, in_order([record for record in found if record.dagen]))


def once(portal: Portal, records: list[Record]) -> list[Record]:
    """These records with a day, without the moments that only tell of another one of them on that day, such as a session."""
    days = {record.ref: record.dagen[0].begin for record in records if getattr(record, "soort", "") != "moment"}

    def is_told(record: Record) -> bool:
        others = (target.ref for _, target in portal.links(record) if target)
        return record.ref not in days and record.dagen[0].begin in map(days.get, others)

    return [record for record in records if not is_told(record)]


def parts(portal: Portal, record: Record) -> list[Record]:
    """The public records that are part of this one, in the order of time; last those without a day."""
    field = PART_OF.get(record.map)
    return in_order(portal.having(record.map, field, record.ref)) if field else []


def in_order(records: list[Record]) -> list[Record]:
    """Records in the order of their first day; last those without one."""
    return sorted(records, key=lambda record: (not record.dagen, *(str(day.begin) for day in record.dagen[:1]), record.ref))


def has_calendar(portal: Portal, record: Record) -> bool:
    """Whether a record has a calendar of its own: it is public, and has a day or a part with one."""
    return record.is_public and bool(record.dagen or any(part.dagen for part in parts(portal, record)))


def events(portal: Portal, record: Record, site_url: str) -> list[Event]:
    """What a record puts in a calendar: its days."""
    page = urls.absolute(record.url, site_url) if site_url else ""
    status = _STATUS.get(getattr(record, "stand", ""), "CONFIRMED")
    signup = getattr(record, "aanmelden", None)
    text = [record.samenvatting, f"Aanmelden: {signup}" if signup else "", f"Meer: {page}" if page else f"Kenmerk: {record.ref}"]
    return [
        Event(
            uid=urls.tag(f"{record.first_url}{day.wat}"),
            begin=day.begin,
            einde=day.einde,
            title=_STATES.get(status, "") + (f"{day.wat.capitalize()}: {record.titel}" if day.wat else record.titel),
            text="\n".join(filter(None, text)),
            stamp=record.versie or day_of(day.begin),
            changes=len(record.wijzigingen),
            url=page,
            topics=tuple(theme.titel for theme in portal.themes(record)),
            status=status,
        )
        for day in record.dagen
    ]


def day_of(moment: date) -> date:
    """The day of a day or time."""
    return moment.date() if isinstance(moment, datetime) else moment


def programme(portal: Portal, week: Record) -> list[tuple[date | None, list[Record]]]:
    """The parts of a week by day, in order; last, under None, those whose day is not known."""
    return [(day, list(group)) for day, group in groupby(parts(portal, week), key=_first_day)]


def _first_day(record: Record) -> date | None:
    return day_of(record.dagen[0].begin) if record.dagen else None
