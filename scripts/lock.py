"""Renews requirements/ from the groups in pyproject.toml: every version pinned, with hashes, without index addresses."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

GROUPS = ("site", "test")


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
