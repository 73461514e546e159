"""From saving a file to the new page in an open browser, in `make serve` and in the servers of peers: the part `serve`.

`python -m scripts.bench.serve PLACE N MISSING` measures in headless Chromium, with N lessons in a folder that it makes in
PLACE; MISSING is why peers could not be set up, or empty.
Ours serves a copy of this project, because also its pages, templates and styles are edited.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros.pages import words
from scripts.bench import HERE, inhoud, peers
from scripts.bench.lezen import browser_at
from scripts.bench.meten import ours
from scripts.bench.tabel import at_most, progress, table, two

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TURNS = 3
SLOW = 20  # seconds; an edit that takes longer is not made again
PATIENCE = 180  # seconds that an edit may take
START = 120  # seconds that a server may take to come up
OURS = "wij"
COPIED = ("docs", "macros", "overrides", "scripts", "mkdocs.yml")

RECORD, PAGE, TEMPLATE, STYLE = "record", "pagina", "sjabloon", "stijl"
GOALS = {1_000: {RECORD: 0.3, PAGE: 1, TEMPLATE: 2, STYLE: 2}, 10_000: {RECORD: 0.8, PAGE: 1, TEMPLATE: 2, STYLE: 2}}

SHOWN = """([said, style]) => style
    ? getComputedStyle(document.documentElement).getPropertyValue('--bench').trim() === said
    : document.body?.innerText.includes(said)"""


_HTML, _CSS = "<p>{}</p>\n", ":root {{ --bench: {} }}\n"


class NotUp(RuntimeError):
    """A server did not come up; the message says what it told."""


@dataclass(frozen=True)
class Edit:
    """A file that is edited, and the page on which that shows: a line `after` a text, or at the end."""

    file: Path
    address: str
    line: str = "\n{}\n"
    after: str = ""

    def save(self, original: str, sentence: str) -> None:
        """Write the file as it was at first, with a line that holds the sentence."""
        place = original.index(self.after) + len(self.after) if self.after else len(original)
        self.file.write_text(original[:place] + self.line.format(sentence) + original[place:], "utf-8")


@dataclass(frozen=True)
class Server:
    """A server that follows edits: how it is started, and what is edited."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: dict[str, str]
    edits: dict[str, Edit]


def servers(folder: Path, port: int) -> list[Server]:
    """What is measured, over the content that was made in `folder`. They run one after another at the same port."""
    made = peers.peers(folder)
    house, hugo, plain = folder / "huis", folder / "hugo", folder / "gewoon"
    lesson, over = f"{inhoud.KIND}/{inhoud.FIRST}", peers.OVER
    at = f"127.0.0.1:{port}"
    own = {
        RECORD: Edit(folder / "data" / f"{lesson}.yml", f"{lesson}/", "  {}\n", "inzicht: |\n"),
        PAGE: Edit(house / "docs/over/privacy.md", "over/privacy/"),
        TEMPLATE: Edit(house / "macros/pages/templates/record.html", f"{lesson}/", _HTML, '<div class="kp-lijf">\n'),
        STYLE: Edit(house / "overrides/assets/portaal.css", f"{lesson}/", _CSS),
    }
    of_hugo = {
        RECORD: Edit(hugo / "content" / f"{lesson}.md", f"{lesson}/"),
        PAGE: Edit(hugo / "content" / f"{over}.md", f"{over}/"),
        TEMPLATE: Edit(hugo / "layouts/page.html", f"{lesson}/", _HTML, "<article>\n"),
        STYLE: Edit(hugo / "static" / peers.STYLE, f"{lesson}/", _CSS),
    }
    of_zensical = {
        RECORD: Edit(plain / "docs" / f"{lesson}.md", f"{lesson}/"),
        PAGE: Edit(plain / "docs" / f"{over}.md", f"{over}/"),
        STYLE: Edit(plain / "docs" / peers.STYLE, f"{lesson}/", _CSS),
    }
    settings = ours(folder, SITE_URL="", SEARCH="1")
    serving = ("server", "--bind", "127.0.0.1", "--port", str(port), "--baseURL", f"http://{at}/")
    zensical = (str(made[peers.ZENSICAL].program), "serve", "-f", "zensical.yml", "-a", at)
    found = [Server(OURS, (sys.executable, "-m", "scripts.serve"), house, settings, own)]
    if made[peers.HUGO].ready:
        found.append(Server(peers.HUGO, (str(made[peers.HUGO].program), *serving), hugo, {}, of_hugo))
    if made[peers.ZENSICAL].ready:
        found.append(Server(peers.ZENSICAL, zensical, plain, {}, of_zensical))
    return found


