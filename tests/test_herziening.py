"""Records that should have been reviewed: what the browser says on the page, the lists by beheerder, their issues."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import DESKTOP, PHONE, faults, make_site, serving

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"
REMARK = "Deze pagina had vóór 1 mei 2027 nagekeken moeten zijn."


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A small site in which the lesson has to be reviewed before 1 May 2027, and nothing else has to be."""
    folder = tmp_path_factory.mktemp("herzien")
    data = folder / "data"
    shutil.copytree(RECORDS, data)
    (data / "portaal.yml").unlink()
    lesson = data / "lessen" / "les.yml"
    lesson.write_text(lesson.read_text("utf-8") + "herzien_voor: 2027-05-01\n", "utf-8")
    made = make_site(folder / "site", data)
    assert made.returncode == 0, made.stderr
    with serving(folder / "site") as served:
        yield served


def opened(page: Page, url: str, moment: str) -> Page:
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(moment))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_is_late_says_so_quietly(browser, address, size, scheme):
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = opened(context.new_page(), f"{address}lessen/les/", "2027-05-02T08:00:00+02:00")
        expect(page.locator(".kp-kop .kp-lead + .kp-verlopen")).to_have_text(REMARK)
        expect(page.locator("dd:has(time[data-herzien])")).to_have_text("1 mei 2027 (verlopen)")
        assert page.locator(".kp-verlopen[role], .kp-verlopen[aria-live]").count() == 0
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    "zone",
    ["Pacific/Auckland", *(pytest.param(zone, marks=pytest.mark.slow) for zone in ("Europe/Amsterdam", "America/Los_Angeles"))],
)
@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-11-22T12:00:00+01:00", False),
        ("2027-05-01T23:59:00+02:00", False),
        ("2027-05-02T00:01:00+02:00", True),
        ("2030-01-01T12:00:00+01:00", True),
    ],
)
def test_the_day_is_that_in_the_netherlands_wherever_the_reader_is(browser, address, moment, late, zone):
    with browser.new_context(timezone_id=zone) as context:
        page = opened(context.new_page(), f"{address}lessen/les/", moment)
        expect(page.locator(".kp-verlopen")).to_have_count(2 if late else 0)


def test_a_page_without_a_review_date_loads_nothing_for_it(browser, address):
    with browser.new_context() as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        opened(page, f"{address}themas/thema/", "2030-01-01T12:00:00+01:00")
        assert "portaal.js" in asked and "verlopen.js" not in asked
        opened(page, f"{address}lessen/les/", "2030-01-01T12:00:00+01:00")
        assert "verlopen.js" in asked


def test_without_javascript_the_page_only_gives_the_date(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}lessen/les/")
        assert page.locator("time[data-herzien]").get_attribute("datetime") == "2027-05-01"
        expect(page.locator("dd:has(time[data-herzien])")).to_have_text("1 mei 2027")


LATE = "herzien_voor: 2001-01-01\n"
# Stands in for GitHub's own program: keeps issues in a file, as `gh` keeps them on GitHub.
GH = """#!{python}
import json, os, pathlib, sys
store = pathlib.Path({store!r})
issues = json.loads(store.read_text()) if store.exists() else []
in_workflow = bool(os.environ["GITHUB_ACTIONS"])
if sys.argv[1:] == ["api", "user", "--jq", ".login"]:
    sys.exit("HTTP 403: Resource not accessible by integration" if in_workflow else print("redactie"))
noun, verb, *rest = sys.argv[1:]
assert noun == "issue", sys.argv
options = dict(zip(rest[-2::-2], rest[::-2])) if len(rest) % 2 == 0 else dict(zip(rest[1::2], rest[2::2]))
if verb == "list":
    assert options["--state"] == "open" and options["--json"] == "number,title,body,author"
    print(json.dumps([{{k: i[k] for k in ("number", "title", "body", "author")}} for i in issues if i["open"]]))
elif verb == "create":
    assert options["--body-file"] == "-"
    author = {{"login": "app/github-actions" if in_workflow else "redactie"}}
    issue = {{"number": len(issues) + 1, "title": options["--title"], "body": sys.stdin.read(), "author": author}}
    issues.append(issue | {{"open": True}})
else:
    issue = next(i for i in issues if str(i["number"]) == rest[0])
    if verb == "edit":
        issue["body"] = sys.stdin.read()
    else:
        assert verb == "close"
        issue["open"] = False
store.write_text(json.dumps(issues))
"""


