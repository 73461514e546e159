"""A text may name a person: a personal e-mail address, a telephone number or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.compact import dump
from macros.kinds import Record
from macros.kinds.places import texts_in
from macros.load import Draft, problem_at
from macros.portal import Portal
from macros.problems import Problem

THOROUGH = True  # says nothing that stops a build

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# The first word of an address that belongs to a function.
_FUNCTIONS = frozenset(
    """aanmelden aanmelding administratie algemeen balie beheer beleid bestuur bureau communicatie contact coalitie data feedback
    frontoffice griffie hallo help helpdesk hello info informatie inschrijven kantoor kennis kennisportaal klantcontact
    klantenservice leden loket mail meldpunt nieuws nieuwsbrief noreply no-reply office onderzoek organisatie pers post postbus
    privacy project publiciteit receptie redactie secretariaat secretaris security servicedesk service steunpunt subsidie
    subsidies support team vacatures vereniging vragen vrijwilliger vrijwilligers vrijwilligerswerk webmaster website
    welkom""".split()  # noqa: SIM905
)
# As Dutch numbers are written: 06-12345678, 030 - 230 60 00, (020) 123 4567, +31 6 1234 5678. Years and amounts are not.
_PHONE = re.compile(
    r"(?<![\w.,/€-])(?:\+31[ -]?(?:\(0\))?[ -]?|0031[ -]?|\(?0)"
    r"(?=(?:[ )\-]{0,3}\d){9}(?![ -]?\d)(?!\w))[1-9](?:[ )\-]{0,3}\d){8}"
)
_WORD = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*"
_INITIALS = r"(?:[A-Z]\. ?)+"
_BETWEEN = r"(?:(?:[Vv]an|[Dd]e|der|den|het|ter|ten|te|el|in|op|la|le|du|von|[’']t|van ’t) )*"
# Beginning with the set of first letters, not with \b: it makes searching three times as fast.
_TITLE = re.compile(
    rf"[DdMm](?<!\w.)(?:(?<=[Dd])(?:e heren|e heer|hr\.?)|(?<=[Mm])(?:evrouw|eneer|evr\.?|w\.?)) "
    rf"(?:{_INITIALS})?{_BETWEEN}(?:{_WORD}|[A-Z]\.)"
)
_ROLE = r"(?:wethouder|burgemeester|directeur|voorzitter|coördinator|raadslid|minister|adviseur|onderzoeker|bestuurder) "
_SAYS = re.compile(rf"[AaVvZz](?<!\w.)(?:ldus|olgens|egt) (?:(?:de )?{_ROLE})?(?:{_INITIALS}|({_WORD}) ){_BETWEEN}({_WORD})")
# A quick look: no number or saying is in a text without one of these.
_NUMBERS = (" 0", "(0", '"0', "+31")  # with a quotation mark where JSON begins a text
_SAYINGS = ("ldus ", "olgens ", "egt ")
# Words with which names of organisations begin or end; a name of two words is else not told from that of a person.
_ORGANISATION = re.compile(
    r"(?i)(?:^|.*\b)(?:stichting|vereniging|gemeente|provincie|ministerie|raad|bond|fonds|nederland\w*|instituut|universiteit|"
    r"hogeschool|centrum|coalitie|koninklijke|platform|netwerk|steunpunt|oranje|rode|leger|bank|rapport|onderzoek|handreiking|"
    r"wet|europese|verenigde|tweede|eerste|sociaal|centraal|nationale?|landelijke?|stad|regio|noord|zuid|oost|west|den|vrijwilliger\w*|"
    r"werk|zorg|welzijn|movisie|kruis|rijk\w*|humanitas|scouting|noc|nsf|vng|cbs|scp)\b"
)


def check(portal: Portal) -> Iterator[Problem]:
    names = _names(portal)
    for record in portal.written():
        if not _may_hold(record, names):
            continue
        for loc, text in texts_in(record.value if isinstance(record, Draft) else record):
            for what, word, hint in _found(_on_one_line(text), names) if loc[0] != "auteurs" else ():
                message = f'"{word}" is misschien {what}.'
                yield problem_at(record, loc, "mogelijk-persoon", message, hint, word=word, level="waarschuwing")


def _names(portal: Portal) -> frozenset[str]:
    """What the organisations and the like in this portal are called, and what those names begin with, word by word."""
    found = set()
    for folder in {"organisaties", "leden", "gemeenten", "programmas", "praktijken", "bronnen"} & portal.kinds.keys():
        for record in portal.records[folder].values():
            for name in (record.titel, *record.aliassen):
                words = name.split()
                found |= {" ".join(words[:most]) for most in range(1, len(words) + 1)}
    return frozenset(found)


def _may_hold(record: Record | Draft, names: frozenset[str]) -> bool:
    """A quick look at a whole record, as one text: nearly all hold nothing of the kind."""
    return isinstance(record, Draft) or any(_found(dump(record).replace("\\n", " "), names))


def _on_one_line(text: str) -> str:
    """A text as it is read: where its lines end in the file says nothing."""
    return " ".join(text.split())


def _has(text: str, parts: tuple[str, ...]) -> bool:
    return any([part in text for part in parts])


def _found(text: str, names: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """All in a text that may be of a person, the words themselves, and what to do."""
    for mail in _MAIL.finditer(text) if "@" in text else ():
        if not _is_function(mail[0].lower(), names):
            yield "een e-mailadres van een mens", mail[0], "Geef het adres van een functie, zoals info@, of haal het weg."
    for phone in _PHONE.finditer(text) if text.startswith("0") or _has(text, _NUMBERS) else ():
        yield "een telefoonnummer", phone[0], "Haal het weg, of verwijs naar de website van de organisatie."
    for named in _TITLE.finditer(text):
        yield "een naam van een mens", named[0], "Noem de organisatie of de rol."
    for said in _SAYS.finditer(text) if _has(text, _SAYINGS) else ():
        name = said[0].partition(" ")[2]
        if name not in names and not _ORGANISATION.match(name):
            yield "een naam van een mens", said[0], "Noem de organisatie of de rol."


def _is_function(mail: str, names: frozenset[str]) -> bool:
    """Whether an address belongs to a function, or is named after an organisation: after its own site, or one in `names`."""
    local, _, host = mail.partition("@")
    own = {local, re.split(r"[.+_-]", local)[0]}
    return bool(own & _FUNCTIONS) or local in host.split(".") or local in {name.lower().replace(" ", "") for name in names}
