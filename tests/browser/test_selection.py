"""What a visitor chooses stands in the address, and an address gives exactly what was chosen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from data.dataset import Dataset, Month
from data.formatting import month_name
from layouts.ids import Ids
from tests.browser.window import OpenWindow, Window
from views.site_map import ABOUT, FIND, PAGES, PRESENT, TRENDS, Page

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
with_choices = pytest.mark.parametrize("page", [page for page in PAGES if page != PRESENT], ids=lambda page: page.path)
of_a_month = pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in (ABOUT, FIND, PRESENT)], ids=lambda page: page.path
)
in_menu = pytest.mark.parametrize("page", [page for page in PAGES if page.in_menu], ids=lambda page: page.path)


@pytest.fixture
def earlier(dataset: Dataset) -> Month:
    """A month that is not the one shown first."""
    return dataset.months[0]


def shown(page: BrowserPage) -> dict[str, object]:
    """Everything a visitor reads, and what the choices stand at."""
    choices = (Ids.MONTH, Ids.COMMITTEE, Ids.DIRECTORATE)
    return {
        "page": page.locator("main").inner_text(),
        # What was said of the last change is no part of a view.
        "structure": re.sub(r"- status.*\n", "", page.locator("body").aria_snapshot()),
        "marks": page.eval_on_selector_all("main svg text", "all => all.map(each => each.textContent)"),
        "choices": {choice: page.locator(f"#{choice}").input_value() for choice in choices},
        "address": re.sub(r"^https?://[^/]*", "", page.url),
    }


def choose_first(window: Window, control: str) -> str:
    """Choose the first value of ``control`` that is not chosen yet, wait for the answer and return the value."""
    options = window.page.locator(f"#{control} option")
    values = [option.get_attribute("value") or "" for option in options.all()]
    value = next(each for each in values if each and each != window.page.locator(f"#{control}").input_value())
    window.page.locator(f"#{control}").select_option(value)
    expect(window.page).to_have_url(re.compile(rf"[?&]{control}={re.escape(value)}"))
    window.settled()
    return value


@every_page
def test_first_view_takes_one_request(window: Window, page: Page) -> None:
    window.open(page.path)
    window.quiet()
    assert len(window.answers) == 1


@pytest.mark.parametrize("control", [Ids.MONTH, Ids.COMMITTEE, Ids.DIRECTORATE])
def test_a_choice_takes_one_request(window: Window, control: str) -> None:
    window.open(PAGES[0].path)
    before = len(window.answers)
    choose_first(window, control)
    window.quiet()
    assert len(window.answers) - before == 1
    assert window.faults == []


@of_a_month
def test_month_is_changed_with_the_keyboard(window: Window, dataset: Dataset, page: Page) -> None:
    window.open(page.path)
    before = window.page.locator("main").inner_text()
    window.page.locator(f"#{Ids.MONTH}").focus()
    window.page.keyboard.press("ArrowDown")
    month = dataset.months[-2]
    expect(window.page).to_have_url(re.compile(rf"[?&]month={month.key}"))
    expect(window.page.locator(f"#{Ids.DATA_STATE}")).to_contain_text(month_name(month.period))
    window.settled()
    assert window.page.locator("main").inner_text() != before
    expect(window.page.locator(f"#{Ids.MONTH}")).to_be_focused()


@with_choices
def test_a_link_gives_the_same_view(open_window: OpenWindow, page: Page, earlier: Month) -> None:
    chosen = open_window()
    chosen.open(page.path)
    chosen.page.locator(f"#{Ids.MONTH}").select_option(earlier.key)
    expect(chosen.page.locator(f"#{Ids.DATA_STATE}")).to_contain_text(month_name(earlier.period))
    chosen.settled()
    choose_first(chosen, Ids.DIRECTORATE)
    linked = open_window()
    linked.page.goto(chosen.page.url)
    linked.settled()
    assert shown(linked.page) == shown(chosen.page)


@in_menu
def test_menu_keeps_what_was_chosen(window: Window, page: Page, earlier: Month) -> None:
    window.open(f"{PAGES[0].path}?month={earlier.key}")
    window.page.get_by_role("navigation", name="Pages").get_by_role("link", name=page.name, exact=True).click()
    expect(window.page).to_have_url(re.compile(rf"{page.path}\?.*month={earlier.key}"))
    window.settled()
    expect(window.page.locator(f"#{Ids.DATA_STATE}")).to_contain_text(month_name(earlier.period))


def test_back_returns_to_the_view_before(window: Window, earlier: Month) -> None:
    window.open(PAGES[0].path)
    before = shown(window.page)
    window.page.locator(f"#{Ids.MONTH}").select_option(earlier.key)
    expect(window.page.locator(f"#{Ids.DATA_STATE}")).to_contain_text(month_name(earlier.period))
    window.settled()
    window.page.go_back()
    expect(window.page.locator(f"#{Ids.MONTH}")).not_to_have_value(earlier.key)
    window.settled()
    assert shown(window.page) == before


@every_page
def test_unknown_value_in_a_link_is_noted(window: Window, page: Page) -> None:
    unknown = ("month=1999-01", "committee=nobody", "directorate=nowhere", "month=1999-01&committee=%3Cscript%3E")
    for query in unknown:
        window.open(f"{page.path}?{query}")
        expect(window.page.locator("main .notice").first).to_be_visible()
        assert window.faults == [], query


def test_a_choice_names_the_month_so_that_its_link_stays_what_it_was(window: Window, dataset: Dataset) -> None:
    window.open(PAGES[0].path)
    choose_first(window, Ids.COMMITTEE)
    expect(window.page).to_have_url(re.compile(rf"[?&]month={dataset.latest.key}"))
    window.open(f"{TRENDS.path}?month=1999-01")
    line = window.page.locator(f"#{Ids.LINE}").input_value()
    choose_first(window, Ids.MEASURE)
    # The line furthest from its budget may be another once more is loaded.
    expect(window.page).to_have_url(re.compile(rf"[?&]month={dataset.latest.key}.*[?&]line={line}"))
    window.page.locator("#search").fill("care")
    window.page.keyboard.press("Enter")
    expect(window.page).to_have_url(re.compile(rf"{FIND.path}\?month={dataset.latest.key}&q=care"))
    window.open(PRESENT.path)
    window.page.keyboard.press("ArrowRight")
    expect(window.page).to_have_url(re.compile(rf"{PRESENT.path}\?month={dataset.latest.key}&screen=2"))
