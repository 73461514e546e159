"""The portal's own records and pages are free of problems and hold what the portal promises."""

from pathlib import Path

import pytest

from macros.problems import report
from tests.bouwen import examine_thoroughly

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def examined():
    return examine_thoroughly(ROOT / "data", ROOT / "docs")


def test_no_problems(examined):
    assert report(examined[1]) == ""


def test_every_lesson_says_who_concludes_it(examined):
    portal, _ = examined
    assert [lesson.ref for lesson in portal.public("lessen") if not lesson.zekerheid] == []


def test_themes_are_the_27(examined):
    assert len(examined[0].public("themas")) == 27


def test_no_two_records_of_a_kind_share_a_title(examined):
    portal, _ = examined
    for folder in portal.kinds:
        titles = [record.titel.casefold() for record in portal.public(folder)]
        assert sorted(titles) == sorted(set(titles))


def test_summaries_do_not_sound_alike(examined):
    """No four opening words more than three times, over all kinds."""
    openings: dict[str, list[str]] = {}
    for record in examined[0].all():
        openings.setdefault(" ".join(record.samenvatting.casefold().split()[:4]), []).append(record.ref)
    assert {words: refs for words, refs in openings.items() if len(refs) > 3} == {}
