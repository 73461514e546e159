"""Renews requirements/: every version pinned, with hashes, without index addresses.

Python packages come from the groups in pyproject.toml, npm packages from requirements/npm/<group>/package.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

GROUPS = ("site", "test", "bench")
BUNDLES = ("beheer",)  # npm packages that hold all they need in one file: their 600 dependencies are not fetched


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
        if wanted.parent.name in BUNDLES:
            without_dependencies(wanted.parent)
        print(f"{wanted.parent / 'package-lock.json'} is bijgewerkt.")
    return 0


def without_dependencies(folder: Path) -> None:
    """Keep in a lock only the packages that are asked for themselves: `npm ci` then fetches nothing else."""
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    packages = {"": lock["packages"][""]}
    for name in wanted:
        found = lock["packages"][f"node_modules/{name}"]
        packages[f"node_modules/{name}"] = {key: found[key] for key in ("version", "integrity", "license")}
    text = json.dumps(lock | {"packages": packages}, indent=2)
    (folder / "package-lock.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
