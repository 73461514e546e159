"""make release: check, and make a release of the data with its changelog and archive."""

import sys

from macros.engine import run_checks

if __name__ == "__main__":
    sys.exit(run_checks.release())
