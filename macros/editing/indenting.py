"""Springs in as the records do: two spaces for everything that stands under a field or behind a dash."""

from __future__ import annotations

import re

from macros.editing.layout import Layout, Text, layout

STEP = 2
_START = re.compile(r"( *)((?:-(?: +|$))*)(.*)")


def indented(text: str) -> str:
    """The text with two spaces a level; what people wrote over more lines keeps its shape.

    A text with something that is hardly ever written comes back as it is.
    """
    found, lines = layout(text), text.split("\n")
    new = _columns(found)
    made: list[str] = []
    comments: list[int] = []  # lines whose place follows from the line below them
    open_: list[int] = []  # the blocks that a line stands in, from the outside in
    for number, line in enumerate(lines):
        if number in found.within:
            made.append(_inside(line, found.within[number], found, new, lines))
        elif number in found.bracketed:
            block = found.bracketed[number]
            spaces = len(line) - len(line.lstrip(" ")) + new[block] - found.blocks[block].column
            made.append(" " * max(spaces, new[block] + 1) + line.lstrip(" ") if line.strip() else line)
        elif not line.strip() or line.startswith(("---", "...", "%")):
            made.append(line)
        elif line.lstrip(" ").startswith("#"):
            comments.append(number)
            made.append(line)
        else:
            spaces, dashes, rest = _START.fullmatch(line).groups()
            column, is_list = len(spaces), bool(dashes)
            while open_ and _is_closed(found, open_[-1], column, is_list):
                open_.pop()
            open_ += [n for n, block in enumerate(found.blocks) if block.line == number and n not in open_]
            here = next((n for n in open_ if (found.blocks[n].column, found.blocks[n].is_list) == (column, is_list)), None)
            if here is None:  # such as a name without a word, which begins where its colon stands
                return text
            for above in comments:
                made[above] = _comment(made[above], column, new[here], {found.blocks[n].column: new[n] for n in open_})
            comments.clear()
            made.append((" " * new[here] + "- " * dashes.count("-") + rest).rstrip(" ") if dashes else " " * new[here] + rest)
    return "\n".join(made)


def _columns(found: Layout) -> list[int]:
    """The column that each block should have."""
    new: list[int] = []
    for block in found.blocks:
        new.append(new[block.parent] + STEP if block.parent >= 0 else 0)
    return new


def _is_closed(found: Layout, number: int, column: int, is_list: bool) -> bool:
    block = found.blocks[number]
    return block.column > column or (block.column == column and block.is_list and not is_list)


def _comment(line: str, below: int, new_below: int, columns: dict[int, int]) -> str:
    column = len(line) - len(line.lstrip(" "))
    to = new_below if column == below else columns.get(column, column)
    return " " * to + line.lstrip(" ")


def _inside(line: str, text: Text, found: Layout, new: list[int], lines: list[str]) -> str:
    """A further line of a text."""
    to = new[text.block] + STEP if text.block >= 0 else 0
    if text.style not in ("|", ">"):
        return " " * to + line.lstrip(" \t") if line.strip() else line
    first = next((other for other in lines[text.line + 1 : text.last + 1] if other.strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    return " " * to + line[indent:] if line[indent:] else line.strip(" ")
