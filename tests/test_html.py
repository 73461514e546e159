"""The Nu HTML checker on pages of every kind, on what scripts make of them, and on our styles and picture.

It reports nothing but what `nu-uitzonderingen.yml` names, each with its reason; an exception that is not needed fails.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, serving
from tests.paginasoorten import of_every_kind

CHECKER = Path(sys.prefix) / "npm/test/node_modules/vnu-jar/build/dist/vnu.jar"
EXCEPTIONS = yaml.safe_load((Path(__file__).parent / "nu-uitzonderingen.yml").read_text("utf-8"))
OWN_FILES = ("portaal.css", "kaart.css", "favicon.svg")  # not the minified styles of Material

# Pages of which scripts make more than they were, and what a reader does there.
MADE_BY_SCRIPTS = {
    "zoeken/?q=gemeente": "#zoekfilter button",
    "zoeken/?q=subisdie": "#zoekbedoeld a",
    "zoeken/?q=xqzwvk": "#zoekresultaten[data-ready]",
    "lessen/?thema=werven-en-behouden": ".kp-chip",
    "lessen/samenwerking-nooit-af/": ".kp-insluiten button",
    "lessen/bespreekbaar-maken-en-cultuur/": "#kp-uitleg",
    "handreikingen/routewijzer/": "[data-routewijzer].kp-routewijzer--kiest",
    "handreikingen/interviewchecklist/": "[data-begin]:not([hidden])",
}


def reported(*files: Path, only: str = "html") -> list[dict]:
    """Every message of the checker, of whatever weight, about files or what is in folders."""
    kinds = {"html": ["--skip-non-html"], "own": ["--also-check-css", "--also-check-svg"]}[only]
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", *kinds]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["messages"]


def matches(exception: dict, message: dict) -> bool:
    return re.fullmatch(exception["melding"], message["message"]) is not None and exception["bij"] in message.get("extract", "")


def unexpected(messages: list[dict]) -> list[str]:
    """What no exception names, with the place where it stands."""
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}  {message.get('extract', '')[:200]}"
        for message in messages
        if not any(matches(exception, message) for exception in EXCEPTIONS)
    ]


def unneeded(messages: list[dict]) -> list[str]:
    """Exceptions for what is not reported."""
    return [exception["melding"] for exception in EXCEPTIONS if not any(matches(exception, message) for message in messages)]


def of_ours(site: Path) -> list[Path]:
    return [site / "assets" / name for name in OWN_FILES]


def test_the_checker_finds_nothing_on_pages_of_every_kind(public, figure):
    paths = [path if path.endswith(".html") else f"{path}index.html" for path in of_every_kind(public.site)]
    found = reported(*(public.site / path for path in paths)) + reported(*of_ours(public.site), only="own")
    assert unexpected(found) == []
    assert unneeded(found) == []
    figure("Nu HTML Checker: pagina's van elke soort", len(paths), "niets gemeld")


@pytest.mark.slow
def test_the_checker_finds_nothing_on_any_page(public, tmp_path, figure):
    shutil.copytree(public.site, tmp_path / "site", ignore=shutil.ignore_patterns("pagefind"))
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 1_500
    assert unexpected(reported(tmp_path / "site")) == []
    figure("Nu HTML Checker: alle pagina's", len(pages), "niets gemeld")


def test_what_scripts_make_of_a_page_is_good_html_too(browser, site, tmp_path, figure):
    with serving(site) as address, browser.new_context(permissions=["clipboard-write"]) as context:
        page = context.new_page()
        for number, (path, ready) in enumerate(MADE_BY_SCRIPTS.items()):
            page.goto(address + path)
            page.wait_for_selector(ready, state="attached")
            page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
            if page.locator(".kp-verwijs").count():
                page.locator(".kp-verwijs pre").first.wait_for()
            if (begin := page.locator("[data-begin]")).count():
                begin.click()
            (tmp_path / f"{number}.html").write_text(page.content(), "utf-8")
    assert unexpected(reported(tmp_path)) == []
    figure("Nu HTML Checker: pagina's na de scripts", len(MADE_BY_SCRIPTS), "niets gemeld")


def test_the_checker_sees_what_is_wrong(tmp_path):
    """The check itself: what an exception does not name comes out, with its place."""
    (tmp_path / "fout.html").write_text('<!doctype html><html lang="nl"><title>x</title><p><div id="a" id="b"></div></p>')
    assert any("fout.html" in line and "Duplicate attribute" in line for line in unexpected(reported(tmp_path)))
    (tmp_path / "fout.css").write_text("a { kleur: rood }")
    assert unexpected(reported(tmp_path / "fout.css", only="own"))


def test_every_exception_says_why():
    for exception in EXCEPTIONS:
        assert set(exception) == {"melding", "bij", "reden"}
        assert len(exception["reden"].split()) > 5
    assert (ROOT / "tests/nu-uitzonderingen.yml").read_text("utf-8").startswith("#")
