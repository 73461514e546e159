"""make pakket: make the site and pack it into one file, kennisportaal.zip, to hand over to a host."""

from scripts import command

if __name__ == "__main__":
    command.begin()
    from macros.engine import run

    command.end(run.package())
