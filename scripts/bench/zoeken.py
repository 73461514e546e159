"""What a reader who searches fetches and waits for, in headless Chromium: `python -m scripts.bench.zoeken SITE`.

For a site of ours, or of plain Material with its own search. A process of its own, as `lezen`. Counted is all that
is loaded for the search alone, not what every page loads; the time runs from the last key to the hits on the screen.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros.pages import words
from scripts.bench.lezen import browser_at, kilobytes, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZE, COLD, WARM = 250_000, 300, 80  # the goals: bytes, and milliseconds
QUERIES = ("subsidie", "vrijwilligers werven", "gemeente beleid", "jongeren", "samenwerken", "steunpunt ondersteuning")
TURNS = 3

# Types as a quick person does, and says how long after the last key the hits were there.
TYPE = """async ({ query, field, shown, items }) => {
    const input = document.querySelector(field), ready = new Function("query", `return ${shown}`);
    input.focus();
    input.value = "";
    for (const sign of query) {
        input.value += sign;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
        if (input.value !== query) await new Promise(done => setTimeout(done, 60));
    }
    for (const old of document.querySelectorAll(items)) old.dataset.oud = "";
    const began = performance.now();
    while (!ready(query)) await new Promise(done => requestAnimationFrame(done));
    return performance.now() - began;
}"""


@dataclass(frozen=True)
class Engine:
    """A search: where it is, what it loads (parts of addresses), its field, and when the hits of `query` are shown."""

    name: str
    page: str
    loads: tuple[str, ...]
    field: str
    shown: str
    items: str  # what a hit is; those of the query before do not count


OURS = Engine(
    "wij",
    "zoeken/",
    ("pagefind/", "zoeken/woorden", "assets/zoek"),
    "#zoekvraag",
    "new URL(location.href).searchParams.get('q') === query && !!document.querySelector('#zoekresultaten[data-ready] a')",
    "#zoekresultaten a",
)
MATERIAL = Engine(
    "Material met eigen zoeken",
    "",
    ("search/", "workers/search", "lunr"),
    ".md-search__input",
    "!!document.querySelector('.md-search-result__item:not([data-oud])')",
    ".md-search-result__item",
)


@dataclass(frozen=True)
class Turn:
    """One reader: bytes up to the first hits, milliseconds for the first query and for each after it."""

    size: int
    cold: float
    warm: tuple[float, ...]


def search(browser: Browser, address: str, engine: Engine) -> Turn:
    """Open the page, type the queries one after another."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: dict[str, int] = {}
        asked: dict[str, str] = {}
        session.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], e["request"]["url"]))
        session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], int(e["encodedDataLength"])))
        page.goto(address + engine.page)
        page.wait_for_load_state("networkidle")
        given = {"field": engine.field, "shown": engine.shown, "items": engine.items}
        cold = page.evaluate(TYPE, {**given, "query": QUERIES[0]})
        page.wait_for_load_state("networkidle")
        size = sum(sizes.get(id_, 0) for id_, url in asked.items() if any(part in url for part in engine.loads))
        warm = []
        for query in QUERIES[1:]:
            page.evaluate(TYPE, {**given, "query": query})  # the first time fetches the part of the index it needs
            page.evaluate(TYPE, {**given, "query": QUERIES[0]})
            warm.append(page.evaluate(TYPE, {**given, "query": query}))
        return Turn(size, cold, tuple(warm))


def report(engine: Engine, turns: list[Turn]) -> str:
    """One line: the medians, and for us whether the goals were reached."""
    size = turns[0].size
    cold = statistics.median(turn.cold for turn in turns)
    warm = statistics.median(time for turn in turns for time in turn.warm)
    line = (
        f"zoeken, {engine.name}: {kilobytes(size)} KB tot het eerste resultaat (gzip);"
        f" na de laatste toets {words.number(round(cold))} ms, daarna {words.number(round(warm))} ms"
    )
    if engine is not OURS:
        return f"{line}."
    reached = size <= SIZE and cold <= COLD and warm <= WARM
    goals = f"hooguit {kilobytes(SIZE)} KB (bij 5.000), {COLD} ms en {WARM} ms"
    return f"{line}.\nHet doel is {goals}: {'doel gehaald' if reached else 'doel niet gehaald'}."


def main(arguments: list[str]) -> int:
    site = Path(arguments[0])
    engine = OURS if (site / "pagefind").is_dir() else MATERIAL
    with browser_at() as browser:
        if browser is None:
            return 0
        with serving(site) as address:
            print(report(engine, [search(browser, address, engine) for _ in range(TURNS)]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
