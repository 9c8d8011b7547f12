"""Every page, for every bundled month and on every width, is what a visitor can trust and read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from data.dataset import Dataset
from layouts.pages.printed import NAMES
from tests.browser.window import OpenWindow, Window
from views.site_map import PAGES, PRODUCT, SOURCES, Page

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
USUAL_WIDTH = 1366
WIDTHS = (390, USUAL_WIDTH, 1920)
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"

# Everything that Tab should reach, in the order of the document.
STOPS = """() => [...document.querySelectorAll(
    'a[href], button, select, input, textarea, summary, [tabindex]')].filter(each =>
      each.tabIndex >= 0 && !each.disabled && each.checkVisibility({visibilityProperty: true}))"""
NAME = "each => `${each.tagName} ${each.id || each.getAttribute('aria-label') || each.textContent.trim()}`"
FOCUSED = f"() => document.activeElement === document.body ? null : ({NAME})(document.activeElement)"


def title_of(page: Page) -> re.Pattern[str]:
    """The title of a page's tab names the page, the month and the product."""
    return re.compile(rf"^{page.title}, \w+ \d{{4}} – {PRODUCT}$")


@every_page
@pytest.mark.parametrize("width", WIDTHS)
def test_page_is_sound_in_every_month(open_window: OpenWindow, dataset: Dataset, page: Page, width: int) -> None:
    window = open_window(width)
    # What differs by month is the figures: one width shows them all, the others the newest.
    for month in dataset.months if width == USUAL_WIDTH else dataset.months[-1:]:
        window.open(f"{page.path}?month={month.key}")
        assert window.findings() == [], month.key
        assert window.faults == [], month.key
        assert window.elsewhere == [], month.key
        assert not window.page.evaluate(SIDEWAYS), month.key
        expect(window.page).to_have_title(title_of(page))
        # Plotly's own bar would send the figures to another host.
        expect(window.page.locator(".modebar-btn")).to_have_count(0)


def test_each_page_has_its_own_title(window: Window) -> None:
    assert len({page.title for page in PAGES}) == len(PAGES)
    window.open(PAGES[0].path)
    window.page.get_by_role("navigation", name="Pages").get_by_role("link", name=PAGES[1].name).click()
    window.settled()
    expect(window.page).to_have_title(title_of(PAGES[1]))


@every_page
def test_tab_reaches_everything_once_in_order_and_back(first_window: Window, page: Page) -> None:
    window = first_window  # what comes after the last control is not the same in a used window
    window.open(page.path)
    expected = window.page.evaluate(f"() => ({STOPS})().map({NAME})")

    def walk(key: str, steps: int) -> list[str | None]:
        """Names of what has the focus after each press of ``key``; None is the page itself."""
        reached = []
        for _ in range(steps):
            window.page.keyboard.press(key)
            reached.append(window.page.evaluate(FOCUSED))
        return reached

    assert walk("Tab", len(expected) + 1) == [*expected, None]
    assert walk("Shift+Tab", len(expected)) == expected[::-1]


@every_page
def test_skip_link_comes_first_and_leads_past_the_menu(window: Window, page: Page) -> None:
    window.open(page.path)
    window.page.keyboard.press("Tab")
    expect(window.page.locator("a.skip-link")).to_be_focused()
    expect(window.page.locator("a.skip-link")).to_be_in_viewport()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_page_that_is_not_there_says_so_accessibly(window: Window) -> None:
    reply = window.page.goto(f"{window.address}/no-such-page")
    assert reply is not None
    assert reply.status == 404
    expect(window.page.locator("h1")).to_have_text("Page not found")
    assert window.findings() == []
    window.page.get_by_role("link", name=PAGES[1].name).click()
    window.settled()
    expect(window.page).to_have_title(title_of(PAGES[1]))


def test_every_table_of_the_sources_is_accessible(window: Window, dataset: Dataset) -> None:
    for month in dataset.months:
        for table in (name for name in NAMES if month.tables.get(name)):
            window.open(f"{SOURCES.path}?month={month.key}&table={table}")
            assert window.findings() == [], (month.key, table)


@pytest.mark.parametrize("path", ["/#%", "//trends", "/%74rends#%E0%A4%A"])
def test_an_address_written_oddly_leads_to_its_page(window: Window, path: str) -> None:
    page = window.open(path)
    expect(page.locator("header nav a.here")).to_have_attribute("aria-current", "page")
    expect(page).to_have_title(re.compile("Trends" if "rends" in path else "Overview"))
    assert window.faults == []
