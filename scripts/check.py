"""make check: list every problem in data and pages."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # see scripts/site.py
    from macros.engine import run_checks

    sys.exit(run_checks.check())
