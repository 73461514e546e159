"""Whatever goes wrong during a build: the published folder is the old or the new site, whole, and the next build is right."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from macros import output
from macros.output import MARKER, Output
from scripts.bench import inhoud
from tests import stoppen
from tests.bouwen import NEW, OLD, ROOT, WITHOUT_RIGHTS, build, changed, environment, manifest, retitle, small_data, start

SEED = 20261122
NAMESPACE = ("unshare", "--map-root-user", "--mount")


@dataclass
class House:
    """Data in two versions, the sites that belong to them, and a place where one of the two is published."""

    folder: Path
    data: dict[str, Path]
    sites: dict[str, dict[str, str]]
    seconds: float  # that a build takes

    @property
    def site(self) -> Path:
        return self.folder / "uit" / "site"

    def version(self) -> str:
        """Which of the two sites is published; fails when it is neither, to the last byte."""
        found = manifest(self.site)
        (version,) = [name for name, whole in self.sites.items() if whole == found] or [None]
        assert version, f"not a whole site: {len(found)} files"
        return version

    def other(self) -> str:
        """The version that is not published."""
        return NEW if self.version() == OLD else OLD

    def rebuild(self, version: str) -> None:
        """The next build is right and leaves nothing beside the site."""
        assert build(self.data[version], self.site)[0] == 0
        assert self.version() == version
        assert os.listdir(self.site.parent) == ["site"]


def make_house(folder: Path, data: dict[str, Path]) -> House:
    """Build both versions, and put the old one in the place of the site."""
    sites, seconds = {}, 0.0
    for version, place in data.items():
        begun = time.monotonic()
        code, said = build(place, folder / "los" / "site")
        assert code == 0, said
        seconds = time.monotonic() - begun
        sites[version] = manifest(folder / "los" / "site")
        if version == OLD:
            shutil.copytree(folder / "los" / "site", folder / "uit" / "site")
    assert sites[OLD] != sites[NEW]
    return House(folder, data, sites, seconds)


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> House:
    folder = tmp_path_factory.mktemp("huis")
    return make_house(folder, {OLD: small_data(folder / "oud"), NEW: small_data(folder / "nieuw", NEW)})


@pytest.fixture
def house(first, tmp_path) -> House:
    """The same house for one test to change."""
    for part in ("oud", "nieuw", "uit"):
        shutil.copytree(first.folder / part, tmp_path / part)
    return House(tmp_path, {OLD: tmp_path / "oud", NEW: tmp_path / "nieuw"}, first.sites, first.seconds)


@pytest.fixture
def large_house(tmp_path) -> House:
    """So many lessons that a build shares its work between processes."""
    inhoud.write(ROOT / "data", tmp_path / "inhoud", 600)
    old, new = tmp_path / "inhoud" / "data", tmp_path / "nieuw"
    shutil.copytree(old, new)
    lesson = min((new / "lessen").iterdir())
    lesson.write_text(changed(lesson, "titel", NEW), "utf-8")
    return make_house(tmp_path, {OLD: old, NEW: new})


@pytest.fixture
def real_house(tmp_path) -> House:
    """The real data, with another title for one lesson in the new version."""
    for version in ("oud", "nieuw"):
        shutil.copytree(ROOT / "data", tmp_path / version)
    lesson = min((tmp_path / "nieuw" / "lessen").iterdir())
    lesson.write_text(changed(lesson, "titel", NEW), "utf-8")
    return make_house(tmp_path, {OLD: tmp_path / "oud", NEW: tmp_path / "nieuw"})


# Killed. A moment is a function that waits for it: given the place of the site and the process that makes it.
Moment = Callable[[Path, subprocess.Popen], None]


def after(seconds: float) -> Moment:
    """So long after the start."""
    return when(lambda _: lambda: True, seconds)


def when(watch: Callable[[Path], Callable[[], bool]], later: float) -> Moment:
    """So many seconds after something happened to the site; looks thousands of times a second."""

    def wait(site: Path, running: subprocess.Popen) -> None:
        happened = watch(site)
        while running.poll() is None and not happened():
            pass
        end = time.monotonic() + later
        while running.poll() is None and (left := end - time.monotonic()) > 0:
            time.sleep(left / 2 if left > 0.01 else 0)

    return wait


def files_made(number: int) -> Callable[[Path], Callable[[], bool]]:
    """So many files of the new site are there."""
    return lambda site: lambda: sum(len(names) for *_, names in os.walk(site.with_name(".site.nieuw"))) >= number


def indexed(site: Path) -> Callable[[], bool]:
    """The last file before the publication is there."""
    last = site.with_name(".site.nieuw") / "pagefind" / "pagefind-entry.json"
    return last.exists


def touched(site: Path) -> Callable[[], bool]:
    """Something happened to the published folder itself: that should be the swap, and nothing else."""

    def state() -> tuple[int, int]:
        try:
            stat = site.stat()
        except FileNotFoundError:
            return (0, 0)
        return stat.st_ino, stat.st_mtime_ns

    before = state()
    return lambda: state() != before


def moments(house: House, number: int) -> list[Moment]:
    """`number` moments: half of them anywhere in a build, the others at so many files and around the publication."""
    at = random.Random(SEED)
    anywhere = [after(at.uniform(0, house.seconds * 1.05)) for _ in range(number // 2)]
    around = [
        (
            when(touched, at.choice((0, at.uniform(0, 0.005)))),
            when(indexed, at.uniform(0, 0.03)),
            when(files_made(at.randint(1, len(house.sites[OLD]))), 0),
        )[turn % 3]
        for turn in range(number - len(anywhere))
    ]
    return [*anywhere, *around]


def living(session: int) -> list[str]:
    """The processes of a build that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, its_session, *_ = rest.split()
        if int(its_session) == session and state not in "ZX":
            found.append(name)
    return found


