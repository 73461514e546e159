"""The menu, as `nav` in mkdocs.yml gives it: read here, because the engine tells of mistakes in English or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros import conflicts
from macros.filenames import shown
from macros.problems import Problem, nearest
from macros.refusal import Refused
from macros.yamlerrors import explained

CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Menu:
    """The tabs, the pages that the menu leads to with their places, and what is wrong with the file."""

    tabs: tuple[str, ...] = ()
    entries: tuple[yaml.ScalarNode, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(file: Path) -> Menu:
    """The menu in a file, empty when there is none."""
    if not file.is_file():
        return Menu()
    try:
        text = file.read_text("utf-8-sig")
        if line := conflicts.line_of_first(text):
            raise Refused("botsing", conflicts.MESSAGE, conflicts.HINT, line)
        root = yaml.compose(text, yaml.CSafeLoader)
        if not isinstance(root, yaml.MappingNode):
            raise Refused("verkeerd-type", "Dit bestand bevat geen instellingen.", "Zet het terug uit Git.")
    except yaml.MarkedYAMLError as error:
        wrong = explained(error, text)
    except yaml.reader.ReaderError:
        wrong = Refused("vreemd-teken", "In dit bestand staat een onzichtbaar teken.", "Haal het weg.")
    except (OSError, UnicodeDecodeError):
        wrong = Refused("onleesbaar", "Dit bestand is niet te lezen.", "Kijk de rechten na, en sla het op als UTF-8.")
    except Refused as refused:
        wrong = refused
    else:
        nav = next((value for key, value in root.value if key.value == "nav"), None)
        items = nav.value if isinstance(nav, yaml.SequenceNode) else []
        tabs = [item.value[0][0].value for item in items if isinstance(item, yaml.MappingNode) and item.value]
        return Menu(tuple(tabs), tuple(_entries(nav)))
    return Menu(problems=(Problem(shown(file), wrong.line, wrong.column, wrong.rule, wrong.message, wrong.hint),))


def check(menu: Menu, file: Path, names: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the file, and every entry that leads to no page; `names` are those in docs/."""
    yield from menu.problems
    for entry in menu.entries:
        if entry.value not in names and not entry.value.startswith(("https://", "http://")):
            message = f'In het menu staat "{entry.value}", maar die pagina is er niet.'
            best = nearest(entry.value, names)
            hint = f'Bedoelde u "{best}"?' if best else "Haal de regel weg, of zet de pagina in docs/."
            place = entry.start_mark
            yield Problem(shown(file), place.line + 1, place.column + 1, "kapotte-link", message, hint)


def _entries(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The names of the pages in a menu, however deep they stand."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _entries(value)
    elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        yield node
