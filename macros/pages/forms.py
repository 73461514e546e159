"""The forms by which readers send in a record of their own, without an account. Made from the questions of the kind;
`overrides/assets/formulier.js` checks the answers against the JSON Schema and makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from macros.kinds import Kind
from macros.pages.facts import ordered_fields
from macros.pages.questions import Question, example_in, flat, questions_of
from macros.pages.render import Renderer
from macros.portal import Portal
from macros.settings import NOT_SET

FEW = 40  # records that can be ticked; of more a reader picks one by its title
MOST = 500  # that can be picked; a page with thousands is slow, and a reader can always type what is meant


def with_forms(portal: Portal) -> list[Kind]:
    """The kinds that readers can add to."""
    return [kind for kind in portal.kinds.values() if kind.invites]


def title(kind: Kind) -> str:
    """What the page of a form is called."""
    return f"Een {kind.one} insturen"


def about(kind: Kind) -> str:
    """That page in one sentence."""
    return f"Een formulier om een {kind.one} in te sturen, zonder account. De site verstuurt en bewaart niets."


def form(renderer: Renderer, kind: Kind) -> Markup:
    """The page of the form of a kind."""
    portal = renderer.portal
    asked = [_filled(question, portal, kind) for question in questions_of(kind)]
    settings = portal.settings
    return renderer.fill(
        "formulier.html",
        kind=kind,
        titel=title(kind),
        nodig=[question for question in asked if question.required],
        extra=[question for question in asked if not question.required],
        lijsten=_lists(asked, portal),
        volgorde=json.dumps(_order(kind)),
        mail=settings.mail,
        contact=_contact(portal),
        issue=settings.broncode.new_issue(kind.one) if settings.broncode else "",
    )


def list_of_forms(renderer: Renderer) -> Markup:
    """All forms, each with what it is for."""
    kinds = [(kind, title(kind)) for kind in with_forms(renderer.portal)]
    return renderer.fill("formulieren.html", soorten=kinds, contact=_contact(renderer.portal))


def _contact(portal: Portal) -> str:
    """Where readers send what they wrote; empty as long as nobody says so."""
    return "" if portal.settings.contact == NOT_SET else portal.settings.contact


def _order(kind: Kind) -> list[str]:
    """The fields as they stand in a file: title and summary, those of the kind itself, then the others."""
    (model,) = kind.models
    return list(dict.fromkeys(("titel", "samenvatting", *ordered_fields(model))))


def _filled(question: Question, portal: Portal, kind: Kind) -> Question:
    """The question with what only the data knows: an example, and the records to choose from where they are few."""
    if question.form == "groep":
        return replace(question, parts=tuple(_filled(part, portal, kind) for part in question.parts))
    if question.form in ("regel", "tekst"):
        return replace(question, example=example_in(portal.public(kind.folder), question.name))
    if question.form != "verwijzing":
        return question
    options = _options(question, portal)
    if not question.many or len(options) > FEW:
        return question
    return replace(question, form="vinken", help="", choices=tuple(options))


def _options(question: Question, portal: Portal) -> list[tuple[str, str]]:
    """How a record is written in this field, and its title; of more than `MOST` those that others refer to most."""
    single = len(question.folders) == 1
    records = [record for folder in question.folders for record in portal.public(folder)]
    if len(records) > MOST:
        often = {record.ref for record in sorted(records, key=lambda record: -len(portal.backlinks(record)))[:MOST]}
        records = [record for record in records if record.ref in often]
    return [(record.id if single else record.ref, record.titel) for record in records]


def _lists(asked: list[Question], portal: Portal) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The records to choose from, once for each set of folders that a question refers to."""
    found = {"-".join(q.folders): q for _, q in flat(tuple(asked)) if q.form == "verwijzing"}
    return ((name, _options(question, portal)) for name, question in found.items())
