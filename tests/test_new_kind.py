"""A kind is one file in macros/kinds/ and, if it wants one, a template. Everything else follows from it.

The test adds a kind to a copy of the project, as a contributor would, and looks for all that should follow.
"""

import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"

KIND = '''"""Animals that lend a hand."""

from typing import Annotated, Literal

from macros.kinds.base import Kind, Record, Tekst, veld
from macros.kinds.fields import Ref, Regel


class Dier(Record):
    body = ("verhaal",)

    soortnaam: Regel = veld("Soortnaam", "Zoals het dier in een gids heet.")
    verhaal: Tekst = veld("Wat doet dit dier?", "Het verhaal in gewone woorden.")
    leefgebied: Literal["bos", "water"] | None = veld("Leefgebied", "Waar het dier woont.", None)
    les: Annotated[str, Ref(("lessen",), back="Dieren bij deze les")] | None = veld("Les", "De les erbij.", None)


KIND = Kind(
    folder="dieren", one="dier", many="dieren", title="Dieren die helpen", intro="Dieren die vrijwillig helpen.",
    models=(Dier,), tab="Over", order=200, facets=("leefgebied",), invites="Kent u ook zo'n dier? Stuur het in",
)
'''
TEMPLATE = '{% extends "record.html" %}\n{% block soort %}Dier uit {{ r.leefgebied }}{% endblock %}\n'
VOS = """titel: De vos past op
samenvatting: Een vos die op de buurt past.
aliassen: [reintje, buurtvos]
themas: [thema]
soortnaam: Vulpes vulpes
leefgebied: bos
les: les
verhaal: De vos **past op** en verwijst naar [een les](lessen/les).
herkomst:
  - bron: bron
    kop: Hoofdstuk 1
"""
BEVER = VOS.replace("De vos", "De bever").replace("leefgebied: bos", "leefgebied: water")


