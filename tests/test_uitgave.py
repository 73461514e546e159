"""A release of the data, made in a git repository of its own: what it writes, what it refuses, and what pages then say."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from macros import releases
from tests.test_adressen import BASIS, WITHDRAWN, House

SETTINGS = "naam: Proefportaal\nuitgever: Stichting Proef\nlicentie: CC BY 4.0 voor de teksten\n"
LESSON = (BASIS / "lessen/les.yml").read_text("utf-8") + "toegevoegd: 2026-11-01\n"
READER = """
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-cff");
console.log(JSON.stringify(new Cite(require("fs").readFileSync(0, "utf8")).data));
"""  # of Citation.js, that many programs use
NPM = Path(sys.prefix) / "npm" / "test"
FIRST = {"VERSIE": "2026.1", "DATUM": "2026-12-01", "SITE_URL": "https://kennis.example/portaal"}
WHO = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false")


def git(house: House, *arguments: str) -> str:
    return subprocess.run(["git", "-C", house.folder, *WHO, *arguments], check=True, capture_output=True, text=True).stdout


def commit(house: House) -> str:
    git(house, "add", "-A")
    git(house, "commit", "-q", "-m", "Stand")
    return git(house, "rev-parse", "HEAD").strip()


def state(house: House) -> dict[str, bytes]:
    """Every file of the project, but for what git keeps for itself."""
    found = (path for path in house.folder.rglob("*") if path.is_file())
    names = ((path.relative_to(house.folder).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in names if not name.startswith(".git/") and "__pycache__" not in name}


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> House:
    """A project with a publisher and three lessons, all of it in git."""
    house = House(tmp_path_factory.mktemp("uitgave"))
    house.make()
    house.write("data/portaal.yml", SETTINGS)
    for name in ("eerste", "tweede", "derde"):
        house.write(f"data/lessen/{name}.yml", LESSON.replace("Een les", f"De les {name}"))
    house.write(".gitignore", "__pycache__/\n/site/\n/uitgaven/\n")
    git(house, "init", "-q", "-b", "main")
    commit(house)
    return house


@pytest.fixture(scope="module")
def made(begun: House, tmp_path_factory) -> House:
    """The same after its first release, in git again."""
    house = House(tmp_path_factory.mktemp("eerste") / "huis")
    shutil.copytree(begun.folder, house.folder)
    told = house.good("release", **FIRST)
    assert "Uitgave 2026.1 van 1 december 2026 staat klaar in uitgaven/2026.1." in told
    assert "nieuwe adressen in data/urls.txt." in told
    commit(house)
    return house


@pytest.fixture
def house(begun: House, tmp_path: Path) -> House:
    shutil.copytree(begun.folder, tmp_path / "huis")
    return House(tmp_path / "huis")


@pytest.fixture
def later(made: House, tmp_path: Path) -> House:
    shutil.copytree(made.folder, tmp_path / "later")
    return House(tmp_path / "later")


def test_it_is_written_down_with_its_day_and_commit(made):
    listed = yaml.safe_load((made.folder / "data/uitgaven.yml").read_text("utf-8"))
    (release,) = listed["uitgaven"]
    assert (release["versie"], str(release["datum"])) == ("2026.1", "2026-12-01")
    assert git(made, "show", f"{release['commit']}:data/lessen/eerste.yml") == LESSON.replace("Een les", "De les eerste")
    assert made.good("check")


def test_its_addresses_keep_answering(made):
    assert {"/lessen/eerste/", "/api/v1/lessen.csv", "/api/v1/kennisportaal.zip", "/schema/v1/lessen.json"} <= set(
        made.published()
    )
    assert made.good("urls").startswith("data/urls.txt: 0 adressen erbij")


def test_the_archive_is_what_the_site_offers_with_checksums_that_are_right(made):
    folder = made.folder / "uitgaven/2026.1"
    names = {path.name for path in folder.iterdir()}
    kept = {"kennisportaal-2026.1.zip", "kennisportaal-2026.1.sqlite", "WIJZIGINGEN.md", "CITATION.cff"}
    assert names == kept | {"SHA256SUMS"}
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in kept}
    made.good("site", SITE_URL=FIRST["SITE_URL"])
    assert (folder / "kennisportaal-2026.1.zip").read_bytes() == made.file("/api/v1/kennisportaal.zip").read_bytes()
    assert (folder / "kennisportaal-2026.1.sqlite").read_bytes() == made.file("/api/v1/kennisportaal.sqlite").read_bytes()
    told = zipfile.ZipFile(folder / "kennisportaal-2026.1.zip").read("LEESMIJ.md").decode()
    assert "Laatste uitgave: 2026.1 van 1 december 2026." in told and "Uitgever: Stichting Proef." in told
    with sqlite3.connect(folder / "kennisportaal-2026.1.sqlite") as database:
        assert database.execute("SELECT count(*) FROM lessen").fetchone() == (4,)


def test_citing_programs_and_zenodo_know_it(made):
    written = (made.folder / "CITATION.cff").read_text("utf-8")
    (read,) = json.loads(
        subprocess.run(["node", "-e", READER], cwd=NPM, input=written, check=True, capture_output=True, text=True).stdout
    )
    assert (read["type"], read["title"], read["version"]) == ("dataset", "Proefportaal", "2026.1")
    assert read["issued"] == {"date-parts": [[2026, 12, 1]]} and read["author"] == [{"literal": "Stichting Proef"}]
    assert read["URL"] == "https://kennis.example/portaal/"
    known = yaml.safe_load(written)
    assert (known["cff-version"], known["license"]) == ("1.2.0", "CC-BY-4.0") and known["message"]
    zenodo = json.loads((made.folder / ".zenodo.json").read_text("utf-8"))
    assert zenodo["creators"] == [{"name": "Stichting Proef"}] and zenodo["publication_date"] == "2026-12-01"
    assert (zenodo["version"], zenodo["license"], zenodo["upload_type"]) == ("2026.1", "cc-by-4.0", "dataset")


def test_citations_name_it_while_the_record_is_as_it_was(later):
    changed = "wijzigingen: [{datum: 2026-12-05, soort: inhoudelijk, tekst: Nu anders.}]\n"
    later.move("data/lessen/tweede.yml", "data/lessen/tweede.yml", add=changed)
    later.good("site")
    page = later.page("/lessen/eerste/")
    assert "<cite>De les eerste</cite> (uitgave 2026.1 van 1 december 2026)." in page
    assert "kenmerk lessen/eerste, versie van 1 november 2026, uitgave 2026.1 van 1 december 2026" in page
    assert 'data-uitgave="2026.1" data-uitgavedag="2026-12-01"' in page
    assert "<cite>De les tweede</cite>." in later.page("/lessen/tweede/")
    assert 'data-uitgave=""' in later.page("/lessen/tweede/")
    index = json.loads(later.page("/api/v1/index.json"))
    assert index["uitgave"] == {"versie": "2026.1", "datum": "2026-12-01"}
    assert json.loads(later.page("/api/v1/openapi.json"))["info"]["version"] == "2026.1"
    assert '"dcat:version":"2026.1"' in later.page("/api/v1/catalogus.jsonld")


def test_reference_managers_get_it_too(later, browser):
    from tests.conftest import serving

    later.good("site")
    with serving(later.site) as address:
        page = browser.new_page()
        page.goto(f"{address}lessen/eerste/")
        page.get_by_text("Verwijs naar deze pagina").click()
        page.get_by_role("link", name="Download CSL-JSON").wait_for()
        ways = {
            row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in page.locator(".kp-verwijs dl > div").all()
        }
        page.close()
    assert "versie van 2026-11-01, uitgave 2026.1 van 2026-12-01}" in ways["BibTeX"]
    assert "ET  - Uitgave 2026.1 van 2026-12-01" in ways["RIS"]
    assert json.loads(ways["CSL-JSON"].split("\n")[0])[0]["version"] == "2026.1"


def test_the_first_changelog_counts(made):
    log = (made.folder / "WIJZIGINGEN.md").read_text("utf-8")
    assert log.startswith(
        "# Wijzigingen in de gegevens\n\n## Uitgave 2026.1 (1 december 2026)\n\nDe eerste uitgave, met 6 records:"
    )
    assert "- Lessen: 4\n" in log


def test_the_next_changelog_tells_what_came_changed_moved_and_went(later):
    log = later.folder / "WIJZIGINGEN.md"
    first = log.read_text("utf-8").partition("\n\n")[2]
    later.write("data/lessen/nieuw.yml", LESSON.replace("Een les", "De les nieuw"))
    later.write("data/lessen/klad.yml", LESSON + "publicatie: concept\n")
    text = (later.folder / "data/lessen/eerste.yml").read_text("utf-8").replace("De les eerste", "De eerste les", 1)
    note = "wijzigingen: [{datum: 2026-12-05, soort: inhoudelijk, tekst: De titel is korter.}]\n"
    later.write("data/lessen/eerste.yml", text + note)
    later.move("data/lessen/tweede.yml", "data/lessen/twee.yml", add="voormalige_ids: [lessen/tweede]\n")
    later.move("data/lessen/derde.yml", "data/lessen/derde.yml", add=WITHDRAWN.replace("tweede", "twee"))
    commit(later)
    later.good("release", VERSIE="2027.1", DATUM="2027-06-01")
    assert log.read_text("utf-8") == (
        "# Wijzigingen in de gegevens\n\n"
        "## Uitgave 2027.1 (1 juni 2027)\n\n"
        "Records: 1 erbij, 1 gewijzigd, 1 verhuisd en 1 ingetrokken.\n\n"
        "### Erbij\n\n- `lessen/nieuw`: De les nieuw\n\n"
        "### Gewijzigd\n\n- `lessen/eerste`: De eerste les (Titel)\n  - De titel is korter.\n\n"
        "### Verhuisd\n\n- `lessen/tweede` → `lessen/twee`: De les tweede\n\n"
        "### Ingetrokken\n\n"
        "- `lessen/derde`: De les derde. Sinds 3 mei 2027: De bron is verbeterd & aangevuld.\n\n"
        f"{first}"
    )
    assert (later.folder / "uitgaven/2027.1/WIJZIGINGEN.md").read_text("utf-8") in log.read_text("utf-8")
    listed = yaml.safe_load((later.folder / "data/uitgaven.yml").read_text("utf-8"))["uitgaven"]
    assert [release["versie"] for release in listed] == ["2026.1", "2027.1"]
    assert "CITATION.cff" in git(later, "status", "--short")


def test_the_changelog_tells_apart_why_a_record_is_not_there_any_more(later):
    (later.folder / "data/lessen/eerste.yml").unlink()
    later.move("data/lessen/tweede.yml", "data/lessen/tweede.yml", add="voormalige_ids: [lessen/tweede, lessen/eerste]\n")
    later.move("data/lessen/derde.yml", "data/lessen/derde.yml", add="publicatie: concept\n")
    later.move("data/lessen/les.yml", "data/lessen/les.yml", add=WITHDRAWN)
    commit(later)
    later.good("release", VERSIE="2027.1", DATUM="2027-06-01")
    log = (later.folder / "WIJZIGINGEN.md").read_text("utf-8")
    assert log.partition("(1 juni 2027)\n\n")[2].partition("\n## ")[0] == (
        "Records: 1 samengevoegd, 1 ingetrokken en 1 niet meer openbaar.\n\n"
        "### Samengevoegd\n\n- `lessen/eerste` → `lessen/tweede`: De les tweede\n\n"
        "### Ingetrokken\n\n- `lessen/les`: Een les. Sinds 3 mei 2027: De bron is verbeterd & aangevuld.\n\n"
        "### Niet meer openbaar\n\n- `lessen/derde`: De les derde\n"
    )


# ---- What it refuses; then nothing is written ----


def refused(house: House, code: int, **settings: str) -> str:
    before = state(house)
    done = house.run("release", **{**FIRST, **settings})
    assert done.returncode == code, done.stdout + done.stderr
    assert state(house) == before
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_no_publisher_no_release(house):
    house.write("data/portaal.yml", "naam: Proefportaal\n")
    commit(house)
    said = refused(house, 1)
    assert said == (
        'data/portaal.yml: de uitgever is "nog niet vastgesteld". Een uitgave zonder uitgever kan niet: '
        "vul hem eerst in bij uitgever.\n"
    )


def test_the_real_data_have_no_release_without_a_publisher():
    """Nobody released data by accident."""
    from macros.load import load
    from macros.settings import NOT_SET
    from tests.conftest import ROOT

    loaded = load(ROOT / "data")
    assert loaded.settings.uitgever != NOT_SET or not loaded.releases.uitgaven


def test_problems_first(house):
    house.write("data/lessen/kapot.yml", "titel: Kapot\n")
    said = refused(house, 1)
    assert "data/lessen/kapot.yml:1:1: fout[ontbrekend-veld]" in said and "Er is geen uitgave gemaakt." in said


def test_the_same_or_an_older_version(later):
    assert refused(later, 2) == (
        "Uitgave 2026.1 is er al; de laatste is 2026.1 van 1 december 2026. Kies een hoger nummer, zoals VERSIE=2026.2.\n"
    )
    said = refused(later, 2, VERSIE="2025.9", DATUM="2027-01-02")
    assert "Uitgave 2025.9 komt na uitgave 2026.1 te laat" in said and "zoals VERSIE=2027.1." in said


def test_a_day_before_the_last_release_or_change(later, house):
    assert "De vorige uitgave is van 1 december 2026" in refused(later, 2, VERSIE="2026.2", DATUM="2026-11-30")
    assert "De laatste wijziging in de records is van 1 november 2026" in refused(house, 2, DATUM="2026-10-31")


@pytest.mark.parametrize("version", ["", "1", "2026", "2026.0", "2026.01", "v2026.1", "2026.1\n", "../2026.1"])
def test_a_version_that_is_none(house, version):
    said = refused(house, 2, VERSIE=version)
    assert "VERSIE=2026.1" in said


def test_a_day_that_is_none(house):
    assert (
        refused(house, 2, DATUM="1 december") == '"1 december" is geen datum. Schrijf jaar-maand-dag, zoals DATUM=2026-12-01.\n'
    )


def test_records_that_git_does_not_have(house):
    house.write("data/lessen/los.yml", LESSON)
    said = refused(house, 2)
    assert "nog niet vastgelegd in git: lessen/los.yml." in said
    shutil.rmtree(house.folder / ".git")
    assert "De map data staat niet in een git-archief." in refused(house, 2)


def test_the_commit_of_the_last_release_is_gone(later):
    path = later.folder / "data/uitgaven.yml"
    path.write_text(re.sub(r"commit: \w+", f"commit: {'0' * 40}", path.read_text("utf-8")), "utf-8")
    commit(later)
    said = refused(later, 2, VERSIE="2026.2", DATUM="2026-12-02")
    assert "is geen versie die git hier kent" in said and "Er is geen uitgave gemaakt." in said


@pytest.mark.parametrize("in_the_way", ["..zenodo.json.nieuw", ".WIJZIGINGEN.md.nieuw", ".zenodo.json"])
@pytest.mark.parametrize("release", ["first", pytest.param("next", marks=pytest.mark.slow)])
def test_when_writing_fails_everything_is_as_it_was(house, later, release, in_the_way):
    """Also what was written before the file that cannot be: a folder stands where it is made, or where it should come."""
    house = house if release == "first" else later
    settings = {"VERSIE": "2026.2", "DATUM": "2026-12-02"}
    (house.folder / in_the_way).unlink(missing_ok=True)
    (house.folder / in_the_way).mkdir()
    said = refused(house, 1, **settings)
    assert "De uitgave kon niet worden geschreven" in said and "Alles staat er nog zoals het was." in said
    (house.folder / in_the_way).rmdir()
    house.good("release", **FIRST | settings)


def test_without_a_day_it_is_today(house):
    from datetime import date

    before = date.today()
    house.good("release", VERSIE="2026.1", DATUM="")
    listed = yaml.safe_load((house.folder / "data/uitgaven.yml").read_text("utf-8"))
    assert before <= listed["uitgaven"][0]["datum"] <= date.today()


def test_versions_count_on_as_numbers():
    assert releases.order("2026.10") > releases.order("2026.9")
