"""Evaluates the macros in a hand-written page, in a sandbox, and finds what is wrong with them.

Pages are people's text: they reach nothing but the macros. Not files, not the environment, not Python.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from macros.load import shown
from macros.pages.macros import MacroError, Macros
from macros.pages.render import Renderer
from macros.problems import Problem, suggestion

_BUILT_IN = {"loop", "super", "self", "varargs", "kwargs", "caller"}
# `range` of the sandbox is bounded; the rest of Jinja's globals is of no use on a page.
_GLOBALS = ("range",)


def render(source: str, macros: dict[str, Callable[..., Any]], stash: Callable[[str], str] = str) -> str:
    """A page's text with its macros filled in. `stash` may hide HTML from the Markdown parser.

    Raises `MacroError` or Jinja's errors; `problems` finds the same beforehand, with their places.
    """
    wrapped = {name: partial(_called, macro, stash) for name, macro in macros.items()}
    return _environment(StrictUndefined).from_string(source).render(wrapped)


def check(docs: Path, renderer: Renderer) -> Iterator[Problem]:
    """Every problem with the macros in the pages of a folder."""
    macros = Macros(renderer).by_name()
    for path in sorted(docs.rglob("*.md")):
        try:
            source = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            yield Problem(
                shown(path),
                error.object[: error.start].count(b"\n") + 1,
                1,
                "geen-utf8",
                "Hier staat een teken dat geen UTF-8 is.",
                "Sla het bestand op als UTF-8.",
            )
            continue
        yield from problems(source, shown(path), macros)


def problems(source: str, path: str, macros: dict[str, Callable[..., Any]]) -> list[Problem]:
    """All that is wrong with the macros in one page, each with its line and column."""
    lines = source.split("\n")
    found: list[Problem] = []

    def note(line: int, word: str, rule: str, message: str, hint: str = "") -> None:
        text = lines[line - 1] if line <= len(lines) else ""
        problem = Problem(path, line, text.find(word) + 1 or 1, rule, message, hint)
        if problem not in found:
            found.append(problem)

    try:
        tree = _environment(Undefined).parse(source)
    except TemplateSyntaxError as error:
        note(
            error.lineno,
            "{",
            "macro-fout",
            "Dit is geen geldige macro.",
            "Schrijf {{ naam(argument) }} en sluit elk haakje en aanhalingsteken. "
            "Moet {{ in de tekst staan? Schrijf dan {% raw %}…{% endraw %}.",
        )
        return found
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in {*macros, *own, *_BUILT_IN, *_GLOBALS}:
            note(
                name.lineno,
                name.name,
                "onbekende-macro",
                f'De macro "{name.name}" bestaat niet.',
                suggestion(name.name, macros, most=40),
            )

    def checked(name: str, macro: Callable[..., Any], *args: Any, **kwargs: Any) -> Markup:
        try:
            return _called(macro, str, *args, **kwargs)
        except MacroError as error:
            word = re.search(r'"([^"]+)"', error.message)
            line = _line()
            at = word[1] if word and word[1] in lines[line - 1] else name
            note(line, at, "macro-fout", f"{name}(): {error.message}", error.hint)
            return Markup()

    wrapped = {name: partial(checked, name, macro) for name, macro in macros.items()}
    try:
        _environment(_Silent).from_string(source).render(wrapped)
    except SecurityError:
        note(
            _line_of(sys.exc_info()[2]),
            "{",
            "macro-verboden",
            "Dit mag een macro niet.",
            "Macro's tonen records; zij kunnen niet bij bestanden of bij Python.",
        )
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        if not found:
            note(
                _line_of(sys.exc_info()[2]),
                "{",
                "macro-fout",
                f"Deze macro loopt vast ({type(error).__name__}).",
                "Vergelijk de regel met een andere pagina.",
            )
    return found


class _Silent(StrictUndefined):
    """An unknown name that can be called or used, so that the rest of the page is looked at too."""

    def __call__(self, *args: Any, **kwargs: Any) -> Markup:
        return Markup()

    def __str__(self) -> str:
        return ""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self


def _environment(undefined: type[Undefined]) -> ImmutableSandboxedEnvironment:
    env = ImmutableSandboxedEnvironment(undefined=undefined, keep_trailing_newline=True)
    env.globals = {name: env.globals[name] for name in _GLOBALS}
    return env


def _called(macro: Callable[..., Any], stash: Callable[[str], str], *args: Any, **kwargs: Any) -> Any:
    """The outcome of a macro; HTML goes through `stash`. Raises `MacroError` for arguments that do not fit."""
    signature = inspect.signature(macro)
    takes_any = any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values())
    for name in kwargs:
        if name not in signature.parameters and not takes_any:
            raise MacroError(f'er is geen argument "{name}".', suggestion(name, signature.parameters))
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        wanted = ", ".join(str(p).split(":")[0] for p in signature.parameters.values() if p.default is p.empty)
        raise MacroError("de argumenten kloppen niet.", f"Nodig: {wanted or 'geen'}.") from None
    outcome = macro(*args, **kwargs)
    return stash(outcome) if isinstance(outcome, Markup) else outcome


def _line() -> int:
    """The line of the page that is being rendered, found from the frames of the running template."""
    frame = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return 1


def _line_of(traceback: Any) -> int:
    line = 1
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
