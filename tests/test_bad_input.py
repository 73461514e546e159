"""The real commands on wrong input: all problems printed, the right exit code, and the site that was there untouched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine import run as command
from macros.output import MARKER, Output
from tests.bouwen import WITHOUT_RIGHTS

ROOT = Path(__file__).parent.parent
# Records without a portaal.yml: other data, for which the pages in docs/ may name records that are not there.
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"


def run(command: str, data: Path, site: Path, project: Path = ROOT, before: tuple = ()) -> subprocess.CompletedProcess:
    settings = {
        "DATA": str(data),
        "SITE": str(site),
        "SITE_URL": "",
        "SEARCH": "0",
        "GITHUB_ACTIONS": "",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    return subprocess.run(
        [*before, sys.executable, "-m", f"scripts.{command}"],
        cwd=project,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def output(done: subprocess.CompletedProcess) -> str:
    return done.stdout + done.stderr


def snapshot(folder: Path) -> dict[str, tuple]:
    """Every file and folder by name, with its bytes, the time it was last written, and its number on the disk."""
    return {
        str(path.relative_to(folder)): (path.read_bytes() if path.is_file() else None, stat.st_mtime_ns, stat.st_ino)
        for path in sorted(folder.rglob("*"))
        for stat in [path.stat()]
    }


def new_data(folder: Path) -> Path:
    data = folder / "data"
    shutil.copytree(RECORDS, data)
    (data / "portaal.yml").unlink()
    return data


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with good data and the site that was made of it; no test changes it."""
    folder = tmp_path_factory.mktemp("goed")
    done = run("site", new_data(folder), folder / "site")
    assert done.returncode == 0, output(done)
    return folder


@pytest.fixture
def house(built, tmp_path):
    """The same, for one test to change. Times of files stay as they were."""
    shutil.copytree(built, tmp_path / "huis")
    return tmp_path / "huis"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_good_data_makes_a_site_of_its_records(built):
    page = (built / "site/lessen/les/index.html").read_text("utf-8")
    assert '<article class="kp-record" data-kind="lessen" data-id="les"' in page
    assert sorted(path.name for path in built.iterdir()) == ["data", "site"]


def test_all_problems_are_listed_and_the_site_stays_as_it_was(house):
    data, site = house / "data", house / "site"
    before = snapshot(site)
    change(data / "lessen/les.yml", "titel: Een les", "titel: Samen: zo werkt het")
    change(data / "themas/thema.yml", "groep: Mensen", "groep: Mens\nthemaz: [thema]")
    (data / "lesen").mkdir()
    (data / "lessen/latijn.yml").write_bytes("titel: Café\n".encode("latin-1"))
    (data / "lessen/leeg.yml").touch()
    (data / "lessen/groot.yml").write_bytes(b"titel: x\n" * 1_200_000)
    (data / "lessen/diep.yml").write_text("[" * 30_000, "utf-8")
    (data / "lessen/buiten.yml").symlink_to("/etc/passwd")

    done = run("site", data, site)

    assert done.returncode == 1
    for problem in (
        "lessen/les.yml:1:13: fout[yaml-fout]",
        "themas/thema.yml:3:8: fout[onbekende-waarde]",
        "themas/thema.yml:4:1: fout[onbekend-veld]",
        "data/lesen:1:1: fout[onbekende-map]",
        "lessen/latijn.yml:1:11: fout[geen-utf8]",
        "lessen/leeg.yml:1:1: fout[leeg-bestand]",
        "lessen/groot.yml:1:1: fout[te-groot]",
        "lessen/diep.yml:1:41: fout[te-diep]",
        "lessen/buiten.yml:1:1: fout[snelkoppeling]",
        "9 fouten.",
        "Er is niets veranderd aan de site.",
    ):
        assert problem in output(done)
    assert "Traceback" not in output(done)
    assert "root:" not in output(done)  # what a link points at is not shown
    assert snapshot(site) == before
    assert sorted(path.name for path in house.iterdir()) == ["data", "site"]


def test_check_lists_the_same_problems_as_site(house):
    change(house / "data/lessen/les.yml", "titel: Een les\n", "themaz: [thema]\n")
    checked, made = (run(command, house / "data", house / "site") for command in ("check", "site"))
    assert checked.returncode == made.returncode == 1
    assert checked.stdout.splitlines()[-1] == "2 fouten."
    assert checked.stdout in output(made)


