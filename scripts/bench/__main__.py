"""make bench: how fast the generator is, beside its peers on the same content, and what readers and editors wait for.

Nothing here fails on time: it only tells. `make bench DEEL=bouw AANTAL=1000` runs one part at one size.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.bench import bezoek, bouw, check, groei, peers
from scripts.bench.meten import BenchError, machine, output_place, told
from scripts.bench.tabel import progress

SIZES = {"bouw": (1_000, 10_000), "check": (10_000,), "groei": groei.SIZES, "serve": (1_000, 10_000), "lezen": bezoek.SIZES}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description="Hoe snel de generator is, naast andere op dezelfde lessen.")
    parser.add_argument("--deel", choices=SIZES, help="alleen dat deel")
    parser.add_argument("--aantal", type=positive, metavar="N", help="alleen met N lessen")
    wanted = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the temp folders go then too
    place = output_place()
    print(machine(place), flush=True)
    try:
        for part in [wanted.deel] if wanted.deel else SIZES:
            for told_ in tables(part, place, (wanted.aantal,) if wanted.aantal else SIZES[part]):
                print(f"\n{told_}", flush=True)
        if wanted.deel in (None, "lezen") and not wanted.aantal:
            progress("Lighthouse op de echte gegevens …\n")
            print(f"\n{told('scripts.bench.lighthouse')}", flush=True)
    except BenchError as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAfgebroken; de tijdelijke mappen zijn weg.", file=sys.stderr)
        return 130
    return 0


def tables(part: str, place: Path, sizes: tuple[int, ...]) -> Iterator[str]:
    """What one part tells, one text a size, or one for all sizes together."""
    missing = peers.set_up() if part in ("bouw", "serve") else ""
    if part == "groei":
        yield groei.measure(place, sizes)
    for number in () if part == "groei" else sizes:
        if part == "bouw":
            yield bouw.measure(place, number, missing)
        elif part == "check":
            yield check.measure(place, number)
        elif part == "serve":
            yield told("scripts.bench.serve", str(place), str(number), missing)
        else:
            yield bezoek.measure(place, number)


def positive(value: str) -> int:
    """A number of lessons; argparse tells of a `ValueError`."""
    if (number := int(value)) < 1:
        raise ValueError(value)
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
