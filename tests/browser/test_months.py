"""The pages over several months: what is chosen on them stands in the address, by keyboard too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import COMPARE, TRENDS


def choose(window: Window, control: str, value: str) -> None:
    window.page.locator(f"#{control}").select_option(value)
    expect(window.page).to_have_url(re.compile(rf"[?&]{control}={value}(&|$)"))
    window.settled()


def test_a_type_of_care_is_followed_by_three_choices_and_a_link_gives_the_same(open_window: OpenWindow) -> None:
    window = open_window()
    window.open(f"{TRENDS.path}?line=education-out-of-school-tuition&measure=budget")
    before = len(window.answers)
    choose(window, Ids.KIND, "care")
    expect(window.page).not_to_have_url(re.compile("line=|measure="))
    choose(window, Ids.LINE, "children-in-care-adoption-allowances")
    choose(window, Ids.MEASURE, "cost-actual")
    assert len(window.answers) - before == 3
    heading = window.page.locator("main h1")
    expect(heading).to_contain_text("Adoption Allowances (Children in care): £1.2m in January 2020")
    expect(window.page.locator("main")).to_contain_text("March 2018 is an estimate")
    linked = open_window()
    linked.page.goto(window.page.url)
    linked.settled()
    assert linked.page.locator("main").inner_text() == window.page.locator("main").inner_text()
    assert window.faults == []


def test_the_structure_is_changed_with_the_keyboard_and_keeps_the_focus(window: Window) -> None:
    window.open(f"{TRENDS.path}?line=commissioning-children-in-care-placements")
    traces = window.page.locator(f"#{Charts.TREND} .scatterlayer .trace")
    expect(traces).to_have_count(3)
    window.page.locator(f"#{Ids.BASIS}").focus()
    window.page.keyboard.press("ArrowDown")
    expect(window.page).to_have_url(re.compile("basis=reported"))
    expect(traces).to_have_count(2)
    expect(window.page.locator(f"#{Ids.BASIS}")).to_be_focused()


def test_two_months_are_chosen_and_a_changed_line_leads_to_both_papers(window: Window) -> None:
    window.open(COMPARE.path)
    choose(window, Ids.COMPARISON, "2018-03")
    expect(window.page.locator("main h1")).to_contain_text("March 2018")
    window.page.locator("main details.changed summary").click()
    row = window.page.get_by_role("row", name=re.compile("Children in Care Transport renamed and moved"))
    expect(row).to_contain_text("LAC Transport (Commissioning)")
    assert window.findings() == []
    row.get_by_role("link").first.click()
    expect(window.page.locator("[data-cited]")).to_contain_text("LAC Transport")
    expect(window.page).to_have_url(re.compile("month=2018-03"))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (TRENDS.path, "kind=dragons"),
        (TRENDS.path, "line=no-such-line"),
        (TRENDS.path, "measure=happiness"),
        (TRENDS.path, "basis=tomorrow"),
        (COMPARE.path, "comparison=1999-01"),
        (COMPARE.path, "measure=actual"),
        (COMPARE.path, "month=2020-01&comparison=2020-01"),
    ],
)
def test_what_cannot_be_shown_is_noted(window: Window, path: str, query: str) -> None:
    window.open(f"{path}?{query}")
    expect(window.page.locator("main .notice")).to_have_count(1)
    assert window.faults == []
