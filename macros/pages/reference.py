"""The pages for those who contribute, made from the code: what every rule asks, which fields a kind has, and the forms."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from macros import rules, text, urls
from macros.kinds import Kind
from macros.pages import forms, improving
from macros.pages.fieldtypes import fields_of
from macros.pages.render import Renderer
from macros.portal import Portal
from macros.rules import Rule, all_rules
from macros.settings import Settings

FOLDERS = {
    urls.RULES: "Regels",
    urls.FIELDS: "Velden",
    urls.FORMS: "Iets insturen",
}  # with the title of the page that lists those in it


@dataclass(frozen=True)
class ReferencePage:
    """One such page; `body` makes its HTML, and a class in a module is what it was made from."""

    folder: str
    address: str
    title: str
    description: str
    module: str
    defined: str  # the name of the class
    body: Callable[[Renderer], Markup]

    def edit(self, settings: Settings) -> str:
        """The address where someone changes what it was made from; empty when not known."""
        return improving.definition(settings, self.module, self.defined)


def pages(folder: str, portal: Portal) -> Iterator[ReferencePage]:
    """The pages under one of `FOLDERS`."""
    if folder == urls.RULES:
        for rule in all_rules().values():
            defined = f"{rules.__name__}.{rule.place}", rules.class_name(rule.name)
            title, about = f"{rule.name} · Regel", text.plain(rule.asks)
            yield ReferencePage(folder, urls.rule(rule.name), title, about, *defined, _body_of_rule(rule))
    elif folder == urls.FORMS:
        for kind in forms.with_forms(portal):
            title, about = forms.title(kind), forms.about(kind)
            yield ReferencePage(folder, urls.form(kind.one), title, about, *_defined(kind), _body_of_form(kind))
    else:
        for kind in portal.kinds.values():
            title, about = f"Velden van {kind.many}", f"Wat u invult bij {kind.many}: elk veld met uitleg en een voorbeeld."
            yield ReferencePage(folder, urls.fields(kind.folder), title, about, *_defined(kind), _body_of_fields(kind))


def addresses(portal: Portal) -> list[str]:
    """The address (a mark) of every such page."""
    of_forms = [urls.form(kind.one) for kind in forms.with_forms(portal)]
    return [*map(urls.rule, all_rules()), *map(urls.fields, portal.kinds), *of_forms]


def above(page: ReferencePage) -> list[tuple[str, str]]:
    """The pages between the home page and such a page: title and address."""
    higher = [("Over dit portaal", urls.page("over"))] if page.folder.startswith("over/") else []
    return [*higher, (FOLDERS[page.folder], urls.page(page.folder))]


def list_of_rules(renderer: Renderer) -> Markup:
    """All rules by topic."""
    topics = [list(rules) for _, rules in groupby(all_rules().values(), key=lambda rule: rule.place)]
    return renderer.fill("regels.html", onderwerpen=topics)


class Described(NamedTuple):
    """A macro as the writer of a page calls it, and what it does."""

    call: str
    what: str


def described(name: str, macro: Callable[..., Any]) -> Described:
    """How to call a macro. Its docstring is Dutch, like its arguments."""
    parameters = [p for p in inspect.signature(macro).parameters.values() if p.name != "self"]
    words = [p.name if p.default is p.empty else f"{p.name}={_quoted(p.default)}" for p in parameters]
    return Described(f"{name}({', '.join(words)})", inspect.getdoc(macro) or "")


def _quoted(value: Any) -> str:
    return "…" if value is None else f'"{value}"' if isinstance(value, str) else str(value)


def _defined(kind: Kind) -> tuple[str, str]:
    return kind.models[0].__module__, kind.models[0].__name__


def _body_of_rule(rule: Rule) -> Callable[[Renderer], Markup]:
    return lambda renderer: renderer.fill("regel.html", regel=rule, tekst=text.markdown(rule.text, urls.page))


def _body_of_form(kind: Kind) -> Callable[[Renderer], Markup]:
    return lambda renderer: forms.form(renderer, kind)


def _body_of_fields(kind: Kind) -> Callable[[Renderer], Markup]:
    return lambda renderer: renderer.fill("soort.html", kind=kind, groepen=fields_of(kind, renderer.portal))
