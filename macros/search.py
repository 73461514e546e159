"""The search index: Pagefind reads the finished pages; nothing is asked of another host."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"


class SearchError(Exception):
    """Pagefind did not make an index."""


def index(folder: Path) -> int:
    """Make the index of the site in `folder`. Returns the number of pages in it. Raises `SearchError`."""
    run = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-subdir", FOLDER, "--force-language", "nl"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SearchError(f"Pagefind maakte geen zoekindex:\n{run.stdout}{run.stderr}")
    for unused in ("*ui.js", "*ui.css", "pagefind-highlight.js", "wasm.unknown.pagefind"):
        for path in (folder / FOLDER).glob(unused):
            path.unlink()
    return len(list((folder / FOLDER / "fragment").glob("*.pf_fragment")))
