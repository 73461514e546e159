"""make serve: make the site, serve it on this machine, and follow every edit."""

import sys

from macros.engine import run

if __name__ == "__main__":
    sys.exit(run.serve())
