"""`make serve`: what a browser gets while somebody edits is what a build of the whole site would give, or what is wrong."""

from __future__ import annotations

import contextlib
import functools
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

from macros.engine.background import Background
from macros.engine.serving import wrong_page
from macros.engine.single import Site
from macros.engine.workshop import Workshop
from macros.load import load
from macros.pages.related import Related
from macros.portal import Portal, from_loaded
from macros.renewal import narrowed, renewed
from tests.bouwen import ROOT, environment, manifest, small_data
from tests.conftest import faults

PATIENCE = 240  # seconds: the build in the background gives way to all that runs at the same time
SCRIPT = re.compile(rb'<script type="module" src="/\.serve/volgen\.js\?[^"]*"></script>\n')
LESSON = """\
titel: {title}
samenvatting: Een les over {title}, met dank aan de ALV.
themas: [thema]
herkomst:
  - bron: bron
    kop: Hoofdstuk 2
inzicht: Zie ook [de eerste](lessen/les).
context: Tekst.
advies: Tekst.
"""


class Project:
    """A copy of the project with a few records, that may be edited."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in ("macros", "overrides", "docs", "scripts"):
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        small_data(place / "data")
        for number in range(30):  # enough for a list that readers narrow down
            self.write(f"data/lessen/les-{number}.yml", LESSON.format(title=f"Les nummer {number}"))
        put_words_together(self, Random(0))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        self.write("mkdocs.yml", f"{settings}\ndev_addr: 127.0.0.1:{self.port}\n")
        self.address = f"http://127.0.0.1:{self.port}/"

    def read(self, file: str) -> str:
        return (self.place / file).read_text("utf-8")

    def write(self, file: str, text: str) -> None:
        (self.place / file).write_text(text, "utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        text = self.read(file)
        assert re.search(old, text, re.M), f"{old} not in {file}"
        self.write(file, re.sub(old, new, text, count=1, flags=re.M))

    def command(self, name: str, site: Path, search: str) -> dict:
        settings = environment(Path("data"), site, SEARCH=search)
        return {"args": [sys.executable, "-m", f"scripts.{name}"], "cwd": self.place, "env": settings, "text": True}

    def build(self, site: Path, search: str = "0") -> tuple[int, str]:
        """Build the whole site somewhere else: the exit code and what it said."""
        done = subprocess.run(**self.command("site", site, search), capture_output=True, check=False, timeout=300)
        return done.returncode, done.stdout + done.stderr

    @contextlib.contextmanager
    def served(self, search: str = "0") -> Iterator[None]:
        """`make serve`; what it said must hold no traceback."""
        log = self.place / "gezegd.txt"
        with log.open("w") as stream:
            running = subprocess.Popen(**self.command("serve", self.place / "site", search), stderr=stream, stdout=stream)
        try:
            until(lambda: running.poll() is not None or "Kijk op" in log.read_text("utf-8"))
            assert running.poll() is None, log.read_text("utf-8")
            yield
            assert running.poll() is None
        finally:
            running.terminate()
            running.wait(PATIENCE)
        assert "Traceback" not in log.read_text("utf-8")
        assert not list(self.place.glob(".site.*"))  # nothing half made stays behind

    def get(self, file: str) -> tuple[int, bytes]:
        """What a browser gets, without our script: the status and the content."""
        try:
            with urllib.request.urlopen(self.address + file.removesuffix("index.html"), timeout=PATIENCE) as answer:
                return answer.status, SCRIPT.sub(b"", answer.read())
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def differences(self, site: Path, known: set[str]) -> list[str]:
        """What a browser gets otherwise than it stands in a site, or gets while it should be gone."""
        files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        files = {file for file in files if Site.makes(file) or file.startswith("assets/")}
        known |= files
        wrong = [file for file in files if self.get(file) != (200, (site / file).read_bytes())]
        return sorted(wrong + [file for file in known - files if self.get(file)[0] != 404])


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


# What an editor may do. Each gives what undoes it when the data is broken by it; else nothing.


def retitle(project: Project, at: Random) -> None:
    number = at.choice([n for n in range(30) if (project.place / f"data/lessen/les-{n}.yml").exists()])
    project.replace(f"data/lessen/les-{number}.yml", "^titel: .*", f"titel: Anders {at.randrange(10**6)}")


def retitle_what_all_name(project: Project, at: Random) -> None:
    project.replace("data/themas/thema.yml", "^titel: .*", f"titel: Thema {at.randrange(10**6)}")


def add(project: Project, at: Random) -> None:
    name = f"nieuw-{at.randrange(10**6)}"
    project.write(f"data/lessen/{name}.yml", LESSON.format(title=f"Nieuw {name}"))


def rename(project: Project, at: Random) -> None:
    old = at.choice(sorted((project.place / "data" / "lessen").glob("les-*.yml")))
    kept = f"voormalige_ids: [lessen/{old.stem}]\n" if at.random() < 0.5 else ""
    text = re.sub(r"^voormalige_ids: .*\n", "", old.read_text("utf-8"), flags=re.M)
    old.rename(old.with_name(f"hernoemd-{at.randrange(10**6)}.yml")).write_text(text + kept, "utf-8")


def delete(project: Project, at: Random) -> None:
    at.choice(sorted((project.place / "data" / "lessen").glob("*-*.yml"))).unlink()


def hide(project: Project, at: Random) -> None:
    file = at.choice(sorted((project.place / "data" / "lessen").glob("*-*.yml")))
    text = re.sub(r"^publicatie: .*\n", "", file.read_text("utf-8"), flags=re.M)
    file.write_text(text + f"publicatie: {at.choice(['concept', 'gepubliceerd'])}\n", "utf-8")


def write_a_page(project: Project, at: Random) -> None:
    file = f"docs/{at.choice(['tegenspraak', 'over/index', f'nieuw-{at.randrange(3)}'])}.md"
    before = project.read(file) if (project.place / file).exists() else "# Nieuw\n\n{{ lessen(aantal=3) }}\n"
    project.write(file, f"{before}\nNog een zin {at.randrange(10**6)} over de ALV.\n")


def entitle_a_page(project: Project, at: Random) -> None:
    front = f'---\ntitle: "Extra {at.randrange(10**6)}"\n---\n'
    project.write("docs/voor/extra.md", front + '\n# Extra\n\n{{ link("lessen/les") }}\n')


def drop_a_page(project: Project, at: Random) -> None:
    (project.place / "docs" / "voor" / "extra.md").unlink(missing_ok=True)


def restyle(project: Project, at: Random) -> None:
    file = at.choice(["overrides/assets/portaal.css", "overrides/assets/record.js"])
    project.write(file, f"{project.read(file)}\n/* {at.randrange(10**6)} */\n")


def change_a_template(project: Project, at: Random) -> None:
    ours = (f"macros/pages/templates/{name}.html" for name in ("record", "feit", "lijstpagina"))
    file = at.choice(["overrides/partials/voet.html", *ours])
    project.write(file, f"{project.read(file)}\n<!-- {at.randrange(10**6)} -->\n")


def release(project: Project, at: Random) -> None:
    """Name a release, which citations do, or no longer."""
    file = project.place / "data/uitgaven.yml"
    if file.exists() and at.random() < 0.5:
        file.unlink()
    else:
        file.write_text(f'uitgaven: [{{versie: "20{at.randrange(10, 99)}.1", datum: 2026-01-05, commit: {"0" * 40}}}]\n', "utf-8")


def put_words_together(project: Project, at: Random) -> None:
    project.write("data/zoekwoorden.yml", f"groepen:\n  - [les, leerpunt{at.randrange(10**6)}]\n")


def break_yaml(project: Project, at: Random) -> Callable[[], None]:
    return _broken(project, "data/lessen/les.yml", "^titel: .*", "titel: [")


def break_a_field(project: Project, at: Random) -> Callable[[], None]:
    return _broken(project, "data/lessen/les.yml", "^samenvatting:", "samenvating:")


def break_a_file_of_no_record(project: Project, at: Random) -> Callable[[], None]:
    return _broken(project, "data/zoekwoorden.yml", "^groepen:", "groep:")


def break_references(project: Project, at: Random) -> Callable[[], None]:
    """Delete what all name."""
    text = project.read("data/themas/thema.yml")
    (project.place / "data/themas/thema.yml").unlink()
    return functools.partial(project.write, "data/themas/thema.yml", text)


def break_a_link(project: Project, at: Random) -> Callable[[], None]:
    """Delete what only texts link to: a look at what changed does not show it."""
    text = project.read("data/lessen/les.yml")
    (project.place / "data/lessen/les.yml").unlink()
    return functools.partial(project.write, "data/lessen/les.yml", text)


def break_a_page(project: Project, at: Random) -> Callable[[], None]:
    return _broken(project, "docs/tegenspraak.md", r"\A", '{{ lesen(thema="thema") }}\n\n')


def _broken(project: Project, file: str, old: str, new: str) -> Callable[[], None]:
    text = project.read(file)
    project.replace(file, old, new)
    return functools.partial(project.write, file, text)


GOOD = (
    retitle, retitle_what_all_name, add, rename, delete, hide,
    write_a_page, entitle_a_page, drop_a_page, restyle, change_a_template, release, put_words_together,
)  # fmt: skip
BROKEN = (break_yaml, break_a_field, break_a_file_of_no_record, break_references, break_a_link, break_a_page)


def edited(project: Project, site: Path, steps: list[Callable], at: Random) -> int:
    """Take the steps one by one, and after each compare what a browser gets with a build. Returns how many files."""
    compared, known = 0, set()
    for step in steps:
        mend = step(project, at)
        code, said = project.build(site)
        assert bool(mend) == bool(code), f"{step.__name__}: {said}"
        if mend:
            place = said.split(": fout[")[0]
            until(lambda place=place: project.get("themas/index.html")[0] == 503 and place.encode() in project.get("")[1])
            mend()
            assert project.build(site)[0] == 0
        until(lambda: not project.differences(site, known))
        compared += len(known)
    return compared


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.mark.slow
def test_what_is_served_is_what_a_build_gives(project, tmp_path, figure):
    steps = [retitle, release, rename, break_a_link, entitle_a_page, change_a_template]
    with project.served():
        compared = edited(project, tmp_path / "ernaast", steps, Random(1))
        until(lambda: manifest(project.place / "site") == manifest(tmp_path / "ernaast"))
    figure("bewerken met make serve", len(steps), "stappen, ook kapot en hersteld; de map daarna als een hele bouw")
    figure("bewerken met make serve", compared, "bestanden gevraagd na een stap: als in een hele bouw")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_edits_ends_as_a_build_does(project, tmp_path, figure, seed):
    at = Random(seed)
    steps = [*at.sample(GOOD + BROKEN, len(GOOD + BROKEN)), *at.choices(GOOD + BROKEN, k=8)]
    with project.served(search="1"):
        compared = edited(project, tmp_path / "ernaast", steps, at)
        assert project.build(tmp_path / "ernaast", search="1")[0] == 0
        until(lambda: manifest(project.place / "site") == manifest(tmp_path / "ernaast"))
    figure("bewerken met make serve", len(steps), "stappen, ook kapot en hersteld; de map daarna als een hele bouw")
    figure("bewerken met make serve", compared, "bestanden gevraagd na een stap: als in een hele bouw")


@pytest.fixture
def shown(project: Project, browser: Browser) -> Iterator[Page]:
    """A page of a record in a browser, while `make serve` runs; fails the test on any error in it.

    But for a script that did not come: when the generator changed, the server is away for a moment.
    """
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with project.served():
        page.goto(f"{project.address}lessen/les-7/")
        yield page
        context.close()
    assert [error for error in errors if not error.startswith("Failed to fetch")] == []


def test_an_open_page_follows_the_files(project, shown):
    expect(shown.locator("h1")).to_have_text("Les nummer 7")
    project.replace("data/lessen/les-7.yml", "^titel: .*", "titel: De nieuwe titel")
    expect(shown.locator("h1")).to_have_text("De nieuwe titel", timeout=1000 * PATIENCE)
    project.replace("data/lessen/les-7.yml", "^titel:", "tietel:")
    expect(shown.locator("main")).to_contain_text("data/lessen/les-7.yml:1:1: fout[onbekend-veld]", timeout=1000 * PATIENCE)
    assert faults(shown) == []
    project.replace("data/lessen/les-7.yml", "^tietel: .*", "titel: Weer goed")
    expect(shown.locator("h1")).to_have_text("Weer goed", timeout=1000 * PATIENCE)
    project.write("overrides/assets/portaal.css", "#titel { color: rgb(1, 2, 3); }")
    expect(shown.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=1000 * PATIENCE)


def test_what_a_message_names_can_be_read_while_it_is_wrong(project, shown):
    """The rules and fields are explained at addresses that no record changes: those of the last good build."""
    project.replace("data/lessen/les-7.yml", "^titel:", "tietel:")
    rule = shown.get_by_role("link", name="onbekend-veld")
    expect(rule).to_have_count(2, timeout=1000 * PATIENCE)  # in the message, and where the rules of all messages stand
    assert {link.get_attribute("href") for link in rule.all()} == {"/over/regels/onbekend-veld/"}
    for path in ("over/regels/index.html", "over/velden/index.html", "over/velden/lessen/index.html"):
        assert project.get(path)[0] == 200, path
    for path in ("", "lessen/les/index.html", "over/index.html", "over/regels/bestaat-niet/index.html"):
        assert project.get(path)[0] == 503, path
    assert faults(shown) == []
    rule.first.click()
    expect(shown.locator("h1")).to_contain_text("onbekend-veld")


def test_the_explanation_is_that_of_the_last_build_when_nothing_was_good_since(project, tmp_path):
    assert project.build(project.place / "site")[0] == 0
    project.replace("data/lessen/les-7.yml", "^titel:", "tietel:")
    with project.served():
        assert project.get("over/regels/onbekend-veld/index.html")[0] == 200
        assert project.get("index.html")[0] == 503


def test_a_line_links_only_to_rules_that_there_are():
    said = (
        "a.yml:1:1: fout[tab]: fout[hekje]: <b>\nb.yml:1:1: fout[zomaar]: x\nfout[tab]: y\n"
        "Uitleg per regel staat op de site, onder /over/regels/: tab, zomaar.\n"
        "  https://voorbeeld.nl/portaal/over/regels/hekje/\n2 fouten."
    )
    html = wrong_page(said).decode()
    assert re.findall(r'<a href="/over/regels/([a-z-]*)/">\1</a>', html) == ["tab", "tab", "tab", "hekje"]
    assert "fout[hekje]: &lt;b&gt;" in html and "fout[zomaar]: x" in html


def test_what_is_wrong_is_shown_as_text(project, shown):
    project.replace("data/lessen/les-7.yml", "^titel: .*", "titel: {<img src=x onerror=alert(1)>: 1}")
    expect(shown.locator("main")).to_contain_text("data/lessen/les-7.yml:1:8", timeout=1000 * PATIENCE)
    assert shown.locator("main img").count() == 0


def test_a_page_that_did_not_change_stays_as_it_is(project, shown):
    shown.evaluate("window.gebleven = true")
    project.replace("data/lessen/les.yml", "^inzicht: .*", "inzicht: Een andere tekst.")
    until(lambda: b"Een andere tekst" in project.get("lessen/les/index.html")[1])
    built = project.place / "site/lessen/les/index.html"
    until(lambda: built.exists() and "Een andere tekst" in built.read_text("utf-8"))
    shown.wait_for_timeout(500)
    assert shown.evaluate("window.gebleven")


def test_a_template_that_is_no_template_is_shown_with_its_place(project, shown):
    project.replace("macros/pages/templates/record.html", r"\A", "{% if %}\n")
    expect(shown.locator("main")).to_contain_text("macros/pages/templates/record.html:1:1: fout", timeout=1000 * PATIENCE)
    project.replace("macros/pages/templates/record.html", r"\A{% if %}\n", "")
    expect(shown.locator("h1")).to_have_text("Les nummer 7", timeout=1000 * PATIENCE)


def test_what_is_wrong_is_shown_though_looking_for_it_stumbles_too(project):
    """The check of the pages asks the same macro for the same as the page itself."""
    with project.served():
        project.replace("macros/pages/templates/kerncijfers.html", r"\A", "{% if %}\n")
        until(lambda: project.get("index.html")[0] == 503)
        assert b"macros/pages/templates/kerncijfers.html:1:1:" in project.get("index.html")[1]


def test_a_page_that_names_one_that_went_is_looked_at_at_once(project, monkeypatch):
    monkeypatch.chdir(project.place)
    project.write("docs/weg.md", "# Weg\n")
    project.write("docs/noemt.md", '{{ pagina("weg", "Weg") }}\n')
    workshop = Workshop(load_config("mkdocs.yml", hooks=[]), Path("data"), Path("docs"))
    assert workshop.wrong == ""
    (project.place / "docs/weg.md").unlink()
    workshop.refresh()
    assert 'docs/noemt.md:1:12: fout[macro-fout]: pagina(): de pagina "weg" bestaat niet.' in workshop.wrong
    project.write("docs/weg.md", "# Weg\n")
    workshop.refresh()
    assert workshop.wrong == ""


def test_another_generator_takes_over_once_it_works(project, shown):
    project.replace("macros/pages/words.py", r"\Z", "\n(\n")
    expect(shown.locator("main")).to_contain_text("SyntaxError", timeout=1000 * PATIENCE)
    project.replace("macros/pages/words.py", r"\n\(\n\Z", "")
    project.replace("macros/stamping.py", r"record\.titel\} · ", "record.titel} | ")
    expect(shown).to_have_title(re.compile(r"Les nummer 7 \| Les"), timeout=1000 * PATIENCE)


def test_what_every_build_says_again_is_said_once(project, monkeypatch):
    """A warning, and what cannot be made here. The closing line of a build is never the same: it stands by itself."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # so that what a build says comes as it does with most people
    project.replace("macros/exports/beheer.py", "^PACKAGES = .*", 'PACKAGES = Path("weg")')
    project.replace("data/lessen/les-7.yml", "^advies: .*", "advies: Lees [dit](javascript:x).")
    log = project.place / "gezegd.txt"
    with project.served():
        for number in (1, 2):
            until(lambda number=number: log.read_text("utf-8").count(" records, ") == number)
            project.replace("data/lessen/les-8.yml", "^titel: .*", f"titel: Anders {number}")
        said = log.read_text("utf-8")
    assert [said.count(part) for part in ("waarschuwing[kapotte-link]", "Zonder /beheer/")] == [1, 1], said


