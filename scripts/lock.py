"""Renews requirements/: every version pinned, with hashes, without index addresses.

Python packages come from the groups in pyproject.toml, npm packages from requirements/npm/<group>/package.json.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

GROUPS = ("site", "test", "bench")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        for group in GROUPS:
            target = Path("requirements") / f"{group}.txt"
            subprocess.run(
                [
                    f"{folder}/bin/uv",
                    "pip",
                    "compile",
                    "--quiet",
                    "--universal",
                    "--python-version",
                    "3.11",
                    "--generate-hashes",
                    "--no-emit-index-url",
                    "--no-header",
                    "--group",
                    f"pyproject.toml:{group}",
                    "--output-file",
                    str(target),
                ],
                check=True,
            )
            print(f"{target} is bijgewerkt.")
    for wanted in Path("requirements/npm").glob("*/package.json"):
        subprocess.run(["npm", "update", "--silent", "--package-lock-only", "--prefix", str(wanted.parent)], check=True)
        print(f"{wanted.parent / 'package-lock.json'} is bijgewerkt.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
