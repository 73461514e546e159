"""What every rule asks of contributors: one class a rule, whose Dutch docstring is its page on the site.

A class is named after its rule, `OnbekendThema` for `onbekend-thema`. The first line of its docstring says what the
rule asks; then follow why, and what to do. Blocks that begin with ```fout or ```goed are examples. Behind that may
stand the file that the example belongs in: then the tests try it, as lines of a record that is good but for them.
"""

from __future__ import annotations

import functools
import inspect
import re
import textwrap
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

# In the order in which people meet them; further modules come after these.
_MODULES = ("yaml", "velden", "verwijzingen", "inhoud", "bestanden", "onderhoud", "paginas", "adressen")
_EXAMPLE = re.compile(r"^```(fout|goed)(?: ([^\n]+))?\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Example:
    """What is wrong or right, and the file it would stand in (empty where that is not the point)."""

    good: bool
    file: str
    text: str


@dataclass(frozen=True)
class Rule:
    """One rule as people read it: `asks` is a sentence, `text` is Markdown."""

    name: str
    place: str  # the module in which it stands: a fixed name for its topic
    topic: str
    asks: str
    text: str
    examples: tuple[Example, ...]


@functools.cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its name, by topic and then by alphabet."""
    modules = dict.fromkeys([*_MODULES, *(module.name for module in iter_modules(__path__))])
    found = [rule for module in modules for rule in sorted(_rules_in(f"{__name__}.{module}"), key=lambda rule: rule.name)]
    return {rule.name: rule for rule in found}


def _rules_in(module_name: str) -> list[Rule]:
    module = import_module(module_name)
    topic = inspect.cleandoc(module.__doc__ or "").rstrip(".")
    classes = [item for item in vars(module).values() if inspect.isclass(item) and item.__module__ == module_name]
    return [_rule(_name(item.__name__), module_name.rpartition(".")[2], topic, item.__doc__ or "") for item in classes]


def class_name(rule: str) -> str:
    """The name of the class that says what a rule asks: `OnbekendThema` for `onbekend-thema`."""
    return "".join(word.capitalize() for word in rule.split("-"))


def _name(of_class: str) -> str:
    return re.sub(r"(?<=.)(?=[A-Z])", "-", of_class).lower()


def _rule(name: str, place: str, topic: str, docstring: str) -> Rule:
    asks, _, rest = docstring.partition("\n")
    rest = textwrap.dedent(rest)  # not inspect.cleandoc: that takes the tabs out of the examples
    examples = tuple(Example(found[1] == "goed", found[2] or "", found[3]) for found in _EXAMPLE.finditer(rest))
    return Rule(name, place, topic, asks.strip(), _EXAMPLE.sub("", rest).strip(), examples)
