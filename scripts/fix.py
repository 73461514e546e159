"""make fix: mend what a machine can in the records, or with BESTAND= in one of them."""

import os
import sys
from pathlib import Path

from macros.editing import files
from macros.folders import with_data
from macros.refusal import why_and_where


@with_data
def main(data: Path) -> int:
    name = os.environ.get("BESTAND", "")
    seen = mended = left = 0
    try:
        for outcome in files.mend_all([files.record(data, name)] if name else files.records(data)):
            seen, mended, left = seen + 1, mended + bool(outcome.done), left + bool(outcome.left)
            if outcome.done:
                print(f"{outcome.path}: verbeterd: {', '.join(outcome.done)}.")
            if outcome.left:
                print(f"{outcome.path}: niet aangeraakt; {outcome.left}")
    except files.NotARecord as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"Niet alles kon worden geschreven: {why_and_where(error)}. Elk bestand is heel: verbeterd, of zoals het was.",
            file=sys.stderr,
        )
        return 1
    print(f"{seen} bekeken, {mended} verbeterd{f', {left} niet aangeraakt' if left else ''}.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