def all_gone(session: int) -> bool:
    end = time.monotonic() + 30
    while (found := living(session)) and time.monotonic() < end:
        time.sleep(0.02)
    return not found


def kill_at(house: House, moment: Moment, number: signal.Signals, *, all_of_it: bool) -> tuple[int, str, str]:
    """Start a build of the version that is not published and end it: exit code, what it said, the version published."""
    target = house.other()
    running = start(house.data[target], house.site)
    moment(house.site, running)
    if running.poll() is None:
        os.killpg(running.pid, number) if all_of_it else os.kill(running.pid, number)
    said, _ = running.communicate(timeout=120)
    assert all_gone(running.pid), living(running.pid)
    left = manifest(house.site.parent)
    version = house.version()
    assert manifest(house.site.parent) == left  # nobody writes on
    return running.returncode, said, version


def many_kills(house: House, number: int, figure, *, all_of_it: bool = True) -> None:
    outcomes = []
    for moment in moments(house, number):
        target = house.other()
        code, _, version = kill_at(house, moment, signal.SIGKILL, all_of_it=all_of_it)
        assert code in (0, -signal.SIGKILL)
        assert version == target or code != 0
        outcomes.append((code, version == target))
        house.rebuild(target)
    assert (-signal.SIGKILL, False) in outcomes
    figure("bouw gedood", len(outcomes), "momenten: steeds de oude of de nieuwe site; de volgende bouw goed")
    after_publication = sum(outcome == (-signal.SIGKILL, True) for outcome in outcomes)
    figure("bouw gedood", after_publication, "van die momenten na de wisseling bij het opruimen")


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(house, figure):
    many_kills(house, 4, figure)


@pytest.mark.slow
def test_a_build_that_is_killed_at_many_moments(house, figure):
    many_kills(house, 50, figure)


@pytest.mark.slow
def test_a_build_of_the_real_data_that_is_killed(real_house, figure):
    many_kills(real_house, 6, figure)


@pytest.mark.slow
def test_no_process_of_a_build_lives_on_when_only_the_first_is_killed(large_house, figure):
    many_kills(large_house, 10, figure, all_of_it=False)


def test_a_build_under_nohup_outlives_its_terminal(house):
    running = start(house.data[NEW], house.site, "nohup")
    when(files_made(40), 0)(house.site, running)
    os.killpg(running.pid, signal.SIGHUP)
    said, _ = running.communicate(timeout=300)
    assert running.returncode == 0, said