@pytest.fixture
def data(tmp_path) -> Path:
    """Records that are late: of two beheerders, one of them twice, and of nobody."""
    folder = tmp_path / "data"
    shutil.copytree(RECORDS, folder)
    for name, keeper in (("les", "Een steunpunt"), ("twee", "Een steunpunt"), ("drie", "De redactie"), ("vier", "")):
        text = (RECORDS / "lessen" / "les.yml").read_text("utf-8") + LATE + (f"beheerder: {keeper}\n" if keeper else "")
        (folder / "lessen" / f"{name}.yml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def github(tmp_path) -> Path:
    """A folder with a program `gh`, and its issues in issues.json."""
    folder = tmp_path / "gh"
    folder.mkdir()
    program = folder / "gh"
    program.write_text(GH.format(python=sys.executable, store=str(folder / "issues.json")), "utf-8")
    program.chmod(0o755)
    return folder


def run(data: Path, command: str = "herziening", **settings: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "DATA": str(data), "ISSUES": "", "GITHUB_ACTIONS": "", "no_proxy": "*", **settings}
    return subprocess.run(
        [sys.executable, "-m", f"scripts.{command}"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_every_beheerder_gets_one_list_and_what_nobody_looks_after_comes_last(data):
    done = run(data)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if line.startswith("# ")] == [
        "# Te herzien: De redactie",
        "# Te herzien: Een steunpunt",
        "# Te herzien: Zonder beheerder",
    ]
    of_one = done.stdout.split("# Te herzien: Een steunpunt")[1].split("# ")[0]
    assert of_one.count("\n- `") == 2
    assert "lessen/les.yml:9:15` Dit record had vóór 2001-01-01 nagekeken moeten zijn.\n" in of_one
    assert of_one.count("Vergelijk het met zijn bronnen, zet de dag bij nagekeken") == 1


def test_nothing_is_late(tmp_path):
    shutil.copytree(RECORDS, tmp_path / "data")
    assert run(tmp_path / "data").stdout == "Geen record is te laat nagekeken.\n"


def test_a_long_list_fits_in_an_issue(data):
    text = (data / "lessen" / "vier.yml").read_text("utf-8")
    for number in range(400):
        (data / "lessen" / f"een-les-met-een-heel-lange-naam-zoals-echte-lessen-die-ook-hebben-{number}.yml").write_text(text)
    listed = run(data).stdout.split("Zonder beheerder")[1]
    last = listed.splitlines()[-1]
    assert len(listed) < 65_000
    assert listed.count("\n- `") + int(last.removeprefix("- … en nog ").removesuffix(".")) == 401


@pytest.mark.parametrize("then", [pytest.param("", marks=pytest.mark.slow), "true"])
@pytest.mark.parametrize("first", ["", pytest.param("true", marks=pytest.mark.slow)])
def test_what_others_wrote_is_theirs_also_with_our_mark(data, github, first, then):
    """The mark is public; what the workflow opened may also be kept up by hand, but not the other way round."""
    path = f"{github}{os.pathsep}{os.environ['PATH']}"
    run(data, ISSUES="1", PATH=path, GITHUB_ACTIONS=first)
    made = json.loads((github / "issues.json").read_text())
    of_others = {**made[0], "number": 4, "author": {"login": "vreemde"}}
    (github / "issues.json").write_text(json.dumps([*made, of_others, {**of_others, "number": 5, "title": "Iets anders"}]))
    done = run(data, ISSUES="1", PATH=path, GITHUB_ACTIONS=then)
    ours = first or not then
    assert done.stdout == ("0 issues geopend, 3" if ours else "3 issues geopend, 0") + " bijgewerkt, 0 gesloten.\n"
    issues = json.loads((github / "issues.json").read_text())
    assert issues[3] == of_others and issues[4]["open"]
    shutil.rmtree(data / "lessen")
    (data / "lessen").mkdir()
    shutil.copy(RECORDS / "lessen" / "les.yml", data / "lessen")
    run(data, ISSUES="1", PATH=path, GITHUB_ACTIONS=then)
    issues = json.loads((github / "issues.json").read_text())
    assert [issue["number"] for issue in issues if issue["open"]] == ([4, 5] if ours else [1, 2, 3, 4, 5])


def test_issues_are_opened_once_renewed_and_closed_when_done(data, github):
    path = f"{github}{os.pathsep}{os.environ['PATH']}"
    written = {"title": "Te herzien: De redactie", "body": "Door iemand geschreven.", "author": {"login": "redactie"}}
    of_people = {"number": 1, **written, "open": True}
    (github / "issues.json").write_text(json.dumps([of_people]))

    def update() -> tuple[str, list[dict]]:
        done = run(data, ISSUES="1", PATH=path)
        assert done.returncode == 0, done.stderr
        return done.stdout, json.loads((github / "issues.json").read_text())

    said, issues = update()
    assert said == "3 issues geopend, 0 bijgewerkt, 0 gesloten.\n"
    titles = ["Te herzien: De redactie", "Te herzien: Een steunpunt", "Te herzien: Zonder beheerder"]
    assert [issue["title"] for issue in issues[1:]] == titles
    assert "lessen/les.yml:9:15" in issues[2]["body"]

    (data / "lessen" / "les.yml").unlink()
    (data / "lessen" / "drie.yml").unlink()
    said, issues = update()
    assert said == "0 issues geopend, 2 bijgewerkt, 1 gesloten.\n"
    assert len(issues) == 4
    assert "lessen/les.yml" not in issues[2]["body"] and "lessen/twee.yml" in issues[2]["body"]
    assert [issue["open"] for issue in issues] == [True, False, True, True]
    assert issues[0] == of_people


def test_links_have_issues_of_their_own(data, github):
    path = f"{github}{os.pathsep}{os.environ['PATH']}"
    run(data, ISSUES="1", PATH=path)
    lesson = data / "lessen" / "les.yml"
    lesson.write_text(lesson.read_text("utf-8").replace("inzicht: Tekst.", "inzicht: Zie http://127.0.0.1:9/weg"), "utf-8")
    done = run(data, "links", ISSUES="1", PATH=path)
    assert (done.returncode, done.stdout) == (0, "1 issues geopend, 0 bijgewerkt, 0 gesloten.\n")
    issues = json.loads((github / "issues.json").read_text())
    assert [issue["open"] for issue in issues] == [True] * 4
    assert issues[3]["title"] == "Links nakijken: Een steunpunt"
    assert "lessen/les.yml:6:14` http://127.0.0.1:9/weg is niet te bereiken" in issues[3]["body"]


def test_without_the_program_of_github_there_are_no_issues(data, tmp_path):
    done = run(data, ISSUES="1", PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "gh" in done.stderr and "Traceback" not in done.stderr


def test_when_github_refuses_that_is_told(data, github):
    (github / "gh").write_text("#!/bin/sh\necho 'HTTP 403: geen toegang' >&2\nexit 1\n")
    done = run(data, ISSUES="1", PATH=f"{github}{os.pathsep}{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gh kon de issues niet bijwerken: HTTP 403: geen toegang\n"


@pytest.mark.parametrize("name", ["herziening", "links"])
def test_the_workflows_run_weekly_and_may_do_nothing_but_write_issues(name):
    flow = yaml.load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)
    assert set(flow["on"]) == {"schedule", "workflow_dispatch"}
    assert [len(time["cron"].split()) for time in flow["on"]["schedule"]] == [5]
    assert flow["permissions"] == {"contents": "read", "issues": "write"}
    (job,) = flow["jobs"].values()
    assert not {"permissions", "uses"} & job.keys()
    assert all("uses" not in step for step in job["steps"])  # no action of others
    targets = [line.split()[1] for step in job["steps"] for line in step["run"].splitlines() if line.startswith("make ")]
    assert targets == [".venv/site.klaar", name]
    for target in targets:  # make itself knows them
        asked = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stderr
    with_token = [step["name"] for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert with_token == ["Het portaal ophalen", "Nakijken en issues bijwerken"]  # not what installs packages


def test_no_workflow_asks_other_sites_in_a_pull_request():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        flow = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        asks = any("make links" in step.get("run", "") for job in flow["jobs"].values() for step in job.get("steps", []))
        assert not (asks and {"pull_request", "pull_request_target", "push"} & set(flow["on"]))
    assert "links" not in (ROOT / ".ci" / "run").read_text("utf-8")
