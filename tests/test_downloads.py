"""The downloads of the open data: each is read by a reader that is not ours, and compared with the records, field by field.

The records are those of the site `public`: the real ones and the hard ones of tests/delen/.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from macros.exports import catalogue as catalogues
from macros.exports import columns, csv_tables
from macros.kinds import Kind
from macros.pages import words
from tests.open_data import WHERE, all_public, read, values

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")


# ---- Tables ----


def rows_of(content: bytes) -> list[dict[str, str]]:
    """A table as the csv module reads it."""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))


def back(kind: Kind, row: dict[str, str]) -> dict[str, Any]:
    """The values of a row, by the rules that the documentation gives."""
    found: dict[str, Any] = {}
    for column in columns.columns_of(kind):
        name, form = column.field, column.form
        if form == "groups":
            parts = {part: _items(_plain(row[f"{name}.{part}"])) for part in column.parts}
            length = max(map(len, parts.values()))
            groups = [{part: items[place] for part, items in parts.items() if items[place:]} for place in range(length)]
            cells = [{part: item for part, item in group.items() if item != ""} for group in groups]
            types = _types(kind, name)
            found[name] = [{part: _typed(item, types.get(part)) for part, item in group.items()} for group in cells]
        elif form == "list":
            found[name] = _items(_plain(row[name]))
        elif row[name]:
            cell = _plain(row[name])
            found[name] = (
                json.loads(cell)
                if form == "group"
                else _typed(cell, "number")
                if form == "number"
                else cell == "ja"
                if form == "yesno"
                else cell
            )
    return {name: value for name, value in found.items() if value != []}


@functools.cache
def _types(kind: Kind, field: str) -> dict[str, str]:
    """What the parts of the groups in a field are, where that is not text."""
    found = {}
    for model in kind.models:
        if field in model.model_fields:
            schema = model.model_json_schema()
            part = schema["$defs"][schema["properties"][field]["items"]["$ref"].rpartition("/")[2]]
            found |= {
                name: inner["type"] for name, inner in part["properties"].items() if inner.get("type", "string") != "string"
            }
    return found


def _typed(cell: str, kind: str | None) -> Any:
    if kind in ("number", "integer"):
        return float(cell.replace(",", "."))
    return json.loads(cell) if kind in ("array", "object") else cell


def _plain(cell: str) -> str:
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def _items(cell: str) -> list[str]:
    return [re.sub(r"\\([\\|])", r"\1", part) for part in cell.split(" | ")] if cell else []


def test_a_table_holds_every_field_of_every_record(public, portal, figure):
    number = 0
    for kind in portal.kinds.values():
        content = (public.site / f"api/v1/{kind.folder}.csv").read_bytes()
        rows = rows_of(content)
        assert [row["id"] for row in rows] == [record.id for record in portal.public(kind.folder)]
        for row, record in zip(rows, portal.public(kind.folder), strict=True):
            assert back(kind, row) == values(record), record.ref
            assert (row["map"], row["pad"]) == (kind.folder, f"{kind.folder}/{record.id}/")
            assert row["pagina"] == public.address + row["pad"]
            number += len(values(record))
        for cell in (cell for row in rows for cell in row.values()):
            assert not re.match(r"[=+@\t\r]|-(?![\d,]+$)", cell), cell
    figure("velden in tabellen vergeleken", number)


def test_without_public_address_a_table_has_no_column_for_it(site):
    assert "pagina" not in rows_of((site / "api/v1/lessen.csv").read_bytes())[0]


HARD = [
    "=1+1",
    "+31 6",
    "-2 punten",
    "@SOM(A1)",
    "'=al een apostrof",
    "''+twee",
    "'s avonds",
    'Zegt "ja"; en nee',
    "eerste | tweede",
    "a\\",
    "\\|",
    "é, ü & €",
]


def test_hard_values_come_back_from_a_table(portal):
    kind = portal.kinds["lessen"]
    made = [
        {"map": "lessen", "id": "x", "pad": "lessen/x/", "titel": hard, "advies": f"{hard}\n- {hard}\n\n{hard} slot"}
        | {"aliassen": [hard, "gewoon", hard], "herkomst": [{"bron": "a", "kop": hard}, {"bron": "b", "kop": "gewoon"}]}
        for hard in HARD
    ]
    for row, record in zip(rows_of(csv_tables.table(kind, made, "")), made, strict=True):
        assert back(kind, row) == {name: value for name, value in record.items() if name not in WHERE}
        assert not re.match(r"[=+\-@]", row["titel"] + row["aliassen"])


def test_the_table_that_a_browser_makes_follows_the_same_rules(served, browser, portal):
    """The same cells, for records with all that is hard; the browser leaves out columns that stay empty."""
    kind = portal.kinds["lessen"]
    made = [{"map": "lessen", "id": "x", "pad": "lessen/x/", "titel": hard, "aliassen": [hard, "b"]} for hard in HARD]
    made[0] |= {"jaar": 2024, "citaten": [{"tekst": "a | b", "bron": "x", "kop": "=k"}, {"tekst": "c", "bron": "y", "kop": "l"}]}
    page = browser.new_page()
    page.goto(served)
    script = f"{served}assets/bladeren-opslaan.js"
    text = page.evaluate("([script, made]) => import(script).then(ours => ours.asCsv(made))", [script, made])
    page.close()
    ours = rows_of(csv_tables.table(kind, made, served))
    for theirs, mine in zip(rows_of(text.encode()), ours, strict=True):
        assert theirs == {name: mine[name] for name in theirs}


# ---- The database ----


@pytest.fixture(scope="session")
def database(public) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(f"file:{public.site}/api/v1/kennisportaal.sqlite?mode=ro", uri=True)
    opened.row_factory = sqlite3.Row
    yield opened
    opened.close()


def test_the_database_holds_every_field_of_every_record(database, portal, figure):
    number = 0
    for kind in portal.kinds.values():
        forms = {column.field: column.form for column in columns.columns_of(kind)}
        rows = {row["id"]: dict(row) for row in database.execute(f'SELECT * FROM "{kind.folder}"')}
        assert set(rows) == {record.id for record in portal.public(kind.folder)}
        for record in portal.public(kind.folder):
            filled = {name: value for name, value in rows[record.id].items() if value is not None and name in forms}
            found = {
                name: json.loads(value) if forms[name] in ("list", "groups", "group") else value for name, value in filled.items()
            }
            assert {name: value for name, value in found.items() if value != []} == values(record)
            assert (rows[record.id]["ref"], rows[record.id]["pad"]) == (record.ref, f"{record.ref}/")
            number += len(found)
    figure("velden in de database vergeleken", number)


def test_the_relations_in_the_database_lead_somewhere(database, public, portal):
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = {tuple(row) for row in database.execute("SELECT van, naar, veld, kop FROM relaties")}
    listed = read(public.site / "api/v1/relaties.json")["relaties"]
    assert rows == {(line["van"], line["naar"], line["veld"], line.get("kop", "")) for line in listed}
    assert {tuple(row) for row in database.execute("SELECT ref, titel FROM records")} == {
        (record.ref, record.titel) for record in all_public(portal)
    }
    keys = [dict(row) for row in database.execute("PRAGMA foreign_key_list(relaties)")]
    assert {(key["from"], key["table"], key["to"]) for key in keys} == {("van", "records", "ref"), ("naar", "records", "ref")}


def test_text_is_found_with_and_without_accents(database, portal):
    word = re.compile(r"\bco[öo]rdinator\b", re.I)
    for asked in ("coördinator", "coordinator", "COÖRDINATOR"):
        rows = database.execute(
            "SELECT lessen.id FROM lessen_zoeken JOIN lessen ON lessen.rowid = lessen_zoeken.rowid WHERE lessen_zoeken MATCH ?",
            [asked],
        )
        found = {row["id"] for row in rows}
        plain = ("titel", "samenvatting", "inzicht", "context", "advies", "aliassen")
        expected = {
            record.id
            for record in portal.public("lessen")
            if word.search(" ".join(str(values(record).get(name)) for name in plain))
        }
        assert found == expected and found


def test_datasette_shows_a_table_and_searches_it(public, portal):
    def ask(address: str) -> Any:
        command = [Path(sys.executable).with_name("datasette"), public.site / "api/v1/kennisportaal.sqlite"]
        command += ["--metadata", public.site / "api/v1/datasette.json", "--get", address]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    page = ask("/kennisportaal/lessen")
    assert portal.kinds["lessen"].intro in page.replace("&#39;", "'") and 'name="_search"' in page
    found = json.loads(ask("/kennisportaal/lessen.json?_search=coordinator&_shape=array&_size=max"))
    assert {row["id"] for row in found} and all("rdinator" in json.dumps(row, ensure_ascii=False) for row in found)


# ---- The ZIP and the catalogue ----


def test_the_zip_holds_what_the_site_has_with_licence_and_date(public, portal):
    packed = zipfile.ZipFile(public.site / "api/v1/kennisportaal.zip")
    assert packed.testzip() is None
    api = public.site / "api/v1"
    expected = {f"{ext}/{folder}.{ext}": api / f"{folder}.{ext}" for folder in portal.kinds for ext in ("json", "csv")}
    expected |= {f"schema/{folder}.json": public.site / f"schema/v1/{folder}.json" for folder in portal.kinds}
    expected["relaties.json"] = api / "relaties.json"
    assert set(packed.namelist()) == {*expected, "LEESMIJ.md", "LICENTIE.txt"}
    for name, file in expected.items():
        assert packed.read(name) == file.read_bytes()
    last = max(record.versie for record in all_public(portal) if record.versie)
    assert {info.date_time for info in packed.infolist()} == {(last.year, last.month, last.day, 0, 0, 0)}
    told = packed.read("LEESMIJ.md").decode()
    assert f"Laatste wijziging in de records: {words.day(last)}." in told and "Uitgever: Stichting Proef & Zn." in told
    assert "geen officiële uitgave van de coalitie" in told
    assert packed.read("LICENTIE.txt").decode() == "Kennisportaal Vrijwillige Inzet\n\nLicentie: nog niet vastgesteld\n"


def test_the_real_data_come_with_their_licence_and_without_a_publisher(site):
    packed = zipfile.ZipFile(site / "api/v1/kennisportaal.zip")
    assert "De uitgever is nog niet vastgesteld." in packed.read("LEESMIJ.md").decode()
    licence = packed.read("LICENTIE.txt").decode()
    assert "CC BY 4.0 voor de teksten" in licence and "https://creativecommons.org/licenses/by/4.0/" in licence


def catalogue(site: Path, address: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    place = urljoin(address, "api/v1/catalogus.jsonld")
    return graph.parse(data=(site / "api/v1/catalogus.jsonld").read_text("utf-8"), format="json-ld", publicID=place)


@pytest.mark.parametrize("known", [True, False], ids=["address known", "address unknown"])
def test_the_catalogue_knows_every_download(public, site, portal, known, figure):
    folder, address = (public.site, public.address) if known else (site, "https://ergens.example/onder/pad/")
    graph = catalogue(folder, address)
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    sets = set(graph.objects(whole, DCAT.dataset))
    assert len(sets) == 1 + len(portal.kinds) and sets == set(graph.subjects(RDF.type, DCAT.Dataset))
    titles = {str(title) for one in sets for title in graph.objects(one, DCTERMS.title)}
    assert titles == {portal.settings.naam, *(kind.title for kind in portal.kinds.values())}
    found = set()
    for one in sets:
        for part in graph.objects(one, DCAT.distribution):
            place = str(graph.value(part, DCAT.downloadURL))
            assert place.startswith(address), place
            content = (folder / unquote(place.removeprefix(address))).read_bytes()
            assert graph.value(part, DCAT.byteSize).toPython() == len(content)
            checksum = graph.value(part, SPDX.checksum)
            assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
            assert str(graph.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(content).hexdigest()
            assert graph.value(part, DCAT.mediaType) is not None
            found.add(place.removeprefix(address))
    files = {f"api/v1/{name}" for kind in portal.kinds for name in (f"{kind}.json", f"{kind}.csv")}
    assert found == files | {"api/v1/relaties.json", "api/v1/kennisportaal.zip", "api/v1/kennisportaal.sqlite"}
    assert all(str(one).startswith("tag:") for one in (whole, *sets))  # the same wherever the site is
    for kind in portal.kinds.values() if known else ():
        (one,) = sets & set(graph.subjects(DCTERMS.title, rdflib.Literal(kind.title, lang="nl")))
        days = [r.versie for r in portal.public(kind.folder) if r.versie]
        days += [r.intrekking.sinds for r in portal.records[kind.folder].values() if r.intrekking]
        assert graph.value(one, DCTERMS.modified) == (rdflib.Literal(max(days), datatype=XSD.date) if days else None)
    publishers = {str(graph.value(one, FOAF.name)) for one in graph.objects(None, DCTERMS.publisher)}
    assert publishers == ({"Stichting Proef & Zn."} if known else set())
    licences = {str(one) for one in graph.objects(None, DCTERMS.license)}
    assert licences == (set() if known else {"https://creativecommons.org/licenses/by/4.0/"})
    figure("downloads in de catalogus nagerekend", len(found), "grootte en SHA-256")


@pytest.mark.parametrize(
    ("contact", "way", "place"),
    [
        ("redactie@voorbeeld.nl", VCARD.hasEmail, "mailto:redactie@voorbeeld.nl"),
        ("https://voorbeeld.nl/contact", VCARD.hasURL, "https://voorbeeld.nl/contact"),
        ("www.voorbeeld.nl/contact", None, ""),
        ("Het formulier op https://voorbeeld.nl", None, ""),
    ],
)
def test_the_catalogue_gives_a_contact_that_machines_can_use_or_none(portal, contact, way, place):
    settings = portal.settings.model_copy(update={"contact": contact})
    made = catalogues.catalogue(dataclasses.replace(portal, settings=settings), "https://ergens.example/", [], {})
    graph = rdflib.Graph().parse(data=json.dumps(made), format="json-ld")
    ((_, point),) = graph.subject_objects(DCAT.contactPoint)
    assert str(graph.value(point, VCARD.fn)) == settings.naam
    found = {name: str(value) for name in (VCARD.hasEmail, VCARD.hasURL) if (value := graph.value(point, name))}
    assert found == ({way: place} if way else {})