def test_a_warning_stops_nothing(house):
    change(house / "data/themas/thema.yml", "inleiding: Tekst.", "inleiding: Tekst.\nvoormalige_ids: [themas/oud]")
    change(house / "data/lessen/les.yml", "advies: Tekst.", "advies: Tekst.\nthemas: [oud]")
    done = run("site", house / "data", house / "site")
    assert done.returncode == 0
    assert "waarschuwing[oude-verwijzing]" in output(done)
    assert "Een les" in (house / "site/themas/thema/index.html").read_text("utf-8")
    assert 'href="../../themas/thema/"' in (house / "site/themas/oud/index.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["site", "check"])
def test_a_data_folder_that_is_not_there_is_wrong_use(command, built, tmp_path):
    before = snapshot(built / "site")
    done = run(command, tmp_path / "bestaat-niet", built / "site")
    assert done.returncode == 2
    assert "bestaat-niet bestaat niet" in output(done) and "DATA=" in output(done)
    assert "Traceback" not in output(done)
    assert snapshot(built / "site") == before


NO_ADDRESSES = ["voorbeeld.nl", "ftp://x/", "https://x.nl/?a=1", "https://x.nl/#a", "https://x.nl/a b/", "https://a:b@x.nl/"]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_a_public_address_that_is_none_is_wrong_use(address, built, monkeypatch, capsys):
    monkeypatch.setenv("SITE_URL", address)
    before = snapshot(built / "site")
    monkeypatch.setenv("DATA", str(built / "data"))
    monkeypatch.setenv("SITE", str(built / "site"))
    assert command.site() == 2
    assert f'SITE_URL="{address}" is geen adres' in capsys.readouterr().err
    assert snapshot(built / "site") == before


def test_without_a_site_before_it_wrong_data_leaves_nothing(tmp_path):
    data = new_data(tmp_path)
    (data / "lessen/les.yml").write_text("", "utf-8")
    assert run("site", data, tmp_path / "site").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_after_one_edit_only_the_files_that_differ_are_written(house):
    before = snapshot(house / "site")
    change(house / "data/lessen/les.yml", "inzicht: Tekst.", "inzicht: Een andere tekst.")
    done = run("site", house / "data", house / "site")
    after = snapshot(house / "site")
    assert done.returncode == 0, output(done)
    assert after.keys() == before.keys()
    files = [name for name, (content, *_) in after.items() if content is not None]
    rewritten = {name for name in files if after[name][1:] != before[name][1:]}
    assert rewritten == {name for name in files if after[name][0] != before[name][0]}
    # The page about the fields of lessons and the form for one take their examples from a lesson.
    examples = {"over/velden/lessen/index.html", "bijdragen/les/index.html"}
    own = {"lessen/les/index.html", "lessen/les/index.md", "api/v1/lessen/les.json"}
    whole = {"api/v1/lessen.json", "api/v1/lessen.csv", "over/offline/keuze.json", "schema/v1/lessen.json"}
    assert rewritten == own | examples | whole | {
        f"api/v1/{name}" for name in ("kennisportaal.sqlite", "kennisportaal.zip", "catalogus.jsonld")
    }
    assert sorted(path.name for path in house.iterdir()) == ["data", "site"]


def test_the_page_of_a_record_that_was_removed_disappears(house):
    (house / "data/lessen/les.yml").unlink()
    done = run("site", house / "data", house / "site")
    assert done.returncode == 0, output(done)
    assert [path for path in (house / "site").rglob("les*") if path.stem == "les" and path.parent.name != "bijdragen"] == []
    assert (house / "site/lessen/index.html").exists()


def test_what_a_killed_build_left_is_cleared_by_the_next(house):
    leftover = house / ".site.nieuw"
    (leftover / "lessen").mkdir(parents=True)
    (leftover / "lessen/half.html").write_text("half", "utf-8")
    assert run("site", house / "data", house / "site").returncode == 0
    assert not leftover.exists() and not (house / "site/lessen/half.html").exists()


def project(folder: Path) -> Path:
    """A copy of the project, whose pages may be changed."""
    for part in ("macros", "overrides", "scripts", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_pages_that_cannot_be_read_are_problems_too(tmp_path):
    docs = project(tmp_path) / "docs"
    shutil.rmtree(docs)
    docs.mkdir()
    closed = [docs / "dicht.md", docs / "kast", docs / "lade"]
    closed[0].write_text("# Dicht\n", "utf-8")
    for folder in closed[1:]:
        folder.mkdir()
        (folder / "index.md").write_text("# Dicht\n", "utf-8")
    for path, mode in zip(closed, (0o000, 0o000, 0o444), strict=True):
        path.chmod(mode)
    try:
        done = run("check", new_data(tmp_path), tmp_path / "site", tmp_path, WITHOUT_RIGHTS)
        links = run("links", tmp_path / "data", tmp_path / "site", tmp_path, WITHOUT_RIGHTS)
    finally:
        for path in closed:
            path.chmod(0o755)
    assert done.returncode == 1, output(done)
    assert [line for line in done.stdout.splitlines() if line.startswith("docs/")] == [
        "docs/dicht.md:1:1: fout[onleesbaar]: Dit bestand is niet te lezen (u hebt daar geen recht toe).  Kijk de rechten na.",
        "docs/kast:1:1: fout[onleesbaar]: Deze map is niet te lezen.  Kijk de rechten na.",
        "docs/lade:1:1: fout[onleesbaar]: Deze map is niet te lezen.  Kijk de rechten na.",
    ]
    assert "Traceback" not in output(done) + output(links) and links.returncode == 0


def test_what_the_engine_leaves_out_is_left_out_by_all(tmp_path):
    docs = project(tmp_path) / "docs"
    for name in (".klad.md", "templates/klad.md", ".klad/index.md"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("# Klad\n", "utf-8")
    (docs / ".#index.md").symlink_to("iemand@computer.1234")
    done = run("site", new_data(tmp_path), tmp_path / "site", project=tmp_path)
    assert done.returncode == 0, output(done)
    assert list((tmp_path / "site").rglob("*klad*")) == []


@pytest.mark.parametrize(
    ("link", "rule"), [("nergens.md", "kapotte-link"), ("over/index.md#weg", "kapotte-link"), ("#in-code", "pagina")]
)
def test_a_page_that_links_to_nowhere_leaves_nothing(tmp_path, link, rule):
    project(tmp_path)
    (tmp_path / "docs/proef.md").write_text(f'# Proef\n\n[Lees verder]({link}) in `id="in-code"`.\n', "utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = run("site", new_data(tmp_path), tmp_path / "site", project=tmp_path)
    assert done.returncode == 1
    assert "docs/proef.md:3:" in output(done) and link in output(done) and f"fout[{rule}]" in output(done)
    assert "Traceback" not in output(done)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "data"])


@pytest.mark.parametrize("place", ["een map met iets anders", "een bestand"])
def test_a_place_that_holds_something_else_is_never_replaced(built, tmp_path, place):
    target = tmp_path / "iets"
    if place == "een bestand":
        target.write_text("van iemand")
    else:
        target.mkdir()
        (target / "brief.txt").write_text("van iemand")
    before = snapshot(tmp_path)
    done = run("site", built / "data", target)
    assert done.returncode == 2
    assert "geen site die wij maakten" in output(done)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("command", ["check", "site", "serve"])
def test_wrong_settings_of_the_engine_are_told_in_dutch(tmp_path, command):
    project(tmp_path)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("site_name: ", "site_name: Portaal: "), "utf-8")
    done = run(command, new_data(tmp_path), tmp_path / "site", project=tmp_path)
    assert done.returncode == 1
    assert "mkdocs.yml:2:19: fout[yaml-fout]" in output(done)
    assert "Traceback" not in output(done) and "Error" not in output(done)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hooks:\n  - macros/engine/hook.py\n", ""),
        ("  - macros.extension:\n      data: !ENV [DATA, data]\n", ""),
        ("name: material", "name: materiaal"),
        ("  - tables\n", "  - tabels\n"),
    ],
)
def test_settings_with_which_no_site_can_be_made_leave_the_old_one(built, tmp_path, old, new):
    settings = project(tmp_path) / "mkdocs.yml"
    assert old in settings.read_text("utf-8")
    settings.write_text(settings.read_text("utf-8").replace(old, new), "utf-8")
    before = snapshot(built / "site")
    done = run("site", built / "data", built / "site", project=tmp_path)
    assert done.returncode == 1
    assert "mkdocs.yml: " in output(done) and "zoals zij in Git staan" in output(done) and "Traceback (" not in output(done)
    assert snapshot(built / "site") == before