def test_the_build_in_the_background_stands_still_until_an_edit_is_shown(monkeypatch):
    told = []
    background = Background(lambda code, said: told.append((code, said)))
    running = program("import time; time.sleep(60)")
    monkeypatch.setattr("macros.engine.background._start", lambda search: program("print('gebouwd')"))
    background._running = running
    with background.held():
        assert os.WIFSTOPPED(os.waitpid(running.pid, os.WUNTRACED)[1])
    assert os.WIFCONTINUED(os.waitpid(running.pid, os.WCONTINUED)[1])  # there was no edit
    monkeypatch.setattr("macros.engine.background.QUIET", PATIENCE)
    with background.held():
        assert os.WIFSTOPPED(os.waitpid(running.pid, os.WUNTRACED)[1])
        background.start_anew()
    time.sleep(0.1)
    assert os.waitpid(running.pid, os.WCONTINUED | os.WNOHANG) == (0, 0)
    monkeypatch.setattr("macros.engine.background.QUIET", 0)
    background.start_anew()  # one more edit, before it was quiet
    assert running.wait(PATIENCE) == -signal.SIGTERM
    background.wait()
    assert told[-1] == (0, "gebouwd")


def test_nothing_is_left_of_a_build_that_stood_still():
    background = Background(lambda code, said: None)
    background._running = running = program("import time; time.sleep(60)")
    with background.held():
        background.start_anew()
    background.stop()
    background.wait()
    assert running.wait(PATIENCE) == -signal.SIGTERM


