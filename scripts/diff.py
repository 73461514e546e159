"""make diff: show what changed in the records since an earlier version."""

import signal
import sys

from macros.upkeep import run

if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # so that | head and | less may stop reading
    sys.exit(run.diff())
