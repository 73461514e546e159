"""make check: list every problem in data and pages."""

import sys

from macros.engine import run_checks

if __name__ == "__main__":
    sys.exit(run_checks.check())
