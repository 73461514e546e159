"""The package: the same bytes for the same site, and a host who follows the install note to the letter has the site."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml

from macros import package, policy
from macros.exports import headers_for_hosts
from tests.conftest import ROOT, make_site
from tests.crawler import Crawl
from tests.hosten import HOSTS, apache, body_of, free_port, nginx, readable_folder

NOTE = ROOT / "macros" / "package" / "LEESMIJ.txt"
LESSON, OLD = "lessen/samenwerking-nooit-af", "lessen/zo-heette-hij-ooit"
PATHS = ("", "onder/pad/")
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


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Iterator[dict[str, Path]]:
    """The package of a site at the root and of one under a path, by that path; with a lesson that was called otherwise."""
    folder = tmp_path_factory.mktemp("paden")
    shutil.copytree(ROOT / "data", folder / "data")
    with (folder / "data" / f"{LESSON}.yml").open("a", encoding="utf-8") as file:
        file.write(f"voormalige_ids: [{OLD}]\n")
    with contextlib.ExitStack() as stack:
        homes = {}
        for path in PATHS:
            made = make_site(folder / f"site{len(homes)}", folder / "data", SITE_URL=f"https://voorbeeld.nl/{path}")
            assert made.returncode == 0, made.stderr
            homes[path] = stack.enter_context(readable_folder())
            package.pack(folder / f"site{len(homes) - 1}", folder / "kennisportaal.zip")
            with zipfile.ZipFile(folder / "kennisportaal.zip") as opened:
                opened.extractall(homes[path] / NEW)
            (homes[path] / "nu").symlink_to(homes[path] / NEW)
        yield homes


def example(host: str, home: Path, port: int) -> str:
    """What the package has for a server, filled in as a host does."""
    text = (home / "nu" / "server" / f"{host}.conf").read_text("utf-8").replace(HOME, str(home))
    return text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("*:80", f"127.0.0.1:{port}")


@contextlib.contextmanager
def as_shipped(host: str, home: Path) -> Iterator[str]:
    """A server with the example in the package and nothing else; gives the address of its root."""
    port, nowhere = free_port(), home / "nergens"
    if host == "apache":
        context = apache(nowhere, nowhere, port, served=example(host, home, port))
    else:
        idle = f"listen 127.0.0.1:{free_port()};"
        context = nginx(nowhere, nowhere, port, http=example(host, home, port), server="return 404;", listen=idle)
    with context as root:
        yield root


def stands_at(address: str, home: Path) -> None:
    """The site answers at an address: with its pages, its headers, its types and its page for what is not there."""
    crawl, site = Crawl(address), home / "nu" / "site"
    for file in (
        "",
        f"{LESSON}/",
        "assets/portaal.css",
        "api/v1/index.json",
        f"api/v1/{OLD}.json",
        "agenda.ics",
        "lessen/index.md",
    ):
        answer = crawl.ask(address + file)
        name = file if Path(file).suffix else f"{file}index.html"
        assert answer.status == 200 and answer.body == (site / name).read_bytes(), file
        assert answer.headers["content-security-policy"] == policy.UNFRAMED, file
        if type_ := policy.TYPES.get(Path(file).suffix):
            assert answer.type == f"{type_}; charset=utf-8"
    assert crawl.ask(f"{address}{LESSON}/kaart/").headers["content-security-policy"] == policy.CONTENT_POLICY
    missing = crawl.ask(f"{address}lessen/is/er/niet/")
    assert missing.status == 404 and missing.body == (site / "404.html").read_bytes()
    moved = crawl.ask(f"{address}{OLD}/")
    if moved.status == 301:
        assert urljoin(address, moved.headers["location"]) == f"{address}{LESSON}/"
    else:
        assert moved.status == 200 and b"data-verhuisd" in moved.body
    folder = crawl.ask(f"{address}lessen")
    assert folder.status == 301 and urljoin(address, folder.headers["location"]) == f"{address}lessen/"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["nginx", "apache"])
def test_the_example_of_a_server_does_as_shipped(unpacked, host, path):
    with as_shipped(host, unpacked[path]) as root:
        stands_at(root + path, unpacked[path])
        crawl = Crawl(root)
        if path:
            bare = crawl.ask(root + path.rstrip("/"))
            assert bare.status == 301 and urljoin(root, bare.headers["location"]) == root + path
            assert crawl.ask(root).body != crawl.ask(root + path).body  # nothing but the path is ours
        assert (crawl.ask(root + path + OLD + "/").status == 301) == (host == "nginx")


def test_two_packages_stand_in_one_nginx(unpacked):
    """As the note says: with the line about room in neither of them, but once above all."""
    room = "map_hash_bucket_size 256;\n"
    ports = {path: free_port() for path in PATHS}
    files = [home / "nu" / "site" / "nginx-http.conf" for home in unpacked.values()]
    settings = {file: file.read_text("utf-8") for file in files}
    try:
        for file, text in settings.items():
            assert room in text
            file.write_text(text.replace(room, ""), "utf-8")
        http = room + "".join(example("nginx", unpacked[path], port) for path, port in ports.items())
        nowhere, port = unpacked[""] / "nergens", free_port()
        with nginx(nowhere, nowhere, port, http=http, server="return 404;"):
            for path, port in ports.items():
                stands_at(f"http://127.0.0.1:{port}/{path}", unpacked[path])
    finally:
        for file, text in settings.items():
            file.write_text(text, "utf-8")


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
