"""The ways in which people and systems ask a command to stop: Ctrl-C, a service that ends, a terminal that is closed."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def interrupt() -> None:
    """From now on each of these raises `KeyboardInterrupt`, so that there is time to clear up.

    Who started a command with nohup, to outlive its terminal, is obeyed.
    """
    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def ignore() -> None:
    """From now on none of these does anything."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def postponed() -> Iterator[None]:
    """Who asks to stop meanwhile is heard at the end of this: what is done halfway could not be undone."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
