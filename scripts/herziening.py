"""make herziening: show which records should have been reviewed by now, for each beheerder."""

import sys

from macros.upkeep import run

if __name__ == "__main__":
    sys.exit(run.review())