class House:
    """A copy of the project with the new kind in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("macros", "overrides", "scripts", "docs"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        shutil.copytree(RECORDS, folder / "data")
        (folder / "data/portaal.yml").unlink()  # so that pages in docs/ may name records that are not there
        self.write("macros/kinds/dieren.py", KIND)
        self.write("macros/pages/templates/dieren.html", TEMPLATE)
        self.write("data/dieren/vos.yml", VOS)
        self.write("data/dieren/bever.yml", BEVER)
        self.write("docs/natuur.md", '# Natuur\n\n{{ dieren(leefgebied="bos", thema="thema") }}\n\n{{ kerncijfers() }}\n')

    def write(self, file: str, text: str) -> None:
        (self.folder / file).parent.mkdir(exist_ok=True)
        (self.folder / file).write_text(text, "utf-8")

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess:
        settings = {
            "DATA": "data",
            "SITE": "site",
            "SITE_URL": "https://voorbeeld.nl/",
            "SEARCH": "1",
            "GITHUB_ACTIONS": "",
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        }
        return subprocess.run(
            [sys.executable, "-m", f"scripts.{command}", *arguments],
            cwd=self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def found_by_search(self) -> list[dict]:
        """What the search index knows of each page."""
        fragments = (self.folder / "site" / "pagefind" / "fragment").iterdir()
        return [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in fragments]

    def page(self, address: str) -> str:
        return (self.folder / "site" / address / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("huis"))
    done = house.run("site")
    assert done.returncode == 0, done.stdout + done.stderr
    return house


def test_it_has_a_list_page(house):
    page = house.page("dieren")
    assert "<title>Dieren die helpen ·" in page
    assert "Dieren die vrijwillig helpen." in page and "2 dieren" in page
    assert 'href="../dieren/vos/"' in page and "Een vos die op de buurt past." in page


def test_it_has_record_pages_with_its_fields_and_its_template(house):
    page = house.page("dieren/vos")
    assert "<title>De vos past op ·" in page
    assert "Dier uit bos" in page
    assert re.search(r"<dt>Soortnaam\s*</dt>\s*<dd>Vulpes vulpes</dd>", page)
    assert re.search(r"<dt>Leefgebied\s*</dt>\s*<dd>bos</dd>", page)
    assert '<h2 id="verhaal">Wat doet dit dier?</h2>' in page
    assert '<strong>past op</strong> en verwijst naar <a href="../../lessen/les/">een les</a>' in page
    assert not (house.folder / "site/dieren/kader").exists()


def test_search_knows_it(house):
    assert 'data-kind="dieren" data-id="vos"' in re.search(r"<article[^>]*>", house.page("dieren/vos"))[0]
    found = {page["url"]: page for page in house.found_by_search()}
    assert found["/dieren/vos/"]["filters"] == {"soort": ["dieren"]}
    assert found["/dieren/vos/"]["meta"]["trefwoorden"].startswith("reintje, buurtvos |")


def test_its_fields_are_explained(house):
    page = house.page("over/velden/dieren")
    assert re.search(r"<code>soortnaam</code> Soortnaam\s*<span class=.kp-verplicht.>", page)
    assert "Zoals het dier in een gids heet." in page and "soortnaam: Vulpes vulpes" in page
    assert re.search(r"Kies uit:\s*<code>bos</code>,\s*<code>water</code>", page)
    assert 'href="../../over/velden/dieren/"' in house.page("over/velden")


def test_readers_can_send_one_in(house):
    form = house.page("bijdragen/dier")
    assert "<h1" in form and "Een dier insturen" in form
    for name, form_ in {"soortnaam": "regel", "verhaal": "tekst", "leefgebied": "keuze", "les": "verwijzing"}.items():
        assert f'data-veld="{name}" data-vorm="{form_}"' in form
    assert re.search(r'<label for="v-soortnaam">Soortnaam <span class="kp-verplicht">', form)
    assert '<option data-waarde="les" value="' in form and 'value="water"' in form
    assert 'href="../bijdragen/dier/">Kent u ook zo' in house.page("dieren")
    assert 'href="../bijdragen/dier/">Een dier insturen' in house.page("bijdragen")


def test_its_fields_and_the_rules_are_for_search_engines_and_not_among_the_hits(house):
    found = {page["url"] for page in house.found_by_search()}
    listed = (house.folder / "site/sitemap.xml").read_text("utf-8")
    for address in ("/over/velden/dieren/", "/over/regels/tab/", "/over/regels/"):
        assert address not in found and f"{address}</loc>" in listed


def test_relations_show_on_both_sides(house):
    assert 'href="../../themas/thema/"' in house.page("dieren/vos")
    backlinks = re.search(r"Over dit thema: dieren.*?</section>", house.page("themas/thema"), re.S)[0]
    assert 'href="../../dieren/bever/"' in backlinks and 'href="../../dieren/vos/"' in backlinks
    assert ">Dieren bij deze les</h2>" in house.page("lessen/les")


def test_it_is_open_data(house):
    api = house.folder / "site/api/v1"
    listed = json.loads((api / "dieren.json").read_text("utf-8"))
    assert (listed["soort"], listed["aantal"]) == ("dieren", 2)
    fox = json.loads((api / "dieren/vos.json").read_text("utf-8"))
    assert fox in listed["records"]
    assert fox["soortnaam"] == "Vulpes vulpes" and fox["les"] == "les"
    index = json.loads((api / "index.json").read_text("utf-8"))
    assert [kind["aantal"] for kind in index["soorten"] if kind["soort"] == "dieren"] == [2]
    schema = json.loads((house.folder / "site/schema/v1/dieren.json").read_text("utf-8"))
    assert next(iter(schema["$defs"]["Dier"]["properties"]["leefgebied"]["enum"])) == "bos"
    table = (api / "dieren.csv").read_text("utf-8-sig")
    assert "soortnaam" in table.split("\n")[0].split(";") and "Vulpes vulpes" in table
    with sqlite3.connect(api / "kennisportaal.sqlite") as database:
        assert database.execute("SELECT soortnaam FROM dieren WHERE id = 'vos'").fetchone() == ("Vulpes vulpes",)
        assert database.execute("SELECT naar FROM relaties WHERE van = 'dieren/vos' AND veld = 'les'").fetchone() == (
            "lessen/les",
        )
    assert "/api/v1/dieren.csv" in json.loads((api / "openapi.json").read_text("utf-8"))["paths"]


def test_others_can_follow_share_and_read_it(house):
    site = house.folder / "site"
    assert "<title>Dieren die helpen · " in (site / "dieren/feed.xml").read_text("utf-8")
    assert (site / "beeld/dieren.png").is_file()
    assert 'content="https://voorbeeld.nl/beeld/dieren.png"' in house.page("dieren/vos")
    assert '"@type":"Article","headline":"De vos past op"' in house.page("dieren/vos")
    assert "- Soortnaam: Vulpes vulpes\n" in (site / "dieren/vos/index.md").read_text("utf-8")
    assert "(https://voorbeeld.nl/dieren/index.md): 2 records." in (site / "llms.txt").read_text("utf-8")
    assert json.loads((site / "over/offline/dieren.json").read_text("utf-8")) == ["dieren/bever/", "dieren/vos/"]


def test_search_engines_find_it(house):
    sitemap = (house.folder / "site/sitemap.xml").read_text("utf-8")
    for address in ("dieren/", "dieren/vos/", "dieren/bever/"):
        assert f"<loc>https://voorbeeld.nl/{address}</loc>" in sitemap
    assert "kader" not in sitemap
    assert '<link rel="canonical" href="https://voorbeeld.nl/dieren/vos/">' in house.page("dieren/vos")


def test_pages_can_call_it_as_a_macro(house):
    page = house.page("natuur")
    assert "De vos past op" in page and "De bever past op" not in page
    assert re.search(r'<a href="\.\./dieren/"><strong>2</strong> dieren</a>', page)


def test_the_checks_know_its_fields_and_its_folder(house):
    house.write("data/dieren/das.yml", VOS.replace("soortnaam: Vulpes vulpes", "sortnaam: Meles").replace("bos", "bosch"))
    theme = (RECORDS / "themas/thema.yml").read_text("utf-8")
    house.write("data/themas/thema.yml", theme + "zie_ook: [dieren/vosje, diren/vos]\n")
    try:
        listed = house.run("check").stdout
    finally:
        (house.folder / "data/dieren/das.yml").unlink()
        house.write("data/themas/thema.yml", theme)
    assert '5:1: fout[onbekend-veld]: Het veld "sortnaam" bestaat hier niet.  Bedoelde u "soortnaam"?' in listed
    assert 'fout[ontbrekend-veld]: Het verplichte veld "soortnaam" ontbreekt.' in listed
    assert "Voeg toe: soortnaam: …  (Zoals het dier in een gids heet.)" in listed
    assert 'fout[onbekende-waarde]: "bosch" is geen waarde voor "leefgebied".  Bedoelde u "bos"?' in listed
    assert '"dieren/vosje" bestaat niet in dieren.  Bedoelde u "dieren/vos"?' in listed
    assert '"diren/vos" noemt geen bestaande map.  Bedoelde u "dieren"?' in listed


def test_a_new_record_starts_with_its_fields(house):
    done = house.run("new", "dieren", "nieuw-dier")
    made = house.folder / "data/dieren/nieuw-dier.yml"
    try:
        assert done.returncode == 0, done.stderr
        text = made.read_text("utf-8")
    finally:
        made.unlink(missing_ok=True)
    assert "# Soortnaam: Zoals het dier in een gids heet.\nsoortnaam:\n" in text
    assert "# Leefgebied: Waar het dier woont. Kies uit: bos, water.\n# leefgebied:\n" in text
    schema = json.loads((house.folder / ".schema/dieren.json").read_text("utf-8"))
    assert text.startswith("# yaml-language-server: $schema=../../.schema/dieren.json\n")
    assert schema["$defs"]["Dier"]["properties"]["soortnaam"]["title"] == "Soortnaam"
    assert "dieren/nieuw-dier" in schema["$defs"]["id-elke-soort"]["anyOf"][0]["enum"]
    assert "verhaal: |\n" in text and "\ntitel:\n" in text and "herkomst:\n  - bron:" in text


def test_it_has_a_form_under_beheer(house):
    script = (
        "import json; from pathlib import Path; from macros import portal; from macros.load import load;"
        "from macros.exports import beheer_formulier;"
        "print(json.dumps(list(beheer_formulier.collections(portal.from_loaded(load(Path('data')))))))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=house.folder, capture_output=True, text=True, check=True)
    form = next(one for one in json.loads(done.stdout) if one["name"] == "dieren")
    assert (form["label"], form["folder"], form["label_singular"]) == ("Dieren die helpen", "data/dieren", "dier")
    fields = {field["name"]: field for field in form["fields"]}
    assert list(fields)[:7] == ["id", "titel", "samenvatting", "soortnaam", "verhaal", "leefgebied", "les"]
    assert fields["soortnaam"]["hint"] == "Zoals het dier in een gids heet." and fields["soortnaam"]["required"]
    assert fields["leefgebied"]["options"] == ["bos", "water"] and not fields["leefgebied"]["required"]
    assert (fields["verhaal"]["widget"], fields["les"]["widget"], fields["les"]["collection"]) == ("text", "relation", "lessen")


def test_its_list_can_be_narrowed_down_once_it_is_long(house):
    more = [f"data/dieren/mus-{number}.yml" for number in range(20)]
    for number, file in enumerate(more):
        house.write(file, VOS.replace("De vos", f"Mus {number}").replace("bos", ("bos", "water")[number % 2]))
    try:
        done = house.run("site")
        assert done.returncode == 0, done.stdout + done.stderr
    finally:
        for file in more:
            (house.folder / file).unlink()
    values = re.search(r'<details[^>]*data-kenmerk="leefgebied">.*?</details>', house.page("dieren"), re.S)[0]
    assert "<summary>Leefgebied</summary>" in values
    assert [re.sub(r"<[^>]+>", "", item) for item in re.findall("<li.*?</li>", values)] == ["Bos 11", "Water 11"]
    data = json.loads((house.folder / "site/dieren/lijst/kenmerken.json").read_text("utf-8"))
    assert data["aantal"] == 22 and set(data["kenmerken"]["leefgebied"]) == {"bos", "water"}
