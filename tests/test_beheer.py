"""The forms under /beheer/: what they ask follows from the kinds, and what they save is a record that passes our check.

Decap CMS itself runs here, from the package that set-up fetched, with its backend for tests: that keeps the files in the
browser instead of at a Git host. Everything else is as on the site: its collections, our module, its policy.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from macros import policy, portal, problems
from macros.exports import Publication, beheer, beheer_formulier
from macros.kinds import Kind, all_kinds
from macros.kinds.places import part_in
from macros.load import load
from macros.settings import Settings
from tests.bouwen import examine_thoroughly
from tests.conftest import ROOT, faults, in_every_view, make_site, serving

SETTINGS = """broncode:
  adres: https://github.com/gemeente/kennisportaal
  soort: github
beheer:
  aanmelden: https://aanmelden.voorbeeld.nl
"""
WAIT = 60_000  # milliseconds; five megabytes of script on a busy machine


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """The real data and a record of each form that it does not have, with a place for proposals."""
    folder = tmp_path_factory.mktemp("beheer") / "data"
    shutil.copytree(ROOT / "data", folder)
    shutil.copytree(ROOT / "tests" / "delen", folder, dirs_exist_ok=True)
    with (folder / "portaal.yml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    return folder


@pytest.fixture(scope="module")
def made(data) -> Path:
    site = data.parent / "host" / "onder" / "pad"
    site.parent.mkdir(parents=True)
    done = make_site(site, data)
    assert done.returncode == 0, done.stderr
    assert beheer.available(), "npm did not fetch the packages of requirements/npm/beheer: python3 scripts/set_up.py .venv test"
    return site


class Forms:
    """Decap CMS in a browser, with the files of a data folder in its memory; under the policy of its page."""

    def __init__(self, page: Page, data: Path, site: Path, host: str) -> None:
        self.page, self.data = page, data
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.config = json.loads((site / "beheer/config.json").read_text("utf-8"))
        files: dict[str, dict] = {}
        for file in data.glob("*/*.yml"):
            files.setdefault(file.parent.name, {})[file.name] = {"content": file.read_text("utf-8")}
        page.set_default_timeout(WAIT)
        page.on(
            "request", lambda sent: self.outside.append(sent.url) if not sent.url.startswith((host, "data:", "blob:")) else None
        )
        # With a form that is not right it gives up a promise without a reason.
        page.on("pageerror", lambda error: self.errors.append(str(error)) if str(error) != "undefined" else None)
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: dialog.accept())
        test_backend = self.config | {"backend": {"name": "test-repo"}}
        page.route("**/beheer/config.json", lambda route: route.fulfill(json=test_backend))
        # That backend reads a file step by step, and lists a folder by its whole path.
        by_path = "for (const [name, folder] of Object.entries(repoFiles.data)) repoFiles[`data/${name}`] = folder"
        page.add_init_script(f"window.repoFiles = {json.dumps({'data': files})}; {by_path}")
        page.goto(f"{host}onder/pad/beheer/")
        page.get_by_role("button", name="Inloggen").click()
        expect(page.get_by_role("link", name="Workflow")).to_be_visible(timeout=WAIT)

    def go(self, form: str, what: str) -> None:
        """Open the list of a form, and there an entry or a new one."""
        self.page.evaluate("address => { location.hash = address }", f"/collections/{form}")
        expect(self.page.get_by_label("Titel", exact=True)).to_have_count(0, timeout=WAIT)
        self.page.evaluate("address => { location.hash = address }", f"/collections/{form}/{what}")

    def field(self, label: str, number: int = 0):
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optioneel\))?$", re.I)).nth(number)

    def save(self, form: str, id_: str) -> str:
        """Save what is open; the text of its file."""
        self.page.get_by_role("button", name="Opslaan").click()
        saved = "name => window.repoFilesUnpublished[name]?.diffs[0]"
        handle = self.page.evaluate_handle("() => window.repoFilesUnpublished")
        for _ in range(600):
            if self.page.evaluate(saved, f"{form}/{id_}"):
                break
            self.page.wait_for_timeout(100)
        else:
            said = [text for text in self.page.locator("ul").all_inner_texts() if "VEREIST" in text.upper()]
            raise AssertionError(f"{form}/{id_} was not saved: {said} {self.errors} {list(handle.json_value())}")
        made = self.page.evaluate(saved, f"{form}/{id_}")
        folder = next(one["folder"] for one in self.config["collections"] if one["name"] == form)
        assert made["path"] == f"{folder}/{id_}.yml"
        expect(self.page.get_by_text("Wijzigingen opgeslagen")).to_be_visible(timeout=WAIT)
        return made["content"]


@pytest.fixture(scope="module")
def host(made) -> Iterator[str]:
    with serving(made.parent.parent) as address:
        yield address


@pytest.fixture
def forms(browser: Browser, data, made, host) -> Iterator[Forms]:
    with browser.new_context(viewport={"width": 1280, "height": 1000}, locale="nl-NL") as context:
        opened = Forms(context.new_page(), data, made, host)
        yield opened
        assert (opened.outside, opened.errors) == ([], [])


def choose(forms: Forms, label: str, words: str) -> None:
    """Choose the option with these words in a field with options, by typing."""
    box = forms.field(label)
    box.focus()
    box.type(words)
    forms.page.get_by_role("option", name=words).first.wait_for()
    box.press("Enter")


def test_a_new_lesson_passes_our_check(forms, data, tmp_path, figure):
    forms.go("lessen", "new")
    forms.field("Titel").fill("Nee is ook een antwoord: vraag eerst, en luister")
    forms.page.get_by_role("button", name="Opslaan").click()
    expect(forms.page.get_by_text("Vul een id in met kleine letters").first).to_be_visible(timeout=WAIT)  # and nothing is saved
    assert forms.page.evaluate("Object.keys(window.repoFilesUnpublished)") == []

    forms.field("Id van een nieuw record").fill("nee-is-ook-een-antwoord")
    forms.field("Samenvatting").fill("Wie eerst vraagt wat iemand wil, krijgt vaker een ja.")
    forms.field("Wat is er geleerd?").fill("Vraag eerst.\n\n- Luister: ook naar 'nee'.\n- Kom er later op terug.")
    forms.field("Waar komt dit vandaan?").fill("Uit een bijeenkomst.")
    forms.field("Wat kunt u ermee?").fill("Maak een lijst.")
    choose(forms, "Thema's", "Besturen")
    forms.field("Jaar").fill("2023")
    choose(forms, "Voor wie", "gemeenten")
    forms.page.get_by_role("button", name="Voeg zoekwoorden toe").click()
    forms.page.get_by_label("Waarde").first.fill("no")  # YAML of PyYAML takes this for false when it stands bare
    forms.page.get_by_role("button", name="Voeg herkomst toe").click()
    choose(forms, "Bron", "Jaarverslag 2023 van Vereniging NOV (concept)")
    forms.field("Kop").fill("Hoofdstuk 1")
    forms.field("Toegevoegd").fill("2026-11-22")
    forms.field("Beheerder").fill("Een redactie")
    forms.field("Beheerder").fill("")  # changed their mind: no empty field may stay behind
    text = forms.save("lessen", "nee-is-ook-een-antwoord")

    record = yaml.safe_load(text)
    assert list(record) == [
        *("titel", "samenvatting", "inzicht", "context", "advies", "aliassen", "themas", "jaar", "voor_wie", "herkomst"),
        "toegevoegd",
    ]
    assert record["aliassen"] == ["no"] and record["jaar"] == 2023 and "\ntoegevoegd: 2026-11-22\n" in text
    assert record["themas"] == ["besturen"] and list(record["herkomst"][0].items())[0] == ("bron", "nov-jaarverslag-2023")
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    (copy / "lessen/nee-is-ook-een-antwoord.yml").write_text(text, "utf-8")
    opened, found = examine_thoroughly(copy, ROOT / "docs")
    about = [problem for problem in found if "nee-is-ook" in problem.path]
    assert about == [] and not problems.has_errors(found)
    assert opened.get("lessen/nee-is-ook-een-antwoord").inzicht.startswith("Vraag eerst.\n\n- Luister")
    figure("record gemaakt met een formulier onder /beheer/", 1, "slaagt voor onze controle")


def fullest(data: Path) -> dict[str, Path]:
    """Of each form the file with the most fields."""
    found: dict[str, Path] = {}
    for file in sorted(data.glob("*/*.yml")):
        record = yaml.safe_load(file.read_text("utf-8"))
        form = "-".join(filter(None, (file.parent.name, record.get("soort"))))
        if form not in found or len(record) > len(yaml.safe_load(found[form].read_text("utf-8"))):
            found[form] = file
    return found


@pytest.mark.slow
def test_a_record_that_is_opened_and_saved_loses_nothing(forms, data, figure):
    of_each = fullest(data)
    visible = {one["name"] for one in forms.config["collections"] if not one.get("hide")}
    assert of_each.keys() == visible
    for form, file in of_each.items():
        before = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        forms.go(form, f"entries/{file.stem}")
        title = forms.field("Titel")
        expect(title).to_have_value(before["titel"], timeout=WAIT)
        title.fill(f"{before['titel']}!")
        after = yaml.load(forms.save(form, file.stem), yaml.BaseLoader)
        assert after.pop("titel") == before.pop("titel") + "!"
        assert after == before, form
        assert forms.field("Id van een nieuw record").get_attribute("readonly") is not None
    figure("record geopend en bewaard onder /beheer/", len(of_each), "geen veld kwijt")


def collections() -> list[dict]:
    return list(beheer_formulier.collections(portal.from_loaded(load(ROOT / "data"))))


def names(fields: list[dict]) -> dict:
    """The names of fields, and of the fields in them."""
    return {
        field["name"]: names(field["fields"]) if "fields" in field else {}
        for field in fields
        if field["name"] != beheer_formulier.ID or field["widget"] != "kp-id"
    }


def of_kind(kind: Kind) -> dict[str, dict]:
    """The same of the classes of a kind, by the name of their form."""

    def inner(model) -> dict:
        return {name: inner(part) if (part := part_in(field.annotation)) else {} for name, field in model.model_fields.items()}

    return {
        "-".join(filter(None, (kind.folder, next((s for s, m in kind.by_soort.items() if m is model), "")))): inner(model)
        for model in kind.models
    }


def test_every_field_of_every_kind_has_its_place_in_a_form(figure):
    forms = {one["name"]: names(one["fields"]) for one in collections() if not one.get("hide")}
    expected = {name: fields for kind in all_kinds().values() for name, fields in of_kind(kind).items()}
    assert forms == expected
    figure("formulieren onder /beheer/", len(forms), "elk veld van elke soort")


def test_labels_help_choices_and_references_are_those_of_the_kinds():
    by_name = {one["name"]: one for one in collections()}
    fields = {field["name"]: field for field in by_name["lessen"]["fields"]}
    model = all_kinds()["lessen"].models[0]
    for name, field in model.model_fields.items():
        assert fields[name]["label"] == field.title and fields[name]["hint"].startswith(field.description)
        assert fields[name]["required"] == field.is_required()
    assert fields["voor_wie"]["widget"] == "select" and "gemeenten" in fields["voor_wie"]["options"]
    assert (fields["themas"]["widget"], fields["themas"]["collection"], fields["themas"]["multiple"]) == (
        "relation",
        "themas",
        True,
    )
    assert fields["herkomst"]["min"] == 1 and fields["herkomst"]["fields"][0]["collection"] == "bronnen"
    assert {one["folder"] for one in by_name.values()} == {f"data/{folder}" for folder in all_kinds()}
    for one in by_name.values():
        assert (one["extension"], one["format"], one["slug"]) == ("yml", "yaml", "{{fields.id}}")
    for reference in (field for one in by_name.values() for field in one["fields"] if field["widget"] == "relation"):
        assert reference["collection"] in by_name


def test_a_form_becomes_a_pull_request_at_the_host_that_is_set(made):
    config = json.loads((made / "beheer/config.json").read_text("utf-8"))
    assert (config["publish_mode"], config["locale"]) == ("editorial_workflow", "nl")
    assert (
        config["backend"].items()
        >= {
            "name": "github",
            "repo": "gemeente/kennisportaal",
            "branch": "main",
            "open_authoring": True,
            "base_url": "https://aanmelden.voorbeeld.nl",
        }.items()
    )


@pytest.mark.parametrize(
    ("source", "backend", "speaks_to"),
    [
        (
            {"adres": "https://gitlab.com/groep/sub/portaal.git", "soort": "gitlab"},
            {
                "repo": "groep/sub/portaal",
                "auth_type": "pkce",
                "base_url": "https://gitlab.com",
                "api_root": "https://gitlab.com/api/v4",
            },
            "https://gitlab.com",
        ),
        (
            {"adres": "https://code.voorbeeld.nl/git/gemeente/portaal/", "soort": "forgejo"},
            {
                "repo": "gemeente/portaal",
                "base_url": "https://code.voorbeeld.nl/git",
                "api_root": "https://code.voorbeeld.nl/git/api/v1",
            },
            "https://code.voorbeeld.nl",
        ),
    ],
    ids=["gitlab", "forgejo"],
)
def test_other_hosts_sign_in_with_pkce(source, backend, speaks_to, tmp_path):
    settings = Settings(broncode=source, beheer={"app_id": "abc"})
    assert beheer.missing(settings) == ""
    made = beheer.backend(settings)
    assert made.items() >= {"name": source["soort"], "app_id": "abc", **backend}.items()
    assert "open_authoring" not in made
    publication = Publication(replace(portal.from_loaded(load(tmp_path)), settings=settings), "", ())
    assert f"connect-src 'self' blob: {speaks_to};" in beheer.policy_of(publication)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "waar de bestanden van het portaal worden bewaard"),
        ({"broncode": {"adres": "https://github.com/a/b", "soort": "github"}}, "het adres van de aanmeldhulp"),
        ({"broncode": {"adres": "https://gitlab.com/a/b", "soort": "gitlab"}, "beheer": {}}, "de id van de toepassing"),
    ],
    ids=["nothing", "github", "gitlab"],
)
def test_it_says_what_is_still_missing(settings, says):
    assert beheer.missing(Settings(**settings)).startswith(says)


def test_the_page_stands_apart_from_the_site(made):
    """Nothing leads search engines or our own search to it, and only this page has the wider policy."""
    page = (made / "beheer/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "'unsafe-eval'" in page and "connect-src 'self' blob: https://api.github.com;" in page
    wider = [path for path in made.rglob("*.html") if "unsafe-" in path.read_text("utf-8").replace("wasm-unsafe-eval", "")]
    assert wider == [made / "beheer/index.html"]
    assert "beheer/" in (made / "robots.txt").read_text("utf-8")
    assert not any((made / "over/offline").rglob("*beheer*"))


def test_each_server_gives_only_this_page_the_wider_policy(made):
    """`_headers` as Cloudflare and Netlify read it: for each address one rule at most gives a header."""
    wider = re.search('Content-Security-Policy" content="([^"]+)', (made / "beheer/index.html").read_text("utf-8"))[1]
    own = f"{wider}; frame-ancestors 'none'"
    rules: list[tuple[re.Pattern, list[str]]] = []
    for line in (made / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules.append((re.compile(re.sub(r"/:[a-z]+", "/[^/]+", re.escape(line).replace(r"\*", ".*"))), []))
        elif line.startswith("  Content-Security-Policy: "):
            rules[-1][1].append(line.partition(": ")[2])
    for file in made.rglob("index.html"):
        path = f"/{file.relative_to(made).as_posix().removesuffix('index.html')}"
        given = [told for pattern, policies in rules if pattern.fullmatch(path) for told in policies]
        expected = own if path == "/beheer/" else policy.CONTENT_POLICY if path.endswith("/kaart/") else policy.UNFRAMED
        assert given == [expected], path
    assert len(rules) <= 100  # Cloudflare
    assert (
        f'Content-Security-Policy "{own}" "expr=%{{REQUEST_URI}} =~ m#^/beheer/(index\\.html)?$#"'
        in (made / ".htaccess").read_text()
    )
    assert f'"~^/beheer/(index\\.html)?$" "{own}";' in (made / "nginx-http.conf").read_text()


@in_every_view
def test_what_is_missing_is_told_to_everyone(page, served):
    page.goto(f"{served}beheer/")
    assert faults(page) == []
    page.get_by_role("link", name="Wat is daarvoor nodig?").click()
    expect(page.get_by_role("heading", name="Formulieren met een account")).to_be_visible()


def test_without_a_repository_it_says_what_is_missing(site):
    folder = site / "beheer"
    assert [path.name for path in folder.iterdir()] == ["index.html"]
    page = (folder / "index.html").read_text("utf-8")
    assert policy.META in page and "Zij werken nog niet" in page and 'href="../over/beheer/"' in page
    assert "<script" not in page


def test_without_the_package_the_site_is_made_and_says_so(data, tmp_path):
    """As on a machine without npm: the packages are not in Python's environment."""
    without = (
        "import pathlib; from macros.exports import beheer; from macros.engine import run;"
        "beheer.PACKAGES = pathlib.Path('weg'); raise SystemExit(run.site())"
    )
    settings = {"DATA": str(data), "SITE": str(tmp_path / "site"), "SITE_URL": "", "SEARCH": "0"}
    done = subprocess.run(
        [sys.executable, "-c", without], cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "site/beheer").exists()
    *before, last = done.stderr.splitlines()
    assert [line for line in before if "/beheer/" in line] == [beheer.NOT_MADE]
    assert last.startswith(str(tmp_path / "site:")), "the line that closes a build is the last, for whoever reads only that"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"PATH": "/nergens"}, "npm is er niet"),
        pytest.param({"npm_config_registry": "http://127.0.0.1:9/"}, "npm kon het niet ophalen", marks=pytest.mark.slow),
    ],
    ids=["no npm", "no network"],
)
def test_set_up_goes_on_where_the_package_cannot_be_fetched(settings, says, tmp_path):
    code = "import pathlib; from scripts import set_up; set_up.forms(pathlib.Path('beheer').absolute())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "npm_config_cache": str(tmp_path / "leeg"), **settings}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    told = f"{says}: de site wordt gemaakt zonder de formulieren onder /beheer/.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
    assert not (tmp_path / "beheer").exists()


