"""What a page says to those who listen: one polite message a change, names and labels, minus signs that are spoken."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.states import EMPTY, FULL, NOTED
from tests.browser.walk import Walked
from tests.browser.window import Window
from views.chart_keys import Charts
from views.site_map import OVERVIEW, PRESENT, TRENDS, VARIANCE

STATES = {**FULL, **EMPTY, **NOTED}
# Every change to a live region is what a screen reader would speak.
LISTEN = """() => {
  window.spoken = [];
  new MutationObserver(changes => {
    const words = new Set(changes.map(({target}) => target.nodeType === 1 ? target : target.parentElement)
      .map(each => each.closest('[role=status], [role=alert], [aria-live]')).filter(each => each && each.textContent)
      .map(each => each.textContent));
    window.spoken.push(...words);
  }).observe(document.body, {childList: true, characterData: true, subtree: true});
}"""
# A hyphen before an amount is read as a pause or not at all; a true minus sign is read as minus.
HYPHEN_FOR_MINUS = re.compile(r"(?<![\w–-])-(?:\s?£|\d)")


def listen(window: Window, path: str) -> BrowserPage:
    """Open a page and note from then on what it says."""
    page = window.open(path)
    # The link of the page is marked once the page has arrived, which is when later changes begin to be told.
    expect(page.locator(f"#{Ids.MENU} [aria-current=page]")).to_have_count(1)
    page.evaluate(LISTEN)
    return page


def spoken(page: BrowserPage) -> list[str]:
    """What was said since ``listen``."""
    said: list[str] = page.evaluate("window.spoken")
    return said


def test_a_choice_is_answered_in_one_message_that_says_what_the_page_now_shows(window: Window) -> None:
    page = listen(window, f"{OVERVIEW.path}?month=2020-01")
    page.locator(f"#{Ids.MONTH}").select_option("2018-05")
    expect(page.locator(f"#{Ids.SPOKEN}")).to_contain_text("Month: May 2018")
    window.settled()
    assert spoken(page) == [f"{page.locator('h1').inner_text()}. Month: May 2018"]


def test_a_view_that_keeps_the_heading_is_told_by_its_name(window: Window) -> None:
    page = listen(window, VARIANCE.path)
    page.get_by_role("link", name="The paper’s order").click()
    expect(page.locator(f"#{Ids.SPOKEN}")).to_have_text("Order of lines: The paper’s order")
    window.settled()
    assert spoken(page) == ["Order of lines: The paper’s order"]


def test_a_new_page_says_nothing_besides_its_heading(window: Window) -> None:
    page = listen(window, OVERVIEW.path)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=TRENDS.name).click()
    expect(page.locator("main h1")).to_be_focused()
    window.settled()
    assert spoken(page) == []


def test_a_choice_that_cannot_be_honoured_is_one_message(window: Window) -> None:
    page = listen(window, f"{OVERVIEW.path}?month=2020-01&directorate=communities-safety")
    page.locator(f"#{Ids.COMMITTEE}").select_option("adults")
    window.settled()
    expect(page).to_have_url(re.compile("committee=adults"))
    window.settled()
    assert len(spoken(page)) == 1


def test_a_page_that_fails_is_one_message(window: Window, failing: str) -> None:
    page = listen(window, OVERVIEW.path)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="About").click()
    expect(page.get_by_role("alert")).to_contain_text("This page could not be made")
    expect(page.locator("main h1")).to_be_focused()
    assert len(spoken(page)) <= 1


def test_a_server_that_does_not_answer_is_told_until_it_does(window: Window) -> None:
    page = listen(window, f"{OVERVIEW.path}?month=2020-01")
    lost = page.get_by_role("alert").filter(has_text="No answer came from the dashboard")
    page.context.set_offline(True)
    page.locator(f"#{Ids.MONTH}").select_option("2018-05")
    expect(lost).to_be_visible()
    assert window.findings() == []
    page.context.set_offline(False)
    page.locator(f"#{Ids.MONTH}").select_option("2018-03")
    expect(page.locator("main h1")).to_contain_text("overspent")
    expect(lost).to_have_count(0)


def test_what_was_copied_is_said_once(window: Window) -> None:
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = listen(window, OVERVIEW.path)
    page.locator(f"#{Charts.DIRECTORATES}").get_by_role("button", name="Copy sentence").click()
    expect(page.locator(f"#{Ids.SPOKEN}")).to_have_text("Copied")
    assert spoken(page) == ["Copied"]


def test_every_control_has_a_name_every_hint_is_there_and_one_region_speaks(walked: Walked) -> None:
    for name, path in STATES.items():
        seen = walked[name]
        assert seen["unnamed"] == [], name
        meeting = [Ids.MEETING_STATUS] if PRESENT.path == path.split("?")[0] else []
        assert [each for each in seen["regions"] if each != "notice"] == [*meeting, Ids.SPOKEN], name


@pytest.mark.parametrize("name", FULL)
def test_amounts_have_a_minus_sign_that_is_spoken(walked: Walked, name: str) -> None:
    assert len(walked[name]["words"]) > 20
    assert [each for each in walked[name]["words"] if HYPHEN_FOR_MINUS.search(each)] == []


@pytest.mark.parametrize(
    ("words", "wrong"), [("-£5k", True), ("from -5 to", True), ("−£5k", False), ("2019-20", False), ("a - b", False)]
)
def test_a_hyphen_for_a_minus_is_found(words: str, wrong: bool) -> None:
    assert bool(HYPHEN_FOR_MINUS.search(words)) == wrong
