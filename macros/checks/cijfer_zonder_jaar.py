"""Finds figures that name no year and no period (rule `cijfer-zonder-jaar`)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.kinds.cijfers import Meting
from macros.load import problem_at
from macros.portal import Portal
from macros.problems import Problem


def check(portal: Portal) -> Iterator[Problem]:
    for record in portal.all():
        if isinstance(record, Meting) and record.jaar is None and record.periode is None:
            message = "Dit cijfer heeft geen jaar en geen periode."
            hint = "Vul jaar in, of schrijf bij periode dat de bron het niet vermeldt."
            yield problem_at(record, (), "cijfer-zonder-jaar", message, hint)
