"""The issue forms of a Git host, made from the kinds: the same questions as the forms on the site, and one for a mistake.

GitHub and Forgejo read them from `.github/ISSUE_TEMPLATE/`. They hold nothing from data/, so that only a change of a kind
changes them; `python -m scripts.issueforms` writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from macros.kinds import Kind, all_kinds
from macros.pages.questions import Question, flat, questions_of

FOLDER = ".github/ISSUE_TEMPLATE"
REPORT = "fout"  # the form for a mistake; settings.py fills in its field `waar`

_MADE = "# Gemaakt van de soorten in macros/kinds/ door python -m scripts.issueforms. Pas dit bestand niet zelf aan.\n"
_INTRO = (
    "Vertel in gewone woorden wat u weet. Wat verplicht is, staat eerst. **Noem geen namen van personen**: organisaties en "
    "functies mag u wel noemen. Een issue is openbaar. Wat u instuurt, mag iedereen gebruiken onder de licentie CC BY 4.0."
)
_REFERENCE = "De titel zoals die op de site staat. Staat het er niet bij? Schrijf dan zelf wat u bedoelt."


def files() -> Iterator[tuple[str, str]]:
    """Name and text of every issue form."""
    for kind in all_kinds().values():
        if kind.invites:
            yield f"{kind.one}.yml", _text(_of_kind(kind))
    yield f"{REPORT}.yml", _text(_REPORT)


def _of_kind(kind: Kind) -> dict[str, Any]:
    asked = [_asked("-".join(path), question) for path, question in flat(questions_of(kind))]
    return {
        "name": f"Een {kind.one} insturen",
        "description": f"Voor wie een {kind.one} weet die hier hoort.",
        "title": f"Een {kind.one}: ",
        "body": [{"type": "markdown", "attributes": {"value": _INTRO}}, *asked],
    }


def _asked(id_: str, question: Question) -> dict[str, Any]:
    about: dict[str, Any] = {"label": question.label, "description": _described(question)}
    if question.form == "vinken":
        options = [{"label": label} for _, label in question.choices]
        return {"type": "checkboxes", "id": id_, "attributes": {**about, "options": options}}
    if question.form == "keuze":
        kind, about["options"] = "dropdown", [label for _, label in question.choices]
    else:
        several = question.form in ("tekst", "regels") or question.form == "verwijzing" and question.many
        kind = "textarea" if several else "input"
    return {"type": kind, "id": id_, "attributes": about, "validations": {"required": question.required}}


def _described(question: Question) -> str:
    if question.form == "verwijzing":
        return f"{_REFERENCE} Zet elk op een eigen regel." if question.many else _REFERENCE
    if question.form == "regels":
        return f"{question.help} Zet elk op een eigen regel."
    return f"{question.help} Schrijf jaar-maand-dag, zoals 2026-11-21." if question.form == "datum" else question.help


_REPORT = {
    "name": "Een fout melden",
    "description": "Voor wie op een pagina iets ziet dat niet klopt.",
    "title": "Fout in ",
    "body": [
        {
            "type": "input",
            "id": "waar",
            "attributes": {
                "label": "Waar staat het?",
                "description": "Het kenmerk onder aan de pagina, zoals lessen/stap-voor-stap, of het adres van de pagina.",
            },
            "validations": {"required": True},
        },
        {
            "type": "textarea",
            "id": "wat",
            "attributes": {
                "label": "Wat klopt er niet?",
                "description": "Noem geen namen van personen: een issue is openbaar.",
            },
            "validations": {"required": True},
        },
        {
            "type": "textarea",
            "id": "bron",
            "attributes": {"label": "Waar hebt u dat gelezen?", "description": "Een bron en een kop of bladzijde."},
            "validations": {"required": False},
        },
    ],
}


def _text(form: dict[str, Any]) -> str:
    return _MADE + yaml.dump(form, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
