"""The real site, made once for all tests that look at it, served on this machine, and a browser to look with."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from macros.engine.examining import examine
from macros.portal import Portal
from scripts.bench import lezen
from scripts.set_up import program

ROOT = Path(__file__).parent.parent
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
VIEWS = [
    pytest.param(size, scheme, id=f"{name}-{scheme}")
    for name, size in (("desktop", DESKTOP), ("phone", PHONE))
    for scheme in ("light", "dark")
]
QUICK = (0, 3)  # the views of pages that take turns in `make test`: one light, one dark
# Phone in dark; the other three as well with make test-all. For tests with a size and a scheme, and with both in one value.
EVERY_VIEW = [pytest.param(*view.values, id=view.id, marks=[pytest.mark.slow] * (view.id != "phone-dark")) for view in VIEWS]
EVERY_VIEW_AS_ONE = [pytest.param(view.values, id=view.id, marks=view.marks) for view in EVERY_VIEW]

# What the makefile passes on to its commands is meant for those, not for the tests that start them again.
PASSED_ON = (
    "BASE",
    "BESTAND",
    "DATA",
    "DATUM",
    "ID",
    "ISSUES",
    "PAKKET",
    "SEARCH",
    "SITE",
    "SITE_URL",
    "SOORT",
    "VERSIE",
    "VORM",
)
for name in PASSED_ON:
    os.environ.pop(name, None)

# These take longest. They begin first, so that no processor waits for them at the end.
LONGEST = ("test_storing", "test_schade", "test_vijandig", "test_bewerken", "test_toegankelijk", "test_browser", "test_zoeken")


def pytest_collection_modifyitems(items):
    def place(item):
        return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)

    items.sort(key=place)


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
    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a browser that goes to another page hangs up
            super().handle()

    def log_message(self, *args: object) -> None:
        pass


def serving(folder: Path) -> contextlib.AbstractContextManager[str]:
    """A plain web server on this machine; gives the address of `folder`, ending in a slash."""
    return lezen.serving(folder, _Quiet)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the real site, under a path, as on many a host; without rewrites."""
    root = site.parent / "host"
    (root / "onder").mkdir(parents=True)
    (root / "onder" / "pad").symlink_to(site)
    with serving(root) as address:
        yield f"{address}onder/pad/"


@dataclass(frozen=True)
class Public:
    """A site that knows its public address."""

    address: str
    site: Path


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Public]:
    """The real data with a publisher and the records of tests/delen/, published at the address where it is served."""
    folder = tmp_path_factory.mktemp("openbaar")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "tests" / "delen", folder / "data", dirs_exist_ok=True)
    site = folder / "host" / "onder" / "pad"
    site.mkdir(parents=True)
    with serving(folder / "host") as host:
        address = f"{host}onder/pad/"
        made = make_site(site, folder / "data", SITE_URL=address)
        assert made.returncode == 0, made.stderr
        yield Public(address, site)


@pytest.fixture(scope="session")
def portal(public) -> Portal:
    """The records of the public site, read anew."""
    opened, problems = examine(public.site.parents[2] / "data", ROOT / "docs")
    assert [problem for problem in problems if problem.level == "fout"] == []
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium: the one without windows where there is one, because it is quicker."""
    found = program("chromium-headless-shell", "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield opened
        opened.close()


@pytest.fixture
def page(request, browser: Browser, served: str):
    """A page in the view that the test asks for; fails the test on any request to another host and on any error."""
    size, scheme = getattr(request, "param", (DESKTOP, "light"))
    context = browser.new_context(viewport=size, color_scheme=scheme)
    opened = context.new_page()
    outside, errors = [], []
    opened.on("request", lambda sent: outside.append(sent.url) if not sent.url.startswith((served, "data:", "blob:")) else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert (outside, errors) == ([], [])


@pytest.fixture
def figure(request):
    """`figure(subject, number, of)` puts a line in the table at the end: what was tried, how many times, what came of it.

    The line stands there only when the test passes; of one subject in several tests the numbers are added up.
    """
    return lambda subject, number, what="": request.node.user_properties.append(("cijfer", (subject, number, what)))


def pytest_terminal_summary(terminalreporter) -> None:
    """The figures of the tests that passed, in one table."""
    table: dict[tuple[str, str], int] = {}
    for report in terminalreporter.getreports("passed"):
        for name, (subject, number, what) in report.user_properties if report.when == "call" else ():
            if name == "cijfer":
                table[subject, what] = table.get((subject, what), 0) + number
    if table:
        terminalreporter.section("geprobeerd en goed bevonden")
        width = max(len(subject) for subject, _ in table)
        for (subject, what), number in sorted(table.items()):
            counted = f"{number:>8,}".replace(",", ".")
            terminalreporter.write_line(f"{subject:<{width}}  {counted}  {what}")


def until(page: Page, expression: str, argument: object = None, seconds: float = 30) -> None:
    """Wait until an expression is true on a page. Playwright's own `wait_for_function` is stopped by our browser policy."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"after {seconds} seconds still not: {expression}"
        page.wait_for_timeout(20)


def in_every_view(test):
    """Run a test on a phone in the dark; with make test-all in all four views."""
    return pytest.mark.parametrize("page", EVERY_VIEW_AS_ONE, indirect=True)(test)


def in_views_by_turns(addresses, rarely=()):
    """Run a test of a page on each of these in one light or one dark view, by turns; with make test-all in all four.

    On those that are `rarely` looked at only with make test-all.
    """
    pages = [
        pytest.param(view.values, address, id=f"{address}-{view.id}", marks=[pytest.mark.slow] * (n != QUICK[turn % 2]))
        for turn, address in enumerate(addresses)
        for n, view in enumerate(VIEWS)
    ]
    pages += [
        pytest.param(view.values, address, id=f"{address}-{view.id}", marks=pytest.mark.slow)
        for address in rarely
        for view in VIEWS
    ]
    return pytest.mark.parametrize("page, address", pages, indirect=["page"])


def faults(page: Page, *, sizes: bool = True) -> list[str]:
    """What axe finds on a page: WCAG up to 2.2 AA, good practice, and (`sizes`) whether targets are large enough."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    found = page.evaluate("enabled => axe.run({ rules: { 'target-size': { enabled } } })", sizes)["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]
