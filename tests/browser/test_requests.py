"""What a visit asks the server for: one answer for each choice and each page, and every file once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.test_selection import choose_first
from tests.browser.window import Window
from views.site_map import OVERVIEW, PAGES, PRESENT, RUNNING_ORDER, Page

FILES = ("document", "script", "stylesheet", "font")


def files(window: Window) -> list[str]:
    """Addresses of the pages, scripts, stylesheets and fonts asked for, kept ones included."""
    return [each.url for each in window.requests if each.resource_type in FILES]


def follow(window: Window, name: str, path: str) -> None:
    """Turn to ``path`` by the link called ``name``, which takes one request."""
    before = len(window.answers)
    window.page.get_by_role("link", name=name, exact=True).first.click()
    expect(window.page).to_have_url(re.compile(rf"{re.escape(path)}(\?|$)"))
    window.quiet()
    assert len(window.answers) - before == 1, path


@pytest.mark.parametrize("page", [page for page in PAGES if page != PRESENT], ids=lambda page: page.path)
def test_every_choice_on_a_page_takes_one_request(window: Window, page: Page) -> None:
    window.open(page.path)
    controls = window.page.locator("select").evaluate_all("all => all.map(each => each.id)")
    assert {Ids.MONTH, Ids.COMMITTEE, Ids.DIRECTORATE} <= set(controls)
    for control in controls:
        window.open(page.path)
        before, loaded = len(window.answers), files(window)
        choose_first(window, control)
        window.quiet()
        assert len(window.answers) - before == 1, control
        assert files(window) == loaded, control


def test_moving_between_pages_by_link_fetches_no_file_again(first_window: Window) -> None:
    first = OVERVIEW
    first_window.open(first.path)
    first_window.quiet()
    menu = [page for page in PAGES if page.in_menu]
    for page in [*(each for each in menu if each != first), first]:
        follow(first_window, page.name, page.path)
    asked = files(first_window)
    assert len(asked) == len(set(asked))
    for page in [*(each for each in menu if each != first), first]:
        follow(first_window, page.name, page.path)
    follow(first_window, "Present", PRESENT.path)
    first_window.page.mouse.move(400, 400)
    follow(first_window, "Choose screens", RUNNING_ORDER.path)
    first_window.page.locator("input[name=q]").fill("foster")
    first_window.page.keyboard.press("Enter")
    expect(first_window.page.locator("main a").first).to_be_visible()
    first_window.settled()
    assert files(first_window) == asked


def test_the_place_of_a_number_is_shown_without_fetching_a_file(first_window: Window) -> None:
    first_window.open(OVERVIEW.path)
    first_window.quiet()
    asked, before = files(first_window), len(first_window.answers)
    first_window.page.locator(".chart-card .source a").first.click()
    expect(first_window.page.locator("[data-cited]")).to_be_visible()
    first_window.quiet()
    assert files(first_window) == asked
    assert len(first_window.answers) - before == 1
