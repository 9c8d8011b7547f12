"""Meeting mode: legible at every size, turned by key or button without a request, left for the view it came from."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from data.dataset import Dataset
from layouts.ids import Charts, Ids
from layouts.pages import PLACEMENTS, PRESENT
from layouts.present import CONTROLS
from layouts.screens import SCREENS
from tests.browser.window import OpenWindow, Window

FULL = (1920, 1080)
HALF = (960, 540)
OLD = (1024, 768)  # a projector of four by three
sizes = pytest.mark.parametrize("size", [FULL, HALF, OLD], ids=lambda size: f"{size[0]}x{size[1]}")
USUAL = [key for key, kind in SCREENS.items() if kind.usual]
COUNT = len(USUAL)

# Sizes as they reach the eye: the stylesheet's, times what the stage is made larger or smaller by.
LETTERS = """() => {
  const scale = new DOMMatrix(getComputedStyle(document.querySelector('.stage')).transform).a;
  const smallest = selector => Math.min(...[...document.querySelectorAll(selector)].map(
    each => parseFloat(getComputedStyle(each).fontSize) * scale));
  return {
    headline: smallest('.screen h2'), label: smallest('.screen svg text'), number: smallest('.screen .tile p'),
    source: smallest('.screen-foot .source, .screen-foot .source a'), words: smallest('.screen-foot p, .screen-lead'),
    table: smallest('.screen-table td, .screen-table th'),
  };
}"""
# What of the screen in front stands where captions go, past an edge, or is cut off.
MISPLACED = """() => {
  const free = window.innerHeight * 0.88 + 0.5, right = window.innerWidth + 0.5;
  const front = document.querySelector('.screen.current');
  const chart = front.querySelector('.screen-chart');
  const found = [...front.querySelectorAll('h2, p, a, svg text, .tile, .js-plotly-plot')].filter(each => {
    const box = each.getBoundingClientRect();
    const seen = each.checkVisibility({visibilityProperty: true}) && box.width > 0;
    return seen && (box.bottom > free || box.right > right || box.left < 0 || box.top < 0);
  }).map(each => each.textContent.slice(0, 60));
  return chart.scrollHeight > chart.clientHeight + 1 ? [...found, 'the chart is cut off'] : found;
}"""


def meet(window: Window, query: str = "", size: tuple[int, int] = FULL) -> Window:
    """Open a meeting in a window of ``size``."""
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    window.open(PRESENT.path + query)
    return window


def front(window: Window) -> str:
    """The key of the screen in front; there is one only."""
    expect(window.page.locator(".screen.current")).to_have_count(1)
    return window.page.locator(".screen.current").get_attribute("id") or ""


def shows(window: Window) -> str | None:
    """Whether the screen in front shows its chart, its table or its source."""
    return window.page.locator(".screen.current").get_attribute("data-view")


@sizes
def test_every_screen_of_every_month_is_legible_and_leaves_room_for_captions(
    open_window: OpenWindow, dataset: Dataset, size: tuple[int, int]
) -> None:
    window = open_window()
    least = {"headline": 44, "label": 28, "number": 28, "source": 24, "words": 24, "table": 28}
    share = min(size[0] / FULL[0], size[1] / FULL[1])
    for month in dataset.months:
        meet(window, f"?month={month.key}", size)
        letters = window.page.evaluate(LETTERS)
        for part, pixels in least.items():
            assert letters[part] >= pixels * share - 0.01, (part, month.key)
        for place in range(1, window.page.locator(".screen").count() + 1):
            assert front(window) == f"screen-{place}"
            assert window.page.evaluate(MISPLACED) == [], (month.key, place)
            window.page.keyboard.press("ArrowRight")
        assert window.faults == []


@sizes
def test_no_button_is_seen_until_the_pointer_moves_and_then_each_is_large_enough(
    window: Window, size: tuple[int, int]
) -> None:
    meet(window, size=size)
    controls = window.page.locator(".meeting-controls")
    expect(controls).to_have_css("opacity", "0")
    window.page.mouse.move(size[0] / 2, size[1] / 2)
    expect(controls).to_have_css("opacity", "1")
    buttons = controls.locator("button, a").all()
    assert len(buttons) == len(CONTROLS) + 2
    for button in buttons:
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= size[1] * 0.88
    assert window.findings() == []


def test_tab_brings_the_buttons_and_they_stay_while_one_has_the_focus(window: Window) -> None:
    meet(window)
    controls = window.page.locator(".meeting-controls")
    window.page.keyboard.press("Tab")
    expect(controls).to_have_css("opacity", "1")
    controls.get_by_role("button", name="Next").focus()
    window.page.evaluate("document.querySelector('.meeting').classList.remove('awake')")
    expect(controls).to_have_css("opacity", "1")


def test_every_key_turns_to_its_screen(window: Window) -> None:
    meet(window, "?screen=2")
    keys = [("ArrowRight", 3), ("ArrowDown", 4), ("PageDown", 5), (" ", 6), ("Control+ArrowRight", 6)]
    keys += [("ArrowLeft", 5), ("ArrowUp", 4), ("PageUp", 3), ("Shift+ ", 2), ("Home", 1), ("ArrowLeft", 1)]
    keys += [("End", COUNT), ("ArrowRight", COUNT)]
    for key, place in keys:
        window.page.keyboard.press(key)
        assert front(window) == f"screen-{place}", key
        assert (f"screen={place}" in window.page.url) == (place > 1), key


def test_every_button_turns_to_its_screen_and_keeps_the_focus(window: Window) -> None:
    meet(window, "?screen=2")
    for button, place in [("Next", 3), ("Previous", 2), ("First", 1), ("Last", COUNT)]:
        window.page.mouse.move(400 + place, 400)
        found = window.page.get_by_role("button", name=button)
        found.click()
        assert front(window) == f"screen-{place}"
        expect(found).to_be_focused()
    window.page.keyboard.press("Space")
    assert front(window) == f"screen-{COUNT}"


def by_key_and_by_button(window: Window, key: str, name: str) -> list[Callable[[], None]]:
    """Two ways to do one thing."""

    def press() -> None:
        window.page.keyboard.press(key)

    def click() -> None:
        window.page.mouse.move(400, 400)
        window.page.mouse.move(410, 400)
        window.page.get_by_role("button", name=name).click()

    return [press, click]


def test_table_and_source_stand_in_the_place_of_the_chart(window: Window) -> None:
    meet(window, "?screen=2")
    for key, name, view in (("t", "Table", "table"), ("s", "Source", "source")):
        button = window.page.get_by_role("button", name=name)
        for switch in by_key_and_by_button(window, key, name):
            switch()
            assert shows(window) == view
            expect(window.page.locator(f".screen.current .screen-{view}")).to_be_visible()
            expect(window.page.locator(".screen.current .plot")).to_be_hidden()
            expect(button).to_have_attribute("aria-pressed", "true")
            switch()
            assert shows(window) == "chart"
            expect(window.page.locator(".screen.current .plot")).to_be_visible()
            expect(button).to_have_attribute("aria-pressed", "false")
        window.page.keyboard.press(key)
        assert window.findings() == []
    window.page.keyboard.press("ArrowRight")
    assert shows(window) == "chart"


def test_a_blank_screen_shows_nothing_until_it_is_called_back(window: Window) -> None:
    meet(window, "?screen=2")
    seen = window.page.locator(".screen.current :is(h2, .plot, .screen-foot .source)")
    for blank in by_key_and_by_button(window, "b", "Blank"):
        blank()
        assert [each.is_visible() for each in seen.all()] == [False, False, False]
        expect(window.page.locator(f"#{Ids.MEETING_STATUS}")).to_have_text("The screen is blank")
        blank()
        assert [each.is_visible() for each in seen.all()] == [True, True, True]
    window.page.keyboard.press("b")
    window.page.keyboard.press("ArrowRight")
    expect(window.page.locator(".screen.current h2")).to_be_visible()


def test_full_screen_and_back(window: Window) -> None:
    meet(window)
    for switch in by_key_and_by_button(window, "f", "Full screen"):
        switch()
        window.page.wait_for_function("document.fullscreenElement !== null")
        switch()
        window.page.wait_for_function("document.fullscreenElement === null")


def test_letters_grow_and_what_no_longer_fits_is_read_before_the_next_screen(window: Window) -> None:
    meet(window, "?screen=2", HALF)
    before = window.page.evaluate(LETTERS)["label"]
    for _ in range(3):
        window.page.keyboard.press("+")
    assert window.page.evaluate(LETTERS)["label"] == pytest.approx(before * 2)
    assert window.findings() == []
    chart = window.page.locator(".screen.current .screen-chart")
    window.page.keyboard.press("PageDown")
    assert front(window) == "screen-2"
    assert chart.evaluate("each => each.scrollTop") > 0
    window.page.keyboard.press("ArrowRight")
    assert front(window) == "screen-3"
    window.page.mouse.move(400, 200)
    for _ in range(3):
        window.page.get_by_role("button", name="Smaller").click()
    assert window.page.evaluate(LETTERS)["label"] == pytest.approx(before)
    window.page.get_by_role("button", name="Larger").click()
    window.page.keyboard.press("-")
    assert window.page.evaluate(LETTERS)["label"] == pytest.approx(before)


def test_help_names_every_key_and_gives_the_focus_back(window: Window) -> None:
    meet(window)
    window.page.mouse.move(400, 400)
    button = window.page.get_by_role("button", name="Help")
    button.focus()
    window.page.keyboard.press("?")
    dialog = window.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for control in CONTROLS:
        expect(dialog).to_contain_text(control.does)
    assert window.findings() == []
    window.page.keyboard.press("ArrowRight")
    assert front(window) == "screen-1"
    window.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert PRESENT.path in window.page.url


def test_single_keys_can_be_switched_off_for_as_long_as_the_tab_lasts(window: Window) -> None:
    meet(window, "?screen=2")
    window.page.keyboard.press("?")
    switch = window.page.get_by_role("button", name="Single keys")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    window.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    window.page.reload()
    window.settled()
    for key in ("t", "s", "b", "f", "?", "+"):
        window.page.keyboard.press(key)
    assert shows(window) == "chart"
    expect(window.page.get_by_role("dialog")).to_have_count(0)
    expect(window.page.locator(".meeting.blank")).to_have_count(0)
    assert window.page.evaluate("document.fullscreenElement === null")
    window.page.keyboard.press("ArrowRight")
    assert front(window) == "screen-3"
    window.page.mouse.move(400, 400)
    window.page.get_by_role("button", name="Table").click()
    assert shows(window) == "table"
    window.page.get_by_role("button", name="Help").click()
    switch.click()
    window.page.keyboard.press("Escape")
    window.page.keyboard.press("t")
    assert shows(window) == "chart"


def test_keys_are_left_alone_while_someone_types(window: Window) -> None:
    meet(window)
    window.page.evaluate("document.querySelector('.meeting').append(document.createElement('input'))")
    window.page.locator(".meeting input").focus()
    window.page.keyboard.type("t b?")
    window.page.keyboard.press("ArrowRight")
    expect(window.page.locator(".meeting input")).to_have_value("t b?")
    assert (front(window), shows(window)) == ("screen-1", "chart")


def test_a_meeting_is_left_for_the_very_view_it_was_opened_from(window: Window, dataset: Dataset) -> None:
    window.open(f"{PLACEMENTS.path}?month={dataset.months[0].key}&care=older-people")
    address, words = window.page.url, window.page.locator("main").inner_text()
    window.page.get_by_role("link", name="Present", exact=True).click()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    expect(window.page.locator(".masthead")).to_be_hidden()
    assert f"data={dataset.version}" in window.page.url
    numbers = USUAL.index(Charts.PLACEMENTS) + 1
    expect(window.page.locator(f"#screen-{numbers}-lead")).to_contain_text("Older people")
    window.page.keyboard.press("ArrowRight")
    window.page.keyboard.press("Escape")
    expect(window.page.locator(".meeting")).to_have_count(0)
    window.settled()
    assert window.page.url == address
    assert window.page.locator("main").inner_text() == words
    window.page.go_back()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    assert front(window) == "screen-2"
    window.page.mouse.move(400, 400)
    window.page.get_by_role("link", name="Leave").click()
    expect(window.page.locator(".meeting")).to_have_count(0)
    assert window.page.url == address


def test_back_leaves_the_meeting_however_many_screens_were_turned(window: Window) -> None:
    window.open(PLACEMENTS.path)
    window.page.get_by_role("link", name="Present", exact=True).click()
    expect(window.page.locator(".meeting")).to_be_visible()
    window.settled()
    for _ in range(4):
        window.page.keyboard.press("ArrowRight")
    window.page.go_back()
    expect(window.page.locator(".meeting")).to_have_count(0)
    assert PLACEMENTS.path in window.page.url


def test_a_running_order_is_a_link(open_window: OpenWindow) -> None:
    first = meet(open_window(), "?screens=cost-split.older-people,numbers,track")
    for _ in range(2):
        first.page.keyboard.press("ArrowRight")
    assert first.page.url.endswith("screens=cost-split.older-people,numbers,track&screen=3")
    linked = open_window()
    linked.page.set_viewport_size({"width": FULL[0], "height": FULL[1]})
    linked.page.goto(first.page.url)
    linked.settled()
    assert front(linked) == front(first) == "screen-3"
    headlines = [window.page.locator(".screen h2").all_text_contents() for window in (first, linked)]
    assert headlines[0] == headlines[1]
    expect(linked.page.locator("#screen-1-lead")).to_contain_text("Older people", use_inner_text=False)
    expect(linked.page.locator(".screen.current .screen-count")).to_have_text("3 of 3")


def test_the_next_screen_is_drawn_already_and_asks_for_nothing(window: Window) -> None:
    meet(window)
    window.page.wait_for_load_state("networkidle")
    assert len(window.answers) == 1

    def asked() -> list[str]:
        """Addresses asked for; a browser looks for the icon again whenever the address changes."""
        return [each.url for each in window.requests if "favicon" not in each.url]

    before = asked()
    for place in range(2, COUNT + 1):
        took = window.page.evaluate(
            """place => {
              const svg = document.querySelector(`#screen-${place} .main-svg`);
              const was = svg.outerHTML, start = performance.now();
              document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
              document.querySelector(`#screen-${place}`).getBoundingClientRect();
              const took = performance.now() - start;
              return svg.outerHTML === was && svg.checkVisibility({visibilityProperty: true}) ? took : null;
            }""",
            place,
        )
        assert took is not None
        assert took < 200
    assert asked() == before


@pytest.mark.parametrize("key", [Charts.DIRECTORATES, Charts.PRESSURES, Charts.PLACEMENTS, Charts.SPLIT])
def test_the_table_holds_what_the_chart_shows(window: Window, dataset: Dataset, key: str) -> None:
    amount = re.compile(r"[+−]?£?\d[\d,]*k?")
    for month in dataset.months:
        meet(window, f"?month={month.key}&screens={key}")
        drawn = [
            text for text in window.page.locator("svg .annotation-text").all_text_contents() if amount.fullmatch(text)
        ]
        cells = window.page.locator(".screen-table tbody td").all_text_contents()
        assert len(drawn) > 3
        assert set(drawn) <= set(cells), month.key


def test_a_turn_is_announced_and_never_loses_the_focus(window: Window) -> None:
    meet(window)
    status = window.page.locator(f"#{Ids.MEETING_STATUS}")
    window.page.locator(".screen.current .screen-foot a").focus()
    window.page.keyboard.press("ArrowRight")
    expect(window.page.locator("#screen-2 h2")).to_be_focused()
    expect(status).to_have_text(f"Screen 2 of {COUNT}: {window.page.locator('#screen-2 h2').inner_text()}")
    window.page.keyboard.press("End")
    window.page.keyboard.press("ArrowRight")
    expect(status).to_contain_text("This is the last screen")


def test_a_picture_is_named_and_only_the_screen_in_front_is_read(window: Window) -> None:
    meet(window, "?screen=2")
    expect(window.page.get_by_role("region", name=window.page.locator("#screen-2 h2").inner_text())).to_have_count(1)
    pictures = window.page.locator("[role=img]").filter(visible=True)
    expect(pictures).to_have_count(1)
    assert pictures.get_attribute("aria-label") == window.page.locator("#screen-2 h2").inner_text()
    assert window.page.get_by_role("heading").all_text_contents()[1:] == [
        window.page.locator("#screen-2 h2").inner_text()
    ]


def test_figures_that_were_loaded_anew_are_spoken_of(window: Window, dataset: Dataset) -> None:
    meet(window, f"?data={dataset.version}")
    expect(window.page.locator(".notice")).to_have_count(0)
    meet(window, "?data=000000000000")
    expect(window.page.get_by_role("alert")).to_contain_text("loaded anew")
    assert window.page.evaluate(MISPLACED) == []
    assert window.findings() == []
    window.page.get_by_role("button", name="Close").click()
    expect(window.page.locator(".notice")).to_be_hidden()
    expect(window.page.locator("#screen-1 h2")).to_be_focused()


def test_a_screen_with_nothing_to_draw_is_left_out_or_says_why(window: Window) -> None:
    meet(window, "?directorate=executive-director")
    keys = window.page.locator(".screen h2")
    assert 0 < keys.count() < COUNT
    meet(window, f"?directorate=executive-director&screens={Charts.UNIT_COSTS},dragons")
    expect(window.page.locator(".screen.current .empty")).to_contain_text("prints no unit costs")
    expect(window.page.get_by_role("alert")).to_contain_text("no screen called dragons")
    assert window.findings() == []


def test_the_same_screen_stays_in_front_when_the_window_changes(window: Window) -> None:
    meet(window, size=OLD)
    window.page.keyboard.press("End")
    for width, kind in ((1920, "wall"), (600, "phone"), (1366, "desk")):
        with window.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            window.page.set_viewport_size({"width": width, "height": 900})
        assert f'"{kind}"' in (answer.value.request.post_data or "")
        window.page.wait_for_function(
            "small => (parseFloat(getComputedStyle(document.querySelector('.screen.current svg text')).fontSize) < 20)"
            " === small",
            arg=kind == "phone",
        )
        window.settled()
        assert front(window) == f"screen-{COUNT}"
        expect(window.page.locator(".screen.current h2")).to_be_visible()
    assert window.faults == []
