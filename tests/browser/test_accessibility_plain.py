"""The pages in a browser whose scripts are switched off, or whose reader wants tables only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from layouts.ids import Ids
from layouts.plain.markup import PLAIN, plain_address
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PAGES, PLACEMENTS, TRENDS, VARIANCE, Page

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def scriptless(open_window: OpenWindow) -> Window:
    """A window that runs no script."""
    return open_window(java_script_enabled=False)


def reach(window: Window, path: str) -> BrowserPage:
    """Open the page with charts at ``path`` and arrive, without a script, at the plain one."""
    window.page.goto(window.address + path)
    expect(window.page).to_have_url(window.address + plain_address(path))
    return window.page


@every_page
def test_every_page_arrives_as_tables_without_a_script(scriptless: Window, page: Page) -> None:
    shown = reach(scriptless, f"{page.path}?month=2018-05")
    expect(shown.locator("h1")).to_have_count(1)
    expect(shown.locator("h1")).not_to_be_empty()
    for table in shown.locator(".chart-card > .table-view table, .screen-table table").all():
        expect(table).to_be_visible()
    expect(shown.get_by_label("Month", exact=True)).to_have_value("2018-05")


def test_choices_and_links_work_without_a_script(scriptless: Window) -> None:
    shown = reach(scriptless, VARIANCE.path)
    shown.get_by_label("Month", exact=True).select_option("2018-05")
    shown.get_by_role("button", name="Show").click()
    expect(shown.locator(".choice-bar")).to_contain_text("May 2018, published")
    shown.get_by_role("link", name="The paper’s order").click()
    expect(shown).to_have_url(re.compile("month=2018-05.*order=paper"))
    shown.get_by_role("navigation", name="Pages").get_by_role("link", name=TRENDS.name).click()
    shown.get_by_label("Earlier years").select_option("reported")
    shown.get_by_role("button", name="Show").last.click()
    expect(shown).to_have_url(re.compile(f"{PLAIN}{TRENDS.path}.*basis=reported"))
    expect(shown.get_by_label("Month", exact=True)).to_have_value("2018-05")


def test_search_and_the_way_to_the_paper_work_without_a_script(scriptless: Window) -> None:
    shown = reach(scriptless, OVERVIEW.path)
    shown.locator(f"#{Ids.SEARCH}").fill("looked after")
    shown.get_by_role("button", name="Find").first.click()
    shown.locator(".hits").get_by_role("link").first.click()
    expect(shown.locator("h1")).to_contain_text("Children in Care Placements")
    shown.locator(".tile-source a").first.click()
    expect(shown.locator("[data-cited]").first).to_be_in_viewport()


def test_a_page_that_is_not_there_is_said_without_a_script(scriptless: Window) -> None:
    scriptless.page.goto(f"{scriptless.address}{PLAIN}/nowhere")
    expect(scriptless.page.locator("h1")).to_have_text("Page not found")
    scriptless.page.get_by_role("link", name=TRENDS.name).click()
    expect(scriptless.page).to_have_url(scriptless.address + PLAIN + TRENDS.path)


@every_page
@pytest.mark.parametrize("width", [320, 1366])
def test_a_plain_page_is_sound(open_window: OpenWindow, page: Page, width: int) -> None:
    window = open_window(width)
    window.page.goto(window.address + plain_address(f"{page.path}?q=care&month=1999-01"))
    assert window.findings() == []
    assert not window.page.evaluate(SIDEWAYS)
    assert window.faults == []
    assert not [each for each in window.requests if each.resource_type == "script"]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (OVERVIEW.path, Charts.DIRECTORATES),
        (OVERVIEW.path, Charts.TRACK),
        (VARIANCE.path, Charts.SERVICES),
        (PLACEMENTS.path, Charts.UNIT_COSTS),
        (PLACEMENTS.path, Charts.SPLIT),
        (TRENDS.path, Charts.TREND),
        (COMPARE.path, Charts.MOVEMENT),
    ],
)
def test_a_file_says_the_same_with_and_without_a_script(window: Window, path: str, key: str) -> None:
    card = window.open(path).locator(f"#{key}")
    card.locator(".card-actions summary").click()
    with window.page.expect_download() as download:
        card.locator("[data-action=csv]").click()
    saved = Path(download.value.path()).read_bytes().decode("utf-8").split("\r\n")
    served = window.page.request.get(f"{window.address}{PLAIN}{path}?csv={key}").body().decode("utf-8").split("\r\n")
    assert saved[:3] == served[:3]
    assert saved[4:] == served[4:]
    assert len(saved) > 7
