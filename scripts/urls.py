"""make urls: add the new addresses to urls.txt, at a release."""

import sys

from macros.engine import run_checks

if __name__ == "__main__":
    sys.exit(run_checks.urls())
