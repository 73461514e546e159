"""The open data: each format is read by a reader that is not ours, and compared with the records, field by field.

The records are those of the site `public`: the real ones and the hard ones of tests/delen/. For tables, the database, the
ZIP and the catalogue see test_downloads.py.
"""

from __future__ import annotations

import functools
import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource

from macros.exports import json_api
from macros.kinds.places import references_in
from tests.conftest import faults, in_every_view, make_site
from tests.open_data import WHERE, all_public, read, values
from tests.test_gevallen import BASIS


@functools.cache
def schemas(site: Path) -> Registry:
    """Every schema of a site, at the address where the description of the API looks for it."""
    found = {f"http://site/schema/v1/{path.name}": read(path) for path in (site / "schema/v1").iterdir()}
    found["http://site/api/v1/openapi.json"] = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | read(
        site / "api/v1/openapi.json"
    )
    return Registry().with_resources((address, Resource.from_contents(content)) for address, content in found.items()).crawl()


@functools.cache
def validator(site: Path, reference: str) -> jsonschema.Draft202012Validator:
    """Checks against a schema that an address refers to."""
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator({"$ref": reference}, registry=schemas(site), format_checker=formats)


# ---- JSON ----


def test_json_holds_every_field_of_every_record(public, portal, figure):
    api, number = public.site / "api/v1", 0
    for folder in portal.kinds:
        listed = read(api / f"{folder}.json")
        records = portal.public(folder)
        assert (listed["soort"], listed["aantal"], len(listed["records"])) == (folder, len(records), len(records))
        for record, in_list in zip(records, listed["records"], strict=True):
            own = read(api / folder / f"{record.id}.json")
            assert own == in_list
            assert {name: own[name] for name in ("map", "id", "pad")} == {
                "map": folder,
                "id": record.id,
                "pad": f"{folder}/{record.id}/",
            }
            assert {name: value for name, value in own.items() if name not in WHERE and value != []} == values(record)
            assert (public.site / own["pad"] / "index.html").is_file() and (public.site / own["schema"]).is_file()
            number += len(own) - len(WHERE)
    figure("velden in JSON vergeleken", number)


def test_the_index_leads_to_everything(public, portal):
    index = read(public.site / "api/v1/index.json")
    assert {kind["soort"]: kind["aantal"] for kind in index["soorten"]} == {
        folder: len(portal.public(folder)) for folder in portal.kinds
    }
    named = [kind[name] for kind in index["soorten"] for name in ("bestand", "csv", "schema")]
    named += [index[name] for name in ("relaties", "database", "zip", "catalogus", "openapi")]
    assert all((public.site / path).is_file() for path in named) and len(named) == 3 * len(portal.kinds) + 5
    assert index["uitgever"] == "Stichting Proef & Zn." and "uitgave" not in index


def test_what_is_not_public_shows_nothing_but_its_state(public, portal):
    hidden = [record for record in portal.all() if not record.is_public]
    assert {record.publicatie for record in hidden} == {"concept", "ingetrokken"}
    for record in hidden:
        own = read(public.site / f"api/v1/{record.map}/{record.id}.json")
        assert set(own) <= {"map", "id", "pad", "publicatie", "intrekking"} and own["publicatie"] == record.publicatie
        for file in public.site.glob("api/v1/*.*"):
            assert record.titel.encode() not in file.read_bytes(), file.name


def test_the_relations_are_those_that_the_fields_name(public, portal, figure):
    found = read(public.site / "api/v1/relaties.json")
    expected = set()
    for record in all_public(portal):
        for loc, value, ref in references_in(type(record), record):
            target = portal.get(ref.target(value))
            if target.is_public:
                expected.add((record.ref, target.ref, ".".join(step for step in loc if isinstance(step, str)), ref.back))
    listed = [(line["van"], line["naar"], line["veld"], line.get("kop", "")) for line in found["relaties"]]
    assert len(listed) == found["aantal"] == len(set(listed)) and set(listed) == expected
    assert ("lessen/lastige-tekens", "bronnen/eindrapport-coalitie-2024", "herkomst.bron", "Hieruit geput") in expected
    figure("relaties vergeleken", len(listed))


