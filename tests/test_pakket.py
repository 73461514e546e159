"""The package: the same bytes for the same site, and a host who follows the install note to the letter has the site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from macros import package, policy
from macros.exports import headers_for_hosts
from tests.conftest import ROOT
from tests.crawler import Crawl
from tests.hosten import APACHE_MODULES, HOSTS, body_of, free_port, nginx, readable_folder

NOTE = ROOT / "macros" / "package" / "LEESMIJ.txt"
HOME, NEW, BEFORE = "/srv/kennisportaal", "2026-12-01", "2026-11-01"


@pytest.fixture(scope="module")
def zipped(tmp_path_factory, site: Path) -> Path:
    target = tmp_path_factory.mktemp("pakket") / "kennisportaal.zip"
    package.pack(site, target)
    return target


def commands(heading: str) -> str:
    """What the note tells to type under a heading."""
    part = NOTE.read_text("utf-8").split(heading, 1)[1].split("\n\n\n", 1)[0]
    return "".join(line.strip() + "\n" for line in part.splitlines() if line.startswith("    ") and not line.startswith("     "))


def typed(script: str, home: Path, folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", "-euc", script.replace(HOME, str(home))], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_same_site_gives_the_same_bytes(zipped, site, tmp_path, figure):
    copy = tmp_path / "elders" / "site"
    shutil.copytree(site, copy, copy_function=shutil.copy)  # other times, another order on disk
    package.pack(copy, tmp_path / "nog-eens.zip")
    assert (tmp_path / "nog-eens.zip").read_bytes() == zipped.read_bytes()
    with zipfile.ZipFile(zipped) as opened:
        names = opened.namelist()
        inside = {name.removeprefix("site/") for name in names if name.startswith("site/")}
        assert inside == {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        assert set(names) - {f"site/{name}" for name in inside} == {
            "LEESMIJ.txt",
            "SHA256SUMS",
            *(f"server/{name}" for name in ("nginx.conf", "apache.conf", "github-pages.yml", "gitlab-pages.yml")),
        }
    figure("bestanden in het pakket", len(names), "twee keer dezelfde bytes")


def few_files(site: Path, folder: Path) -> Path:
    """A site of one page, with the settings for servers."""
    folder.mkdir(parents=True)
    for name in ("index.html", "404.html", *headers_for_hosts.FILES):
        shutil.copy(site / name, folder / name)
    return folder


def test_the_time_of_a_file_follows_what_is_in_it(site, tmp_path):
    few = few_files(site, tmp_path / "site")
    times = []
    for day in ("oud", "nieuw"):
        package.pack(few, tmp_path / f"{day}.zip")
        with zipfile.ZipFile(tmp_path / f"{day}.zip") as opened:
            times.append({entry.filename: entry.date_time for entry in opened.infolist()})
        page = few / "index.html"
        page.write_bytes(page.read_bytes().replace(b"</h1>", b"</H1>", 1))  # as long as it was
    old, new = times
    assert {name for name in old if old[name] != new[name]} == {"site/index.html", package.SUMS}
    assert len(set(old.values())) == len(old) and all(2000 <= time[0] < 2020 for time in old.values())


@pytest.mark.parametrize("host", ["nginx", "apache"])
def test_a_browser_gets_what_changed_although_it_is_as_long_as_it_was(site, tmp_path, host):
    few = few_files(site, tmp_path / "site")
    with readable_folder() as home:
        for day in (BEFORE, NEW):
            package.pack(few, tmp_path / "kennisportaal.zip")
            assert typed(commands("1. UITPAKKEN").replace(f"{HOME}/{NEW}", f"{home}/{day}"), home, tmp_path).returncode == 0
            page = few / "index.html"
            page.write_bytes(page.read_bytes().replace(b"</h1>", b"</H1>", 1))
        assert typed(commands("3. TERUGDRAAIEN"), home, tmp_path).returncode == 0
        root = home / "nu" / "site"
        with HOSTS[host](root, root, free_port()) as address:
            crawl = Crawl(address)
            for step in ("2. AANWIJZEN", "3. TERUGDRAAIEN"):  # there and back: the time of one of the two is the later one
                old = crawl.ask(address)
                known = {"If-None-Match": old.headers["etag"], "If-Modified-Since": old.headers["last-modified"]}
                assert crawl.ask(address, **known).status == 304
                assert typed(commands(step), home, tmp_path).returncode == 0
                for asked in (known, *({name: value} for name, value in known.items())):
                    answer = crawl.ask(address, **asked)
                    assert answer.status == 200 and len(answer.body) == len(old.body) and answer.body != old.body, asked


def test_who_follows_the_note_has_the_site_and_can_go_back(zipped, tmp_path, figure):
    with readable_folder() as top:
        home = top / "kennisportaal"
        (tmp_path / "kennisportaal.zip").write_bytes(zipped.read_bytes())
        unpack = commands("1. UITPAKKEN")
        assert unpack.count("\n") == 3
        for day in (BEFORE, NEW):
            done = typed(unpack.replace(NEW, day), home, tmp_path)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        old = home / BEFORE / "site" / "index.html"
        old.write_text(old.read_text("utf-8").replace("</h1>", " (vorige uitgave)</h1>", 1), "utf-8")

        assert typed(commands("2. AANWIJZEN"), home, tmp_path).returncode == 0
        settings = (home / "nu" / "server" / "nginx.conf").read_text("utf-8").replace(HOME, str(home))
        port = free_port()
        http = re.sub("listen 80;", f"listen 127.0.0.1:{port};", settings)
        site = home / "nu" / "site"
        idle = f"listen 127.0.0.1:{free_port()};"
        with nginx(site, site, port, http=http, server="return 404;", listen=idle) as address:
            crawl = Crawl(address)
            for file in ("", "lessen/", "assets/portaal.css", "pagefind/pagefind.js", "api/v1/index.json"):
                answer = crawl.ask(address + file)
                assert answer.status == 200 and answer.headers["content-security-policy"] == policy.UNFRAMED, file
            assert "(vorige uitgave)" not in body_of(address)
            assert typed(commands("3. TERUGDRAAIEN"), home, tmp_path).returncode == 0
            assert "(vorige uitgave)" in body_of(address)
        figure("uitgaven uitgepakt, aangewezen en teruggedraaid", 2, "op nginx, zoals het briefje zegt")


def test_a_file_that_was_damaged_on_the_way_is_told(zipped, tmp_path):
    with zipfile.ZipFile(zipped) as opened:
        opened.extractall(tmp_path)
    page = tmp_path / "site" / "index.html"
    page.write_bytes(page.read_bytes()[:-1])
    checked = subprocess.run(["sha256sum", "--check", "--quiet", package.SUMS], cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 1 and "site/index.html: FAILED" in checked.stdout


def test_apache_takes_its_example(zipped, tmp_path):
    with zipfile.ZipFile(zipped) as opened:
        opened.extractall(tmp_path / NEW)
    (tmp_path / "nu").symlink_to(tmp_path / NEW)
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES.split())
    example = (tmp_path / "nu" / "server" / "apache.conf").read_text("utf-8").replace(HOME, str(tmp_path))
    config = tmp_path / "apache.conf"
    head = f"ServerRoot {tmp_path}\nServerName x\nErrorLog {tmp_path}/error.log\nListen 127.0.0.1:{free_port()}\n"
    config.write_text(f"{head}{modules}\n{example}", "utf-8")
    program = shutil.which("apache2") or "/usr/sbin/apache2"
    tested = subprocess.run([program, "-t", "-f", str(config)], capture_output=True, text=True)
    assert tested.returncode == 0 and "Syntax OK" in tested.stderr, tested.stderr


def test_pages_of_github_and_gitlab_publish_the_folder_of_the_site():
    server = ROOT / "macros" / "package" / "server"
    steps = yaml.safe_load((server / "github-pages.yml").read_text("utf-8"))["jobs"]["publiceren"]["steps"]
    assert [step["with"]["path"] for step in steps if "upload-pages-artifact" in step["uses"]] == [package.SITE]
    job = yaml.safe_load((server / "gitlab-pages.yml").read_text("utf-8"))["pages"]
    assert job["script"] == [f"mv {package.SITE} public"] and job["artifacts"]["paths"] == ["public"]


def test_the_note_fits_on_one_page_and_names_every_example(zipped):
    note = NOTE.read_text("utf-8")
    assert len(note.splitlines()) <= 60 and max(map(len, note.splitlines())) <= 132
    for path in (ROOT / "macros" / "package" / "server").iterdir():
        assert f"server/{path.name}" in note, path.name
    assert set(HOSTS) >= {"nginx", "apache"}


def test_the_command_makes_site_and_package(tmp_path):
    settings = {"DATA": "data", "SITE": str(tmp_path / "site"), "PAKKET": str(tmp_path / "p.zip")}
    environment = {**os.environ, "SEARCH": "0", "SITE_URL": "", "NO_MKDOCS_2_WARNING": "1", **settings}
    run = [sys.executable, "-m", "scripts.pakket"]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "p.zip") as opened:
        assert opened.testzip() is None and "site/index.html" in opened.namelist()
    assert not list(tmp_path.glob(".*.deel"))
    wrong = {**environment, "PAKKET": str(tmp_path / "geen" / "map.zip")}
    done = subprocess.run(run, cwd=ROOT, env=wrong, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "kon niet worden geschreven" in done.stderr and "Traceback" not in done.stderr