@pytest.mark.parametrize(
    ("number", "all_of_it"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, True)],
    ids=["ctrl-c", "term", "hup"],
)
def test_a_build_that_is_stopped_says_so_and_clears_up(house, figure, number, all_of_it):
    code, said, version = kill_at(house, when(files_made(40), 0), number, all_of_it=all_of_it)
    assert (code, version) == (130, OLD), said
    assert "Afgebroken. De site is heel" in said and "Traceback" not in said
    assert os.listdir(house.site.parent) == ["site"]
    figure("bouw onderbroken", 1, "keer met Ctrl-C of SIGTERM of SIGHUP: site heel; niets blijft liggen")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_at_many_moments(house, figure, number):
    tried = moments(house, 20)
    for moment in tried:
        target = house.other()
        code, said, version = kill_at(house, moment, number, all_of_it=True)
        assert code in (0, 130, -number), said
        assert version == target or code != 0
        assert "Traceback" not in said or str(ROOT / "macros") not in said, "but for Python's own start, before our first line"
        house.rebuild(target)
    figure("bouw onderbroken", len(tried), "keer met Ctrl-C of SIGTERM of SIGHUP: site heel; niets blijft liggen")


@pytest.mark.parametrize("case", stoppen.CASES)
def test_a_build_stops_between_things_that_belong_together(tmp_path, case):
    """What is asked within a thousandth of a second, at the one moment that matters."""
    command = [sys.executable, "-m", "tests.stoppen", case]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=path, capture_output=True, text=True, check=False, timeout=50)
    assert not done.returncode, done.stderr


def test_where_folders_cannot_be_swapped_a_broken_publication_is_mended(tmp_path, monkeypatch):
    """Some disks only know two renames. A build killed between them leaves no site: the next one puts it back first."""

    def made(text: str) -> Output:
        new = Output(tmp_path / "site")
        new.begin()
        new.write(MARKER, "{}")
        new.write("a.html", text)
        return new

    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    made("een").publish()
    made("twee").publish()
    assert (tmp_path / "site/a.html").read_text() == "twee"
    assert os.listdir(tmp_path) == ["site"]
    os.rename(tmp_path / "site", tmp_path / ".site.oud")
    broken = made("drie")
    assert (tmp_path / "site/a.html").read_text() == "twee"
    broken.give_up()
    assert os.listdir(tmp_path) == ["site"]


# A disk that is full. What happens inside the namespace with the small disk is in tests/volle_schijf.py.


