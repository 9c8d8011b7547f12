"""Bars: variances with last month's beside them, what changed, numbers against budget, and parts of a cost variance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefings.drawings.marks import (
    EDGE,
    Look,
    drawn,
    looks,
    numbers,
    rounded,
    span,
    traces,
    without_travel,
    without_words,
)
from briefings.native import Drawing, Series, label_format
from charts import theme
from charts.chart import Chart
from charts.columns import ON_BUDGET, VARIANCE, Column
from charts.costs import BUDGET
from charts.movement import CHANGE
from charts.placements import BUDGETED, HEADINGS
from charts.rows import UNEXPLAINED_KEY
from charts.split import CAUSES, LOOKS, PARTS
from charts.variance import BLACK_LINE

LABELS: Look = {"value": True, "position": "outside_end"}
PALE = "#C9CED1"
PALE_BAR = "Pale bar behind"
# Of the parts of a variance. Programs draw patterns, and their keys in a legend, each in its own way: tones stay apart.
TONES = (("Black", "#1A1A1A"), ("Grey", "#8F979C"), ("Dark grey", "#565B5F"), ("White", "#FFFFFF"), ("Pale grey", PALE))


def variance(chart: Chart) -> list[Drawing]:
    """Bars that grow right where money is short, each half in front of a pale bar of the report before.

    The screen's mark of that is a black line, for which Office has no bar: it is lighter instead, as what is earlier
    always is.
    """
    this, *before = [each.heading for each in chart.table.typed if each.form == VARIANCE and each.heading != CHANGE]
    columns = drawn(chart.table, this, *before)
    reach = span(numbers(*columns[1:]), air=0.26)
    labels = LABELS | {"num_format": label_format(ON_BUDGET)}
    now = Series(1, {"points": looks(traces(chart)[0]), "data_labels": labels})
    key = chart.key.replace(BLACK_LINE, PALE_BAR).replace(UNEXPLAINED_KEY, "")  # labels of figures have no mark
    if not before:
        return [Drawing("bar", columns, (now,), VARIANCE, key, reach)]
    behind = Series(2, {"fill": {"color": PALE}, "border": {"none": True}})
    return [Drawing("bar", columns, (behind, now), VARIANCE, key, reach, gap=45, overlap=65)]


def change(chart: Chart) -> list[Drawing]:
    """Bars of how far each line moved."""
    columns = drawn(chart.table, CHANGE)
    form = columns[1].form
    look = {"points": looks(traces(chart)[0]), "data_labels": LABELS | {"num_format": label_format(form)}}
    return [Drawing("bar", columns, (Series(1, look),), form, chart.key, span(numbers(columns[1]), air=0.26))]


def placements(chart: Chart) -> list[Drawing]:
    """The number now, with an outline at the number budgeted around it."""
    now = next(each for each in reversed(HEADINGS.values()) if each in chart.table.columns[:3])
    return _against_budget(chart, BUDGETED, now)


def costs(chart: Chart) -> list[Drawing]:
    """The cost of the year, with an outline at its budget around it."""
    return _against_budget(chart, BUDGET, chart.table.columns[chart.table.columns.index(BUDGET) + 1])


def _against_budget(chart: Chart, budget: str, now: str) -> list[Drawing]:
    columns = drawn(chart.table, budget, now)
    form = columns[1].form
    reach, step = rounded(span(numbers(*columns[1:]), air=0.06))
    labels = LABELS | {"num_format": label_format(form)}
    solid = Series(2, {"points": looks(traces(chart)[1]), "data_labels": labels})
    outline = Series(1, {"fill": {"none": True}, "border": {"color": theme.EDGE, "width": 1.5}})
    look: dict[str, Any] = {"gap": 90, "front_gap": 45, "ticks": True, "step": step}
    return [Drawing("bar", columns, (solid,), form, without_travel(chart.key), reach, (outline,), **look)]


def split(chart: Chart) -> list[Drawing]:
    """Number of people, price, both together and the rest: bars that add up to each line's variance."""
    name, *causes = drawn(chart.table, *(heading for heading, _ in CAUSES))
    parts = [without_words(each) for each in causes]
    reach, step = rounded(span(_sides(parts), air=0.02))
    series = tuple(
        Series(place, {"fill": {"color": colour}, "border": EDGE}) for place, (_, colour) in enumerate(TONES, start=1)
    )
    look: dict[str, Any] = {"stacked": True, "ticks": True, "step": step, "legend": tuple(range(len(TONES)))}
    return [Drawing("bar", (name, *parts), series, parts[0].form, _tones_named(chart.key), reach, **look)]


def _sides(parts: Sequence[Column]) -> list[float]:
    """How far the bars of each row reach to either side of zero."""
    rows = [[float(value) for value in row if value] for row in zip(*(each.values for each in parts), strict=True)]
    return [sum(value for value in row if sign * value > 0) for row in rows for sign in (1, -1)]


def _tones_named(key: str) -> str:
    """What the marks mean, in the words for these tones instead of those for the screen's patterns."""
    for here, (tone, _), (_, part, _) in zip(LOOKS, TONES, PARTS, strict=True):
        key = key.replace(f"{here}: {part},", f"{tone}: {part},")
    return key
