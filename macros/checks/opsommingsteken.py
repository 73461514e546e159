"""Finds bullets of a word processor where Markdown asks for a dash (rule `opsommingsteken`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.load import problem_at
from macros.messages import BULLETS
from macros.portal import Portal
from macros.problems import Problem

_BULLET = re.compile(rf"^[ \t]*([{BULLETS}])[ \t]*(\S.{{0,30}})", re.M)


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.written():
        for loc, text in record.rich_texts():
            if not any(sign in text for sign in BULLETS):
                continue
            if found := _BULLET.search(text):
                message = f'Hier staat "{found[1]}" voor een regel. Op de pagina wordt dat geen lijst.'
                hint = f'Zet een streepje en een spatie voor elke regel: "- {found[2].strip()}".'
                yield problem_at(record, loc, "opsommingsteken", message, hint, word=found[1])
