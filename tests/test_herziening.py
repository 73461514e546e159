"""Records that should have been reviewed: the browser says so on the page."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import make_site, serving
from tests.test_browser import DESKTOP, PHONE, faults

RECORDS = Path(__file__).parent / "gevallen" / "basis" / "data"
REMARK = "Deze pagina had vóór 1 mei 2027 nagekeken moeten zijn."


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A small site in which the lesson has to be reviewed before 1 May 2027, and nothing else has to be."""
    folder = tmp_path_factory.mktemp("herzien")
    data = folder / "data"
    shutil.copytree(RECORDS, data)
    (data / "portaal.yml").unlink()
    lesson = data / "lessen" / "les.yml"
    lesson.write_text(lesson.read_text("utf-8") + "herzien_voor: 2027-05-01\n", "utf-8")
    made = make_site(folder / "site", data)
    assert made.returncode == 0, made.stderr
    with serving(folder / "site") as served:
        yield served


def opened(page: Page, url: str, moment: str) -> Page:
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(moment))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_is_late_says_so_quietly(browser, address, size, scheme):
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = opened(context.new_page(), f"{address}lessen/les/", "2027-05-02T08:00:00+02:00")
        expect(page.locator(".kp-kop .kp-lead + .kp-verlopen")).to_have_text(REMARK)
        expect(page.locator("dd:has(time[data-herzien])")).to_have_text("1 mei 2027 (verlopen)")
        assert page.locator(".kp-verlopen[role], .kp-verlopen[aria-live]").count() == 0
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-11-22T12:00:00+01:00", False),
        ("2027-05-01T23:59:00+02:00", False),
        ("2027-05-02T00:01:00+02:00", True),
        ("2030-01-01T12:00:00+01:00", True),
    ],
)
def test_the_day_is_that_in_the_netherlands_wherever_the_reader_is(browser, address, moment, late, zone):
    with browser.new_context(timezone_id=zone) as context:
        page = opened(context.new_page(), f"{address}lessen/les/", moment)
        expect(page.locator(".kp-verlopen")).to_have_count(2 if late else 0)


def test_a_page_without_a_review_date_loads_nothing_for_it(browser, address):
    with browser.new_context() as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        opened(page, f"{address}themas/thema/", "2030-01-01T12:00:00+01:00")
        assert "portaal.js" in asked and "verlopen.js" not in asked
        opened(page, f"{address}lessen/les/", "2030-01-01T12:00:00+01:00")
        assert "verlopen.js" in asked


def test_without_javascript_the_page_only_gives_the_date(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}lessen/les/")
        assert page.locator("time[data-herzien]").get_attribute("datetime") == "2027-05-01"
        expect(page.locator("dd:has(time[data-herzien])")).to_have_text("1 mei 2027")
