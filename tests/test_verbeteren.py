"""From every page a way to the file that it was made from and to say that something is wrong, on three kinds of hosts."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from macros.kinds import all_kinds
from macros.load import load
from macros.pages import improving
from macros.rules import all_rules, class_name
from macros.settings import Broncode, Settings
from tests.conftest import ROOT, make_site
from tests.paginasoorten import of_every_kind

ADDRESS = "https://git.voorbeeld.nl/partners/portaal"
HOSTS = {  # how each opens a file to change, and a folder to look at
    "github": ("/edit/main/", "/tree/main/"),
    "gitlab": ("/-/edit/main/", "/-/tree/main/"),
    "forgejo": ("/_edit/main/", "/src/branch/main/"),
}


@pytest.fixture(
    scope="module", params=["github", *(pytest.param(kind, marks=pytest.mark.slow) for kind in HOSTS if kind != "github")]
)
def hosted(request, tmp_path_factory) -> tuple[str, Path]:
    """A kind of host, and the real site with portaal.yml filled in for it."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(ROOT / "data", folder / "data")
    with (folder / "data/portaal.yml").open("a", encoding="utf-8") as file:
        file.write(f"broncode:\n  adres: {ADDRESS}.git\n  soort: {request.param}\n")
    done = make_site(folder / "site", folder / "data")
    assert done.returncode == 0, done.stderr
    return request.param, folder / "site"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def links(html: str, text: str) -> list[str]:
    return [unescape(address) for address in re.findall(rf'<a href="([^"]*)">{re.escape(text)}</a>', html)]


def test_every_page_leads_to_its_file_and_line(hosted):
    """The line that the link names is where something useful begins, and the file is there."""
    kind, site = hosted
    edit, folder = (ADDRESS + part for part in HOSTS[kind])
    seen = 0
    for path in of_every_kind(site):
        if path.endswith((".html", "/kaart/", "beheer/")) or 'http-equiv="refresh"' in page(site, path):
            continue
        (address,) = links(page(site, path), "Verbeter deze pagina")
        if address.startswith(folder):
            assert (ROOT / address.removeprefix(folder)).is_dir(), path
        else:
            file, line = address.removeprefix(edit).split("#L")
            text = (ROOT / unquote(file)).read_text("utf-8").split("\n")[int(line) - 1]
            assert text.startswith(("titel:", "soort:", "# ", "class ", "<div")), (path, file, line, text)
        seen += 1
    assert seen > 80


def test_of_each_sort_the_right_file(hosted):
    kind, site = hosted
    edit, folder = (ADDRESS + part for part in HOSTS[kind])
    for path, wanted in {
        "lessen/samenwerking-nooit-af": f"{edit}data/lessen/samenwerking-nooit-af.yml#L1",
        "lessen": f"{folder}data/lessen",
        "lessen/lijst/2": f"{folder}data/lessen",
        "voor/gemeenten": f"{edit}docs/voor/gemeenten.md#L",
        "themas": f"{edit}docs/themas/index.md#L",
        "": f"{edit}docs/index.md#L",
        "over/velden/lessen": f"{edit}macros/kinds/lessen.py#L",
        "bijdragen/les": f"{edit}macros/kinds/lessen.py#L",
        "over/regels/tab": f"{edit}macros/rules/yaml.py#L",
    }.items():
        (address,) = links(page(site, path), "Verbeter deze pagina")
        assert address.startswith(wanted), path


def test_a_mistake_can_be_reported_with_its_place_filled_in(hosted):
    kind, site = hosted
    code = Broncode(adres=ADDRESS, soort=kind)
    for path, subject in (("lessen/samenwerking-nooit-af",) * 2, ("voor/gemeenten", "/voor/gemeenten/")):
        assert links(page(site, path), "Meld een fout") == [code.report(subject)]
    wanted = [code.new_issue("les")] if kind != "gitlab" else []
    assert links(page(site, "bijdragen/les"), "daar het formulier invullen") == wanted


@pytest.mark.parametrize("kind", HOSTS)
def test_each_host_has_its_own_addresses(kind):
    code = Broncode(adres=f"{ADDRESS}.git", soort=kind)
    edit, folder = (ADDRESS + part for part in HOSTS[kind])
    assert code.edit("data/lessen/x.yml") == f"{edit}data/lessen/x.yml#L1"
    assert code.folder("data/lessen") == f"{folder}data/lessen"
    address = code.report("lessen/a&b")
    given = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
    title = "Fout in lessen/a&b"
    if kind == "github":
        assert address.startswith(f"{ADDRESS}/issues/new?")
        assert given == {"template": "fout.yml", "title": title, "waar": "lessen/a&b"}
        assert "\n  id: waar\n" in (ROOT / ".github/ISSUE_TEMPLATE/fout.yml").read_text("utf-8")
    else:
        names = {"gitlab": ("issue[title]", "issue[description]"), "forgejo": ("title", "body")}[kind]
        assert given[names[0]] == title and given[names[1]].startswith("Waar staat het? lessen/a&b\n")
    wanted = {"github": f"{ADDRESS}/issues/new?template=les.yml", "forgejo": f"{ADDRESS}/issues/new/choose"}
    assert code.new_issue("les") == wanted.get(kind, "")


def test_without_a_repository_there_is_only_the_explanation(site):
    for path in ("voor/gemeenten", "lessen", "lessen/lijst/2", "over/regels/tab", ""):
        assert "Verbeter deze pagina" not in page(site, path) and "Meld een fout" not in page(site, path)
    record = page(site, "lessen/samenwerking-nooit-af")
    assert links(record, "Meld een fout") == ["../../over/bijdragen/#fout"] and "Verbeter deze pagina" not in record
    assert 'id="fout"' in page(site, "over/bijdragen")


def test_with_an_address_alone_a_report_is_a_mail(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests/gevallen/basis/data", data)
    (data / "portaal.yml").write_text("contact: redactie@voorbeeld.nl\n", "utf-8")
    said = load(data).settings
    assert (
        improving.ways(said, "lessen/les")
        == '<a href="mailto:redactie@voorbeeld.nl?subject=Fout%20in%20lessen%2Fles">Meld een fout</a>'
    )
    assert "Klopt er iets niet?" in improving.line(said, "/lessen/")
    assert improving.line(Settings(), "/lessen/") == ""


def test_an_odd_branch_or_name_is_written_as_an_address():
    code = Broncode(adres=f"{ADDRESS}/", soort="github", tak="werk/ünder construction")
    assert code.edit("docs/a b&c.md", 3) == f"{ADDRESS}/edit/werk/%C3%BCnder%20construction/docs/a%20b%26c.md#L3"


def test_every_rule_and_kind_is_found_in_its_module():
    settings = Settings(broncode=Broncode(adres=ADDRESS, soort="github"))
    places = [(f"macros.rules.{rule.place}", class_name(rule.name)) for rule in all_rules().values()]
    places += [(kind.models[0].__module__, kind.models[0].__name__) for kind in all_kinds().values()]
    for module, name in places:
        file, line = improving.definition(settings, module, name).removeprefix(f"{ADDRESS}/edit/main/").split("#L")
        assert re.match(rf"class {name}\b", (ROOT / file).read_text("utf-8").split("\n")[int(line) - 1]), name
