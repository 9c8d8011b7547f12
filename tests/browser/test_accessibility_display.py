"""Every page in every state, however its reader has it shown: larger, spaced out, narrow, still, in few colours."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.browser.states import EMPTY, NOTED, visit
from tests.browser.walk import SHOW_TABLES, SMALL, STATES, Walked
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.site_map import OVERVIEW, PRESENT

NARROWEST = 320  # a window of 1280 pixels at 400 % zoom

# The text spacing that a reader may set, in the words of the guidelines (1.4.12). A picture's letters are placed by
# whoever draws it, and its table says the same.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important } svg * { letter-spacing: normal !important; word-spacing: normal !important }"""
LARGER = "html { font-size: 200% !important }"

# What reaches over the edge of the window, but for what stands in a named region that scrolls and takes the focus;
# and what hides a part of itself. A select shows the end of a long name when it opens.
LOST = """() => {
  const seen = [...document.querySelectorAll('body *')].filter(each =>
    !each.closest('svg, .visually-hidden, .skip-link, .js-plotly-plot') &&
    each.checkVisibility({visibilityProperty: true}));
  const scrolls = each => each.tabIndex === 0 && each.getAttribute('aria-label') &&
    getComputedStyle(each).overflowX === 'auto';
  const inRegion = each => each.parentElement && (scrolls(each.parentElement) || inRegion(each.parentElement));
  const over = each => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1;
  const cut = each => {
    const style = getComputedStyle(each), hides = way => ['hidden', 'clip'].includes(way);
    return each.tagName !== 'SELECT' && (hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1 ||
      hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1);
  };
  const found = seen.filter(each => cut(each) || over(each) && !inRegion(each));
  if (document.documentElement.scrollWidth > innerWidth) found.push(document.documentElement);
  return found.map(each => `${each.tagName} ${each.className} ${each.textContent.slice(0, 30)}`);
}"""
# What a page is worked with, rather than the links within its words.
MAIN_CONTROLS = f"least => ({SMALL})(least).filter(each => !each.startsWith('A  in '))"


def each_state(window: Window, look: Callable[[], list[str]], states: dict[str, str] = STATES) -> dict[str, list[str]]:
    """What ``look`` finds in each of ``states``; states in which it finds nothing are left out."""
    found = {}
    for name, address in states.items():
        visit(window, address)
        if faults := look():
            found[name] = faults
    return found


@pytest.mark.parametrize(
    ("width", "style"),
    [(1280, LARGER), (1280, SPACED), (NARROWEST, SPACED)],  # what fits spaced out fits as it is
    ids=["letters twice as large", "spaced out", "400 % and spaced out"],
)
def test_nothing_is_cut_or_reaches_over_the_edge(open_window: OpenWindow, width: int, style: str) -> None:
    window = open_window(width)

    def look() -> list[str]:
        window.page.add_style_tag(content=style)
        as_charts = window.page.evaluate(LOST)
        window.page.evaluate(SHOW_TABLES)
        return [*as_charts, *window.page.evaluate(LOST)]

    assert each_state(window, look) == {}


def test_controls_are_large_enough_nothing_moves_and_one_heading_leads(walked: Walked) -> None:
    faults = {name: [*seen["moves"], *seen["small"], *misled(seen["levels"])] for name, seen in walked.items()}
    assert faults == {name: [] for name in STATES}


def misled(levels: list[int]) -> list[str]:
    """What is wrong with the levels of a page's headings."""
    skipped = [f"{below} after {above}" for above, below in pairwise(levels) if below > above + 1]
    return skipped + ["not one h1"] * (levels.count(1) != 1) + ["not the first"] * (levels[:1] != [1])


def test_main_controls_are_large_where_fingers_are_used(open_window: OpenWindow) -> None:
    window = open_window(390, has_touch=True, is_mobile=True)

    def look() -> list[str]:
        if window.page.locator("#menu-button").is_visible():
            window.page.locator("#menu-button").click()
        found: list[str] = window.page.evaluate(MAIN_CONTROLS, 44)
        return found

    assert each_state(window, look) == {}


def test_empty_and_noted_states_pass_the_rules_too(open_window: OpenWindow) -> None:
    window = open_window(NARROWEST)
    assert each_state(window, window.findings, {**EMPTY, **NOTED}) == {}


CONTROLS = """() => [...document.querySelectorAll(
    'button, select, input, .switch a.here, .present-link')].filter(each => {
    const style = getComputedStyle(each);
    return each.checkVisibility({visibilityProperty: true}) &&
      (style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1);
  }).map(each => `${each.tagName} ${each.className} ${each.textContent}`)"""
DRAWN = """() => [...document.querySelectorAll('.plot')].map(plot => ({
    ground: getComputedStyle(plot).backgroundColor,
    kept: getComputedStyle(plot).forcedColorAdjust,
    marks: [...plot.querySelectorAll('.main-svg path, .main-svg text')].map(
      each => getComputedStyle(each).fill.replace(/#p[0-9a-f]+-[0-9a-f]+/, 'a pattern'))}))"""


def test_forced_colours_keep_the_edges_of_controls(open_window: OpenWindow) -> None:
    window = open_window(forced_colors="active")
    assert each_state(window, lambda: window.page.evaluate(CONTROLS)) == {}
    assert window.page.evaluate("matchMedia('(forced-colors: active)').matches")


@pytest.mark.parametrize("path", [OVERVIEW.path, PRESENT.path])
def test_forced_colours_leave_charts_as_they_are_drawn(open_window: OpenWindow, path: str) -> None:
    usual, forced = open_window(), open_window(forced_colors="active")
    usual.open(path)
    forced.open(path)
    drawn = forced.page.evaluate(DRAWN)
    assert {(each["ground"], each["kept"]) for each in drawn} == {("rgb(255, 255, 255)", "none")}
    assert [each["marks"] for each in drawn] == [each["marks"] for each in usual.page.evaluate(DRAWN)]


def test_forced_colours_say_which_view_is_on(open_window: OpenWindow) -> None:
    page = open_window(forced_colors="active").open(OVERVIEW.path)
    width = "each => parseFloat(getComputedStyle(each).borderTopWidth)"
    chart, table = (page.locator(f"#{Charts.TRACK}").get_by_role("button", name=name) for name in ("Chart", "Table"))
    assert chart.evaluate(width) > table.evaluate(width)
    here, other = page.locator(".switch a.here").first, page.locator(".switch a:not(.here)").first
    assert here.evaluate(width) > other.evaluate(width)
