"""A link to a heading outlives the words of that heading, and what else comes to stand on the page."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown

from macros.kinds import all_kinds
from macros.kinds.fields import Ref
from macros.kinds.places import Reference, marks
from macros.pages import frontmatter, headings
from tests.conftest import ROOT, make_site

BASIS = Path(__file__).parent / "gevallen" / "basis" / "data"


class Headings(HTMLParser):
    """The headings of a page with their ids; without those of cards, whose address is that of their record."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self._footer = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._footer = self._footer or tag == "footer" and given.get("class") == "kp-voetbalk"
        if re.fullmatch("h[1-6]", tag) and "kp-kaart__titel" not in given.get("class", "") and not self._footer:
            self.found.append((tag, given.get("id")))


def test_every_heading_of_the_site_has_a_fixed_id(site):
    without, titles = [], set()
    for path in site.rglob("*.html"):
        for tag, id_ in Headings(path.read_text("utf-8")).found if "pagefind" not in path.parts else ():
            if tag == "h1":
                titles.add(id_)
            elif not id_ or re.search(r"[-_]\d{1,2}$", id_):  # a year is no place in a row
                without.append((str(path.relative_to(site)), tag, id_))
    assert without == []
    assert titles <= {"titel", None}  # never made of the words


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.folder)
def test_each_heading_for_related_records_has_one_name(kind):
    names: dict[str, set[str]] = {}
    for model in kind.models:
        for place in marks(model, Ref):
            if place.mark.back:
                names.setdefault(place.mark.back, set()).add(Reference(place.path, "", place.mark).anchor)
    assert [heading for heading, found in names.items() if len(found) > 1] == []
    assert len({name for found in names.values() for name in found}) == len(names)


def test_ids_stay_when_words_change_and_other_records_come(tmp_path):
    """Two sites: in the second the theme and the lesson are called otherwise, and more records refer to the theme."""
    ids = []
    for more in (False, True):
        data = tmp_path / str(more)
        shutil.copytree(BASIS, data)
        lesson, theme = data / "lessen/les.yml", data / "themas/thema.yml"
        lesson.write_text(lesson.read_text("utf-8") + "themas: [thema]\n", "utf-8")
        theme.write_text(theme.read_text("utf-8") + "zie_ook: [lessen/les]\n", "utf-8")
        if more:
            for path in (lesson, theme):
                path.write_text(path.read_text("utf-8").replace("titel: Een", "titel: Heel anders, een"), "utf-8")
            shutil.copy(lesson, data / "lessen/andere.yml")
            source = data / "bronnen/bron.yml"
            source.write_text(source.read_text("utf-8") + "themas: [thema]\nzie_ook: [themas/thema]\n", "utf-8")
            theme.write_text(theme.read_text("utf-8") + "citaten: [{tekst: Zo is het, bron: bron, kop: Slot}]\n", "utf-8")
        (data / "portaal.yml").unlink()  # so that pages in docs/ may name records that are not there
        made = make_site(tmp_path / f"{more}-site", data)
        assert made.returncode == 0, made.stderr
        ids.append([id_ for _, id_ in Headings((tmp_path / f"{more}-site/themas/thema/index.html").read_text("utf-8")).found])
    assert ids[0] == ["titel", "inleiding", "kenmerken", "herkomst", "zie-ook", "verbonden-lessen-themas"]
    assert [id_ for id_ in ids[1] if id_ in ids[0]] == ids[0]
    assert set(ids[1]) - set(ids[0]) == {"citaten", "verbonden-bronnen-themas"}


ODD = """Onderstreept
---

Twee regels
boven een streep
---

## Met een macro {{ link("lessen/les") }}
##Zonder spatie
###### Diep ######
#### Met `code` en <b>tag</b> { .klasse }
    ## ingesprongen
- ## in een lijst

> ## in een citaat

```
## code
```
<div markdown>

## In een blok

<h3>Als HTML</h3>

</div>

| kop |
|-----|
| cel |

####### te diep
"""


@pytest.mark.parametrize("path", [None, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path and path.stem)
def test_the_check_finds_the_headings_that_markdown_makes(path):
    """Without the ids that stand in them, as many are reported as the real parser makes."""
    source = frontmatter.without(path.read_text("utf-8")) if path else ODD
    source = re.sub(r" \{ #[\w-]+ \}", "", source)
    html = Markdown(extensions=["attr_list", "md_in_html", "tables", "fenced_code"]).convert(source)
    made = [tag for tag, _ in Headings(html).found if tag != "h1"]
    assert len(list(headings.check(source, "x.md"))) == len(made)
