"""make check: list every problem in data and pages."""

import gc
import os
import sys

if __name__ == "__main__":
    gc.disable()  # see scripts/site.py
    from macros import folders, reading

    reading.begin(folders.data())  # in a child process, while this one imports what makes records of it
    from macros.engine import run_checks

    code = run_checks.check()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # see scripts/site.py