def write(folder: Path, number: int, port: int) -> None:
    """The content for all of them, and a copy of this project that serves at the port."""
    inhoud.write(HERE / "data", folder, number)
    peers.write(folder, inhoud.lessons(HERE / "data" / inhoud.KIND, number))
    for name in ("mkdocs.yml", "zensical.yml"):
        settings = folder / "gewoon" / name
        settings.write_text(settings.read_text("utf-8").replace(peers.SITE_URL, f"http://127.0.0.1:{port}/"), "utf-8")
    for name in COPIED:
        copy = shutil.copytree if (HERE / name).is_dir() else shutil.copy
        copy(HERE / name, folder / "huis" / name)
    with (folder / "huis" / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\ndev_addr: 127.0.0.1:{port}\n")


def follow(browser: Browser, server: Server, port: int, log: Path) -> dict[str, list[float]]:
    """Seconds from saving to showing, for each edit; nothing where it did not show in time."""
    address = f"http://127.0.0.1:{port}/"
    with running(server, port, log), browser.new_context() as context:
        page = context.new_page()
        return {what: edited(page, edit, address) for what, edit in server.edits.items()}


def edited(page: Page, edit: Edit, address: str) -> list[float]:
    """The same edit a few times, in a page that stays open."""
    from playwright.sync_api import Error, TimeoutError

    found: list[float] = []
    original = edit.file.read_text("utf-8")
    _open(page, address + edit.address)
    for turn in range(1, TURNS + 1):
        page.wait_for_timeout(1000)  # as somebody who thinks before the next edit
        sentence = f"Wijziging {turn} in {edit.file.stem}."  # not what an edit before this left on the page
        began = time.perf_counter()
        edit.save(original, sentence)
        while True:
            left = PATIENCE - (time.perf_counter() - began)
            try:
                page.wait_for_function(SHOWN, arg=[sentence, edit.line == _CSS], timeout=1000 * max(left, 0.001))
                break
            except TimeoutError:
                return found
            except Error:  # the page was just being replaced
                if left <= 0:
                    return found
        found.append(time.perf_counter() - began)
        if found[-1] > SLOW:
            break
    return found


def _open(page: Page, address: str) -> None:
    """Go to a page once it is there: some servers answer before their first build, or still reload for the last edit."""
    from playwright.sync_api import Error

    until = time.monotonic() + START
    while time.monotonic() < until:
        with contextlib.suppress(Error):
            answer = page.goto(address, timeout=1000 * PATIENCE)
            if answer and answer.ok:  # none when the page reloaded just then
                return
        page.wait_for_timeout(100)
    raise NotUp(f"{address} kwam niet op.")


@contextlib.contextmanager
def running(server: Server, port: int, log: Path) -> Iterator[None]:
    """The server, until the block ends. When it does not come up, what it says is the error."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            server.command,
            cwd=server.folder,
            env={**os.environ, **server.environment, "TMPDIR": str(log.parent)},  # so that nothing of it stays behind
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            _wait(process, port, log)
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise NotUp(f"{process.args[0]} kwam niet op:\n{log.read_text('utf-8', 'replace')[-4000:]}")


def report(number: int, measured: dict[str, dict[str, list[float]]], missing: str = "") -> str:
    """The table, and whether the goals were reached; `missing` is why peers that are not there could not be set up."""
    rows = [("van bewaren tot zien, mediaan s", RECORD, PAGE, TEMPLATE, STYLE)]
    for name, found in measured.items():
        rows.append((name, *(_cell(found.get(what)) for what in (RECORD, PAGE, TEMPLATE, STYLE))))
    lines = [f"Volgen van wijzigingen met {words.number(number)} lessen, in Chromium", *table(rows)]
    lines.append(
        f"–: dat is er niet; niet gezien: niet binnen {PATIENCE} s, of niet opgekomen. Zensical heeft hier geen eigen sjablonen."
    )
    for name in {peers.HUGO, peers.ZENSICAL} - measured.keys():
        lines.append(f"{name}: niet gemeten: {missing or 'ontbreekt'}")
    for what, goal in GOALS.get(number, {}).items():
        times = measured[OURS][what]
        seconds = statistics.median(times) if times else math.inf
        lines.append(at_most(f"Van bewaren tot zien, {what}", seconds, goal, " s"))
    return "\n".join(lines)


def _cell(times: list[float] | None) -> str:
    if times is None:
        return "–"
    return two(statistics.median(times)) if times else "niet gezien"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def main(arguments: list[str]) -> int:
    place, number, missing = arguments[0], int(arguments[1]), arguments[2]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="kennisportaal-bench-", dir=place) as made, browser_at() as browser:
        if browser is None:
            return 0
        folder, port, measured = Path(made), free_port(), {}
        write(folder, number, port)
        for server in servers(folder, port):
            progress(f"{words.number(number)} lessen: wijzigingen volgen, {server.name} …")
            try:
                measured[server.name] = follow(browser, server, port, folder / "uitvoer.txt")
                progress(" klaar\n")
            except NotUp:
                if server.name == OURS:
                    raise
                measured[server.name] = {what: [] for what in server.edits}
                progress(f" kwam niet op binnen {START} s\n")
        print(report(number, measured, missing))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
