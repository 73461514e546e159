"""Every rule has a text for people, and its examples do what the text says: the wrong one breaks it, the right one nothing."""

import re
from datetime import date
from pathlib import Path

import pytest

from macros.rules import Example, all_rules
from tests.bouwen import examine_thoroughly
from tests.test_gevallen import BASIS, rules_in_source

RECORD = (BASIS / "data/lessen/les.yml").read_text("utf-8").replace("bron: bron", "bron: rapport")
THEME = (BASIS / "data/themas/thema.yml").read_text("utf-8").replace("bron: bron", "bron: rapport")
FIGURE = """titel: Een cijfer
samenvatting: Een cijfer voor de tests.
soort: cijfer
waarde: "12"
eenheid: personen
populatie: leden
gemeten_door: niet vermeld
themas: [werven-en-behouden]
herkomst: [{bron: rapport, kop: Kop}]
"""
TABLE = FIGURE.replace('soort: cijfer\nwaarde: "12"\n', "soort: tabel\njaar: 2023\nkolommen: []\nrijen: []\n")
TWIN = "Wie in kleine stappen begint met een paar mensen uit de buurt, houdt het plan langer vol dan een groep."
# What the examples take to be there.
WORLD = {
    "data/bronnen/rapport.yml": (BASIS / "data/bronnen/bron.yml").read_text("utf-8").replace("bron: bron", "bron: rapport"),
    "data/themas/werven-en-behouden.yml": THEME,
    "data/lessen/stap-voor-stap.yml": RECORD.replace("titel: Een les", "titel: Stap voor stap").replace(
        "Een les voor de tests.", "Bij elke stap hoort een eigen moment om te stoppen."
    )
    + "themas: [werven-en-behouden]\nvoormalige_ids: [lessen/oude-naam]\n",
    "data/lessen/tweelingles.yml": RECORD.replace("Een les voor de tests.", TWIN) + "themas: [werven-en-behouden]\n",
    "data/portaal.yml": "naam: Proefportaal\n",
    "docs/index.md": "# Start\n",
}
EXAMPLES = [(rule.name, example) for rule in all_rules().values() for example in rule.examples if example.file]


def in_full(example: Example) -> str:
    """The file that an example shows the point of: its fields take the place of those of a good record."""
    if not re.match(r"data/\w+/", example.file):
        return example.text
    good = RECORD
    if "/cijfers/" in example.file:
        good = TABLE if "kolommen:" in example.text else FIGURE
    if "themas:" not in example.text and "titel: Een les" in good:
        good += "themas: [werven-en-behouden]\n"
    for field in re.findall(r"^(\w+):", example.text, re.M):
        good = re.sub(rf"^{field}:.*\n(?:[ \t-].*\n)*", "", good, flags=re.M)
    return good + example.text


def test_every_rule_is_described_and_nothing_else_is():
    assert set(all_rules()) == rules_in_source()


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_a_text_says_what_is_asked_why_and_what_to_do(rule):
    assert rule.asks.endswith(".") and len(rule.asks) < 140
    assert len(rule.text.split("\n\n")) >= 2
    assert {example.good for example in rule.examples} == {True, False}
    assert not re.search(r"```|\bje\b|\bjouw\b|\bjij\b", rule.asks + rule.text)


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{name}-{'goed' if example.good else 'fout'}" for name, example in EXAMPLES]
)
def test_an_example_does_what_the_text_says(rule, example, tmp_path, monkeypatch):
    for file, text in {**WORLD, example.file: in_full(example)}.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    found = [str(problem) for problem in examine_thoroughly(Path("data"), Path("docs"))[1]]
    if example.good:
        assert found == []
    else:
        assert found and all(f"[{rule}]" in problem for problem in found)


def test_the_examples_leave_time():
    """The day in an example that must not have passed is far away."""
    assert date.today() < date(2098, 1, 1)


def test_the_world_of_the_examples_is_good(tmp_path, monkeypatch):
    for file, text in WORLD.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert [str(problem) for problem in examine_thoroughly(Path("data"), Path("docs"))[1]] == []
