"""make check: list every problem in data and pages."""

from scripts import command

if __name__ == "__main__":
    command.begin()
    from macros.engine import run_checks

    command.end(run_checks.check())
