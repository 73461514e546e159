"""make site: check everything and make the site."""

import sys

from macros.engine import run

if __name__ == "__main__":
    sys.exit(run.site())
