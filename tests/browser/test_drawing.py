"""A page is drawn in time that grows with what is on it, not with its square."""

from __future__ import annotations

from layouts.ids import Ids
from tests.browser.meeting import FULL, meet
from tests.browser.window import Window
from views.site_map import SOURCES

# How often every part of the page is asked whether something concerns it.
COUNT = "() => { window.told = 0; window.store.subscribe(() => window.told++); }"
NOTED = "() => Object.keys(window.store.getState().layoutHashes)"
TOLD = "() => [window.told, document.querySelectorAll('main *').length]"


def test_a_window_that_changes_does_not_ask_every_part_about_every_other(window: Window) -> None:
    meet(window, size=FULL)
    window.page.evaluate(COUNT)
    for width in (600, 1366):
        with window.page.expect_response(lambda answer: answer.request.method == "POST"):
            window.page.set_viewport_size({"width": width, "height": 900})
        window.settled()
    told, parts = window.page.evaluate(TOLD)
    assert 0 < told < 200 < parts / 5


def test_a_choice_does_not_either_and_what_was_noted_of_a_part_is_still_forgotten(window: Window) -> None:
    window.open(f"{SOURCES.path}?month=2020-01")
    window.page.evaluate(COUNT)
    for month in ("2018-05", "2020-01"):
        with window.page.expect_response(lambda answer: answer.request.method == "POST"):
            window.page.locator(f"#{Ids.MONTH}").select_option(month)
        window.settled()
    told, parts = window.page.evaluate(TOLD)
    assert 0 < told < 200 < parts / 5
    assert window.page.evaluate(NOTED) != []
    window.page.evaluate(
        "path => window.store.dispatch({type: 'RESET_COMPONENT_STATE', payload: {itempath: path}})", []
    )
    assert window.page.evaluate(NOTED) == []
