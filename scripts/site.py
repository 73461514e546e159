"""make site: check everything and make the site."""

import gc
import os
import signal
import sys

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is something to clear up, Ctrl-C just ends this
    gc.disable()  # a command makes much, throws little away and ends: looking for garbage costs a sixth of its time
    from macros import folders, reading

    reading.begin(folders.data())  # in a child process, while this one imports what makes records of it
    from macros.engine import run

    code = run.site()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the site stands: taking ten thousand records apart one by one takes as long as reading a thousand
