"""No fact of the sources is lost: each stands in the page of a record, or it is said why it is left out."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import yaml

FACTS = yaml.safe_load((Path(__file__).parent / "dekking.yml").read_text("utf-8"))
NUMBER = 903  # of the inventory that this was made from


def plain(text: object) -> str:
    return " ".join(str(text).split()).casefold()


def test_every_fact_of_the_inventory_is_accounted_for():
    assert len(FACTS) == NUMBER
    assert [id_ for id_, place in FACTS.items() if set(place) not in ({"record", "waarde"}, {"weggelaten"})] == []


def test_each_fact_stands_in_the_page_of_its_record(site):
    @cache
    def text_of(record: str) -> str:
        page = (site / record / "index.html").read_text("utf-8")
        article = page[page.index("<article") : page.index("</article>")]
        joined = re.sub(r"</?(?:a|em|strong|code|span)\b[^>]*>", "", article)  # these stand inside words too
        return plain(html.unescape(re.sub(r"<[^>]+>", " ", joined)))

    lost = {
        id_: place for id_, place in FACTS.items() if "record" in place and plain(place["waarde"]) not in text_of(place["record"])
    }
    assert lost == {}


def test_what_is_left_out_has_a_reason():
    reasons = [place["weggelaten"] for place in FACTS.values() if "weggelaten" in place]
    assert all(len(reason.split()) > 4 for reason in reasons)
