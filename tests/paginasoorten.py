"""One page of every kind that the site has, found in the site itself: a new kind comes along by itself."""

from __future__ import annotations

import json
from pathlib import Path


def of_every_kind(site: Path) -> list[str]:
    """Addresses without the first slash: all pages that people write, the lists, and of records one of each sort.

    The first record of each kind and `soort`, and with each a card; a page that moved, one that was withdrawn.
    """
    records, sorts, cards = set(), {}, {}
    for index in json.loads((site / "api/v1/index.json").read_text("utf-8"))["soorten"]:
        for record in json.loads((site / index["bestand"]).read_text("utf-8"))["records"]:
            path = record["pad"].strip("/") + "/"
            records.add(path)
            sorts.setdefault((record["map"], record.get("soort")), path)
            if (site / path / "kaart").is_dir():
                cards.setdefault(record["map"], f"{path}kaart/")
    others: dict[str, str] = {}
    written = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        if path in records or path.endswith("/kaart/") or path.startswith("pagefind/"):
            continue
        html = file.read_text("utf-8")
        if 'http-equiv="refresh"' in html:
            others.setdefault("moved", path)
        elif "data-kind=" in html and "<article" in html and path.count("/") == 2:
            others.setdefault("withdrawn", path)
        else:
            written.append(path)
    return [*written, *sorts.values(), *cards.values(), *others.values()]
