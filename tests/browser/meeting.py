"""A meeting in a window of the browser: how it is opened, what stands in front, how large its letters are."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.window import Window
from views.screens import SCREENS
from views.site_map import PRESENT

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
# Words of the chart in front that stand on other words of it; a line may touch the next one.
OVERLAPPING = """() => {
  const words = [...document.querySelectorAll('.screen.current .js-plotly-plot text')].filter(each => each.textContent);
  const boxes = words.map(each => each.getBoundingClientRect());
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.height, b.height);
  return words.flatMap((each, at) => words.slice(at + 1).filter((_, more) => over(boxes[at], boxes[at + 1 + more]))
    .map(other => `${each.textContent} / ${other.textContent}`));
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