@pytest.mark.parametrize("user", [0, 1000], ids=["root", "with sudo"])
def test_set_up_asks_nothing_and_starts_no_server_when_it_installs(user, tmp_path):
    """Programs stand in for those of Debian; like the real one this sudo passes no settings on."""
    for name, does in (("sudo", f'exec env -i PATH="{tmp_path}:$PATH" "$@"'), ("apt-get", f"env >> {tmp_path}/settings")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    code = f"import os; os.geteuid = lambda: {user}\nfrom scripts import set_up; set_up.debian_install('hallo')"
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    given = (tmp_path / "settings").read_text("utf-8").splitlines()
    assert given.count("DEBIAN_FRONTEND=noninteractive") == given.count("RUNLEVEL=1") == 2  # update and install


def test_the_lock_fetches_two_packages_and_names_no_registry():
    folder = ROOT / "requirements" / "npm" / "beheer"
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    assert set(lock["packages"]) == {"", *(f"node_modules/{name}" for name in wanted)}
    for name in wanted:
        package = lock["packages"][f"node_modules/{name}"]
        assert package["integrity"].startswith("sha512-") and "resolved" not in package
        found = json.loads((beheer.PACKAGES / name / "package.json").read_text("utf-8"))
        assert (found["version"], found["license"]) == (package["version"], package["license"])
