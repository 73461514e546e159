"""A selection of a long list as a file, and a long list of made-up lessons with hostile titles."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.bladeren import part, records, select, settled, shown
from tests.conftest import make_site, serving

# ---- Files ----


def download(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as found:
        settled(page).get_by_role("button", name=button).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


@pytest.mark.parametrize("query", ["?jaar=2018&thema=sociale-basis", "?jaar=2023&jaar=2022", ""])
def test_the_json_holds_the_records_of_the_open_data(page, served, site, query):
    page.goto(f"{served}lessen/{query}")
    name, content = download(page, "JSON")
    given = json.loads(content)
    ids = [record["id"] for record in given["records"]]
    chosen = {}
    for pair in filter(None, query.lstrip("?").split("&")):
        chosen.setdefault(pair.split("=")[0], []).append(pair.split("=")[1])
    assert name.startswith("lessen-selectie-") and name.endswith(".json")
    assert ids == select(site, "lessen", chosen)
    assert given["records"] == [record for record in records(site, "lessen") if record["id"] in set(ids)]
    assert given["aantal"] == len(ids) and given["soort"] == "lessen" and given["selectie"]["adres"] == page.url


def test_the_csv_holds_every_field_of_the_selection(page, served, site):
    page.goto(f"{served}cijfers/?soort=cijfer&jaar=2023&jaar=2018")
    name, content = download(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    ids = select(site, "cijfers", {"soort": ["cijfer"], "jaar": ["2023", "2018"]})
    expected = [record for record in records(site, "cijfers") if record["id"] in ids]
    assert name.endswith(".csv") and content.startswith(b"\xef\xbb\xbf")
    assert [row["id"] for row in rows] == [record["id"] for record in expected]
    groups = {"herkomst", "rijen", "afwijkingen", "schema"}
    assert {field for record in expected for field in record} - groups < set(rows[0])
    for row, record in zip(rows, expected, strict=True):
        assert row["titel"] == record["titel"] and row.get("uitleg", "") == record.get("uitleg", "")
        assert row["themas"] == " | ".join(record.get("themas", []))
        assert row["herkomst.bron"] == " | ".join(origin["bron"] for origin in record["herkomst"])
        assert row["pagina"] == f"{served}{record['pad']}"
        assert row["getal"] == str(record.get("getal", ""))


def test_a_csv_of_anything_is_safe_and_dutch(page, served):
    made = [
        {"pad": "a/b/", "getal": -3.5, "ja": True, "groepen": [{"x": "een", "y": [1, 2]}, {"x": "=2"}]},
        {"pad": "a/c/", "eerst": "\r=1", "getal": 7, "lijst": ["+1", "a;b"], "tekst": 'Zegt "ja";\nen  '},
    ]
    page.goto(served)
    script = f"{served}assets/bladeren-opslaan.js"
    text = page.evaluate("([script, made]) => import(script).then(ours => ours.asCsv(made))", [script, made])
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert list(rows[0]) == ["pad", "eerst", "getal", "lijst", "tekst", "ja", "groepen.x", "groepen.y", "pagina"]
    assert list(rows[0].values()) == ["a/b/", "", "-3,5", "", "", "ja", "een | =2", "[1,2] | ", f"{served}a/b/"]
    assert list(rows[1].values()) == ["a/c/", "'\r=1", "7", "'+1 | a;b", 'Zegt "ja";\nen  ', "", "", "", f"{served}a/c/"]


# ---- A made-up list: hostile titles, and so long that its cards come in parts ----

HOSTILE = [
    '=HYPERLINK("//voorbeeld.nl";"klik")',
    "+31 6 is geen formule",
    "-2 punten",
    "@SOM(A1:A9)",
    '<img src=x onerror="window.hacked = true">',
    'Een "citaat"; met puntkomma',
    "</script><script>window.hacked = true</script>",
    "kp:/lessen/ {{ geen_macro }} &amp; é",
]
NUMBER = 260


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Path:
    """A site of made-up lessons."""
    folder = tmp_path_factory.mktemp("vijandig")
    basis = Path(__file__).parent / "gevallen" / "basis" / "data"
    lesson = yaml.safe_load((basis / "lessen/les.yml").read_text("utf-8"))
    for path in basis.glob("[bt]*/*.yml"):
        (folder / "data" / path.parent.name).mkdir(parents=True, exist_ok=True)
        (folder / "data" / path.parent.name / path.name).write_bytes(path.read_bytes())
    (folder / "data/lessen").mkdir()
    for number in range(NUMBER):
        title = HOSTILE[number] if number < len(HOSTILE) else f"Titel {number:03}"
        made = {**lesson, "titel": title, "aliassen": [f"\t={number}"], "jaar": 2000 + number % 13, "voor_wie": ["besturen"]}
        made["samenvatting"] = f"{title} samengevat"
        made["zekerheid"] = ("expliciet", "mening")[number % 2]
        (folder / f"data/lessen/les-{number}.yml").write_text(yaml.safe_dump(made, allow_unicode=True), "utf-8")
    done = make_site(folder / "site", folder / "data")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def stranger(browser, other):
    """A page on that site, and its address."""
    with serving(other) as address, browser.new_context(accept_downloads=True) as context:
        yield context.new_page(), address


def test_hostile_titles_are_text_in_cards_chips_and_files(stranger, other):
    page, address = stranger
    page.goto(f"{address}lessen/?sorteer=jaar&pagina=9")
    titles = settled(page).locator(".kp-kaart__titel").all_inner_texts()
    assert set(HOSTILE) < set(titles) and len(titles) == NUMBER
    page.get_by_label("Met deze woorden").fill(HOSTILE[4])
    expect(page.locator(".kp-chip")).to_contain_text(HOSTILE[4])
    page.get_by_label("Met deze woorden").fill("samengevat")
    expect(page.locator("[data-stand]")).to_contain_text("260 van de 260")
    assert page.evaluate("window.hacked") is None
    _, content = download(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == NUMBER
    guarded = {row["titel"] for row in rows}
    assert {f"'{title}" for title in HOSTILE[:4]} | set(HOSTILE[4:]) < guarded
    assert [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t\r"] == []


def test_of_a_long_list_only_the_parts_that_are_shown_are_fetched(stranger, other):
    page, address = stranger
    assert part(other, "lessen", "kenmerken")["deel"] == 50
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].rpartition("/")[2]))
    page.goto(f"{address}lessen/?jaar=2005")
    ids = shown(page)
    assert ids == [record["id"] for record in records(other, "lessen") if record["jaar"] == 2005] and len(ids) == 20
    assert len(set(asked)) == len(asked)
    page.goto(f"{address}lessen/?zekerheid=mening")
    asked.clear()
    page.get_by_role("button", name="Meer tonen").click()
    expect(page.locator(".kp-kaart")).to_have_count(100)
    settled(page)
    assert len([name for name in asked if name.startswith("kaarten-")]) <= 2
    assert shown(page) == [record["id"] for record in records(other, "lessen") if record["zekerheid"] == "mening"][:100]
