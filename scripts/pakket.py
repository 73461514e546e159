"""make pakket: make the site and pack it into one file, kennisportaal.zip, to hand over to a host."""

import sys

from macros.engine import run

if __name__ == "__main__":
    sys.exit(run.package())
