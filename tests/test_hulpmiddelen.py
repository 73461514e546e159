"""Routewijzer and Beleidscheck, as a municipal officer uses them: by keyboard, shared, kept, printed, without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, faults, in_every_view

ROUTES = ["route-1-visie-beleid-uitvoering", "route-2-van-binnen-naar-buiten", "route-3-samen-werken-aan-doelen"]


def reasons(page: Page, route: str) -> list[str]:
    """The reasons that are shown with a route."""
    return page.locator(f"[data-route={route}] li:visible").all_inner_texts()


def press_until(page: Page, key: str, selector: str, most: int = 60) -> None:
    """Press a key until the focus is on something."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {key}")


@in_every_view
def test_the_routewijzer_by_keyboard(page, served):
    page.goto(f"{served}handreikingen/routewijzer/")
    everything = [len(reasons(page, route)) for route in ROUTES]
    assert all(everything)
    press_until(page, "Tab", "input[name=visie]")
    page.keyboard.press("Space")  # no vision
    press_until(page, "Tab", "input[name=afdelingen]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[value=afdelingen-schotten]")).to_be_checked()
    assert page.url.endswith("routewijzer/?visie=geen-visie&afdelingen=afdelingen-schotten")
    expect(page.locator("[data-stand]")).to_contain_text("2 van de 6 vragen")
    shown = [reasons(page, route) for route in ROUTES]
    assert all(shown) and [len(part) for part in shown] < everything  # no route is left out, none has all its reasons
    assert any("Van buiten naar binnen" in reason for reason in shown[1])
    assert [page.locator("[data-route]").nth(n).get_attribute("data-route") for n in range(3)] == ROUTES
    assert faults(page) == []


def test_an_outcome_can_be_shared_and_started_again(page, served):
    page.goto(f"{served}handreikingen/routewijzer/?visie=brede-visie&kracht=onzin&iets=anders")
    expect(page.locator("input:checked")).to_have_count(1)
    shown = {route: reasons(page, route) for route in ROUTES}
    page.reload()
    assert {route: reasons(page, route) for route in ROUTES} == shown
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator("input:checked")).to_have_count(0)
    assert "visie" not in page.url
    expect(page.locator("input[name=visie]").first).to_be_focused()


def test_a_bundle_that_goes_along_is_no_answer(page, served):
    page.goto(f"{served}handreikingen/routewijzer/")
    everything = {route: reasons(page, route) for route in ROUTES}
    page.goto(f"{served}handreikingen/routewijzer/?bundel=lessen/samenwerking-nooit-af&bundeltitel=Mee")
    expect(page.get_by_role("region", name="Uw bundel")).to_be_visible()
    page.locator("input[name=visie]").first.check()
    expect(page.locator("[data-stand]")).to_contain_text("1 van de 6 vragen")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator("[data-stand]")).to_contain_text("nog niets gekozen")
    assert {route: reasons(page, route) for route in ROUTES} == everything


def test_a_route_without_a_word_says_so(page, served):
    page.goto(f"{served}handreikingen/routewijzer/?kracht=kracht-meten")
    expect(page.locator(f"[data-route={ROUTES[0]}] [data-leeg]")).to_be_visible()
    expect(page.locator(f"[data-route={ROUTES[2]}] [data-leeg]")).to_be_hidden()


@pytest.fixture
def plain(browser, served):
    """A page without JavaScript."""
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        yield context.new_page()


def test_the_routewijzer_can_be_read_without_a_script(plain, served):
    plain.goto(f"{served}handreikingen/routewijzer/")
    for number in range(1, 7):
        expect(plain.locator("legend", has_text=f"{number}. ")).to_be_visible()
    for route in ROUTES:
        assert len(reasons(plain, route)) > 5
    assert plain.locator("input[type=radio]:visible, [data-routewijzer] button:visible").count() == 0
    expect(plain.get_by_text("Dit is geen advies")).to_be_visible()


def test_the_beleidscheck_can_be_read_without_a_script(plain, served):
    plain.goto(f"{served}handreikingen/interviewchecklist/")
    expect(plain.locator(".kp-vragen > li:visible")).to_have_count(28)
    expect(plain.locator("textarea:visible, .kp-check button:visible")).to_have_count(0)
    assert plain.locator("#checklist-soort-organisaties").count() == 1  # merged into another, its links still work


@in_every_view
def test_the_beleidscheck_by_keyboard(page, served):
    page.goto(f"{served}handreikingen/interviewchecklist/")
    press_until(page, "Tab", "[data-begin]")
    page.keyboard.press("Enter")
    expect(page.locator("#checklist-visie textarea")).to_be_focused()
    page.keyboard.type("Visie uit 2019")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-stand]")).to_contain_text("1 van de 28 vragen besproken")
    assert faults(page) == []
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('notities'))") == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_notes_are_kept_only_after_the_reader_asks_and_go_when_the_reader_says_so(page, served):
    address = f"{served}handreikingen/interviewchecklist/"
    page.goto(address)
    page.locator("[data-begin]").click()
    page.locator("#checklist-doel textarea").fill("Meer vrijwilligers")
    page.locator("[data-bewaar]").check()
    page.goto(address)
    expect(page.locator("#checklist-doel textarea")).to_have_value("Meer vrijwilligers")
    page.locator("[data-bewaar]").uncheck()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('notities'))") == []
    expect(page.locator("#checklist-doel textarea")).to_have_value("Meer vrijwilligers")
    page.locator("[data-bewaar]").check()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Wis alles").click()
    page.goto(address)
    expect(page.locator("[data-begin]")).to_be_visible()


def test_notes_go_into_a_file_and_nothing_is_sent(page, served):
    page.goto(f"{served}handreikingen/interviewchecklist/")
    page.locator("[data-begin]").click()
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("#checklist-budget textarea").fill("Eén miljoen,\nuit twee domeinen")
    page.locator("#checklist-budget input[type=checkbox]").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Sla op als bestand").click()
    text = download.value.path().read_text("utf-8-sig")
    assert download.value.suggested_filename.endswith(".txt")
    assert page.url in text
    assert "Hoe groot is het budget" in text
    assert "[x] besproken\nEén miljoen,\nuit twee domeinen\n" in text.replace("\r", "")
    assert text.count("[ ] nog niet besproken") == 27
    assert [url for url in sent if not url.startswith("blob:")] == []


def test_notes_that_stand_nowhere_else_are_not_lost_by_accident(page, served):
    page.goto(f"{served}handreikingen/interviewchecklist/")
    page.locator("[data-begin]").click()
    page.locator("#checklist-doel textarea").fill("Nog niet bewaard")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(served)
    assert asked == ["beforeunload"]


def test_notes_are_printed(page, served):
    page.goto(f"{served}handreikingen/interviewchecklist/")
    page.locator("[data-begin]").click()
    page.locator("#checklist-doel textarea").fill("Op papier")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#checklist-doel .kp-notitie__druk")).to_have_text("Op papier")
    expect(page.locator("#checklist-doel .kp-notitie__druk")).to_be_visible()
    expect(page.locator("#checklist-doel textarea")).to_be_hidden()
