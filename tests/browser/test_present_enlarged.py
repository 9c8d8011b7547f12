"""A meeting whose letters are enlarged: what the title names is seen, what is not says so, and keys lead to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from layouts.ids import Ids
from tests.browser.meeting import COUNT, FULL, HALF, front, meet, shows
from tests.browser.window import Window
from views.site_map import OVERVIEW, PRESENT

both_sizes = pytest.mark.parametrize("size", [FULL, HALF], ids=["1920x1080", "960x540"])
# The rows of the chart in front whose names can be seen between its top and the foot of the screen.
SEEN = """() => {
  const screen = document.querySelector('.screen.current'), chart = screen.querySelector('.screen-chart');
  const room = chart.getBoundingClientRect(), floor = screen.querySelector('.screen-foot').getBoundingClientRect().top;
  const plot = chart.querySelector('.js-plotly-plot');
  const rows = plot.layout.annotations.flatMap((note, at) =>
    note.captureevents && note.xref === 'paper' && note.x === 0 ? [plot.querySelector(`[data-index="${at}"]`)] : []);
  const boxes = rows.map(row => [row.textContent, row.getBoundingClientRect()]);
  const seen = ([, box]) => box.top >= room.top - 1 && box.bottom <= Math.min(room.bottom, floor) + 1;
  return [boxes.filter(seen).map(([name]) => name), boxes.map(([name]) => name)];
}"""


def enlarge(window: Window, steps: int) -> None:
    """Press + so often, and wait for the drawing that such letters need."""
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        for _ in range(steps):
            window.page.keyboard.press("+")
    window.page.wait_for_function(
        "() => document.querySelector('.screen.current .js-plotly-plot')?.layout?.annotations?.[0]?.x === 0"
    )
    window.settled()


@both_sizes
@pytest.mark.parametrize("steps", [1, 3], ids=["125%", "200%"])
def test_bars_that_the_title_names_are_seen_and_keys_reach_the_others(
    window: Window, size: tuple[int, int], steps: int
) -> None:
    meet(window, "?month=2018-05&screen=2", size)
    enlarge(window, steps)
    assert front(window) == "screen-2"
    seen, rows = window.page.evaluate(SEEN)
    title = window.page.locator(".screen.current h2").inner_text()
    named = {name for name in rows if name in title}
    assert named
    assert named <= set(seen)
    assert 2 <= len(seen) < len(rows)
    more = window.page.locator(".screen.current .screen-more")
    expect(more).to_have_text(f"↓ {len(rows) - len(seen)} more below")
    found = set(seen)
    while "below" in (before := more.inner_text()):
        window.page.keyboard.press("ArrowDown")
        expect(more).not_to_have_text(before)  # a second press before that would reach the next screen
        assert front(window) == "screen-2"
        expect(more).to_contain_text("more above")
        found |= set(window.page.evaluate(SEEN)[0])
    assert found == set(rows)
    window.page.keyboard.press("ArrowUp")
    window.page.keyboard.press("ArrowRight")
    assert front(window) == "screen-3"
    assert window.faults == []


def test_the_button_that_enlarged_letters_keeps_the_focus(window: Window) -> None:
    meet(window, "?screen=2")
    window.page.mouse.move(400, 400)
    larger = window.page.get_by_role("button", name="Larger")
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        larger.click()
    window.settled()
    expect(larger).to_be_focused()


def test_letters_that_were_enlarged_are_found_so_and_made_smaller_again(window: Window) -> None:
    meet(window, "?screen=2")
    enlarge(window, 1)
    window.page.reload()
    window.settled()
    expect(window.page.locator(".meeting.enlarged")).to_have_count(1)
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        window.page.keyboard.press("-")
    window.settled()
    expect(window.page.locator(".meeting.enlarged")).to_have_count(0)
    expect(window.page.locator(".screen.current .screen-more")).to_be_empty()


@pytest.mark.parametrize("key", ["s", "t"])
def test_back_and_escape_close_what_is_open_and_stay_in_the_meeting(window: Window, key: str) -> None:
    window.open(OVERVIEW.path)
    window.page.locator(f"#{Ids.PRESENT}").click()
    window.page.wait_for_url(f"**{PRESENT.path}**")
    window.settled()
    window.page.keyboard.press("ArrowRight")
    asked = len(window.answers)
    for close in (lambda: window.page.go_back(), lambda: window.page.keyboard.press("Escape")):
        window.page.keyboard.press(key)
        assert shows(window) != "chart"
        close()
        expect(window.page.locator(".screen.current")).to_have_attribute("data-view", "chart")
        assert front(window) == "screen-2"
        assert "screen=2" in window.page.url
    window.page.keyboard.press(key)
    window.page.keyboard.press("ArrowRight")
    window.page.wait_for_url("**screen=3**")
    assert (front(window), shows(window)) == ("screen-3", "chart")
    window.page.keyboard.press("b")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".meeting.blank")).to_have_count(0)
    assert len(window.answers) == asked
    window.page.go_back()
    window.page.wait_for_url(lambda url: PRESENT.path not in url)
    assert COUNT > 3
