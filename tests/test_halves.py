"""Work in two processes: everything is done once, and what goes wrong in either of them is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

SHARE = """
import os, sys, time
from macros.halves import Shared

ours, number = os.getpid(), int(sys.argv[1])

def work(items):
    done = []
    for item in items:
        if item % 1_000 == 0:
            time.sleep(0.002)
        if number > 1 and sys.argv[2] == ("hier" if os.getpid() == ours else "daar"):
            raise OSError(28, "vol", "bestand")
        done.append(item)
    return os.getpid(), done

try:
    made = Shared(range(number), work).outcomes()
except OSError as error:
    sys.exit(f"{error.strerror} {error.filename}")
assert sorted(item for _, done in made for item in done) == list(range(number)), "each once"
print(len({process for process, _ in made}))
"""


def share(*arguments: str) -> subprocess.CompletedProcess:
    """In a process of its own: in one with threads, such as that of the tests, nothing is done in two processes."""
    return subprocess.run([sys.executable, "-c", SHARE, *arguments], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("number", "processes"), [(0, 1), (499, 1), (500, 2), (501, 2), (70_001, 2)])
def test_every_item_is_worked_on_once(number, processes):
    done = share(str(number), "nergens")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{processes}\n", "")


@pytest.mark.parametrize("where", ["hier", "daar"])
def test_what_goes_wrong_in_either_process_is_raised(where):
    done = share("5000", where)
    assert done.stderr == "vol bestand\n"


EARLY = """
import os, sys
from macros.halves import Shared, Signal

ours, begun, framed = os.getpid(), Signal(), Signal()

def work(items):
    done = list(items)
    if os.getpid() != ours:
        begun.give()
        framed.wait()
    return done

shared = Shared(range(1_000), work)
begun.wait()
assert not framed.is_given()
framed.give()
print([len(done) for done in shared.outcomes()])
"""


def test_the_child_begins_while_the_caller_is_busy_and_waits_for_a_signal():
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[0, 1000]\n", "")
