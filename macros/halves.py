"""Does the same work on two halves of a long list at once.

One child process, made by fork, takes the second half; it sees all that was made before and sends back plain data.
For short lists, on one processor, or where forking is not safe (a process with threads), the work is simply done.
"""

from __future__ import annotations

import marshal
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 2_000  # a child costs some hundredths of a second: about what this many small items take


def in_halves(items: Sequence[T], work: Callable[[Sequence[T]], R]) -> list[R]:
    """What `work` makes of the items: of all of them, or of each half in turn. Its outcome must be plain data.

    An `OSError` in the child is raised here; anything else that goes wrong there is a `RuntimeError` with its trace.
    """
    if len(items) < WORTH or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        return [work(items)]
    middle = len(items) // 2
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _send(write, lambda: work(items[middle:]))
    os.close(write)
    with open(read, "rb") as stream:
        try:
            first = work(items[:middle])
        finally:
            answer = stream.read()
            os.waitpid(child, 0)
    if not answer:
        raise RuntimeError("Een deel van de bouw is afgebroken, misschien door te weinig geheugen.")
    kind, outcome = marshal.loads(answer)
    if kind == "os":
        raise OSError(*outcome)
    if kind == "fout":
        raise RuntimeError(outcome)
    return [first, outcome]


def _send(write: int, work: Callable[[], object]) -> None:
    """In the child: do the work, send what came of it, and end without the parent's clean-up."""
    try:
        try:
            answer = marshal.dumps(("goed", work()))
        except OSError as error:
            answer = marshal.dumps(("os", (error.errno, error.strerror, str(error.filename or ""))))
        except BaseException:
            answer = marshal.dumps(("fout", traceback.format_exc()))
        with open(write, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)
