"""make import BESTAND=mijn-les.yml: make a record of what someone sent; see macros/intake."""

import sys

from macros.intake import run

if __name__ == "__main__":
    sys.exit(run.bring_in())
