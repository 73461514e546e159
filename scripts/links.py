"""make links: ask every outside address in data and pages whether it works."""

import sys

from macros.upkeep import run

if __name__ == "__main__":
    sys.exit(run.check_links())
