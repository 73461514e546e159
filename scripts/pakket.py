"""make pakket: make the site and pack it into one file, kennisportaal.zip, to hand over to a host."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # see scripts/site.py
    from macros.engine import run

    sys.exit(run.package())