def program(text: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True, start_new_session=True)


def test_serve_says_when_its_address_is_taken(project):
    with project.served():
        second = subprocess.run(
            **project.command("serve", project.place / "elders", "0"), capture_output=True, check=False, timeout=PATIENCE
        )
    assert second.returncode == 1
    assert "niet vrij" in second.stderr


def test_nothing_outside_the_site_is_served(project):
    outside = ["/../mkdocs.yml", "/..%2Fmkdocs.yml", "/%2Fetc/passwd", "//etc/passwd", "/%00", "/x/%2e%2e/%2e%2e/mkdocs.yml"]
    with project.served():
        until(lambda: (project.place / "site").exists())
        for path in outside:
            connection = http.client.HTTPConnection("127.0.0.1", project.port, timeout=PATIENCE)
            connection.request("GET", path)
            assert connection.getresponse().status == 404, path


# Taking over what an edit cannot have changed.


def picture(opened: Portal) -> dict[str, object]:
    """All that a Portal knows of how records belong together, by reference."""
    return {
        "order": {folder: [record.ref for record in opened.public(folder)] for folder in opened.kinds},
        "links": {r.ref: [(link.reference, link.target and id(link.target)) for link in opened.links(r)] for r in opened.all()},
        "backlinks": {r.ref: [(b.heading, id(b.record), b.anchor) for b in opened.backlinks(r)] for r in opened.all()},
        "shared": Related(opened).holders,
        "former": {ref: id(record) for ref, record in opened.former.items()},
        "records": [(r.ref, id(r), r.path) for r in opened.all()],
    }


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.slow] * (seed > 0)) for seed in range(8)])
def test_nothing_stale_is_taken_over(tmp_path, seed, figure):
    """After any edit the Portal that takes over from the one before is the Portal that all records give."""
    data, at, edits = tmp_path / "data", Random(seed), 25
    shutil.copytree(ROOT / "data", data)
    before = from_loaded(load(data))
    picture(before)
    for _ in range(edits):
        touched = {edit_in(data, at) for _ in range(at.choice([1, 1, 1, 2, 5]))}
        known = {r.path: r for r in before.all() if r.path not in touched and os.path.exists(r.path)}
        loaded = load(data, known=known)
        after, changed = renewed(before, loaded)
        assert picture(after) == picture(from_loaded(loaded))
        assert {r.ref for r in after.all() if before.records[r.map].get(r.id) is not r} <= {r.ref for r in changed}
        assert [r.ref for r in narrowed(after, changed).all()] == [r.ref for r in changed]
        before = after
    figure("een bewerking neemt over wat gelijk bleef", edits, "keer: hetzelfde als alles opnieuw")


