"""Fills in the macros of a hand-written page, and finds what is wrong with them.

A page holds nothing but text and calls with plain values, `{{ lessen(thema="waardering", aantal=5) }}`. Jinja reads
them, but nothing of Jinja runs: only a macro that exists is called, with the values that are written there. So a page
reaches nothing but the macros: not files, not the environment, not Python.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from macros.pages.macros import MacroError
from macros.problems import Problem, suggestion

Table = dict[str, Callable[..., Any]]  # macros by the name that pages use

# A comment could begin in a heading with an id, `## Kop {#id}`; pages have no use for comments.
_JINJA = Environment(comment_start_string="{##", comment_end_string="##}", keep_trailing_newline=True)
_MOST_DIGITS = 18  # of a number; Python itself stumbles over thousands
_RAW_HINT = "Moet {{ in de tekst staan? Schrijf dan {% raw %}…{% endraw %}."


def render(source: str, macros: Table, keep: Callable[[str], str] = str) -> str:
    """A page's text with its macros filled in; HTML that they make goes through `keep`.

    For pages without problems: raises `MacroError` for the first one that there is.
    """
    parts = []
    for node in _nodes(source):
        outcome = node.data if isinstance(node, nodes.TemplateData) else _call(node, macros)
        parts.append(keep(outcome) if isinstance(outcome, Markup) else str(outcome))
    return "".join(parts)


def problems(source: str, path: str, macros: Table, *, sound: bool = True) -> Iterator[Problem]:
    """All that is wrong with the macros in one page, each with its line and column.

    Where the data is not `sound`, a macro may stumble over a reference to nothing. That is told of in the data.
    """
    lines = source.split("\n")
    try:
        found = _nodes(source)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:  # the last of a number with thousands of digits
        line = getattr(error, "lineno", None) or _longest(lines)
        yield Problem(
            path, line, _column(lines, line, "{"), "macro-fout", "Dit is geen geldige macro.",
            f"Schrijf {{{{ naam(argument) }}}} en sluit elk haakje en aanhalingsteken. {_RAW_HINT}",
        )  # fmt: skip
        return
    for node in found:
        if isinstance(node, nodes.TemplateData):
            continue
        try:
            _call(node, macros)
        except MacroError as error:
            said = re.search(r'"([^"]+)"', error.message)
            words = [f'"{said[1]}"', f"'{said[1]}'", said[1]] if said else []
            line = next((part.lineno for part in (node, *node.find_all(nodes.Node)) if part.lineno), 1)  # not all have one
            column = _column(lines, line, *words, *_name(node), "{{", "{%")
            yield Problem(path, line, column, error.rule, error.message, error.hint)
        except Exception:
            if sound:
                raise


def _nodes(source: str) -> list[nodes.Node]:
    """Text and expressions of a page, in order."""
    found: list[nodes.Node] = []
    for node in _JINJA.parse(source).body:
        found += node.nodes if isinstance(node, nodes.Output) else [node]
    return found


def _name(node: nodes.Node) -> list[str]:
    return [node.node.name] if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else []


def _call(node: nodes.Node, macros: Table) -> Any:
    """The outcome of one call. Raises `MacroError` when it is anything else than a macro with plain values."""
    if isinstance(node, nodes.Name) and node.name in macros:
        raise MacroError(f'Na "{node.name}" ontbreken de haakjes.', f"Schrijf {node.name}(…).")
    if isinstance(node, nodes.Name):
        raise MacroError(f'De macro "{node.name}" bestaat niet.', suggestion(node.name, macros, most=40), rule="onbekende-macro")
    plain = _name(node) and not node.dyn_args and not node.dyn_kwargs
    if not plain or not all(map(_is_plain, [*node.args, *(word.value for word in node.kwargs)])):
        raise MacroError(
            "Dit mag hier niet.",
            f"Schrijf alleen {{{{ naam(argument) }}}}, met tekst tussen aanhalingstekens of getallen als argument. {_RAW_HINT}",
            rule="macro-verboden",
        )
    (name,) = _name(node)
    if name not in macros:
        raise MacroError(f'De macro "{name}" bestaat niet.', suggestion(name, macros, most=40), rule="onbekende-macro")
    try:
        args = [arg.as_const() for arg in node.args]
        words = {word.key: word.value.as_const() for word in node.kwargs}
        return _bound(macros[name], args, words)
    except MacroError as error:
        raise MacroError(f"{name}(): {error.message}", error.hint, rule=error.rule) from None


def _is_plain(node: nodes.Node) -> bool:
    negative = isinstance(node, nodes.Neg)
    value = getattr(node.node if negative else node, "value", None)
    if isinstance(value, int | float):
        return abs(value) < 10**_MOST_DIGITS
    return isinstance(node, nodes.Const)


def _bound(macro: Callable[..., Any], args: list[Any], words: dict[str, Any]) -> Any:
    signature = inspect.signature(macro)
    parameters = signature.parameters
    takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
    for name in words:
        if name not in parameters and not takes_any:
            raise MacroError(f'er is geen argument "{name}".', suggestion(name, parameters))
    try:
        signature.bind(*args, **words)
    except TypeError:
        needed = [p.name for p in parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        raise MacroError("de argumenten kloppen niet.", f"Nodig: {', '.join(needed) or 'geen'}.") from None
    return macro(*args, **words)


def _longest(lines: list[str]) -> int:
    """The number of the longest line: what is too deep, or too long a number, stands there."""
    return max(range(len(lines)), key=lambda number: len(lines[number])) + 1


def _column(lines: list[str], line: int, *words: str) -> int:
    """Where the first of `words` that stands in a line begins, from 1, past its quotation mark."""
    text = lines[line - 1] if line <= len(lines) else ""
    return next((text.find(word) + 1 + (word[0] in "\"'") for word in words if word in text), 1)
