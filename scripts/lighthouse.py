"""Runs Lighthouse, as on a middling phone with a slow line, on pages of a site served as real hosts do: compressed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.set_up import program

COMMAND = Path(sys.prefix) / "npm/test/node_modules/.bin/lighthouse"
PAGES = {
    "start": "",
    "lijst": "lessen/",
    "record": "lessen/samenwerking-nooit-af/",
    "zoeken": "zoeken/",
    "zoeken met een vraag": "zoeken/?q=subsidie",
    "handreiking": "handreikingen/routewijzer/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class LighthouseError(Exception):
    """Lighthouse could not look at a page; the message is what it said."""


def scores(address: str, categories: tuple[str, ...] = CATEGORIES) -> tuple[dict[str, int], list[str]]:
    """The scores of a page from 0 to 100, and the checks by name that cost points."""
    browser = program("chromium") or ""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [
        COMMAND,
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={flags}",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, "CHROME_PATH": browser, "CI": "1"}
    )
    if done.returncode:
        raise LighthouseError(f"{address}: {done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    found = {name: round(category["score"] * 100) for name, category in report["categories"].items()}
    costing = {
        part["id"]
        for category in report["categories"].values()
        for part in category["auditRefs"]
        if part["weight"]
        and (report["audits"][part["id"]]["score"] or 0) < 1
        and report["audits"][part["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    }
    return found, sorted(costing)
