"""Meeting mode is turned, magnified and blanked by key or by button, and never loses the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from layouts.ids import Ids
from layouts.meeting.present import CONTROLS
from tests.browser.meeting import COUNT, HALF, LETTERS, front, meet, shows, sizes
from tests.browser.window import Window
from views.site_map import PRESENT


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
