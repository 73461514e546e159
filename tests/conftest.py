"""The real site, made once for all tests that look at it, served on this machine, and a browser to look with."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent


def make_site(site: Path, data: Path = ROOT / "data", **settings: str) -> subprocess.CompletedProcess:
    """Run `make site`'s command with other folders; the outcome with its output, whatever the exit code."""
    environment = {
        **os.environ,
        "DATA": str(data),
        "SITE": str(site),
        "SITE_URL": "",
        "SEARCH": "0",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "scripts.site"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real data as a site with its search index."""
    folder = tmp_path_factory.mktemp("echt") / "site"
    made = make_site(folder, SEARCH="1")
    assert made.returncode == 0, made.stderr
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A plain web server on this machine; gives the address of `folder`, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the real site, under a path, as on many a host; without rewrites."""
    root = site.parent / "host"
    (root / "onder").mkdir(parents=True)
    (root / "onder" / "pad").symlink_to(site)
    with serving(root) as address:
        yield f"{address}onder/pad/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield opened
        opened.close()
