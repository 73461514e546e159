"""Everything that someone can use is described where people look for it: fields, macros, rules, commands."""

import inspect
import re
from html import unescape
from pathlib import Path

import pytest

from macros.engine.examining import examine
from macros.kinds import all_kinds
from macros.kinds.places import choices_in
from macros.pages import reference
from macros.pages.macros import macros_of
from macros.pages.render import renderer_of
from macros.rules import all_rules

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def portal():
    return examine(ROOT / "data", ROOT / "docs")[0]


@pytest.fixture(scope="module")
def shown(portal):
    """The HTML of every page of the reference, by its title."""
    renderer = renderer_of(portal)
    made = [page for folder in reference.FOLDERS for page in reference.pages(folder, portal)]
    return {page.title: unescape(str(page.body(renderer))) for page in made}


@pytest.mark.parametrize("kind", all_kinds().values(), ids=all_kinds())
def test_every_field_is_described(kind, shown):
    page = shown[f"Velden van {kind.many}"]
    for model in kind.models:
        for name, field in model.model_fields.items():
            assert re.search(rf'id="[\w-]+-{name}">\s*<code>{name}</code> {re.escape(field.title)}', page), name
            assert field.description in page
            assert all(f"<code>{choice}</code>" in page for choice in choices_in(field.annotation))
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_fields_say_what_to_write(shown):
    page = shown["Velden van lessen"]
    for text in (
        "Schrijf tekst op één regel, hooguit 120 tekens.",
        "Schrijf een lijst; elk deel is de naam van een record uit themas.",
        "Schrijf een jaar, zoals 2026.",
        "Kies uit: <code>expliciet</code>, <code>afgeleid</code>, <code>mening</code>.",
        "Schrijf tekst van hooguit 60 woorden.",
    ):
        assert text in page
    required = re.findall(r"<h3[^>]*>\s*<code>(\w+)</code>[^<]*<span class=.kp-verplicht.>", page)
    assert required == ["inzicht", "context", "advies", "titel", "samenvatting", "herkomst"]


def test_examples_come_from_records(shown, portal):
    """Most fields have one; a field that no record uses cannot."""
    examples = [ref for page in shown.values() for ref in re.findall(r"Voorbeeld, uit <a [^>]*>([^<]+)</a>", page)]
    assert len(examples) > 300 and all(portal.get(ref) for ref in examples)


def test_every_rule_has_its_page(shown):
    for rule in all_rules().values():
        page = shown[f"{rule.name} · Regel"]
        assert all(example.text in page for example in rule.examples)


def test_every_macro_is_described(portal):
    table = macros_of(portal)
    page = unescape(str(table.macros()))
    for name in table.table:
        assert re.search(rf"<dt><code>{{{{ {name}\(", page), name
    for name, macro in inspect.getmembers(type(table), inspect.isfunction):
        assert name.startswith("_") or inspect.getdoc(macro) in page


def test_every_command_is_described():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split():
        assert re.search(rf"^#.*\bmake {command}\b", makefile, re.M), command
        assert re.search(rf"`make {command}\b|^make {command}\b", readme, re.M), command
