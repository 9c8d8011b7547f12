"""A page is drawn as it was made, in time that grows with what is on it, not with its square."""

from __future__ import annotations

import orjson
import pytest

from callbacks.page import show_page
from layouts.ids import Ids
from layouts.plain.markup import PLAIN
from tests.browser.meeting import FULL, meet
from tests.browser.window import Window
from tests.layouts.reading import below, prop
from views.site_map import PAGES, SOURCES, Page

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


# The rows of every table as words and addresses, those of a plain page as on the page that it stands for.
TABLES = """() => [...document.querySelectorAll('table.numbers')].map(table => [...table.rows].map(row =>
  [...row.cells].map(cell => [cell.tagName, cell.textContent, ...[...cell.querySelectorAll('a')].map(link =>
    link.getAttribute('href').replace(/^\\/plain/, '').replace(/#cited$/, ''))])))"""
FIGURES = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot =>
  ({data: plot.data, notes: plot.layout.annotations || []}))"""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_what_is_drawn_is_what_the_page_without_a_script_says(window: Window, page: Page) -> None:
    drawn = window.open(f"{page.path}?month=2020-01").evaluate(TABLES)
    figures = window.page.evaluate(FIGURES)
    with window.page.context.new_page() as plain:
        plain.goto(f"{window.address}{PLAIN}{page.path}?month=2020-01")
        assert drawn == plain.evaluate(TABLES)
    made = [prop(each, "figure") for each in below(show_page(page.path, "?month=2020-01", "desk")[0], "Graph")]
    sent = [{"data": each["data"], "notes": each["layout"].get("annotations", [])} for each in made]
    assert figures == orjson.loads(orjson.dumps(sent))
