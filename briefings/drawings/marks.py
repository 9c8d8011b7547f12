"""What the drawings share: the rows that a figure draws, the looks of its marks in Office's words, and round axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Any

from charts import theme
from charts.chart import Chart, Table
from charts.columns import Column
from charts.travel import TRAVEL_KEY
from charts.years import round_values

Look = dict[str, Any]

EDGE: Look = {"color": theme.EDGE, "width": 0.75}
NO_FILL: Look = {"fill": {"none": True}, "border": {"none": True}}
BLACK: Look = {"fill": {"color": theme.INK}, "border": {"none": True}}
SLACK = 1e-9  # a step such as 0.2 is not stored exactly


def traces(chart: Chart) -> list[dict[str, Any]]:
    """The traces of the figure of a chart that has one."""
    if chart.figure is None:
        raise ValueError("A chart without a figure cannot be drawn")
    return list(chart.figure["data"])


def looks(trace: dict[str, Any]) -> list[Look]:
    """The look of each mark of a trace: the screen's colour, striped where its bar is."""
    marker, count = trace["marker"], len(trace["x"])
    colours = marker["color"] if isinstance(marker["color"], list) else [marker["color"]] * count
    shapes = marker.get("pattern", {}).get("shape", [""] * count)
    return [_look(colour, bool(shape)) for colour, shape in zip(colours, shapes, strict=True)]


def _look(colour: str, striped: bool) -> Look:
    if not striped:
        return {"fill": {"color": colour}, "border": EDGE}
    stripes = {"pattern": "wide_upward_diagonal", "fg_color": theme.PAPER, "bg_color": colour}
    return {"pattern": stripes, "border": EDGE}


def drawn(table: Table, *headings: str) -> tuple[Column, ...]:
    """The first column, which names the rows, and those of ``headings``, at the rows that the figure draws."""
    return tuple(_cut(table, heading, table.drawn) for heading in (table.columns[0], *headings))


def _cut(table: Table, heading: str, rows: Sequence[int]) -> Column:
    column = table.typed[table.columns.index(heading)]
    return replace(column, values=tuple(column.values[row] for row in rows))


def without_words(column: Column) -> Column:
    """A column of figures alone: words such as ``not split`` stand for none."""
    return replace(column, values=tuple(None if isinstance(value, str) else value for value in column.values))


def without_travel(key: str) -> str:
    """What the marks mean, but for the direction of travel: that has a column of its own on the screen."""
    return key.replace(f" {TRAVEL_KEY}", "")


def numbers(*columns: Column) -> list[float]:
    """Every figure of ``columns``; words and what is not stated are none."""
    return [value for column in columns for value in column.values if isinstance(value, int | float)]


def span(values: Sequence[float], air: float = 0.16) -> tuple[float, float]:
    """Where an axis begins and ends: zero and every value, with room for words at both ends of the bars."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low) * air or 10.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 or low == 0 else 0.0)


def rounded(reach: tuple[float, float], most: int = 6) -> tuple[tuple[float, float], float]:
    """``reach`` widened to round values, about ``most`` of them, and the step between them."""
    low, high = reach
    values = round_values(low, high, most)
    step = values[1] - values[0] if len(values) > 1 else high - low
    return (floor(low / step + SLACK) * step, ceil(high / step - SLACK) * step), step
