"""Pictures of charts: as tall as their rows, and legible on the slide or the page that they are put on."""

from __future__ import annotations

import re

import pytest

from tests.browser.window import Window
from views.chart_keys import Charts
from views.site_map import COMPARE, OVERVIEW, PLACEMENTS, VARIANCE

MANY_ROWS = [
    (f"{VARIANCE.path}?month=2020-01", Charts.SERVICES),
    (f"{VARIANCE.path}?month=2020-01", Charts.DIRECTORATES),
    (f"{PLACEMENTS.path}?month=2020-01", Charts.PLACEMENTS),
    (f"{PLACEMENTS.path}?month=2020-01", Charts.SPLIT),
    (f"{PLACEMENTS.path}?month=2020-01&care=older-people", Charts.UNIT_COSTS),
    (f"{COMPARE.path}?month=2020-01", Charts.MOVEMENT),
    (f"{OVERVIEW.path}?month=2020-01", Charts.TRACK),
]
SHEET = 16 / 2.54 * 72  # points across 16 cm of a page
# The size of each text, and those that stand on one another or reach beyond the picture.
MEASURED = """() => {
  const svg = document.querySelector('svg'), edge = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll('text')].filter(each => each.textContent.trim());
  const broken = each => [...each.querySelectorAll('tspan.line')];
  const lines = words.flatMap(each => broken(each).length ? broken(each) : [each]);
  const boxes = words.map(each => each.getBoundingClientRect());
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height);
  return {
    width: edge.width,
    sizes: lines.map(each => parseFloat(getComputedStyle(each).fontSize)),
    over: words.flatMap((each, at) => words.slice(at + 1).filter((_, more) => over(boxes[at], boxes[at + 1 + more]))
      .map(other => `${each.textContent} / ${other.textContent}`)),
    beyond: words.filter((_, at) => boxes[at].left < edge.left - 1 || boxes[at].right > edge.right + 1
      || boxes[at].top < edge.top - 1 || boxes[at].bottom > edge.bottom + 1).map(each => each.textContent),
  };
}"""


def drawn(window: Window, view: str, key: str, picture: str) -> dict[str, object]:
    """What the picture that a card saves holds, seen by itself."""
    window.open(view)
    card = window.page.locator(f"#{key}")
    card.get_by_text("Download").click()
    with window.page.expect_download() as download:
        card.get_by_role("button", name=picture, exact=True).click()
    svg = download.value.path().read_text(encoding="utf-8")
    alone = window.page.context.new_page()
    alone.set_content(f"<body style='margin:0'>{svg}</body>")
    found: dict[str, object] = alone.evaluate(MEASURED)
    alone.close()
    return found


@pytest.mark.parametrize(("view", "key"), MANY_ROWS, ids=[key for _, key in MANY_ROWS])
def test_a_picture_is_as_tall_as_its_rows(window: Window, view: str, key: str) -> None:
    slide = drawn(window, view, key, "Picture to enlarge (SVG)")
    assert slide["over"] == []
    assert slide["beyond"] == []


@pytest.mark.parametrize(("view", "key"), MANY_ROWS, ids=[key for _, key in MANY_ROWS])
def test_a_picture_for_a_page_has_letters_of_nine_points(window: Window, view: str, key: str) -> None:
    sheet = drawn(window, view, key, "Picture for a page of A4 (SVG)")
    sizes, width = sheet["sizes"], sheet["width"]
    assert isinstance(sizes, list)
    assert isinstance(width, int | float)
    assert sizes
    assert min(sizes) * SHEET / width >= 9
    assert sheet["over"] == []
    assert sheet["beyond"] == []


def test_a_picture_says_in_its_name_what_it_is_for(window: Window) -> None:
    window.open(MANY_ROWS[0][0])
    card = window.page.locator(f"#{Charts.SERVICES}")
    card.get_by_text("Download").click()
    with window.page.expect_download() as download:
        card.get_by_role("button", name="Picture for a page of A4 (PNG)").click()
    assert re.fullmatch(r"services-2020-01-a4\.png", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
