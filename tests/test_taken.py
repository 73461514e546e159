"""Ten and more real tasks, done on a phone by tap and by keyboard; see `taken.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Locator, Page

from tests.conftest import PHONE
from tests.meten import unseen_focus

TASKS = yaml.safe_load((Path(__file__).parent / "taken.yml").read_text("utf-8"))
MOST_STEPS = 3
MOST_KEYS = 150  # how often somebody presses Tab before giving up


def wanted(page: Page, step: dict) -> Locator:
    """The link or button that a step chooses."""
    within = page.locator(step.get("in", "a, button, label"))
    found = within if isinstance(step["kies"], int) else within.filter(has_text=step["kies"])
    visible = found.locator("visible=true").nth(step["kies"] if isinstance(step["kies"], int) else 0)
    visible.wait_for()
    return visible


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Walk to something with Tab and press a key there; everything on the way shows that it has the focus."""
    target.evaluate("element => { window.doel = element }")
    for _ in range(MOST_KEYS):
        if page.evaluate("document.activeElement === window.doel"):
            return page.keyboard.press(key) if key else None
        page.keyboard.press("Tab")
        assert unseen_focus(page) == []
    raise AssertionError(f"{target} cannot be reached with Tab")


def search(page: Page, query: str, *, by_tap: bool) -> None:
    field = page.locator("#zoekvraag, #zoek-kop").last
    field.tap() if by_tap else press(page, field, "")
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("#zoekresultaten[data-ready] a")


@pytest.mark.parametrize("by_tap", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["tap", "keyboard"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["taak"])
def test_task(task, by_tap, browser, served):
    assert len(task["stappen"]) <= MOST_STEPS
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(served)
        for step in task["stappen"]:
            if "zoek" in step:
                search(page, step["zoek"], by_tap=by_tap)
            else:
                target = wanted(page, step)
                target.tap() if by_tap else press(page, target)
            page.wait_for_load_state()
        page.wait_for_url(f"{served}{task['doel']}**")


def test_there_are_ten_tasks_for_readers_of_all_kinds():
    assert len(TASKS) >= 10
