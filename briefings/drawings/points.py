"""Unit costs: an open circle at the budget, a diamond at the cost now, and a line between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from briefings.drawings.marks import Look, drawn, looks, numbers, rounded, traces, without_travel
from briefings.native import Drawing, Series, label
from charts import theme
from charts.chart import Chart
from charts.columns import Column, Form, text
from charts.gaps import JUDGED, WORKED_OUT
from charts.unit_costs import BUDGETED, NOW, PENCE, PER, PER_WORDS

POUNDS = Form("£")
ROW = Form("number")
CIRCLE, HOLE, DIAMOND = 11, 7, 12
MOST_JOINED = 200  # an Office chart holds 255 series
SMALL = 50.0  # below this an axis has pence
JOIN, NAMES, ENDS = 4, 6, 7  # columns of the workbook: the row, the start of the axis, the dearer of both costs


def unit_costs(chart: Chart, categories: Mapping[str, str]) -> list[Drawing]:
    """One chart a block of the screen: a category in one unit, for week, hour and year never share an axis.

    ``categories`` are those of the lines by where they are printed.
    """
    table = chart.table
    columns = drawn(table, BUDGETED, NOW, WORKED_OUT, JUDGED)
    marks = [look for trace in [each for each in traces(chart) if "customdata" in each][1::2] for look in looks(trace)]
    places = [table.locators[row] for row in table.drawn]
    heads = [_head(categories.get(place, ""), per) for place, per in zip(places, table.words(PER), strict=True)]
    blocks = [list(block) for _, block in groupby(range(len(heads)), key=lambda row: heads[row])]
    return [
        _block([_cut(each, block) for each in columns], [marks[row] for row in block], heads[block[0]], key)
        for block, key in zip(blocks, [without_travel(chart.key), *[""] * len(blocks)], strict=False)
    ]


def _head(category: str, per: str) -> str:
    unit = f"£ {PER_WORDS.get(per, 'each')}"
    return f"{category}, {unit}" if category else unit


def _cut(column: Column, rows: Sequence[int]) -> Column:
    return replace(column, values=tuple(column.values[row] for row in rows))


def _block(columns: Sequence[Column], marks: Sequence[Look], head: str, key: str) -> Drawing:
    name, budget, now, gap, judged = columns
    budget, now = (replace(each, values=tuple(value or None for value in each.values)) for each in (budget, now))
    (_, top), step = rounded((0.0, max(numbers(budget, now), default=1.0) * 1.1))
    form = PENCE if top < SMALL else POUNDS
    heights = Column("Row", tuple(float(row) for row in range(1, len(marks) + 1)), ROW)
    start = Column("Start of the axis", tuple(0.0 for _ in marks), POUNDS)
    written = [
        str(said) if value is None else text(value, replace(form, signed=True))
        for value, said in zip(gap.values, judged.values, strict=True)
    ]
    both = [row for row in range(len(marks)) if budget.values[row] and now.values[row]][:MOST_JOINED]
    series = (
        _names(name.values),
        *(Series(JOIN, _join(marks[row]), across=1, row=row) for row in both),
        Series(JOIN, _dot("circle", CIRCLE, theme.EDGE), across=1),
        Series(JOIN, _dot("circle", HOLE, theme.PAPER), across=1),
        Series(JOIN, _dot("diamond", DIAMOND, theme.NEUTRAL) | {"points": list(marks)}, across=2),
        Series(JOIN, {"marker": {"type": "none"}, "data_labels": _labels(written, "right")}, across=ENDS),
    )
    pairs = zip(budget.values, now.values, strict=True)
    ends = Column("Where the line ends", tuple(max(float(each) for each in pair if each) for pair in pairs), POUNDS)
    figures = (name, budget, now, gap, heights, heights, start, ends)
    return Drawing("scatter", figures, series, form, key, (0.0, top), ticks=True, step=step, head=head)


def _labels(words: Sequence[Any], position: str) -> Look:
    return {"value": True, "position": position, "custom": [label(str(each)) for each in words]}


def _names(names: Sequence[Any]) -> Series:
    """The names of the rows, left of the axis.

    A first series of one point alone has its label left out by LibreOffice, so that has the end of its row as well.
    """
    labels = _labels(names, "left")
    alone = len(names) == 1
    if alone:
        labels["custom"] = [*labels["custom"], {"delete": True}]
    look = {"marker": {"type": "none"}, "line": {"none": True}, "data_labels": labels}
    return Series(JOIN, look, across=NAMES, row=0 if alone else None)


def _join(look: Look) -> Look:
    return {"marker": {"type": "none"}, "line": {"color": look["fill"]["color"], "width": 4}}


def _dot(kind: str, size: int, colour: str) -> Look:
    edge = {"color": theme.EDGE, "width": 1}
    return {"marker": {"type": kind, "size": size, "fill": {"color": colour}, "border": edge}, "line": {"none": True}}
