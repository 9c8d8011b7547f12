"""Meeting mode: legible at every size, drawn before it is asked for, and true to the figures it was made from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from data.dataset import Dataset
from tests.browser.meeting import COUNT, FULL, LETTERS, MISPLACED, OLD, OVERLAPPING, front, meet, sizes
from tests.browser.window import OpenWindow, Window
from views.chart_keys import Charts
from views.screens import SCREENS


@sizes
def test_every_screen_of_every_month_is_legible_and_leaves_room_for_captions(
    open_window: OpenWindow, dataset: Dataset, size: tuple[int, int]
) -> None:
    window = open_window()
    least = {"headline": 44, "label": 28, "number": 28, "source": 24, "words": 24, "table": 28}
    share = min(size[0] / FULL[0], size[1] / FULL[1])
    for month in dataset.months:
        meet(window, f"?month={month.key}&screens={','.join(SCREENS)}", size)
        letters = window.page.evaluate(LETTERS)
        for part, pixels in least.items():
            assert letters[part] >= pixels * share - 0.01, (part, month.key)
        for place in range(1, window.page.locator(".screen").count() + 1):
            assert front(window) == f"screen-{place}"
            assert window.page.evaluate(MISPLACED) == [], (month.key, place)
            assert window.page.evaluate(OVERLAPPING) == [], (month.key, place)
            window.page.keyboard.press("ArrowRight")
        assert window.faults == []


def test_the_next_screen_is_drawn_already_and_asks_for_nothing(window: Window) -> None:
    meet(window)
    window.quiet()
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
