"""What tests of long lists share: which records a choice leaves by plain Python, and which a browser shows."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from pathlib import Path

from playwright.sync_api import Page

from macros.kinds import all_kinds
from tests.conftest import until

LONG = [name for name in all_kinds() if len(list((Path("data") / name).glob("*.yml"))) > 20]


# ---- The same in plain Python, from the open data alone ----


def records(site: Path, folder: str) -> list[dict]:
    """The records of a folder in the order of its list."""
    return json.loads((site / f"api/v1/{folder}.json").read_text("utf-8"))["records"]


def values(site: Path, folder: str, path: str) -> dict[str, list[str]]:
    """What each record has at the path of a facet, as addresses name it, by id."""
    first, _, rest = path.partition(".")
    kinds = all_kinds()
    if first in kinds and not any(first in model.model_fields for model in kinds[folder].models):
        found = {record["id"]: [] for record in records(site, folder)}
        for other in records(site, first):
            for ref in other.get(rest, []):
                found[ref.rpartition("/")[2]].append(other["id"])
        return found
    found = {}
    for record in records(site, folder):
        given = record.get(first, [])
        given = given if isinstance(given, list) else [given]
        found[record["id"]] = [str(item[rest] if rest else item) for item in given]
    return found


def facets(site: Path, folder: str) -> dict[str, dict[str, list[str]]]:
    """The values of each record by the name that the facet has in addresses."""
    names = {kind.folder: kind.one for kind in all_kinds().values()}
    special = {"herkomst.bron": "bron", "programmas.lessen": "programma", "gemeente": "gemeente", "rollen.ambitie": "ambitie"}
    paths = all_kinds()[folder].facets
    return {special.get(path, names.get(path, path)): values(site, folder, path) for path in paths}


def folded(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.category(sign).startswith("M"))
    return plain.replace("’", "'").lower()


def words_of(record: dict) -> str:
    return folded(" ".join([record["titel"], record["samenvatting"], *record.get("aliassen", [])]))


def select(site: Path, folder: str, chosen: dict[str, list[str]], words: str = "", but: str = "") -> list[str]:
    """The ids of the records that are left, in the order of the list; leave out the facet `but`."""
    having = facets(site, folder)
    return [
        record["id"]
        for record in records(site, folder)
        if all(set(having[name][record["id"]]) & set(keys) for name, keys in chosen.items() if name != but)
        and all(word in words_of(record) for word in folded(words).split())
    ]


def counts(site: Path, folder: str, chosen: dict[str, list[str]], words: str = "") -> dict[str, int]:
    """How many records each value would give."""
    found: dict[str, int] = {}
    for name, having in facets(site, folder).items():
        for id_ in select(site, folder, chosen, words, but=name):
            for key in set(having[id_]):
                found[f"{name}={key}"] = found.get(f"{name}={key}", 0) + 1
    return found


# ---- What stands on the page ----


def settled(page: Page) -> Page:
    """The page when it shows what is chosen."""
    page.wait_for_selector("[data-bladeren]:not([aria-busy]) .kp-vink", state="attached")
    return page


def shown(page: Page) -> list[str]:
    """The ids of the cards that are shown."""
    return (
        settled(page)
        .locator("[data-kaarten] .kp-kaart__titel a")
        .evaluate_all("links => links.map(link => link.pathname.split('/').at(-2))")
    )


def expect_shown(page: Page, ids: list[str]) -> None:
    """Wait until these cards are shown."""
    with contextlib.suppress(AssertionError):
        until(
            page,
            """ids => [...document.querySelectorAll("[data-kaarten] .kp-kaart__titel a")]
                .map(link => link.pathname.split("/").at(-2)).join() === ids.join()""",
            ids,
            seconds=5,
        )
    assert shown(page) == ids


def shown_counts(page: Page) -> dict[str, int]:
    """The number beside each value."""
    return (
        settled(page)
        .locator("[data-waarde]")
        .evaluate_all(
            """items => Object.fromEntries(items.map(item => [
            `${item.closest("[data-kenmerk]").dataset.kenmerk}=${item.dataset.waarde}`,
            Number(item.querySelector(".kp-telling").textContent.replace(".", ""))]))"""
        )
    )


# ---- The data that the browser gets ----


def part(site: Path, folder: str, name: str):
    return json.loads((site / folder / "lijst" / f"{name}.json").read_text("utf-8"))


def numbers(gaps: list[int]) -> list[int]:
    found, last = [], 0
    for gap in gaps:
        last += gap
        found.append(last)
    return found
