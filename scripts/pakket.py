"""make pakket: make the site and pack it into one file, kennisportaal.zip, to hand over to a host."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # see scripts/site.py
    from macros import folders, reading

    reading.begin(folders.data())  # in a child process, while this one imports what makes records of it
    from macros.engine import run

    sys.exit(run.package())
