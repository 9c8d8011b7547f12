"""Every figure can be told from its ground: letters at 4.5 to 1, bars, marks and lines or their edges at 3 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from callbacks.page import show_page
from charts.theme import PAPER, SCREENS
from data.dataset import Dataset
from tests.layouts.test_pages import nodes
from views.site_map import ABOUT, BRIEFING, FIND, PAGES, RUNNING_ORDER, SOURCES, Page

LETTERS, MARKS = 4.5, 3.0
CLEAR = "rgba(0,0,0,0)"


def lightness(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, as the guidelines define it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str = PAPER) -> float:
    """How far two colours stand apart, from 1 to 21."""
    less, more = sorted((lightness(one), lightness(other)))
    return (more + 0.05) / (less + 0.05)


def letters(part: Any) -> Iterator[str]:
    """The colour of every font in a figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name.lower().endswith("font") and isinstance(value, dict) and "color" in value:
                yield from each(value["color"])
            yield from letters(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from letters(value)


def each(colour: Any) -> list[str]:
    """A colour, or the colour of every mark, as a list."""
    return list(colour) if isinstance(colour, list | tuple) else [colour] if colour else []


def faint_marks(trace: dict[str, Any]) -> list[str]:
    """Colours of marks, and of lines, of a trace that neither stand out themselves nor have an edge that does."""
    marker = trace.get("marker", {})
    edge = marker.get("line", {})
    edged = bool(edge.get("width", 0)) and all(contrast(colour) >= MARKS for colour in each(edge.get("color")))
    drawn = trace.get("type") == "bar" or "markers" in trace.get("mode", "")
    colours = each(marker.get("color")) if drawn and not (edged and edge.get("color")) else []
    if "lines" in trace.get("mode", ""):
        colours += each(trace.get("line", {}).get("color"))
    return [colour for colour in colours if colour != CLEAR and contrast(colour) < MARKS]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_figure_stands_out(dataset: Dataset, page: Page) -> None:
    seen = 0
    for month in dataset.months:
        for screen in SCREENS:
            for part in nodes(show_page(page.path, f"?month={month.key}", screen)[0]):
                if type(part).__name__ == "Graph":
                    seen += 1
                    faint = {colour for colour in letters(part.figure) if contrast(colour) < LETTERS}
                    assert faint == set(), f"letters in {part.id}, {month.key}"
                    marks = [colour for trace in part.figure["data"] for colour in faint_marks(trace)]
                    assert marks == [], f"marks in {part.id}, {month.key}"
    assert seen or page in (SOURCES, ABOUT, BRIEFING, FIND, RUNNING_ORDER)


def test_contrast_is_the_guidelines_own() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert faint_marks({"type": "bar", "marker": {"color": "#EEEEEE"}}) == ["#EEEEEE"]
    assert faint_marks({"type": "bar", "marker": {"color": "#EEEEEE", "line": {"color": "#3D3D3D", "width": 1}}}) == []
