"""Makes the environment for one group of dependencies: `set_up.py FOLDER GROUP`.

Runs on the system's own Python and uses nothing but its standard library. What it installs is pinned with hashes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SEARCHED = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"  # servers stand where a plain user does not look
# What a group needs beside Python packages: Debian packages, each with the commands or files of which one will do.
PROGRAMS = {
    "test": {
        "chromium": ("chromium", "chromium-browser", "google-chrome"),
        "chromium-headless-shell": ("chromium-headless-shell",),  # opens a page in a third of the time
        "nodejs": ("node",),
        "npm": ("npm",),
        "default-jre-headless": ("java",),
        "faketime": ("faketime",),
        "nginx-light": ("nginx",),
        "apache2": ("apache2",),
        "hunspell": ("hunspell",),
        "hunspell-nl": ("/usr/share/hunspell/nl_NL.dic",),
    }
}
OPTIONAL = {"chromium-headless-shell"}  # all goes well without; not every system has it
FORMS = "beheer"  # npm packages for the forms under /beheer/; the site is made without them where npm cannot fetch them
PATIENCE = 120  # seconds


def program(*packages: str) -> str | None:
    """The first command of these Debian packages that stands on this machine."""
    commands = (command for package in packages for command in PROGRAMS["test"][package])
    return next(filter(None, map(shutil.which, commands)), None)


def main() -> int:
    folder, group = Path(sys.argv[1]), sys.argv[2]
    if sys.version_info < (3, 11):
        print(f"Python 3.11 of hoger is nodig; dit is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            print(f"Omgeving maken in {folder} …", flush=True)
            make_environment(folder)
        print(f"Pakketten installeren ({group}); de eerste keer duurt dat een minuut …", flush=True)
        run(
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "--requirement",
            str(HERE / "requirements" / f"{group}.txt"),
        )
        for package, commands in PROGRAMS.get(group, {}).items():
            if not any(shutil.which(name, path=SEARCHED) or Path(name).is_file() for name in commands):
                print(f"{package} installeren …", flush=True)
                try:
                    debian_install(package)
                except (OSError, subprocess.CalledProcessError):
                    if package not in OPTIONAL:
                        raise
                    print(f"{package} is hier niet te krijgen; het gaat ook zonder.", flush=True)
        if (HERE / "requirements" / "npm" / group).is_dir():
            npm_install(group, folder / "npm" / group)
        if group != "bench":
            forms(folder / "npm" / FORMS)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Het klaarzetten lukte niet: {error}", file=sys.stderr)
        return 1
    # Makes the packages of this project importable wherever the environment's commands are started.
    site_packages = next((folder / "lib").glob("python*/site-packages"))
    (site_packages / "kennisportaal.pth").write_text(f"{HERE}\n", "utf-8")
    (folder / f"{group}.klaar").touch()
    if group == "test":
        (folder / "site.klaar").touch()  # the test group holds the site group
    return 0


def make_environment(folder: Path) -> None:
    """A virtual environment with pip; Debian keeps the parts for that in a package of its own."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        debian_install(f"python{version}-venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False).returncode:
        venv.create(folder, with_pip=True, clear=True)


def debian_install(package: str) -> None:
    """Install a package of Debian (or Ubuntu); needs to be root or sudo."""
    if not shutil.which("apt-get"):
        raise OSError(f"installeer zelf het pakket {package}")
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    # RUNLEVEL: a web server that the tests start themselves must not start on its own. Through env: sudo passes on no settings.
    apt = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get")
    run(*apt, "update", "-qq")
    run(*apt, "install", "-y", "-qq", "--no-install-recommends", package)


def forms(folder: Path) -> None:
    """Fetch what the forms under /beheer/ need, where that can be done; else say so."""
    if not shutil.which("npm"):
        print("npm is er niet: de site wordt gemaakt zonder de formulieren onder /beheer/.", flush=True)
        return
    try:
        npm_install(FORMS, folder, "--loglevel=silent", "--fetch-retries=1", patience=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(folder, ignore_errors=True)  # half of it would be worse
        print("npm kon het niet ophalen: de site wordt gemaakt zonder de formulieren onder /beheer/.", flush=True)


def npm_install(group: str, folder: Path, *settings: str, patience: int | None = None) -> None:
    """Install the npm packages of a group in a folder, as their lock has them; without running scripts of theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / "requirements" / "npm" / group / name, folder)
    command = ("npm", "ci", "--loglevel=error", "--ignore-scripts", "--no-audit", "--no-fund", *settings)
    run(*command, folder=folder, patience=patience)


def run(*command: str, folder: Path | None = None, patience: int | None = None) -> None:
    subprocess.run(
        command,
        check=True,
        cwd=folder,
        timeout=patience,
        stdout=subprocess.DEVNULL if command[0] != sys.executable else None,
    )


if __name__ == "__main__":
    sys.exit(main())
