"""make site: check everything and make the site."""

import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until there is something to clear up, Ctrl-C just ends this
    from scripts import command

    command.begin()
    from macros.engine import run

    command.end(run.site())