def test_a_theme_has_a_file_of_all_that_is_about_it(public, portal):
    for theme in portal.public("themas"):
        found = read(public.site / f"api/v1/thema/{theme.id}.json")
        expected = [record for record in all_public(portal) if theme.id in record.themas]
        assert [f"{line['map']}/{line['id']}" for line in found["records"]] == [record.ref for record in expected]
        assert [line["titel"] for line in found["records"]] == [record.titel for record in expected]
        assert all((public.site / line["bestand"]).is_file() for line in found["records"])
        assert found["titel"] == theme.titel and found["aantal"] == len(expected)


# ---- Schemas and the description ----


def test_every_record_fits_its_schema_also_as_it_stands_in_its_file(public, portal, figure):
    number = 0
    for folder in portal.kinds:
        schema = read(public.site / f"schema/v1/{folder}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        check = validator(public.site, f"http://site/schema/v1/{folder}.json")
        for record in portal.public(folder):
            check.validate(read(public.site / f"api/v1/{folder}/{record.id}.json"))
            check.validate(_as_written(Path(record.path)))
            number += 2
    figure("records die hun schema volgen", number, "in de API en in data/")


class _Dates(yaml.CSafeLoader):
    """Reads days as text, as JSON has them."""


_Dates.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for sign, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _as_written(path: Path) -> dict[str, Any]:
    def stripped(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: stripped(part) for name, part in value.items()}
        return (
            [stripped(part) for part in value] if isinstance(value, list) else value.strip() if isinstance(value, str) else value
        )

    return stripped(yaml.load(path.read_text("utf-8"), _Dates))


BROKEN = {
    "a field is missing": ({"titel": None}, "titel"),
    "a field that does not exist": ({"auteur": "wij"}, "auteur"),
    "a field of the wrong type": ({"jaar": "2023"}, "jaar"),
    "a year that is none": ({"jaar": 23}, "jaar"),
    "a day that does not exist": ({"toegevoegd": "2026-02-30"}, "toegevoegd"),
    "a value that is not on the list": ({"zekerheid": "zeker"}, "zekerheid"),
    "a reference that can lead nowhere": ({"themas": ["Werven en Behouden"]}, "themas"),
    "a reference to another folder": ({"ambities": ["lessen/een"]}, "ambities"),
    "a group without a field": ({"herkomst": [{"bron": "een-bron"}]}, "herkomst"),
    "no source": ({"herkomst": []}, "herkomst"),
    "two lines where one is asked": ({"titel": "Een\ntwee"}, "titel"),
    "another kind": ({"map": "cijfers"}, "map"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_does_not_fit(public, name):
    changes, field = BROKEN[name]
    record = read(public.site / "api/v1/lessen/lastige-tekens.json") | changes
    record = {name: value for name, value in record.items() if value is not None}
    (error,) = validator(public.site, "http://site/schema/v1/lessen.json").iter_errors(record)
    assert any(field in deeper.absolute_path or f"'{field}'" in deeper.message for deeper in error.context), error.context


def test_where_a_kind_has_sorts_each_has_fields_of_its_own(public, portal):
    check = validator(public.site, "http://site/schema/v1/cijfers.json")
    figures = [read(public.site / f"api/v1/cijfers/{record.id}.json") for record in portal.public("cijfers")]
    one, table = (next(record for record in figures if record["soort"] == soort) for soort in ("cijfer", "tabel"))
    assert not check.is_valid(one | {"soort": "tabel"}) and not check.is_valid(table | {"soort": "cijfer"})
    assert not check.is_valid({name: value for name, value in one.items() if name != "soort"})


def test_the_schema_tells_what_the_fields_are_called_and_what_goes_in(public, portal, figure):
    number = 0
    for kind in portal.kinds.values():
        schema = read(public.site / f"schema/v1/{kind.folder}.json")
        for model in kind.models:
            fields = schema["$defs"][model.__name__]["properties"]
            assert set(fields) == set(model.model_fields) | WHERE
            for name, field in model.model_fields.items():
                assert (fields[name]["title"], fields[name]["description"]) == (field.title, field.description)
                own = validator(
                    public.site, f"http://site/schema/v1/{kind.folder}.json#/$defs/{model.__name__}/properties/{name}"
                )
                for example in fields[name].get("examples", []):
                    own.validate(example)
                    assert any(values(record).get(name) == example for record in portal.public(kind.folder))
                    number += 1
    figure("voorbeelden in schema's", number)


def test_every_json_file_is_as_the_description_says_and_every_file_is_described(public, figure):
    """The drift test, both ways: what is there is described, and what is described is there."""
    description = read(public.site / "api/v1/openapi.json")
    OpenAPIV31SpecValidator(description, base_uri=(public.site / "api/v1/openapi.json").as_uri()).validate()
    assert description["openapi"].startswith("3.1") and description["servers"][0]["url"] == public.address
    patterns = {
        re.compile(re.escape(path).replace(r"\{id\}", "[a-z0-9-]+")): (path, made["get"])
        for path, made in description["paths"].items()
    }
    used, number = set(), 0
    for file in sorted((public.site / "api/v1").rglob("*")):
        if file.is_dir():
            continue
        address = "/" + file.relative_to(public.site).as_posix()
        fitting = [found for pattern, found in patterns.items() if pattern.fullmatch(address)]
        assert len(fitting) == 1, address
        used.add(fitting[0][0])
        ((media_type, content),) = fitting[0][1]["responses"]["200"]["content"].items()
        if "json" in media_type:
            pointer = f"/paths/{_escaped(fitting[0][0])}/get/responses/200/content/{_escaped(media_type)}/schema"
            validator(public.site, f"http://site/api/v1/openapi.json#{pointer}").validate(read(file))
            number += 1
        else:
            assert content == {}
    assert used == set(description["paths"])
    figure("bestanden die hun beschrijving volgen", number, "OpenAPI 3.1")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def test_without_public_address_the_description_is_relative(site):
    assert read(site / "api/v1/openapi.json")["servers"][0]["url"] == "../../"
    assert b"http" not in (site / "api/v1/index.json").read_bytes()


# ---- Building again ----


@pytest.fixture(scope="module")
def twice(tmp_path_factory) -> tuple[Path, dict[str, int], dict[str, bytes]]:
    """A small site, its inodes and its bytes; then built again after one edit."""
    folder = tmp_path_factory.mktemp("opnieuw")
    shutil.copytree(BASIS / "data", folder / "data", ignore=shutil.ignore_patterns("portaal.yml"))
    lesson = (BASIS / "data/lessen/les.yml").read_text("utf-8")
    for number in range(5):
        (folder / f"data/lessen/les-{number}.yml").write_text(lesson.replace("Een les", f"Les {number}"), "utf-8")
    site = folder / "site"
    assert make_site(site, folder / "data").returncode == 0
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    inodes = {name: path.stat().st_ino for name, path in files.items()}
    before = {name: path.read_bytes() for name, path in files.items()}
    path = folder / "data/lessen/les-3.yml"
    path.write_text(path.read_text("utf-8").replace("titel: ", "titel: Ook "), "utf-8")
    assert make_site(site, folder / "data").returncode == 0
    return site, inodes, before


def test_after_one_edit_only_what_changed_is_written(twice):
    site, inodes, before = twice
    data = [name for name in before if name.startswith(("api/", "schema/"))]
    changed = {name for name in data if (site / name).read_bytes() != before[name]}
    written = {name for name in data if (site / name).stat().st_ino != inodes[name]}
    assert written == changed
    assert changed - {"api/v1/thema/thema.json", "schema/v1/lessen.json"} == {
        f"api/v1/{name}"
        for name in ("lessen.json", "lessen.csv", "lessen/les-3.json", "kennisportaal.sqlite", "kennisportaal.zip")
        + ("catalogus.jsonld",)
    }


def test_the_same_records_give_the_same_bytes(twice, tmp_path):
    site, *_ = twice
    other = tmp_path / "elders" / "site"
    other.parent.mkdir()
    assert make_site(other, site.parent / "data").returncode == 0
    for file in [*(site / "api").rglob("*.*"), *(site / "schema").rglob("*.*")]:
        assert (other / file.relative_to(site)).read_bytes() == file.read_bytes(), file.name


def test_a_theme_that_moved_or_went_still_answers(tmp_path):
    shutil.copytree(BASIS / "data", tmp_path / "data", ignore=shutil.ignore_patterns("portaal.yml"))
    theme = (BASIS / "data/themas/thema.yml").read_text("utf-8")
    (tmp_path / "data/themas/thema.yml").write_text(f"{theme}voormalige_ids: [themas/oud]\n", "utf-8")
    gone = "publicatie: ingetrokken\nintrekking: {sinds: 2027-05-03, waarom: Dubbel.}\n"
    (tmp_path / "data/themas/weg.yml").write_text(theme.replace("titel: ", "titel: Weg ") + gone, "utf-8")
    made = make_site(tmp_path / "site", tmp_path / "data")
    assert made.returncode == 0, made.stdout + made.stderr
    api = tmp_path / "site/api/v1/thema"
    assert read(api / "oud.json") == {
        "map": "themas",
        "id": "oud",
        "verhuisd_naar": "themas/thema",
        "pad": "themas/thema/",
        "bestand": "api/v1/thema/thema.json",
    }
    assert read(api / "weg.json") == {"map": "themas", "id": "weg", "pad": "themas/weg/", "publicatie": "ingetrokken"}


def test_no_two_files_have_the_same_address(portal):
    """A kind with the name of another file of the open data would write over it."""
    names = [name.rpartition("/")[2].partition(".")[0] for name in map(json_api.path, _fixed())]
    assert not {*names, "thema"} & set(portal.kinds)


def _fixed() -> list[str]:
    from macros.exports import open_data

    return [*open_data.DOWNLOADS.values(), "kp:/api/v1/index.json"]


# ---- The page that tells about it ----


def examples(site: Path, language: str) -> list[str]:
    """The programs on the page, as a reader copies them."""
    page = (site / "over/open-data/index.html").read_text("utf-8")
    return [html.unescape(code) for code in re.findall(rf'<code class="language-{language}">(.*?)</code>', page, re.S)]


def run(command: list[str | Path], folder: Path) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_python_examples_work_as_they_stand(public, portal, tmp_path, figure):
    lessons, figures, search = examples(public.site, "python")
    for name, code in (("lessen.py", lessons), ("cijfers.py", figures), ("zoek.py", search)):
        (tmp_path / name).write_text(code, "utf-8")
    shown = run([sys.executable, "lessen.py", public.address], tmp_path)
    wanted = [lesson for lesson in portal.public("lessen") if "besturen" in lesson.voor_wie][:5]
    assert shown == [f"{lesson.titel} {public.address}{lesson.ref}/" for lesson in wanted] and len(shown) == 5
    shown = run([sys.executable, "cijfers.py", public.address], tmp_path)
    wanted = [one for one in portal.public("cijfers") if one.soort == "cijfer" and one.jaar == 2023]
    assert shown == [f"{one.titel} {one.waarde} {[origin.bron for origin in one.herkomst]}" for one in wanted] and shown
    shown = run([sys.executable, "zoek.py", public.site / "api/v1/kennisportaal.sqlite"], tmp_path)
    known = {f"{lesson.titel} {lesson.ref}/" for lesson in portal.public("lessen")}
    assert shown and set(shown) <= known
    figure("voorbeeldprogramma's gedraaid", 3, "Python")


def test_the_javascript_example_works_as_it_stands(public, portal, tmp_path, figure):
    (code,) = examples(public.site, "javascript")
    (tmp_path / "thema.mjs").write_text(code, "utf-8")
    shown = run(["node", "thema.mjs", public.address], tmp_path)
    counts = {
        theme.ref: len([1 for record in all_public(portal) if theme.id in record.themas]) for theme in portal.public("themas")
    }
    assert [int(line.split()[1]) for line in shown] == sorted(counts.values(), reverse=True)[:5]
    assert all(counts[line.split()[0]] == int(line.split()[1]) for line in shown)
    figure("voorbeeldprogramma's gedraaid", 1, "JavaScript")


@in_every_view
def test_the_page_leads_to_every_file_and_axe_finds_nothing(page, served, site, portal):
    page.goto(f"{served}over/open-data/")
    links = page.evaluate("[...document.querySelectorAll('main a[href*=\"/v1/\"]')].map(link => link.href)")
    files = {link.removeprefix(served) for link in links}
    assert {f"api/v1/{folder}.{ext}" for folder in portal.kinds for ext in ("json", "csv")} < files
    assert all((site / file).is_file() for file in files), files
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