def test_a_former_name_may_come_to_mean_another_record(tmp_path):
    """Then a record that nobody touched leads elsewhere, though what it led to is still there."""
    lessons = small_data(tmp_path / "data") / "lessen"
    (lessons / "een.yml").write_text(LESSON.format(title="Een") + "voormalige_ids: [lessen/oud]\n", "utf-8")
    (lessons / "twee.yml").write_text(LESSON.format(title="Twee") + "zie_ook: [lessen/oud]\n", "utf-8")
    before = from_loaded(load(tmp_path / "data"))
    picture(before)
    (lessons / "oud.yml").write_text(LESSON.format(title="Toch weer oud"), "utf-8")
    loaded = load(tmp_path / "data", known={record.path: record for record in before.all()})
    after, changed = renewed(before, loaded)
    assert picture(after) == picture(from_loaded(loaded))
    assert after.get("lessen/twee") in changed
    assert "lessen/oud" in [link.target.ref for link in after.links(after.get("lessen/twee"))]


def edit_in(data: Path, at: Random) -> str:
    """Do something to a record, so that perhaps its place, its links or the links of others are no longer what they were."""
    file = at.choice(sorted(data.glob("*/*.yml")))
    text, other = file.read_text("utf-8"), at.choice(sorted(data.glob("*/*.yml")))
    ref = f"{other.parent.name}/{other.stem}"
    match at.randrange(7):
        case 0:
            file.write_text(re.sub(r"^titel: .*", f"titel: {at.choice('ABCXYZ')} netwerk {at.randrange(99)}", text, flags=re.M))
        case 1:
            file.unlink()
        case 2:
            file.rename(file.with_name(f"ander-{at.randrange(10**6)}.yml"))
        case 3:
            copied = file.with_name(f"nieuw-{at.randrange(10**6)}.yml")
            copied.write_text(text, "utf-8")
        case 4:
            file.write_text(re.sub(r"^zie_ook: .*\n(?:[ -].*\n)*", "", text, flags=re.M) + f"zie_ook: [{ref}]\n", "utf-8")
        case 5:
            without = re.sub(r"^voormalige_ids: .*\n(?:[ -].*\n)*", "", text, flags=re.M)
            file.write_text(f"{without}voormalige_ids: [{other.parent.name}/{other.stem}{at.choice(['', '-oud'])}]\n", "utf-8")
        case _:
            file.write_text(f"{text}x: [\n", "utf-8")
    return str(file)
