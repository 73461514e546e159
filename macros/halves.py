"""Does two things at once, such as the same work on two halves of a long list.

One child process, made by fork, does one of them; it sees all that was made before and sends back plain data.
For short lists, on one processor, or where forking is not safe (a process with threads), the work is simply done.
"""

from __future__ import annotations

import marshal
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 500  # a child costs about a hundredth of a second, an item about a fifth of a thousandth


def beside(other: Callable[[], R], work: Callable[[], T], *, worth: bool) -> tuple[R, T]:
    """What `other` and `work` give, done at once when it is `worth` a child process; `other`'s must be plain data."""
    if not worth or not _can_fork():
        return other(), work()
    child, read = _start(other)
    try:
        done = work()
    finally:
        answer = _wait(child, read)
    return _outcome(answer), done


def in_halves(items: Sequence[T], work: Callable[[Sequence[T]], R]) -> list[R]:
    """What `work` makes of the items: of all of them, or of each half in turn. Its outcome must be plain data.

    An `OSError` in the child is raised here; anything else that goes wrong there is a `RuntimeError` with its trace.
    """
    middle = len(items) // 2
    if len(items) < WORTH or not _can_fork():
        return [work(items)]
    second, first = beside(lambda: work(items[middle:]), lambda: work(items[:middle]), worth=True)
    return [first, second]


def _can_fork() -> bool:
    return (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and threading.active_count() == 1


def _start(work: Callable[[], object]) -> tuple[int, int]:
    """A child that does the work: its number, and where its answer will be read."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _send(write, work)
    os.close(write)
    return child, read


def _wait(child: int, read: int) -> bytes:
    with open(read, "rb") as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return answer


def _outcome(answer: bytes) -> Any:
    if not answer:
        raise RuntimeError("Een deel van de bouw is afgebroken, misschien door te weinig geheugen.")
    kind, outcome = marshal.loads(answer)
    if kind == "os":
        raise OSError(*outcome)
    if kind == "fout":
        raise RuntimeError(outcome)
    return outcome


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
