"""Does two things at once, such as the same work on two parts of a long list.

One child process, made by fork, does one of them; it sees all that was made before and sends back plain data.
For short lists, on one processor, or where forking is not safe (a process with threads), the work is simply done.
"""

from __future__ import annotations

import ctypes
import marshal
import os
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

from macros import stopping

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1  # of prctl(2)
_BYTES = 4  # of a turn: the place of its first item
_TURNS = 500  # at most: that many fit in a pipe on every system
WORTH = 500  # a child costs about a hundredth of a second, an item about a fifth of a thousandth


class Beside:
    """Work that goes on in a child process from now on, when it is `worth` one; `outcome` waits for what it gives.

    At the end of a `with` it is stopped, when it has not ended.
    """

    def __init__(self, work: Callable[[], Any], *, worth: bool = True) -> None:
        self._work = work
        self._child, self._answer = 0, None
        if not worth or not _can_fork():
            return
        try:
            with stopping.postponed():
                self._child, self._answer = _start(work)
        except KeyboardInterrupt:
            self.stop()
            raise

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def outcome(self) -> Any:
        """What the work gives: plain data. An `OSError` in the child is raised here, anything else as `RuntimeError`."""
        if not self._answer:
            return self._work()
        try:
            return _outcome(self._answer.read())
        finally:
            self.stop()  # it has ended, or nobody waits for it any more

    def stop(self) -> None:
        """End the work, when it has not ended: it does nothing after this."""
        if self._child:
            with stopping.postponed():
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                self._child = 0
            self._answer.close()


class Shared:
    """Items that two processes work on: a child begins at once, the caller joins in when it asks for the `outcomes`.

    Whoever is free takes the next few items, which some need longer for than others. `work` must go through all items
    that it gets, and its outcome must be plain data. Whether that is `worth` a child is told by how many items there are,
    when nobody says so. At the end of a `with` the work is stopped, when it has not ended.
    """

    def __init__(self, items: Sequence[T], work: Callable[[Iterable[T]], R], *, worth: bool | None = None) -> None:
        self._items, self._work = items, work
        self._turns, self._second = 0, None
        if not (len(items) >= WORTH if worth is None else worth) or not _can_fork():
            return
        self._turns, given_out = os.pipe()
        self._few = -(-len(items) // _TURNS)
        os.write(given_out, b"".join(place.to_bytes(_BYTES) for place in range(0, len(items), self._few)))
        os.close(given_out)  # so that there is an end to what can be taken
        self._second = Beside(lambda: work(self._taken()))

    def __enter__(self) -> Shared:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def outcomes(self) -> list[R]:
        """What the work gives, of each process."""
        if self._second is None:
            return [self._work(self._items)]
        try:
            return [self._work(self._taken()), self._second.outcome()]
        finally:
            self.stop()

    def stop(self) -> None:
        """End the work, when it has not ended."""
        if self._second:
            self._second.stop()
            os.close(self._turns)
            self._second = None

    def _taken(self) -> Iterator[T]:
        """The items of every turn that nobody else took."""
        while turn := os.read(self._turns, _BYTES):
            place = int.from_bytes(turn)
            yield from self._items[place : place + self._few]


class Signal:
    """Tells another process that what it waits for is there."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._given = False

    def give(self) -> None:
        """Let them go on."""
        os.write(self._write, b"!")

    def is_given(self) -> bool:
        """Whether it is there by now."""
        self._given = self._given or bool(select.select([self._read], [], [], 0)[0])
        return self._given

    def wait(self) -> None:
        """Do nothing until it is there, or until nobody is left to say so."""
        if not self.is_given():
            os.close(self._write)
            select.select([self._read], [], [])


def _can_fork() -> bool:
    return (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and threading.active_count() == 1


def _start(work: Callable[[], object]) -> tuple[int, BinaryIO]:
    """A child that does the work: its number, and where its answer will be read. Call it with stopping `postponed`."""
    read, write = os.pipe()
    parent, child = os.getpid(), os.fork()
    if child == 0:
        os.close(read)
        stopping.ignore()  # the parent acts on what asks to stop
        _end_with(parent)
        _send(write, work)
    os.close(write)
    return child, open(read, "rb")


def _end_with(parent: int) -> None:
    """In the child: from now on end at once when the parent ends, so that nobody writes on in the site of a killed build."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(0)


def _outcome(answer: bytes) -> Any:
    try:
        kind, outcome = marshal.loads(answer)
    except (EOFError, ValueError, TypeError):  # of one that was killed, perhaps while it answered
        raise RuntimeError("Een deel van de bouw is afgebroken, misschien door te weinig geheugen.") from None
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
