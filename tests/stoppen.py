"""Asks a process to stop in the middle of something, for tests/test_storing.py: `stoppen.py CASE`, in an empty folder.

In a process of its own: in one with threads nothing is done in two processes.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from macros import halves, output, stopping
from macros.halves import Beside
from macros.output import MARKER, Output

LONG = 60  # seconds


def ask_at(module: object, name: str) -> None:
    """Ask this process to stop, once, when a function of a module has done its work."""
    real, ours, asked = getattr(module, name), os.getpid(), []

    def called(*given, **named):
        made = real(*given, **named)
        if not asked and os.getpid() == ours:
            asked.append(os.kill(ours, stopping.SIGNALS[0]))
        return made

    setattr(module, name, called)


def stops(work) -> bool:
    """Whether that ends because this process was asked to."""
    try:
        work()
    except KeyboardInterrupt:
        return True
    return False


def no_process_is_left() -> bool:
    """Whether every process that this one began has ended, and was seen to."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def clearing_up() -> None:
    """What was begun on clearing up is done first: another build may begin when it ends."""
    for text in ("een", "twee"):
        new = Output(Path("site"))
        new.begin()
        new.write(MARKER, text)
        if text == "een":
            new.publish()
    ask_at(output.shutil, "rmtree")
    assert stops(new.publish)
    new.give_up()
    assert Path("site", MARKER).read_text("utf-8") == "twee"
    assert os.listdir() == ["site"]


def beginning_a_process() -> None:
    """A process that nobody knows of would write on in a site that is given up."""
    ask_at(halves.os, "fork")
    assert stops(lambda: Beside(lambda: time.sleep(LONG)))
    assert no_process_is_left()


def ending_a_process() -> None:
    """To end it again does nothing."""
    beside = Beside(lambda: time.sleep(LONG))
    ask_at(halves.os, "waitpid")
    assert stops(beside.stop)
    beside.stop()
    assert no_process_is_left()


CASES = {case.__name__: case for case in (clearing_up, beginning_a_process, ending_a_process)}

if __name__ == "__main__":
    stopping.interrupt()
    CASES[sys.argv[1]]()
