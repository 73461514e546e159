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
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


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
        if group == "test" and not any(map(shutil.which, BROWSERS)):
            print("Chromium installeren voor de browsertests …", flush=True)
            debian_install("chromium")
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
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(*prefix, "apt-get", "update", "-qq", env=environment)
    run(*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=environment)


def run(*command: str, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL if command[0] != sys.executable else None)


if __name__ == "__main__":
    sys.exit(main())