def test_a_reader_that_goes_away_is_no_problem(tmp_path):
    data = new_data(tmp_path)
    for number in range(3000):  # more than fits in a pipe
        text = "titel: Een vraag\nsamenvatting: Momenteel is het zo.\n"
        (data / f"lessen/nog-{number}.yml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "scripts.check"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DATA": str(data)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as going:
        going.stdout.readline()
        going.stdout.close()
        said = going.stderr.read().decode()
    assert going.returncode == 1 and "Traceback" not in said, said


@pytest.mark.parametrize("command", ["site", "pakket"])
def test_a_whole_disk_is_never_replaced(built, command):
    done = run(command, built / "data", Path("/"))
    assert done.returncode == 2
    assert "SITE=" in output(done) and "Traceback" not in output(done)


def test_a_new_record_begins_no_folder_of_data(tmp_path):
    done = run("new", tmp_path / "dta", tmp_path / "site")
    assert done.returncode == 2
    assert "dta bestaat niet" in output(done) and "DATA=" in output(done)
    assert list(tmp_path.iterdir()) == []


def test_writing_a_file_twice_leaves_the_site_that_is_live_alone(tmp_path):
    first = Output(tmp_path / "site")
    first.begin()
    first.write(MARKER, "{}")
    first.write("a.html", "oud")
    first.publish()
    second = Output(tmp_path / "site")
    second.begin()
    second.write("a.html", "oud")  # a link to the live file
    second.write("a.html", "nieuw")
    assert (tmp_path / "site" / "a.html").read_text() == "oud"
    second.publish()
    assert (tmp_path / "site" / "a.html").read_text() == "nieuw"


def test_a_former_id_answers_with_a_page_that_leads_to_the_record(house):
    lesson = house / "data" / "lessen" / "les.yml"
    lesson.write_text(lesson.read_text() + "voormalige_ids: [lessen/oud, oude-map/les]\n")
    assert run("site", house / "data", house / "site").returncode == 0
    for former, target in (("lessen/oud", "../../lessen/les/"), ("oude-map/les", "../../lessen/les/")):
        page = (house / "site" / former / "index.html").read_text()
        assert f'content="0; url={target}"' in page
        assert f'href="{target}"' in page
