"""An outside link leads to a page that works. What to say about the answers, and about the known exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros import yamlfile
from macros.filenames import shown
from macros.link_exceptions import EXCEPTIONS_FILE, Uitzondering, Uitzonderingen
from macros.problems import Problem
from macros.upkeep.asking import Answer
from macros.upkeep.outside import Mention, page_of

_DEAD = f"Zoek het nieuwe adres, of haal de link weg. Werkt hij in een browser wel? Zet hem dan in {EXCEPTIONS_FILE}."


def problems(
    mentions: dict[str, list[Mention]], answers: dict[str, Answer], exceptions: Uitzonderingen, data: Path, today: date
) -> Iterator[Problem]:
    """Every link that does not work or has moved, but for the exceptions that hold today; and every idle exception."""
    excepted = {page_of(exception.adres) for exception in exceptions.uitzonderingen if exception.tot >= today}
    for address, places in mentions.items():
        answer = answers[address]
        for place in places if address not in excepted else ():
            if answer.wrong:
                yield Problem(*place, "dode-link", f"{address} {answer.wrong}.", _DEAD)
            elif answer.moved:
                message = f"{address} is voorgoed verhuisd naar {answer.moved}"
                yield Problem(*place, "verhuisde-link", message, "Neem het nieuwe adres over.", level="waarschuwing")
    path = data / EXCEPTIONS_FILE
    for number, exception in enumerate(exceptions.uitzonderingen):
        place = yamlfile.place(path.read_bytes(), ("uitzonderingen", number, "adres"))
        if said := _needless(exception, answers):
            hint = "Haal deze uitzondering weg."
            yield Problem(shown(path), *place, "uitzondering-overbodig", said, hint, level="waarschuwing")
        elif exception.tot < today:
            message = f"De uitzondering voor {exception.adres} gold tot en met {exception.tot}."
            hint = "Kijk de link na. Mag hij nog blijven staan? Kies dan een nieuwe dag bij tot."
            yield Problem(shown(path), *place, "uitzondering-verlopen", message, hint, level="waarschuwing")


def _needless(exception: Uitzondering, answers: dict[str, Answer]) -> str:
    """Why an exception excepts nothing; empty when it does."""
    answer = answers.get(page_of(exception.adres))
    if answer is None:
        return f"{exception.adres} staat nergens meer."
    return "" if answer.wrong or answer.moved else f"{exception.adres} werkt weer."
