"""Does two things at once, such as the same work on two halves of a long list.

One child process, made by fork, does one of them; it sees all that was made before and sends back plain data.
For short lists, on one processor, or where forking is not safe (a process with threads), the work is simply done.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 500  # a child costs about a hundredth of a second, an item about a fifth of a thousandth


class Beside:
    """Work that goes on in a child process from now on, when it is `worth` one; `outcome` waits for what it gives."""

    def __init__(self, work: Callable[[], Any], *, worth: bool = True) -> None:
        self._work = work
        self._child = _start(work) if worth and _can_fork() else None

    def outcome(self) -> Any:
        """What the work gives: plain data. An `OSError` in the child is raised here, anything else as `RuntimeError`."""
        return _outcome(_wait(*self._child)) if self._child else self._work()

    def stop(self) -> None:
        """End the work; nobody wants it any more."""
        if self._child:
            with contextlib.suppress(OSError):
                os.kill(self._child[0], signal.SIGKILL)
            _wait(*self._child)
            self._child = None


def in_halves(items: Sequence[T], work: Callable[[Sequence[T]], R]) -> list[R]:
    """What `work` makes of the items: of all of them, or of each half in turn. Its outcome must be plain data."""
    middle = len(items) // 2
    if len(items) < WORTH or not _can_fork():
        return [work(items)]
    second = Beside(lambda: work(items[middle:]))
    try:
        first = work(items[:middle])
    except BaseException:
        second.stop()
        raise
    return [first, second.outcome()]


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
