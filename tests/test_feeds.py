"""The feeds, read by a reader that others wrote, against the grammar of Atom, and compared with the records."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
import yaml

from macros import portal as portals
from macros import urls
from macros.checks.dubbele_id import check
from macros.exports import Publication, agenda, atom
from macros.kinds import all_kinds
from macros.load import load
from macros.pages import linked_data
from macros.published import Published
from tests.conftest import ROOT

NS = {"a": "http://www.w3.org/2005/Atom"}
JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
JAR = ROOT / ".venv/npm/test/node_modules/vnu-jar/build/dist/vnu.jar"
BASIS = Path(__file__).parent / "gevallen" / "basis" / "data"
LESSON = (BASIS / "lessen/les.yml").read_text("utf-8")


def feeds_in(site: Path) -> list[Path]:
    found = sorted(site.rglob("feed.xml"))
    assert len(found) > 20
    return found


def read(path: Path) -> feedparser.FeedParserDict:
    found = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert found.bozo == 0, (path, found.get("bozo_exception"))
    assert found.version == "atom10"
    return found


def data_of(folder: Path) -> dict[str, dict]:
    """Every public record by reference, read from its file without any code of the portal."""
    records = {f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*/*.yml")}
    return {ref: record for ref, record in records.items() if record.get("publicatie", "gepubliceerd") == "gepubliceerd"}


def changed(record: dict) -> date | None:
    days = [change["datum"] for change in record.get("wijzigingen", []) if change["soort"] == "inhoudelijk"]
    return max([*days, record["toegevoegd"]]) if "toegevoegd" in record else max(days, default=None)


@pytest.mark.parametrize("which", ["without public address", "with"])
def test_every_feed_follows_the_grammar_of_atom(site, public, which, figure):
    files = [path for path in feeds_in(public.site if which == "with" else site)]
    done = subprocess.run(
        ["java", "-cp", JAR, JING, "-c", ROOT / "tests/atom.rnc", *files],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("", 0)
    figure("Atom-feeds", len(files), "volgens de grammatica van Atom, elk gelezen met feedparser")
    for path in files:
        read(path)


def test_the_grammar_finds_what_is_wrong(tmp_path):
    """The judge of the test above can say no."""
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><id>{}</id><title>t</title><updated>{}</updated></feed>'
    for number, wrong in enumerate([feed.format("lessen/", "2026-01-01T00:00:00Z"), feed.format("tag:a,2026:b", "2026-01-01")]):
        (tmp_path / f"{number}.xml").write_text(wrong, "utf-8")
    done = subprocess.run(
        ["java", "-cp", JAR, JING, "-c", ROOT / "tests/atom.rnc", tmp_path / "0.xml", tmp_path / "1.xml"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "0.xml" in done.stdout and "1.xml" in done.stdout and done.returncode


def test_there_is_a_feed_of_everything_each_kind_theme_and_ambition(site):
    folders = set(all_kinds())
    expected = {"feed.xml", *(f"{folder}/feed.xml" for folder in folders)}
    for folder in ("themas", "ambities"):
        expected |= {f"{folder}/{path.stem}/feed.xml" for path in (ROOT / "data" / folder).glob("*.yml")}
    assert {path.relative_to(site).as_posix() for path in feeds_in(site)} == expected


def test_every_entry_says_what_its_record_says(public):
    """Field by field, in every feed; dates from the data, links that lead to the page."""
    records = data_of(public.site.parents[2] / "data")
    kinds = {ref.split("/")[0] for ref in records}
    seen = 0
    for path in feeds_in(public.site):
        place = path.relative_to(public.site).parent.as_posix()
        own = [(ref, record) for ref, record in records.items() if belongs(place, ref, record, kinds)]
        found = read(path)
        assert (
            found.feed.links[0]["rel"] == "self"
            and found.feed.links[0]["href"] == f"{public.address}{path.relative_to(public.site)}"
        )
        assert found.feed.author == "Stichting Proef & Zn." and found.feed.language == "nl"
        assert found.feed.updated[:10] == str(max(filter(None, (changed(r) for _, r in own)), default=date(1970, 1, 1)))
        assert len(found.entries) == min(atom.MOST, len([1 for _, record in own if changed(record)])), place
        days = [entry.updated for entry in found.entries]
        assert days == sorted(days, reverse=True)
        left = sorted((changed(record) for _, record in own if changed(record)), reverse=True)[: atom.MOST]
        assert [day[:10] for day in days] == list(map(str, left))  # the newest ones, none left out
        for entry in found.entries:
            ref = entry.link.removeprefix(public.address).strip("/")
            record = dict(own)[ref]
            assert (public.site / ref / "index.html").is_file()
            assert (entry.title_detail.value, entry.summary_detail.value) == (
                record["titel"],
                " ".join(record["samenvatting"].split()),
            )
            assert entry.updated == f"{changed(record)}T00:00:00Z"
            assert entry.get("published", "")[:10] == str(record.get("toegevoegd", ""))
            assert [tag.term for tag in entry.tags] == [ref.split("/")[0], *(f"themas/{t}" for t in record.get("themas", []))]
            assert entry.id.startswith("tag:") and entry.id.endswith(f":/{ref}/")
            seen += 1
    assert seen > 500


def belongs(place: str, ref: str, record: dict, kinds: set[str]) -> bool:
    if place == "." or place == ref.split("/")[0]:
        return True
    folder, _, id_ = place.partition("/")
    named = [*record.get(folder, []), *([record["ambitie"]] if folder == "ambities" and "ambitie" in record else [])]
    return bool(id_) and id_ in [value.rpartition("/")[2] for value in named]


def test_what_is_not_public_is_in_no_feed(public):
    text = "".join(path.read_text("utf-8") for path in feeds_in(public.site))
    assert "lessen/weg/" not in text and "lessen/idee/" not in text
    assert "lessen/zonder-dag/" not in text  # nobody knows when it came


def test_identifiers_do_not_depend_on_the_host(site, public):
    def ids(path: Path) -> list[str]:
        return [found.text for found in ElementTree.parse(path).getroot().iter(f"{{{NS['a']}}}id")]

    here, there = ids(site / "themas/waardering/feed.xml"), ids(public.site / "themas/waardering/feed.xml")
    assert here == there and len(set(here)) == len(here) > 5
    assert not any("127.0.0.1" in id_ for id_ in there)


def test_without_public_address_links_are_relative_and_lead_to_pages(site):
    for path in feeds_in(site):
        place = path.relative_to(site).as_posix()
        for link in ElementTree.parse(path).getroot().iter(f"{{{NS['a']}}}link"):
            assert not re.match("[a-z]+:|/", link.get("href"))
            target = urljoin(f"http://site/{place}", link.get("href")).removeprefix("http://site/")
            assert (site / (target + "index.html" if not target or target.endswith("/") else target)).is_file(), (
                place,
                link.get("href"),
            )


def test_pages_tell_browsers_and_readers_of_their_feed(site):
    for page, feed, words in (
        ("", "./feed.xml", "Volg wat erbij komt"),
        ("lessen/", "../lessen/feed.xml", "Volg deze lijst"),
        ("vragen/", "../vragen/feed.xml", "Volg deze lijst"),
        ("lessen/lijst/2/", "../../../lessen/feed.xml", "Volg deze lijst"),
        ("themas/waardering/", "../../themas/waardering/feed.xml", "Volg dit thema"),
        ("ambities/leren-van-en-met-elkaar/", "../../ambities/leren-van-en-met-elkaar/feed.xml", "Volg deze ambitie"),
    ):
        html = (site / page / "index.html").read_text("utf-8")
        assert re.search(rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{re.escape(feed)}">', html), (
            page
        )
        assert f'<a href="{feed}" type="application/atom+xml">{words}</a>' in html, page
    assert "atom+xml" not in (site / "lessen/stap-voor-stap/index.html").read_text("utf-8")


@pytest.fixture
def small(tmp_path):
    """A function that makes a portal of a theme, and of lessons given as id → the end of their file."""

    def make(lessons: dict[str, str], theme: str = "") -> Publication:
        folder = tmp_path / "data"
        for path in BASIS.rglob("*.yml"):
            target = folder / path.relative_to(BASIS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text("utf-8"), "utf-8")
        with (folder / "themas/thema.yml").open("a") as file:
            file.write(theme)
        for name, rest in lessons.items():
            (folder / f"lessen/{name}.yml").write_text(f"{LESSON}themas: [thema]\n{rest}", "utf-8")
        loaded = load(folder)
        assert loaded.problems == []
        return Publication(portals.from_loaded(loaded), "", ())

    return make


def entries(publication: Publication, file: str) -> list[str]:
    return re.findall(r"<id>[^<]*:/lessen/([^<]*)/</id>", dict(atom.export(publication))[file])


def test_a_change_of_facts_brings_a_record_back_to_the_top_a_change_of_words_does_not(small):
    change = "wijzigingen: [{{datum: 2026-0{}-01, soort: {}, tekst: Iets.}}]\n"
    publication = small(
        {
            "oud": "toegevoegd: 2026-01-01\n",
            "feit": "toegevoegd: 2026-01-01\n" + change.format(5, "inhoudelijk"),
            "woord": "toegevoegd: 2026-01-02\n" + change.format(6, "redactioneel"),
            "nieuw": "toegevoegd: 2026-04-01\n",
        }
    )
    assert entries(publication, "themas/thema/feed.xml") == ["feit", "nieuw", "woord", "oud"]


def test_a_feed_has_the_newest_fifty(small):
    lessons = {f"les-{n}": f"toegevoegd: 2026-{1 + n // 25:02}-{1 + n % 25:02}\n" for n in range(60)}
    assert entries(small(lessons), "feed.xml") == [f"les-{n}" for n in range(59, 9, -1)]


def test_a_feed_stays_where_the_theme_used_to_be(small):
    publication = small({"een": "toegevoegd: 2026-01-01\n"}, "voormalige_ids: [themas/vroeger]\n")
    files = dict(atom.export(publication))
    assert files["themas/vroeger/feed.xml"] == files["themas/thema/feed.xml"]
    assert ":/themas/vroeger/feed.xml</id>" in files["themas/thema/feed.xml"]  # what its readers know it by
    assert urls.MARK + "themas/vroeger/feed.xml" in set(atom.addresses(publication))
    assert {urls.file_of(address) for address in atom.addresses(publication)} == set(files)


def test_a_theme_that_is_not_published_yet_is_named_nowhere(small):
    publication = small({"een": "toegevoegd: 2026-01-01\n"}, "publicatie: concept\n")
    files = dict(atom.export(publication))
    assert "lessen/een" in files["feed.xml"] and "lessen/een" not in files["themas/thema/feed.xml"]
    title, lesson = publication.portal.get("themas/thema").titel, publication.portal.get("lessen/een")
    assert [file for file, text in files.items() if title in text or 'term="themas/thema"' in text] == []
    assert "themas/thema" not in linked_data.of_record(lesson, publication.portal, "")


def test_a_calendar_of_what_is_not_published_yet_says_nothing(small):
    publication = small({}, "publicatie: concept\n")
    listed = Published("urls.txt", {"/themas/thema/agenda.ics": 1})
    portal = dataclasses.replace(publication.portal, published=listed)
    files = dict(agenda.export(dataclasses.replace(publication, portal=portal)))
    assert portal.get("themas/thema").titel not in files["themas/thema/agenda.ics"]


@pytest.mark.parametrize(
    ("former", "known_as"),
    [
        ("[lessen/oud]", "oud"),
        ("[lessen/oud, lessen/minder-oud]", "oud"),
        ("[lessen/een, lessen/twee]", "een"),  # took in another
        ("[lessen/oud, lessen/twee]", "oud"),  # took in another after it got this name
    ],
)
def test_a_record_keeps_its_identifier_whatever_happens_to_its_name(small, former, known_as):
    publication = small({"een": f"toegevoegd: 2026-01-01\nvoormalige_ids: {former}\n"})
    assert list(check(publication.portal)) == []
    assert entries(publication, "feed.xml") == [known_as]
    assert '<link rel="alternate" type="text/html" href="./lessen/een/"/>' in dict(atom.export(publication))["feed.xml"]
    subject = linked_data.of_record(publication.portal.get("lessen/een"), publication.portal, "")
    assert f':/lessen/{known_as}/","@type":"Article"' in subject
    assert "lessen/een" not in publication.portal.former  # nothing leads on from where it is


def test_signs_that_mean_something_in_xml_arrive_as_they_are_written(small):
    hard = (ROOT / "tests/delen/lessen/lastige-tekens.yml").read_text("utf-8")
    written = yaml.safe_load(hard)
    publication = small({"lastig": "toegevoegd: 2026-01-01\n"})
    record = publication.portal.records["lessen"]["lastig"]
    for name in ("titel", "samenvatting"):
        object.__setattr__(record, name, written[name])
    (entry,) = feedparser.parse(dict(atom.export(publication))["feed.xml"].encode()).entries
    assert (entry.title, entry.summary) == (written["titel"], written["samenvatting"])
