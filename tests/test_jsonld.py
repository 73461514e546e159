"""What pages tell machines about their subject, read as RDF by a parser that others wrote, and compared with the records."""

from __future__ import annotations

import json
import logging
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from macros.kinds import all_kinds
from macros.kinds.kennisboost import Sessie
from macros.pages import linked_data
from macros.portal import Portal
from macros.settings import Settings
from tests.conftest import ROOT

S = Namespace("https://schema.org/")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")  # that of the real records
NAMER = "tag:kennisportaal-vrijwillige-inzet.invalid,2026:"
# What readers of the portal and search engines call each: stated here once more, apart from the kinds, on purpose.
TYPES = {
    "lessen": "Article",
    "praktijken": "Article",
    "handreikingen": "Article",
    "ambities": "Article",
    "kennisboost": "Event",
    "leden": "Organization",
    "organisaties": "Organization",
    "begrippen": "DefinedTerm",
    "themas": "DefinedTerm",
    "cijfers": "Dataset",
    "gemeenten": "Place",
    "bronnen": "CreativeWork",
    "programmas": "Article",
    "coalitie": "Article",
    "vragen": "Article",
    "bundels": "Article",
    "projecten": "Article",
}


class Scripts(HTMLParser):
    """The JSON-LD on a page, as an HTML parser sees it, and where its breadcrumbs say it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.trail: list[str] = []
        self._in_script = self._in_trail = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._in_script = tag == "script" and given.get("type") == "application/ld+json"
        if self._in_script:
            self.found.append("")
        self._in_trail = self._in_trail or given.get("class") == "kp-kruimel"

    def handle_endtag(self, tag):
        self._in_script = False
        if tag == "nav":
            self._in_trail = False

    def handle_data(self, data):
        if self._in_script:
            self.found[-1] += data
        elif self._in_trail and data.strip():
            self.trail.append(data.strip())


def graph_of(html: str, caplog: pytest.LogCaptureFixture) -> Graph:
    """The one graph on a page; a warning of the parser is a failure."""
    (text,) = Scripts(html).found
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING, "rdflib"):
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)  # of the parser about itself
        graph = Graph().parse(data=text, format="json-ld")
    assert caplog.records == [] and len(graph) > 3
    return graph


def records_of(folder: Path) -> dict[str, dict]:
    return {f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*/*.yml")}


def tag(ref: str) -> URIRef:
    return URIRef(f"{NAMER}/{ref}/")


def texts(graph: Graph, subject, name: str) -> list[str]:
    return sorted(str(value) for value in graph.objects(subject, S[name]))


def steps(graph: Graph) -> list[tuple[str, str]]:
    """The breadcrumbs, in order."""
    (trail,) = graph.subjects(RDF.type, S.BreadcrumbList)
    items = sorted(graph.objects(trail, S.itemListElement), key=lambda item: int(graph.value(item, S.position)))
    assert [int(graph.value(item, S.position)) for item in items] == list(range(1, len(items) + 1))
    return [(str(graph.value(item, S.name)), str(graph.value(item, S.item))) for item in items]


@pytest.fixture(scope="module")
def records(public) -> dict[str, dict]:
    return records_of(public.site.parents[2] / "data")


def iso(moment: object) -> str:
    """A day, or a day and time as the data write it, as ISO 8601."""
    return f"{moment.replace(' ', 'T')}:00" if " " in str(moment) else str(moment)


@pytest.mark.slow
def test_every_record_page_says_what_the_record_says(public, records, caplog, figure):
    seen = {}
    for ref, record in records.items():
        html = (public.site / ref / "index.html").read_text("utf-8")
        graph = graph_of(html, caplog)
        way = [step for step, _ in steps(graph)]
        assert way == [*Scripts(html).trail, record["titel"]]
        if record.get("publicatie", "gepubliceerd") != "gepubliceerd":
            assert {str(kind).removeprefix(S) for kind in graph.objects(None, RDF.type)} == {"BreadcrumbList", "ListItem"}
            continue
        kind = ref.split("/")[0]
        expected = TYPES[kind] if kind != "momenten" else "Event" if record.get("begin") else "Article"
        assert graph.value(tag(ref), RDF.type) == S[expected], ref
        page = tag(ref) if expected == "Article" else graph.value(tag(ref), S.mainEntityOfPage)
        name = "headline" if expected == "Article" else "name"
        summary = record["kort"] if kind == "begrippen" else " ".join(record["samenvatting"].split())
        assert graph.value(tag(ref), S[name]) == Literal(record["titel"])
        assert texts(graph, tag(ref), "description") == [summary]
        days = [change["datum"] for change in record.get("wijzigingen", [])]
        compared = {
            "datePublished": [str(record["toegevoegd"])] if "toegevoegd" in record else [],
            "dateModified": [str(max([*days, record["toegevoegd"]]))] if "toegevoegd" in record else [],
            "keywords": sorted(record.get("aliassen", [])),
            "temporalCoverage": [str(record["jaar"])] if "jaar" in record else [],
            "about": sorted(tag(f"themas/{theme}") for theme in record.get("themas", [])),
            "isBasedOn": sorted(
                {tag(f"bronnen/{origin['bron'].removeprefix('bronnen/')}") for origin in record.get("herkomst", [])}
            ),
            "inLanguage": ["nl"],
            "url": [f"{public.address}{ref}/"],
            "isPartOf": [f"{NAMER}/"],
        }
        assert {name: texts(graph, page, name) for name in compared} == {k: list(map(str, v)) for k, v in compared.items()}, ref
        audience = sorted(str(graph.value(node, S.audienceType)) for node in graph.objects(page, S.audience))
        assert audience == sorted(record.get("voor_wie", []))
        assert str(graph.value(graph.value(page, S.publisher), S.name)) == "Stichting Proef & Zn."
        compare_own(graph, kind, ref, record, public.address)
        seen[kind] = seen.get(kind, 0) + 1
    assert set(seen) == {*TYPES, "momenten"}
    figure("records als JSON-LD", sum(seen.values()), "gelezen met rdflib en vergeleken, veld voor veld")


def compare_own(graph: Graph, kind: str, ref: str, record: dict, address: str) -> None:
    """The properties that only this kind has."""
    subject = tag(ref)
    if kind in ("kennisboost", "momenten") and record.get("begin"):
        assert texts(graph, subject, "startDate") == [iso(record["begin"])]
        assert texts(graph, subject, "endDate") == ([iso(record["einde"])] if "einde" in record else [])
    if kind == "kennisboost":
        week = record.get("week")
        assert texts(graph, subject, "superEvent") == (
            [str(tag(f"kennisboost/{week.removeprefix('kennisboost/')}"))] if week else []
        )
        status = {"aangekondigd": "EventScheduled", "vervallen": "EventCancelled"}.get(record["stand"])
        assert texts(graph, subject, "eventStatus") == ([str(S[status])] if status else [])
        speakers = [str(graph.value(node, S.name)) for node in graph.objects(subject, S.performer)]
        assert speakers == ([record["spreker"]] if "spreker" in record else [])
    if kind == "leden":
        assert texts(graph, subject, "alternateName") == ([record["volledige_naam"]] if "volledige_naam" in record else [])
    if kind in ("begrippen", "themas"):
        assert texts(graph, subject, "inDefinedTermSet") == [f"{NAMER}/{kind}/#begrippen"]
        assert texts(graph, subject, "termCode") == ([record["afkorting"]] if "afkorting" in record else [])
    if kind == "cijfers":
        assert texts(graph, subject, "creditText") == [record["gemeten_door"]]
        data = graph.value(subject, S.distribution)
        assert str(graph.value(data, S.contentUrl)) == f"{address}api/v1/{ref}.json"
    if kind == "bronnen":
        for name, field in (("publisher", "uitgever"), ("sponsor", "opdrachtgever"), ("author", "auteurs")):
            given = record.get(field, [])
            said = sorted(str(graph.value(node, S.name)) for node in graph.objects(subject, S[name]))
            assert said == sorted(given if isinstance(given, list) else [given]), (ref, name)


def test_every_other_page_has_its_place_and_its_kind(public, caplog):
    for path, type_, way in (
        ("lessen/", "CollectionPage", ["Start", "Lessen"]),
        ("lessen/lijst/2/", "CollectionPage", ["Start", "Lessen", "Lessen, pagina 2"]),
        ("begrippen/", "CollectionPage", ["Start", "Begrippen en afkortingen"]),
        ("over/", "WebPage", ["Start", "Over dit portaal"]),
        ("over/colofon/", "WebPage", ["Start", "Over dit portaal", "Colofon"]),
        ("coalitie/wie-doet-wat/", "WebPage", ["Start", "Over de coalitie", "Wie doet wat"]),
        ("voor/gemeenten/", "WebPage", ["Start", "Voor gemeenten"]),
        ("tegenspraak/", "WebPage", ["Start", "Tegenspraak"]),
    ):
        graph = graph_of((public.site / path / "index.html").read_text("utf-8"), caplog)
        subject = URIRef(f"{NAMER}/{path}")
        assert graph.value(subject, RDF.type) == S[type_]
        assert [name for name, _ in steps(graph)] == way
        assert steps(graph)[-1][1] == f"{public.address}{path}" == str(graph.value(subject, S.url))
        assert steps(graph)[0][1] == public.address
    graph = graph_of((public.site / "begrippen/index.html").read_text("utf-8"), caplog)
    assert graph.value(URIRef(f"{NAMER}/begrippen/#begrippen"), RDF.type) == S.DefinedTermSet


def test_the_home_page_tells_how_to_search(public, site, caplog):
    graph = graph_of((public.site / "index.html").read_text("utf-8"), caplog)
    portal = URIRef(f"{NAMER}/")
    assert graph.value(portal, RDF.type) == S.WebSite
    assert str(graph.value(portal, S.name)) == "Kennisportaal Vrijwillige Inzet"
    target = graph.value(graph.value(portal, S.potentialAction), S.target)
    assert str(graph.value(target, S.urlTemplate)) == f"{public.address}zoeken/?q={{search_term_string}}"
    assert graph_of((site / "index.html").read_text("utf-8"), caplog).value(portal, S.potentialAction) is None


def test_every_page_has_one_block_that_is_valid(site, public, caplog):
    for folder in (site, public.site):
        for path in folder.rglob("index.html"):
            html = path.read_text("utf-8")
            if 'data-md-component="header"' not in html:
                continue  # a card for another site, or the page of an address that moved
            (text,) = Scripts(html).found
            told = json.loads(text)
            assert set(told) == {"@context", "@graph"}
            assert path == folder / "index.html" or any(node["@type"] == "BreadcrumbList" for node in told["@graph"])


def test_without_public_address_no_host_and_without_publisher_none_is_made_up(site, caplog):
    for kind in (*TYPES, "momenten"):
        path = next((site / kind).glob("[a-km-z]*/index.html"), site / kind / "index.html")  # there may be no record yet
        graph = graph_of(path.read_text("utf-8"), caplog)
        assert set(graph.objects(None, S.url)) <= {LICENCE}
        if kind != "bronnen":
            assert not list(graph.objects(None, S.publisher))
        nodes = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
        assert all(node.startswith((NAMER, str(S), str(RDF))) for node in nodes - {str(LICENCE)}), nodes
        if kind == "cijfers":
            sets = list(graph.subjects(RDF.type, S.Dataset))
            assert sets and all(graph.value(graph.value(one, S.license), S.url) == LICENCE for one in sets)


def test_text_from_the_data_cannot_end_the_block(public):
    html = (public.site / "lessen/lastige-tekens/index.html").read_text("utf-8")
    written = yaml.safe_load((ROOT / "tests/delen/lessen/lastige-tekens.yml").read_text("utf-8"))
    (text,) = Scripts(html).found
    assert "<" not in text
    node = json.loads(text)["@graph"][0]
    assert (node["headline"], node["description"]) == (written["titel"], written["samenvatting"])


def test_an_event_that_was_cancelled_or_has_an_hour_says_so():
    given = {"titel": "t", "samenvatting": "s", "verslag": "v", "herkomst": [{"bron": "b", "kop": "k"}]}
    record = Sessie.model_validate({**given, "begin": "2023-06-14 15:30", "stand": "vervallen"}).placed("kennisboost", "x", "x")
    portal = Portal(all_kinds(), {folder: {} for folder in all_kinds()} | {"kennisboost": {"x": record}}, Settings())
    node = json.loads(re.search(r">(\{.*\})<", linked_data.of_record(record, portal, ""))[1])["@graph"][0]
    assert (node["startDate"], node["eventStatus"]) == ("2023-06-14T15:30:00", {"@id": S.EventCancelled.toPython()})


def test_no_page_pretends_to_answer_questions(site):
    """The questions on our pages have no answers in the sources: none of them is a FAQPage."""
    assert not [path for path in site.rglob("index.html") if "FAQPage" in path.read_text("utf-8")]
