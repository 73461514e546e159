"""Whatever stands in a field, a page only shows it: every text field of every kind, filled with what tests/vijandig.yml holds.

Beside each hostile site a harmless one is made, of the same texts with other signs for those that mean something to HTML and
templates. In a browser the pages of the two must be the same tree, with the same text in the same places.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from macros import text
from macros.engine.examining import examine
from macros.kinds import all_kinds
from macros.load import load
from macros.pages import calls
from macros.pages.macros import macros_of
from macros.portal import from_loaded
from tests.conftest import ROOT, make_site, serving
from tests.vullen import Filler, models

BASIS = ROOT / "tests" / "gevallen" / "basis" / "data"
GROUPS = yaml.safe_load((ROOT / "tests" / "vijandig.yml").read_text("utf-8"))
REFUSED, ONE_LINE = GROUPS.pop("refused"), GROUPS.pop("one_line")
HOSTILE = list(chain.from_iterable(GROUPS.values()))
# Signs that mean something, and others of the same kind that mean nothing: no word begins or ends elsewhere.
HARMLESS = str.maketrans("<>\"'&{}[]`#%", "‹›”’¦«»⟦⟧´§°")
# In Markdown these are links that lead nowhere: refused, so that the writer mends them.
NOWHERE = [
    said
    for said in HOSTILE
    if any(not text.is_outside(target) and not text.has_other_scheme(target) for target in text.links(said))
]
IDS = {kind.folder: f"{kind.models[0].__name__.lower()}-0" for kind in all_kinds().values()}  # full of hostile text too
# What Markdown in a record may become.
INSIDE_MARKDOWN = "P EM STRONG A CODE PRE BLOCKQUOTE UL OL LI HR BR H2"

COMPARE = """([files, signs, inside]) => {
  const map = new Map(signs), allowed = new Set(inside.split(' '));
  const plain = (value) => [...value].map((sign) => map.get(sign) ?? sign).join('');
  const faults = [];
  const clean = (page, say) => {
    for (const data of page.querySelectorAll('script[type="application/ld+json"]')) {
      JSON.parse(data.textContent); // its text has escapes of its own; test_jsonld compares it with the records
      data.textContent = '';
    }
    for (const link of page.querySelectorAll('a.kp-begrip')) {
      const names = link.getAttributeNames().join();
      if (names !== 'class,href,data-uitleg' || !/^\\.\\.?\\//.test(link.getAttribute('href'))) say('begrip: ' + link.outerHTML);
      link.replaceWith(...link.childNodes);
    }
    for (const part of page.querySelectorAll('section[class*="kp-deel--"], li > div.kp-klein:not(:empty)')) {
      if (part.tagName === 'DIV' && !part.querySelector('p')) continue;
      for (const one of part.querySelectorAll('*')) {
        if (!allowed.has(one.tagName)) say('in Markdown: ' + one.outerHTML.slice(0, 200));
        for (const { name, value } of one.attributes) {
          const address = /^(https?:|mailto:|\\.\\.?\\/)/i.test(value);
          const good = name === 'href' ? address : ['title', 'start', 'class', 'id'].includes(name);
          if (!good) say(`in Markdown: ${name}="${value}"`);
        }
      }
      part.textContent = '';
    }
    for (const code of page.querySelectorAll('.kp-veld > pre > code')) {  // YAML, in which signs decide how a text is quoted
      if (code.children.length) say('in YAML: ' + code.innerHTML.slice(0, 200));
      code.textContent = '';
    }
    for (const code of page.querySelectorAll('.kp-insluiten code')) {  // what another site would paste
      code.replaceChildren(...new DOMParser().parseFromString(code.textContent, 'text/html').body.childNodes);
    }
    page.normalize();
  };
  const same = (one, other, say) => {
    if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return say(`${one.nodeName} naast ${other.nodeName}`);
    if (one.nodeType !== 1) {
      const [got, wanted] = [one.nodeValue, other.nodeValue];
      if (got !== wanted && plain(got) !== wanted) say(`tekst: ${got.slice(0, 150)} naast ${wanted.slice(0, 150)}`);
      return;
    }
    const names = (node) => node.getAttributeNames().sort().join();
    if (names(one) !== names(other)) return say(`kenmerken: ${one.outerHTML.slice(0, 200)}`);
    for (const { name, value } of one.attributes) {
      if (/bundels\\/zelf\\/\\?[^<>"\\s]*&titel=[\\w%.~/-]*$/.test(value)) continue;  // a title, in %-codes
      const wanted = other.getAttribute(name);
      const got = name === 'href' || name === 'src' ? value : plain(value);
      const words = ['data-v', 'data-w', 'data-versie'].includes(name);  // made of the words, and sorted by them
      if (got !== wanted && value !== wanted && !words) say(`${name}="${value}" naast "${wanted}"`);
    }
    if (one.childNodes.length !== other.childNodes.length) return say(`kinderen van ${one.outerHTML.slice(0, 200)}`);
    one.childNodes.forEach((child, place) => same(child, other.childNodes[place], say));
  };
  for (const [file, ...texts] of files) {
    const say = (what) => faults.length < 40 && faults.push(`${file}: ${what}`);
    const pages = texts.map((text) => new DOMParser().parseFromString(text, 'text/html'));
    for (const page of pages) clean(page, say);
    same(pages[0].documentElement, pages[1].documentElement, say);
  }
  return faults;
}"""
# Whatever stands later in the page stands further on its line, or on a later one.
IN_ORDER = """() => {
  const faults = [];
  for (const block of document.querySelectorAll('.kp-pagina :is(p, li, dd, dt, td, th, h1, h2, h3, summary, figcaption)')) {
    let before = null;
    for (const part of block.children) {
      if (getComputedStyle(part).display !== 'inline') { before = null; continue; }
      const [place] = part.getClientRects();
      if (!place) continue;
      if (before && Math.abs(before.top - place.top) < 2 && place.left < before.left) faults.push(block.outerHTML.slice(0, 200));
      before = place;
    }
  }
  return faults;
}"""


def write(folder: Path, times: int, change: Callable[[str], str]) -> int:
    """A data folder with, of every class of records, `times` records full of hostile text. Returns how many texts."""
    shutil.copytree(BASIS, folder)
    (folder / "portaal.yml").unlink()
    kinds, step, written = all_kinds(), len(HOSTILE) / times, 0
    for place_of_class, (kind, model) in enumerate(models(kinds)):
        name = model.__name__.lower()
        (folder / kind.folder).mkdir(exist_ok=True)
        for number in range(times):
            place = int(number * step)

            def one(path: str, rich: bool, before: str = f"{number:04}{place_of_class:02}") -> str:
                nonlocal place, written
                place, written = place + 1, written + 1
                said = HOSTILE[place % len(HOSTILE)]
                if path in ("titel", "samenvatting"):  # no address may stand there
                    said = said.replace("://", ":/").replace("www.", "ww.")
                if path == "titel":  # begins with what keeps the order of a list the same
                    return f"{before} {change(said)}"[:120]
                if rich:
                    return said if said not in NOWHERE else f"{said} en verder".replace("](", "] (")
                return change(said)

            record = Filler(kinds, one, IDS).record(model)
            path = folder / kind.folder / f"{name}-{number}.yml"
            path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
    return written


class Pair:
    """A site full of hostile text, and the same with harmless text."""

    def __init__(self, folder: Path, times: int) -> None:
        self.hostile, self.harmless = folder / "host" / "kwaad", folder / "host" / "goed"
        self.data = folder / "kwaad"
        self.texts = write(self.data, times, str)
        write(folder / "goed", times, lambda said: said.translate(HARMLESS))
        (folder / "host").mkdir()
        for data, site in ((self.data, self.hostile), (folder / "goed", self.harmless)):
            made = make_site(site, data, SITE_URL="https://voorbeeld.example/", SEARCH="1" if times < 50 else "0")
            assert made.returncode == 0, (made.stdout + made.stderr)[:5000]
        self.pages = sorted(str(path.relative_to(self.hostile)) for path in self.hostile.rglob("*.html"))


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    return Pair(tmp_path_factory.mktemp("vijandig"), 5)


@pytest.fixture
def watched(browser):
    """A page in a browser that notes whatever runs, opens or asks for something elsewhere."""
    context = browser.new_context()
    context.set_default_timeout(120_000)
    page, noted = context.new_page(), []
    page.on("dialog", lambda dialog: (noted.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda sent: "kwaad.example" in sent.url and noted.append(sent.url))
    page.on("pageerror", lambda error: noted.append(f"fout: {error}"))
    page.on("popup", lambda other: noted.append(f"venster: {other.url}"))
    yield page, noted
    context.close()


def compare(pair: Pair, page) -> list[str]:
    """Every difference between the pages of the two sites, as a browser reads them."""
    signs = [[chr(one), chr(other)] for one, other in HARMLESS.items()]
    faults = []
    for start in range(0, len(pair.pages), 100):
        files = [
            [file, *((site / file).read_text("utf-8") for site in (pair.hostile, pair.harmless))]
            for file in pair.pages[start : start + 100]
        ]
        faults += page.evaluate(COMPARE, [files, signs, INSIDE_MARKDOWN])
    return faults


def visit(pages: list[str], address: str, page, noted: list[str]) -> None:
    """Open each page as a reader does, hover and unfold: nothing runs, nothing is wider than the screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    for file in pages:
        page.goto(f"{address}kwaad/{file}", wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found = page.evaluate(
            "[typeof gehackt, document.documentElement.scrollWidth, document.body.innerText.includes('\\u202e')]"
        )
        assert found[0] == "undefined", file
        assert found[1] <= 320, (file, found[1])
        assert not found[2], file
        assert page.evaluate(IN_ORDER) == [], file
    assert noted == []


def test_there_are_enough_strings():
    assert len(HOSTILE) >= 150 and len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.slow
def test_pages_with_hostile_text_are_those_with_harmless_text(pair, watched, figure):
    page, noted = watched
    with serving(pair.hostile.parent) as address:
        assert compare(pair, page) == []
        every = len(pair.pages) // 60 + 1
        visit(pair.pages[::every], address, page, noted)
        figure("vijandige pagina's", len(pair.pages[::every]), "geopend in een browser, niets liep")
    figure("vijandige teksten", pair.texts, "in velden gezet, niets brak uit")
    figure("vijandige pagina's", len(pair.pages), "boom gelijk aan die met onschuldige tekst")


@pytest.mark.slow
def test_every_field_with_150_strings(tmp_path, watched, figure):
    pair = Pair(tmp_path, 150)
    page, noted = watched
    with serving(pair.hostile.parent) as address:
        assert compare(pair, page) == []
        own = [file for file in pair.pages if re.search(r"-\d+/index\.html$", file)]
        visit(own[:: len(own) // 200 + 1], address, page, noted)
    check_machine_files(pair.hostile)
    figure("vijandige teksten", pair.texts, "in velden gezet, niets brak uit")
    figure("vijandige pagina's", len(pair.pages), "boom gelijk aan die met onschuldige tekst")


def test_what_scripts_make_of_hostile_text(pair, watched, figure):
    page, noted = watched
    queries = [
        "<img src=x onerror=gehackt=1>",
        '"><script>gehackt=1</script>',
        "javascript:gehackt=1",
        "gehackt",
        "{{ 7*7 }}",
        "\u202e",
    ]
    with serving(pair.hostile.parent) as address:
        for query in queries:
            page.goto(f"{address}kwaad/zoeken/")
            page.evaluate("(q) => { location.href = '?' + new URLSearchParams({ q, soort: q, letterlijk: q }); }", query)
            page.wait_for_selector("#zoekresultaten[data-ready]", state="attached")
            made = page.evaluate(
                "[...document.querySelectorAll('#zoekresultaten *, #zoekmelding *, #zoekbedoeld *')].map((x) => x.tagName)"
            )
            assert set(made) <= {"A", "SPAN", "STRONG", "MARK", "BUTTON"}
            links = page.evaluate("[...document.querySelectorAll('#zoekresultaten a')].map((a) => a.protocol)")
            assert set(links) <= {"http:"}
            assert page.evaluate("typeof gehackt") == "undefined"
        for file in [file for file in pair.pages if file.endswith("-3/index.html")][:12]:
            page.goto(f"{address}kwaad/{file}")
            if page.locator(".kp-verwijs").count():
                page.locator(".kp-verwijs > summary").click()
                page.wait_for_selector(".kp-verwijs a[download]")
                made = page.evaluate("[...document.querySelectorAll('.kp-vouw dd *')].map((x) => x.tagName)")
                assert set(made) <= {"P", "CITE", "SPAN", "PRE", "CODE", "BUTTON", "A"}, file
            assert page.evaluate("typeof gehackt") == "undefined"
    assert noted == []
    figure("vijandige zoekvragen", len(queries), "getoond als tekst")


def check_machine_files(site: Path) -> int:
    """Every file for machines is read by a strict reader of its form. Returns how many there are."""
    seen = 0
    for path in sorted(site.rglob("*")):
        if not path.is_file() or "pagefind" in path.parts or "assets" in path.parts:
            continue
        seen += path.suffix in (".json", ".xml", ".ics", ".csv", ".html")
        raw = path.read_bytes()
        if path.suffix in (".json", ".jsonld", ".webmanifest"):
            json.loads(raw)
        elif path.suffix in (".xml", ".atom", ".rss"):
            ET.fromstring(raw)
        elif path.suffix == ".ics":
            lines = raw.decode("utf-8").removesuffix("\r\n").split("\r\n")
            assert all(re.match(r" |[A-Z][A-Z0-9-]*[;:]", line) and "\n" not in line and "\r" not in line for line in lines), path
            assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
            assert not any(line.startswith(("ATTACH", "X-NEP")) for line in lines), path
        elif path.suffix == ".csv":
            rows = io.StringIO(raw.decode("utf-8-sig"), newline="")
            for row in csv.reader(rows, delimiter=";" if b";" in raw.split(b"\n")[0] else ","):
                wrong = [cell for cell in row if cell[:1] in set("=+-@\t\r＝＋－＠") and not re.fullmatch(r"[+-]?[\d.,]+", cell)]
                assert not wrong, (path, wrong)
        elif path.suffix == ".html":
            for block in re.findall(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", raw.decode("utf-8"), re.S):
                found = json.loads(block)
                assert "Nep" not in str(found.get("@type") if isinstance(found, dict) else ""), path
    return seen


def test_files_for_machines_are_whole_and_hold_what_was_written(pair, figure):
    files = check_machine_files(pair.hostile)
    records = 0
    for path in sorted(pair.data.glob("*/*-*.yml")):
        wanted = yaml.safe_load(path.read_text("utf-8"))
        got = json.loads((pair.hostile / "api/v1" / path.parent.name / f"{path.stem}.json").read_text("utf-8"))
        for name, value in wanted.items():
            assert same(value, got[name]), (path, name, value, got[name])
        records += 1
    figure("bestanden voor programma's", files, "gelezen door een strenge lezer")
    figure("vijandige records", records, "uit JSON terug zoals ze waren")


def same(wanted: object, got: object) -> bool:
    """Whether a value came back as it was written, but for white space around it and between words."""
    if isinstance(wanted, dict):
        return wanted.keys() == got.keys() and all(same(value, got[name]) for name, value in wanted.items())
    if isinstance(wanted, list):
        return len(wanted) == len(got) and all(map(same, wanted, got))
    return (
        " ".join(wanted.split()) == " ".join(got.split())
        if isinstance(wanted, str) and isinstance(got, str)
        else str(wanted) == str(got)
    )


@pytest.mark.parametrize("said", [*REFUSED, *ONE_LINE], ids=ascii)
def test_what_no_text_may_hold_is_refused_with_its_place(said, tmp_path):
    shutil.copytree(BASIS, tmp_path / "data")
    (tmp_path / "data/lessen/les.yml").open("a", encoding="utf-8").write(f"beheerder: {json.dumps(said)}\n")
    (problem,) = load(tmp_path / "data").problems
    assert problem.rule in ("vreemd-teken", "ongeldige-waarde") and problem.line >= 1
    assert str(problem).isprintable()


@pytest.mark.parametrize("said", NOWHERE, ids=ascii)
def test_a_link_that_leads_nowhere_is_refused_with_its_place(said, tmp_path):
    shutil.copytree(BASIS, tmp_path / "data")
    les = tmp_path / "data/lessen/les.yml"
    les.write_text(les.read_text("utf-8").replace("inzicht: Tekst.", f"inzicht: {json.dumps(said)}"), "utf-8")
    (tmp_path / "docs").mkdir()
    _, found = examine(tmp_path / "data", tmp_path / "docs")
    assert [problem.line for problem in found if problem.rule == "kapotte-link" and problem.level == "fout"], found
    made = str(text.markdown(said, lambda ref: None))
    assert not re.search(r"<[^>]* (?:href|src|on\w+)=", made)


def test_every_text_field_has_a_limit(figure):
    kinds, fields = all_kinds(), 0
    for _, model in models(kinds):
        paths: list[str] = []
        Filler(kinds, lambda path, rich, paths=paths: paths.append(path) or "tekst", IDS).record(model)
        for wanted in dict.fromkeys(paths):
            record = Filler(kinds, lambda path, rich, wanted=wanted: "x" * 20_001 if path == wanted else "tekst", IDS).record(
                model
            )
            with pytest.raises(ValidationError) as refused:
                model.model_validate(record)
            assert {error["type"] for error in refused.value.errors()} <= {"string_too_long", "value_error"}
            fields += 1
    figure("tekstvelden", fields, "weigeren te lange tekst")


@pytest.mark.slow
def test_the_words_of_the_publisher_are_text(tmp_path, watched):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    said = "</title></footer>\"'><script>gehackt=1</script><img src=x onerror=gehackt=1> {{ 7*7 }} [[kp:inhoud]] \u202enep"
    about = {"naam": f"Naam {said}", "uitgever": said, "contact": said, "licentie": said}
    (tmp_path / "data/portaal.yml").write_text(yaml.safe_dump(about, allow_unicode=True), "utf-8")
    made = make_site(tmp_path / "site", tmp_path / "data")
    assert made.returncode == 0, made.stdout + made.stderr
    page, noted = watched
    with serving(tmp_path / "site") as address:
        for file in ("", "404.html", "lessen/", "over/colofon/", "ambities/bewustwording-en-activeren/"):
            page.goto(address + file)
            assert page.evaluate("typeof gehackt") == "undefined"
            assert page.evaluate("document.querySelectorAll('img, footer script').length") == 0
            assert "<script>gehackt=1</script><img src=x onerror=gehackt=1> {{ 7*7 }} [[kp:inhoud]] nep" in page.inner_text(
                "footer.kp-voetbalk"
            )
    assert noted == []


ESCAPES = (
    """\
{{ ''.__class__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ ''['__class__']['__base__'] }}
{{ []|attr('__class__') }}
{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}
{{ [''.__class__]|map(attribute='__mro__')|list }}
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{{ joiner.__init__.__globals__ }}
{{ namespace.__init__.__globals__['os'] }}
{{ lipsum.__globals__.os.environ }}
{{ lipsum.__globals__['__builtins__']['open']('/etc/passwd').read() }}
{{ self.__init__.__globals__ }}
{{ self._TemplateReference__context }}
{{ self.__dict__ }}
{{ config }}
{{ config.items() }}
{{ request.application.__globals__ }}
{{ url_for.__globals__ }}
{{ get_flashed_messages.__globals__ }}
{{ '%s'|format(self) }}
{{ '{0.__class__.__init__.__globals__}'.format(lessen) }}
{{ '{0.__class__}'.format_map({'0': 1}) }}
{{ ('a' ~ 'b').__class__ }}
{{ lessen.__globals__ }}
{{ lessen.__self__._portal }}
{{ lessen.func.__self__ }}
{{ lessen().__class__ }}
{{ lessen(**{'aantal': 1}) }}
{{ lessen(*[1]) }}
{{ lessen(aantal=lessen) }}
{{ lessen(aantal=range(10**9)|length) }}
{{ 'x' * 10**10 }}
{{ 9**9**9 }}
{{ range(999999999)|list }}
{{ lipsum(n=9999999) }}
{{ dict(a=1).update(b=2) }}
{{ [1,2,3].append(4) }}
{{ 'a'.join(['b']) }}
{{ caller() }}
{{ varargs }}
{{ super() }}
{{ loop }}
{{ true and lessen }}
{{ lessen if lessen else lessen }}
{{ not lessen }}
{{ [lessen] }}
{{ {'a': lessen} }}
{{ (lessen,) }}
{{ lessen[0] }}
{{ lessen|upper }}
{{ lessen is callable }}
{{ macros.load }}
{{ __import__('os').system('id') }}
{{ open('/etc/passwd').read() }}
{{ eval('1') }}
{{ environ('HOME') }}
{{ _portal() }}
{{ _record('lessen/les') }}
{{ __class__() }}
{{ __init__(1) }}
{{ table() }}
{{ link('../../../../etc/passwd') }}
{{ lijst('../data') }}
{{ pagina('../../etc/passwd', 'x') }}
{{ portaal('__class__') }}
{{ portaal('model_config') }}
{% set x = lessen %}
{% set x = ''.__class__ %}{{ x }}
{% include '/etc/passwd' %}
{% import 'os' as os %}
{% from 'record.html' import x %}
{% extends 'record.html' %}
{% for x in range(999999999) %}x{% endfor %}
{% for c in ''.__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}
{% if ''.__class__ %}x{% endif %}
{% macro x() %}{{ caller() }}{% endmacro %}
{% call lessen() %}x{% endcall %}
{% filter upper %}x{% endfilter %}
{% with x = 1 %}{{ x }}{% endwith %}
{% block x %}x{% endblock %}
{% do lessen() %}
{% debug %}
{% autoescape false %}x{% endautoescape %}
{{ lessen(aantal=-'x') }}
{{ lessen(aantal="""
    + "9" * 5000
    + """) }}
{{ lessen(aantal=0x"""
    + "f" * 5000
    + """) }}
{{ lessen(aantal="""
    + "-" * 900
    + """1) }}
{{ """
    + "(" * 5000
    + "1"
    + ")" * 5000
    + """ }}
{{ lessen(
{{ lessen) }}
{{ 'open }}
{% raw %}{{ x }}"""
)


def test_macros_reach_nothing_but_macros(figure):
    macros = macros_of(from_loaded(load(BASIS)), frozenset({"over"}))
    for source in ESCAPES.split("\n"):
        found = list(calls.problems(f"# Kop\n\n{source}\n", "docs/x.md", macros.table))
        assert found, f"niets te zeggen over {source}"
        for problem in found:
            assert problem.path == "docs/x.md" and problem.line == 3 and problem.column >= 1, (source, problem)
            assert problem.rule in {"macro-verboden", "macro-fout", "onbekende-macro"}
            assert problem.message.endswith(".") and problem.hint and str(problem).isprintable(), problem
    figure("uitwegen uit macro's", len(ESCAPES.split("\n")), "geweigerd met plaats en uitleg")


def test_signs_that_turn_the_direction_stay_out_of_pages_and_in_the_data(pair):
    turned = [path for path in pair.hostile.rglob("*.html") if any(sign in path.read_text("utf-8") for sign in text.TURNING)]
    assert turned == []
    kept = [path for path in pair.hostile.glob("api/v1/*.json") if any(sign in path.read_text("utf-8") for sign in text.TURNING)]
    assert kept
