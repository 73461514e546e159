"""What others get of a page without visiting it: share pictures and their tags, icons, sitemap, Markdown for programs."""

from __future__ import annotations

import io
import json
import re
import resource
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from markdown import Markdown
from PIL import Image

from macros import drawing
from macros.kinds import all_kinds
from macros.kinds.fields import Ref
from macros.kinds.places import marks
from macros.pages import words
from tests.conftest import ROOT

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
KINDS = all_kinds()


class Head(HTMLParser):
    """The Open Graph tags and links of a page, as an HTML parser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.og: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.title = ""
        self._title = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._title = tag == "title"
        if tag == "meta" and given.get("property", "").startswith("og:"):
            self.og.setdefault(given["property"][3:], []).append(given["content"])
        if tag == "link":
            self.links[given["rel"]] = given["href"]

    def handle_endtag(self, tag):
        self._title = False

    def handle_data(self, data):
        self.title += data if self._title else ""


def records_of(folder: Path) -> dict[str, dict]:
    return {f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*/*.yml")}


@pytest.fixture(scope="module")
def records(public) -> dict[str, dict]:
    return records_of(public.site.parents[2] / "data")


def is_public(record: dict) -> bool:
    return record.get("publicatie", "gepubliceerd") == "gepubliceerd"


def heads_of(site: Path) -> dict[str, Head]:
    """The heads of all pages of the portal itself, by address."""
    found = {}
    for path in site.rglob("index.html"):
        html = path.read_text("utf-8")
        if 'data-md-component="header"' in html:
            found[path.relative_to(site).as_posix().removesuffix("index.html")] = Head(html.split("</head>")[0] + "</head>")
    assert len(found) > 800
    return found


def test_every_page_tells_how_to_show_it_when_it_is_shared(public, records):
    for address, head in heads_of(public.site).items():
        assert all(len(values) == 1 for values in head.og.values()), address
        og = {name: values[0] for name, values in head.og.items()}
        ref = address.strip("/")
        assert og["url"] == public.address + address
        assert (og["locale"], og["site_name"]) == ("nl_NL", "Kennisportaal Vrijwillige Inzet")
        assert og["description"] and head.title.startswith(og["title"]), address
        assert og["type"] == ("article" if ref in records else "website")
        if ref in records:
            assert (og["title"], og["description"]) == (records[ref]["titel"], " ".join(records[ref]["samenvatting"].split()))
        folder = ref.split("/")[0]
        of_kind = ref in records or ref in KINDS or "/lijst/" in address
        assert og["image"] == f"{public.address}beeld/{folder if of_kind else 'portaal'}.png"
        picture = Image.open(public.site / og["image"].removeprefix(public.address))
        assert [str(side) for side in picture.size] == [og["image:width"], og["image:height"]] == ["1200", "630"]


def test_without_public_address_no_address_is_made_up(site):
    for address, head in heads_of(site).items():
        assert not {"url", "image"} & head.og.keys(), address
        assert {"title", "description", "type", "locale"} <= head.og.keys(), address


def test_each_kind_has_a_picture_of_its_own_that_is_small(site):
    pictures = {path.stem: path.read_bytes() for path in (site / "beeld").glob("*.png") if not path.stem.startswith("icoon")}
    assert pictures.keys() == {*KINDS, "portaal"}
    assert len(set(pictures.values())) == len(pictures)
    assert max(map(len, pictures.values())) < 40_000


def test_pictures_are_the_same_every_time(tmp_path, monkeypatch, site):
    monkeypatch.setattr(drawing, "CACHE", tmp_path)
    made = drawing.share_picture("Lessen", "Kennisportaal Vrijwillige Inzet")
    assert made == (site / "beeld/lessen.png").read_bytes()
    assert drawing.icon(192) == (site / "beeld/icoon-192.png").read_bytes()
    (kept, _) = sorted(tmp_path.iterdir(), key=lambda path: path.read_bytes() != made)
    kept.write_bytes(b"uit de voorraad")
    assert drawing.share_picture("Lessen", "Kennisportaal Vrijwillige Inzet") == b"uit de voorraad"
    assert drawing.share_picture("Leden", "Kennisportaal Vrijwillige Inzet") != b"uit de voorraad"


def test_where_nothing_can_be_kept_pictures_are_drawn_every_time(tmp_path, monkeypatch):
    (tmp_path / "bestand").write_text("", "utf-8")
    monkeypatch.setattr(drawing, "CACHE", tmp_path / "bestand" / "map")
    assert Image.open(io.BytesIO(drawing.icon(64))).size == (64, 64)


def test_of_a_picture_that_does_not_fit_on_the_disk_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "CACHE", tmp_path)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, most[1]))  # bytes in a file
    try:
        drawing.icon(64)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert list(tmp_path.iterdir()) == []


def lit(title: str) -> int:
    """How many pixels of a picture with this title are letters."""
    picture = Image.open(io.BytesIO(drawing.share_picture(title, ""))).convert("L")
    return sum(picture.crop((0, 200, 1200, 630)).histogram()[160:])


def test_letters_with_accents_are_not_boxes(tmp_path, monkeypatch):
    """A letter with an accent is that letter and a little more, not a box as for a sign that the letters lack."""
    monkeypatch.setattr(drawing, "CACHE", tmp_path)
    for plain, accented in (("coordinatoren", "coördinatoren"), ("cafe", "café"), ("een", "één"), ("enquete", "enquête")):
        assert lit(plain) < lit(accented) < lit(plain) * 1.12, accented
    assert lit("mais") * 0.98 < lit("maïs") < lit("mais") * 1.12
    assert lit("2018 - 2024") < lit("2018 – 2024") < lit("2018 - 2024") * 1.12


def test_a_long_title_stays_inside_the_picture():
    picture = Image.open(
        io.BytesIO(drawing.share_picture("Vrijwilligersorganisaties en gemeenten in de regio " * 2, ""))
    ).convert("L")
    light = picture.point(lambda value: 255 * (value > 160)).getbbox()
    assert light[2] <= drawing.WIDTH - 80 and light[3] <= drawing.HEIGHT - 30


def test_the_icons_and_the_manifest(public, site):
    for folder, page in ((public.site, ""), (site, "lessen/stap-voor-stap/")):
        head = Head((folder / page / "index.html").read_text("utf-8"))

        def file(link: str, page: str = page, folder: Path = folder) -> Path:
            return folder / urljoin(f"http://site/{page}", link).removeprefix("http://site/")

        assert file(head.links["icon"]).suffix == ".svg" and file(head.links["icon"]).is_file()
        assert Image.open(file(head.links["apple-touch-icon"])).size == (180, 180)
        manifest = json.loads(file(head.links["manifest"]).read_text("utf-8"))
        assert manifest["name"] == "Kennisportaal Vrijwillige Inzet" and manifest["lang"] == "nl"
        assert manifest["start_url"] == manifest["scope"] == "./"
        assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512", "any"}
        for icon in manifest["icons"]:
            path = folder / icon["src"]
            if icon["type"] == "image/png":
                assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]
            assert path.is_file()


def test_the_icon_is_that_of_the_site():
    """In the places where the drawing of the site has white, orange and green."""
    picture = Image.open(io.BytesIO(drawing.icon(512))).convert("RGB")
    at = {
        (5, 20): "#ffffff",
        (27, 20): "#ffffff",
        (16, 20): "#f6a35c",
        (10.5, 20): "#f6a35c",
        (1, 1): "#14453d",
        (8, 14): "#14453d",
    }
    for (x, y), colour in at.items():
        expected = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
        found = picture.getpixel((int(x * 16), int(y * 16)))
        assert all(abs(a - b) <= 12 for a, b in zip(found, expected, strict=True)), (x, y, found)


def test_the_sitemap_has_the_days_of_the_data_and_robots_names_it(public, records, site):
    tree = ElementTree.parse(public.site / "sitemap.xml").getroot()
    days = {
        url.findtext("s:loc", namespaces=NS).removeprefix(public.address).strip("/"): url.findtext("s:lastmod", namespaces=NS)
        for url in tree.findall("s:url", NS)
    }
    changed = {}
    for ref, record in records.items():
        known = [*(change["datum"] for change in record.get("wijzigingen", [])), record.get("toegevoegd")]
        changed[ref] = max(filter(None, known), default=None)
        if ref in days:
            assert days[ref] == (str(changed[ref]) if changed[ref] else None), ref
    assert len(days.keys() & records.keys()) > 500
    for folder in KINDS:
        own = [day for ref, day in changed.items() if ref.startswith(f"{folder}/") and day and is_public(records[ref])]
        assert days[folder] == (str(max(own)) if own else None)
    assert days["over/colofon"] is None
    assert f"\nSitemap: {public.address}sitemap.xml\n" in (public.site / "robots.txt").read_text("utf-8")
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\nDisallow: /beheer/\n"


MOMENTS = ("begin", "einde")  # a day and a time, that stay text when the file is read


def label(model: type, name: str) -> str:
    return model.model_fields[name].title or name


def said(value: object, ref: Ref | None, records: dict[str, dict]) -> str:
    """A plain value as the Markdown should say it."""
    if isinstance(value, list):
        return ", ".join(said(item, ref, records) for item in value)
    if ref:
        target = ref.target(value)
        return f"[{records[target]['titel']}](../../{target}/index.md)"
    if isinstance(value, date | datetime):
        return words.day(value)
    return "geen" if value is None else "ja" if value is True else str(value)


def parts(value: list[dict], text: str) -> None:
    """Every plain value in groups of fields, however deep, stands in the text."""
    for part in value:
        for inside in part.values():
            if isinstance(inside, list) and inside and isinstance(inside[0], dict):
                parts(inside, text)
            elif isinstance(inside, str) and not re.fullmatch(r"[a-z][a-z0-9/-]*", inside):
                assert inside in text, inside


def test_every_record_is_beside_its_page_as_markdown_field_by_field(public, records, figure):
    compared = 0
    for ref, record in records.items():
        text = (public.site / ref / "index.md").read_text("utf-8")
        if not is_public(record):
            continue
        kind = KINDS[ref.split("/")[0]]
        model = kind.by_soort.get(record.get("soort")) or kind.models[0]
        assert text.startswith(f"# {record['titel']}\n\n{' '.join(record['samenvatting'].split())}\n")
        refs = {place.path[0]: place.mark for place in marks(model, Ref) if place.path[1:] in ((), ("*",))}
        for name, value in record.items():
            note = f" ({words.INGEDEELD})" if name in record.get("ingedeeld", []) else ""
            if name in ("titel", "samenvatting", "publicatie", "voormalige_ids") or value in (None, [], False):
                continue
            if name == "zekerheid":
                assert f"\n\n{words.ZEKERHEID[value]}\n" in text
            elif isinstance(value, list) and isinstance(value[0], dict):
                assert f"\n## {label(model, name)}{note}\n\n- " in text
                parts(value, text)
            elif f"\n## {label(model, name)}{note}\n" in text:
                plain = re.sub(r"\]\([^)]*\)", "]", value.strip())
                assert plain in re.sub(r"\]\([^)]*\)", "]", text), (ref, name)
            else:
                if name in MOMENTS and " " in str(value):
                    value = datetime.fromisoformat(value)
                elif name in MOMENTS and kind.folder == "projecten":
                    value = str(value)  # as exact as it is known
                expected = value if isinstance(value, str) and name not in refs else None
                line = f"\n- {label(model, name)}{note}: {expected or said(value, refs.get(name), records)}\n"
                assert line in text, (ref, name, line)
            compared += 1
    figure("velden in Markdown", compared, "vergeleken met de records")


def test_markdown_links_lead_to_markdown(site):
    """Read with a Markdown parser, from the file in which they stand."""
    files = [*site.glob("*/*/index.md"), *site.glob("*/index.md"), site / "llms.txt"]
    assert len(files) > 800
    for path in files:
        place = path.relative_to(site).as_posix()
        for link in re.findall(r'href="([^"]+)"', Markdown().convert(path.read_text("utf-8"))):
            if re.match(r"https?:|mailto:", link):
                continue
            assert (site / urljoin(f"http://site/{place}", link).removeprefix("http://site/")).is_file(), (place, link)


def test_what_is_not_public_says_so_in_markdown(public):
    gone = (public.site / "lessen/weg/index.md").read_text("utf-8")
    assert "Ingetrokken sinds 21 november 2026. Zij geldt niet meer." in gone and "Tekst." not in gone
    draft = (public.site / "lessen/idee/index.md").read_text("utf-8")
    assert "nog niet gepubliceerd" in draft and "Een les in de maak" not in draft
    assert "lessen/weg" not in (public.site / "lessen/index.md").read_text("utf-8").replace("(weg/", "(lessen/weg/")


def test_llms_txt_tells_where_to_begin(public, site):
    there = (public.site / "llms.txt").read_text("utf-8")
    assert there.startswith("# Kennisportaal Vrijwillige Inzet\n\n> ")
    for folder in KINDS:
        assert f"]({public.address}{folder}/index.md): " in there
    for path in (ROOT / "data/themas").glob("*.yml"):
        assert f"]({public.address}themas/{path.stem}/index.md): " in there
    assert "](./lessen/index.md): 181 records." in (site / "llms.txt").read_text("utf-8")


def test_pages_name_their_markdown(site):
    html = (site / "lessen/stap-voor-stap/index.html").read_text("utf-8")
    assert '<link rel="alternate" type="text/markdown" href="../../lessen/stap-voor-stap/index.md">' in html
    assert '<a href="../../lessen/stap-voor-stap/index.md">Markdown</a>' in html