def on_a_small_disk(house: House, shares: list[float], figure, **what: object) -> set[str]:
    """Build on a disk with less room than the new site needs; the places where it got stuck."""
    if subprocess.run([*NAMESPACE, "true"], check=False).returncode:
        pytest.skip("dit systeem staat geen eigen koppelpunten toe (unshare --map-root-user --mount)")
    task = {
        "folder": str(house.folder / "schijf"),
        "old": str(house.data[OLD]),
        "new": str(house.data[NEW]),
        "shares": shares,
        **what,
    }
    (house.folder / "schijf").mkdir()
    done = subprocess.run(
        [*NAMESPACE, sys.executable, "-m", "tests.volle_schijf", json.dumps(task)],
        cwd=ROOT,
        env=environment(house.data[OLD], house.site),
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    stuck = set()
    for outcome in json.loads(done.stdout):
        code, said = outcome["code"], outcome["said"]
        if code:
            assert (code, outcome["site"], outcome["left"]) == (1, outcome["old"], ["site"]), said
            assert "de schijf is vol" in said and "De vorige site staat er nog." in said
            assert "Traceback" not in said and "Error" not in said and "Errno" not in said
            stuck.add(outcome["phase"])
        else:
            assert outcome["site"] == house.sites[NEW]
        assert (outcome["next"], outcome["next_site"], outcome["next_left"]) == (0, house.sites[NEW], ["site"])
    figure("volle schijf", len(shares), "maten (bytes of aantal bestanden): de oude site blijft; de volgende bouw goed")
    return stuck


def test_a_full_disk_leaves_the_old_site(house, figure):
    assert on_a_small_disk(house, [0.9], figure)


@pytest.mark.slow
def test_a_disk_that_is_full_at_every_stage(house, figure):
    stuck = on_a_small_disk(house, [*(number / 20 for number in range(20)), 0.98, 0.99, 1.0], figure)
    assert len(stuck) >= 3, stuck  # such as the data for machines, the pages, and the search index


@pytest.mark.slow
def test_a_disk_that_holds_no_more_files(house, figure):
    assert on_a_small_disk(house, [0.0, 0.3, 0.6, 0.8, 0.95], figure, inodes=True)


@pytest.mark.slow
def test_a_disk_that_is_full_while_two_processes_write(large_house, figure):
    stuck = on_a_small_disk(large_house, [0.2, 0.5, 0.8, 0.9, 0.95, 0.98], figure)
    assert stuck


@pytest.mark.parametrize("program", ["exit 1", "head -c 50000; exit 1", "exec head -c 100 /dev/zero"])
def test_a_search_engine_that_breaks_down_leaves_the_old_site(house, program):
    broken = house.folder / "pagefind"
    broken.write_text(f"#!/bin/sh\n{program} >/dev/null\n", "utf-8")
    broken.chmod(0o755)
    code, said = build(house.data[NEW], house.site, PAGEFIND_BINARY_PATH=str(broken))
    assert code == 1 and "Pagefind maakte geen zoekindex" in said and "Traceback" not in said, said
    assert house.version() == OLD
    assert os.listdir(house.site.parent) == ["site"]


# A place that cannot be written to.


@pytest.mark.parametrize("place", ["parent", "site"])
def test_a_folder_that_is_read_only_stays_as_it_is(house, figure, place):
    folder = house.site.parent if place == "parent" else house.site
    folder.chmod(0o555)
    try:
        code, said = build(house.data[NEW], house.site, *WITHOUT_RIGHTS)
    finally:
        folder.chmod(0o755)
    assert code == 1, said
    assert os.listdir(house.site.parent) == ["site"]
    assert "u hebt daar geen recht toe" in said and "De vorige site staat er nog." in said
    assert "Traceback" not in said
    assert house.version() == OLD
    house.rebuild(NEW)
    figure("uitvoer alleen-lezen", 1, "plekken: de oude site blijft; met een uitleg")


def in_a_namespace(command: str, house: House) -> tuple[int, str]:
    """A build after a command of the shell, such as mount, that only it notices."""
    if subprocess.run([*NAMESPACE, "true"], check=False).returncode:
        pytest.skip("dit systeem staat geen eigen koppelpunten toe (unshare --map-root-user --mount)")
    return build(house.data[NEW], house.site, *NAMESPACE, "sh", "-ec", f'{command}\nexec "$@"', "sh")


def test_a_disk_that_is_read_only_stays_as_it_is(house, figure):
    code, said = in_a_namespace('mount --bind "${SITE%/*}" "${SITE%/*}"; mount -o remount,bind,ro "${SITE%/*}"', house)
    assert code == 1 and "van deze schijf kan alleen worden gelezen" in said, said
    assert "Traceback" not in said
    assert house.version() == OLD
    figure("uitvoer alleen-lezen", 1, "plekken: de oude site blijft; met een uitleg")


def test_a_disk_itself_is_no_place_for_a_site(house):
    code, said = in_a_namespace('mount -t tmpfs x "$SITE"', house)
    assert code == 2 and "een map daarin" in said, said
    assert house.version() == OLD


def test_below_a_file_there_is_no_place_for_a_site(house):
    code, said = build(house.data[NEW], house.data[NEW] / "lessen/les.yml/site")
    assert code == 1 and "kon niet worden geschreven" in said and "Traceback" not in said


# At the same time.


def test_two_builds_at_once_of_one_site(house, figure):
    for _ in range(2):
        both = [start(house.data[version], house.site) for version in (OLD, NEW)]
        said = [running.communicate(timeout=120)[0] for running in both]
        assert [running.returncode for running in both] == [0, 0], said
        assert house.version() in (OLD, NEW)
        assert os.listdir(house.site.parent) == ["site"]
    figure("twee bouwen tegelijk", 2, "keer op één plek: een van de twee sites en heel; beide goed afgelopen")


def test_two_builds_at_once_in_two_places(house, figure):
    places = {version: house.folder / f"naast-{number}" / "site" for number, version in enumerate((OLD, NEW))}
    both = [start(house.data[version], place) for version, place in places.items()]
    said = [running.communicate(timeout=120)[0] for running in both]
    assert [running.returncode for running in both] == [0, 0], said
    assert {version: manifest(place) for version, place in places.items()} == house.sites
    figure("twee bouwen tegelijk", 1, "keer op twee plekken: elk zijn eigen site")


# Data that changes while it is read.


def steps_of_an_edit(data: Path) -> list[Callable[[], object]]:
    """From the old version to the new one as an editor, git and a slow disk would: file after file, one of them in parts."""
    lesson, theme = data / "lessen/les.yml", data / "themas/thema.yml"
    text = changed(lesson, "titel", NEW)
    half = text[: text.index("advies:")] + "advies: Te"  # a valid record, but not what anybody wrote
    return [
        lambda: lesson.write_text("", "utf-8"),
        lambda: lesson.write_text(half, "utf-8"),
        lambda: theme.unlink(),
        lambda: lesson.write_text(text, "utf-8"),
        lambda: theme.write_text((data.parent / "nieuw/themas/thema.yml").read_text("utf-8"), "utf-8"),
    ]


@pytest.mark.slow
def test_data_that_changes_at_many_moments(house, figure):
    number = 24
    at, data = random.Random(SEED), house.folder / "bewerkt"
    shutil.copytree(house.data[OLD], data)
    for _ in range(number):
        retitle(data, OLD)
        house.rebuild(OLD)
        pauses = sorted(at.uniform(0, house.seconds) for _ in steps_of_an_edit(data))
        running = start(data, house.site)
        for (begin, end), step in zip(pairwise([0.0, *pauses]), steps_of_an_edit(data), strict=True):
            time.sleep(end - begin)
            step()
        said, _ = running.communicate(timeout=120)
        assert "Traceback" not in said, said
        assert running.returncode in (0, 1), said
        assert house.version() == OLD or running.returncode == 0, said  # and whole, in any case
        if running.returncode:
            assert "verander" in said or "fout[" in said, said
        assert build(data, house.site)[0] == 0
        assert house.version() == NEW
    figure("gegevens veranderen tijdens het lezen", number, "keer: de oude of de nieuwe site; de volgende bouw goed")


def test_data_that_never_stops_changing_is_refused(house):
    data = house.folder / "druk"
    shutil.copytree(house.data[OLD], data)
    running = start(data, house.site)
    while running.poll() is None:
        retitle(data, f"{OLD} {time.monotonic()}")
        time.sleep(0.005)
    said = running.communicate()[0]
    assert running.returncode == 1, said
    assert "lessen/les.yml verandert steeds terwijl wij lezen" in said and "Traceback" not in said
    assert house.version() == OLD


# A build in which a record goes away when a file of it is written already, but not all is read yet.
GONE_MEANWHILE = """
import sys, time
from pathlib import Path
from macros.engine import run
from macros.pages import handwritten

record, written = map(Path, sys.argv[1:])
check = handwritten.check


def checked_late(*given, **named):
    end = time.monotonic() + 30
    while record.exists() and not written.exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert written.exists() or not record.exists(), "nothing was begun"
    record.unlink(missing_ok=True)
    return check(*given, **named)


handwritten.check = checked_late
sys.exit(run.site())
"""


@pytest.mark.slow
@pytest.mark.skipif(os.cpu_count() == 1, reason="met één processor begint er niets vooruit")
def test_what_was_begun_of_a_record_that_went_meanwhile_is_thrown_away(large_house):
    house = large_house
    extra = house.data[NEW] / "lessen" / "zo-weer-weg.yml"
    shutil.copy(min(extra.parent.iterdir()), extra)
    written = house.site.with_name(".site.nieuw") / "api" / "v1" / "lessen" / "zo-weer-weg.json"
    done = subprocess.run(
        [sys.executable, "-c", GONE_MEANWHILE, str(extra), str(written)],
        cwd=ROOT,
        env=environment(house.data[NEW], house.site),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert house.version() == NEW
