"""The bridge from budget to forecast: bars that float at the running total, with a black line at both ends."""

from __future__ import annotations

from briefings.drawings.marks import BLACK, NO_FILL, Look, drawn, looks, rounded, traces
from briefings.native import Drawing, Series, label
from charts import rows as notation
from charts.bridge import ADDS, TOTAL
from charts.chart import Chart
from charts.columns import THOUSANDS, Column, Form, Value, text
from data.formatting import MINUS, money

AIR = 0.08
LABEL_ROOM = 0.2  # of the axis, for the words beside a bar
THICK = 0.006
FINE = Form("number", 4)
Bar = tuple[float, float, float | None]  # where it starts, how long it is, and the part of it on the other side of zero


def bridge(chart: Chart) -> list[Drawing]:
    """Every step in £000 from where the one before it ended; both sides of zero, should it cross that."""
    columns = drawn(chart.table, ADDS, TOTAL)
    amounts, reached = (list(map(_figure, each.values)) for each in columns[1:])
    starts = [after - by for after, by in zip(reached[1:-1], amounts[1:-1], strict=True)]
    low, high = min([*starts, *reached]), max([*starts, *reached])
    width = (high - low) or max(abs(high) * 0.1, 1.0)
    span, step = rounded((low - width * AIR, high + width * (AIR + LABEL_ROOM)), most=3)
    ends = [(value, width * THICK, None) for value in (reached[0], reached[-1])]
    bars: list[Bar] = [ends[0], *map(_bar, starts, reached[1:-1]), ends[1]]
    room = [width * LABEL_ROOM * (-1 if bar[1] < 0 else 1) for bar in bars]
    helpers = (
        Column("Start as drawn", tuple(bar[0] for bar in bars), FINE),
        Column("Step as drawn", tuple(bar[1] for bar in bars), FINE),
        Column("Step across zero", tuple(bar[2] for bar in bars), FINE),
        Column("Room for words", tuple(room), FINE),
    )
    points = {"points": [BLACK, *looks(traces(chart)[0]), BLACK]}
    words = NO_FILL | {"data_labels": _labels(columns)}
    series = (Series(3, NO_FILL), Series(4, points), Series(5, points), Series(6, words))
    figures, key = (*columns, *helpers), _key(chart)
    return [Drawing("bar", figures, series, THOUSANDS, key, span, step=step, stacked=True, gap=50, ticks=True)]


def _bar(start: float, end: float) -> Bar:
    low, high = min(start, end), max(start, end)
    if low >= 0:
        return low, high - low, None
    if high <= 0:
        return high, low - high, None
    return 0.0, high, low


def _figure(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _labels(columns: tuple[Column, ...]) -> Look:
    """Beside each bar what it adds or takes away, and at both ends the whole."""
    _, step, reached = columns
    words = [text(value, step.form) for value in step.values]
    words[0], words[-1] = text(reached.values[0], reached.form), text(reached.values[-1], reached.form)
    return {"value": True, "position": "inside_base", "custom": [label(each) for each in words]}


def _key(chart: Chart) -> str:
    table = chart.table
    moved = table.words(notation.MOVED_COLUMN) if notation.MOVED_COLUMN in table.columns else []
    budget, end = table.figures(TOTAL)[0] or 0.0, table.words(table.columns[0])[-1].lower()
    return (
        f"Black lines: budget ({MINUS if budget < 0 else ''}{money(budget)}) and {end}. Bars: what each line adds "
        f"(orange) or takes away (blue). The axis does not start at zero.{notation.moved_key(moved)}"
    )
