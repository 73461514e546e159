"""The HTML that people write in their pages: what the policy of the site (`policy.py`) would stop, and addresses in it that
lead nowhere. A browser says nothing of either to who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from macros import urls
from macros.pages import pagelinks, placing
from macros.pages.pagelinks import Site
from macros.problems import Problem

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*+)>")
_LIST = re.compile(r"\{:?( *[^{}\n]+)\}")  # of what Markdown adds to the tag that it makes: { .class #id }
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_CALL = re.compile(r"\{\{.*?\}\}", re.S)
_HANDLER = re.compile(r"on[a-z]+")

_AS_LINK = "Maak er een link van, zoals [woorden]({})."
_WITH_MACRO = "Haal het weg. Iets uit de gegevens toont u met een macro, zoals {{ lessen(aantal=5) }}."
_WITH_CLASS = 'Haal het weg. Gebruik een klasse van de site, zoals { .kp-lead } of class="kp-lead".'
_AWAY = "Haal het weg: een pagina is tekst, geen programma."
_TAGS = {
    "script": _WITH_MACRO,
    "style": _WITH_CLASS,
    **dict.fromkeys(("iframe", "frame", "object", "embed", "video", "audio"), _AS_LINK),
    **dict.fromkeys(("base", "link", "meta"), _AWAY),
}
_PICTURES = ("src", "srcset", "poster", "background")
_FROM_PAGE = "Zet het bestand in docs/assets/ en schrijf ![wat erop staat](assets/bestand.png), met de weg vanaf deze pagina."
_TO_RECORD = "Schrijf een link als [woorden](pagina.md) of {{ link(…) }}: die wordt nagekeken."


def check(source: str, path: str, name: str, site: Site) -> Iterator[Problem]:
    """Everything that a browser would stop or not find, in the HTML in the text of the page `name`. Code shows HTML as text."""
    shown = dict(pagelinks.lines_of_text(source))
    text = "\n".join(shown.get(number, "") for number in range(1, source.count("\n") + 2))
    text = _CALL.sub(lambda call: re.sub(r"[^\n]", "{", call[0]), text)  # what a macro makes is good

    def at(place: int) -> tuple[str, int, int]:
        return path, text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)

    for tag in _TAG.finditer(text):
        kind = tag[1].lower()
        given = list(_ATTRIBUTE.finditer(text, *tag.span(2)))
        if hint := _TAGS.get(kind):
            shown_at = next((_value(one) for one in given if one[1].lower() in ("src", "data")), "https://…")
            yield Problem(*at(tag.start()), "html-verboden", _stopped(f"<{kind}>"), hint.replace("{}", shown_at))
            continue
        for one in given:
            yield from _of_attribute(one, at, kind, name, site)
    for found in _LIST.finditer(text):
        for one in _ATTRIBUTE.finditer(text, *found.span(1)):
            yield from _of_attribute(one, at, "", name, site)


def _of_attribute(
    one: re.Match[str], at: Callable[[int], tuple[str, int, int]], kind: str, name: str, site: Site
) -> Iterator[Problem]:
    """What is wrong with one attribute of a tag of this kind; `at` gives path, line and column of a place in the text."""
    attribute, value = one[1].lower(), _value(one)
    place = at(one.start(2) + (one[2][0] in "\"'"))
    if attribute == "style" or _HANDLER.fullmatch(attribute):
        hint = _WITH_CLASS if attribute == "style" else _AWAY
        yield Problem(*at(one.start()), "html-verboden", _stopped(f"{attribute}="), hint)
    elif attribute in _PICTURES:
        for picture in _pictures(attribute, value):
            if pagelinks.is_elsewhere(picture):
                yield Problem(*place, "afbeelding-van-elders", *pagelinks.from_elsewhere(picture))
            elif not picture.startswith("data:") and not _is_there(picture, name, site):
                yield Problem(*place, "kapotte-link", f'De afbeelding "{picture}" is er niet.', _FROM_PAGE)
    elif attribute in ("action", "formaction") and pagelinks.is_elsewhere(value):
        hint = "Maak er een link van naar de pagina waar dat formulier staat."
        yield Problem(*at(one.start()), "html-verboden", _stopped("Een formulier dat naar een andere site gaat,"), hint)
    elif attribute == "href" and kind == "a" and not pagelinks.is_whole(value) and not _is_there(value, name, site):
        hint = pagelinks.WHOLE_HINT if value.lower().startswith("http") else _TO_RECORD
        yield Problem(*place, "kapotte-link", f'De link naar "{value}" leidt nergens heen.', hint)


def _stopped(what: str) -> str:
    return f"{what} werkt niet op deze site: browsers houden het tegen."


def _value(attribute: re.Match[str]) -> str:
    return unescape(attribute[2].strip("\"'")).strip()


def _pictures(attribute: str, value: str) -> list[str]:
    """The addresses in an attribute: a `srcset` holds several, each with its width."""
    parts = value.split(",") if attribute == "srcset" and not value.startswith("data:") else [value]
    return [part.split()[0] for part in parts if part.strip()]


def _is_there(target: str, name: str, site: Site) -> bool:
    """Whether the site answers an address as it stands in HTML: seen from the address of the page, not from its file."""
    if target.startswith("{"):
        return True  # a macro fills it in
    own = placing.address_of(name)
    path = urljoin(f"/{own}/" if own else "/", target.removeprefix(urls.MARK[:-1]))
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and site.answers(parts.path)
