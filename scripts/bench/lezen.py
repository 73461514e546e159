"""What a reader of a long list fetches and waits for, in headless Chromium: `python -m scripts.bench.lezen SITE`.

A process of its own, because a browser would be counted in the memory of the builds that `make bench` times.
The server is on this machine and compresses, as static hosts do; every turn starts with an empty cache.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import statistics
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros.pages import words
from scripts.bench.tabel import table
from scripts.set_up import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESS = "lessen/"
BUDGET = 150_000  # bytes of the first view
TURNS = 3
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")

# A reader's steps after the first view; each ends when the list shows what was chosen.
STEPS = {
    "eerste filter (een thema)": "document.querySelectorAll('[name=thema]')[2].click()",
    "tweede filter (een jaar)": "document.querySelector('[name=jaar]').click()",
    "een derde, over alles": "document.querySelector('[name=zekerheid]').click()",
    "woorden, zonder filters": """document.querySelector('.kp-wis').click();
        const field = document.querySelector('[data-tekst]');
        field.value = 'beleid gemeente';
        field.dispatchEvent(new Event('input'))""",
}
DONE = """step => new Promise(done => {
    const place = document.querySelector('[data-bladeren]'), began = performance.now();
    const wanted = step.includes('tekst') ? 'tekst=' : location.href;
    new MutationObserver((_, observer) => {
        if (place.hasAttribute('aria-busy') || (wanted === 'tekst=' && !location.href.includes(wanted))) return;
        observer.disconnect();
        done(performance.now() - began);
    }).observe(place, { attributes: true, attributeFilter: ['aria-busy'] });
    eval(step);
})"""


@dataclass(frozen=True)
class Step:
    """What one step of a reader took: bytes over the line, requests, milliseconds."""

    size: int
    requests: int
    time: float


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """A plain static server that compresses text."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802  (the name the standard library calls)
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        compressed = path.suffix in COMPRESSED
        content = gzip.compress(path.read_bytes(), 6) if compressed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser left before the end
            self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving(site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = _Compressing) -> Iterator[str]:
    """The address of a folder on this machine, ending in a slash, while it is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Line:
    """Counts what a page fetches."""

    def __init__(self, page: Page) -> None:
        self.page, self.size, self.requests = page, 0, 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict) -> None:
        self.size += int(event["encodedDataLength"])
        self.requests += 1

    def taken(self, time: float) -> Step:
        """What was fetched since the last time, when all of it is there."""
        self.page.wait_for_load_state("networkidle")
        step = Step(self.size, self.requests, time)
        self.size = self.requests = 0
        return step


def read(browser: Browser, address: str) -> dict[str, Step]:
    """One reader: opens the list and narrows it down."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        line = Line(page)
        page.goto(address + ADDRESS)
        opened = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        steps = {"eerste keer openen": line.taken(opened)}
        for name, step in STEPS.items() if page.locator("[data-bladeren]").count() else ():  # a short list has no filters
            steps[name] = line.taken(page.evaluate(DONE, step))
        return steps


def report(turns: list[dict[str, Step]]) -> str:
    """The table: the bytes of the first turn, the median of the times."""
    rows = [("lezen in Chromium: /lessen/", "KB", "bestanden", "mediaan ms")]
    for name, step in turns[0].items():
        time = statistics.median(turn[name].time for turn in turns)
        rows.append((name, kilobytes(step.size), str(step.requests), words.number(round(time))))
    first = next(iter(turns[0].values())).size
    outcome = "doel gehaald" if first <= BUDGET else "doel niet gehaald"
    cost = f"De eerste keer openen kost {kilobytes(first)} KB (gzip); het doel is hooguit {kilobytes(BUDGET)}: {outcome}."
    return "\n".join([*table(rows), cost])


def kilobytes(value: int) -> str:
    return words.number(round(value / 1000))


@contextlib.contextmanager
def browser_at() -> Iterator[Browser | None]:
    """The system's Chromium; None, with a line that says so, where it cannot be driven."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("In de browser is niet gemeten: Playwright ontbreekt hier; make test zet het klaar.")
        yield None
        return
    found = program("chromium")
    if found is None:
        print("In de browser is niet gemeten: er is geen Chromium.")
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def main(arguments: list[str]) -> int:
    with browser_at() as browser:
        if browser is None:
            return 0
        with serving(Path(arguments[0])) as address:
            print(report([read(browser, address) for _ in range(TURNS)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
