"""What a desk and a phone show without scrolling, and what stays in one piece there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from layouts.ids import Ids
from tests.browser.states import SERVICE
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, SOURCES, TRENDS, VARIANCE

LAPTOP = {"width": 1366, "height": 768}
ENOUGH = 300  # pixels of a chart that has more rows than a screen has room for
WITH_CHARTS = [OVERVIEW.path, VARIANCE.path, PLACEMENTS.path, TRENDS.path, COMPARE.path, SERVICE]

# Where the words of a chart run into the values of its axis.
ON_THE_AXIS = """() => [...document.querySelectorAll('.chart-card .js-plotly-plot')].flatMap(plot => {
  const boxes = found => [...plot.querySelectorAll(found)]
    .map(each => [each.textContent, each.getBoundingClientRect()]);
  const meets = (a, b) => Math.min(a.right, b.right) > Math.max(a.left, b.left)
    && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top);
  return boxes('.ytick text').flatMap(([value, tick]) => boxes('.annotation-text')
    .filter(([, words]) => meets(tick, words)).map(([words]) => `${value} / ${words}`));
})"""

# How many amounts have a sign, and which of them stand on two lines.
SIGNED = """() => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  let seen = 0, parted = [];
  while (walk.nextNode()) for (const found of walk.currentNode.data.matchAll(/[+−]£/g)) {
    const range = document.createRange();
    range.setStart(walk.currentNode, found.index);
    range.setEnd(walk.currentNode, found.index + 2);
    const tops = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
    seen += tops.size > 0;
    if (tops.size > 1) parted.push(walk.currentNode.data);
  }
  return [seen, parted];
}"""


@pytest.mark.parametrize("view", WITH_CHARTS)
def test_the_first_chart_is_seen_without_scrolling_on_a_laptop(window: Window, view: str) -> None:
    window.page.set_viewport_size(LAPTOP)
    window.open(view)
    box = window.page.locator(".chart-card .plot").first.bounding_box()
    assert box is not None
    assert box["y"] + min(box["height"], ENOUGH) <= LAPTOP["height"]


@pytest.mark.parametrize("view", [OVERVIEW.path, SERVICE, TRENDS.path])
@pytest.mark.parametrize("width", [360, 390, 1366])
def test_words_of_a_track_keep_off_its_axis(open_window: OpenWindow, view: str, width: int) -> None:
    window = open_window(width)
    window.open(view)
    assert window.page.evaluate(ON_THE_AXIS) == []


def test_names_and_numbers_beside_a_bar_lead_where_the_bar_leads(window: Window) -> None:
    for place in ("Commissioning", "+£1,005k"):
        window.open(f"{OVERVIEW.path}?month=2020-01")
        card = window.page.locator(f"#{Charts.DIRECTORATES}")
        card.locator(".annotation", has_text=place).click()
        window.page.wait_for_url("**/forecast-variance?*directorate=commissioning*")


def test_the_words_of_a_point_lead_to_its_row(window: Window) -> None:
    window.open(f"{OVERVIEW.path}?month=2020-01")
    card = window.page.locator(f"#{Charts.TRACK}")
    card.locator(".annotation", has_text="2017/18").click()
    expect(card.locator("tbody tr", has_text="March 2018").get_by_role("link")).to_be_focused()


def test_a_signed_amount_is_never_parted_at_the_end_of_a_line(open_window: OpenWindow) -> None:
    window = open_window(390)
    window.open(f"{SOURCES.path}?month=2020-01")
    seen, parted = window.page.evaluate(SIGNED)
    assert seen > 10
    assert parted == []


def test_a_slow_change_says_that_it_is_being_worked_on(window: Window) -> None:
    window.open(OVERVIEW.path)
    held: list[Route] = []
    window.page.route("**/_dash-update-component**", lambda route: held.append(route))
    window.page.locator(f"#{Ids.MONTH}").select_option("2018-05")
    working = window.page.locator(f"#{Ids.WORKING}")
    expect(working).to_contain_text("Working on it")
    expect(window.page.locator("main")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(working).to_be_empty()
    expect(window.page.locator("main h1")).to_contain_text("£1.1m")
    expect(window.page.locator("main")).not_to_have_attribute("aria-busy", "true")
