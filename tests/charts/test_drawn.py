"""A figure and its typed columns are one thing: what is drawn stands in the table at the same row, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from charts import (
    accuracy,
    bridge,
    costs,
    gaps,
    limits,
    movement,
    placements,
    split,
    unit_costs,
    variance,
)
from charts.accuracy import accuracy_chart
from charts.chart import Chart, Table, stated
from charts.columns import THOUSANDS, WORDS, Value, column
from charts.limits import limits_chart
from charts.movement import movement_chart
from charts.theme import SCREENS, Screen
from charts.trend import trend_chart
from data import queries
from data.accuracy import misses
from data.compare import compare
from data.control_limits import Sample, control_limits
from data.dataset import Dataset, Month
from data.following import Following
from data.measures import can_compare, can_follow
from data.selection import Selection, committee_options, directorate_options
from data.trends import lines, trend
from views.chart_keys import Charts
from views.screens import SCREENS as VIEWS


def selections(month: Month) -> Iterator[Selection]:
    """Every committee and directorate of a month, and every care group of the whole."""
    for committee in ("", *committee_options(month)):
        for directorate in ("", *directorate_options(month, committee)):
            yield Selection(month.key, committee=committee, directorate=directorate)
    for group in queries.care_groups(month, Selection(month.key)):
        yield Selection(month.key, care_group=group)


def of_months(dataset: Dataset, screen: Screen) -> Iterator[tuple[str, Chart]]:
    for month in dataset.months:
        for selection in selections(month):
            for key, kind in VIEWS.items():
                if kind.care == bool(selection.care_group):
                    yield key, kind.build(dataset, month, selection, screen).chart


def over_months(dataset: Dataset, screen: Screen) -> Iterator[tuple[str, Chart]]:
    newest = Selection(dataset.latest.key)
    yield Charts.ACCURACY, accuracy_chart(misses(queries.outturn_track(dataset, newest)), name="All", screen=screen)
    for kind in ("service", "care"):
        for line in lines(dataset, newest, kind, "today"):
            for measure in can_follow(kind):
                found = trend(dataset, line, measure, "today")
                yield Charts.TREND, trend_chart(found, financial_year=dataset.latest.financial_year, screen=screen)
        for earlier, later in combinations(dataset.months, 2):
            for measure in can_compare(kind):
                chosen = replace(Selection(later.key), following=Following(kind=kind))
                yield Charts.MOVEMENT, movement_chart(compare(later, earlier, chosen, kind, measure), screen=screen)


def at(table: Table, heading: str) -> list[Value]:
    """A column at the rows drawn, read by the test itself."""
    values = next(each.values for each in table.typed if each.heading == heading)
    return [values[row] for row in table.drawn]


def as_drawn(values: Sequence[Value]) -> list[float]:
    """Values as marks: words and what is not stated draw nothing."""
    return [0.0 if value is None or isinstance(value, str) else value for value in values]


def marked(chart: Chart) -> list[dict[str, Any]]:
    """The traces that have words to point at: the data, not the lines that lead the eye."""
    assert chart.figure
    return [trace for trace in chart.figure["data"] if "customdata" in trace]


def rows_agree(chart: Chart, *beginnings: str) -> None:
    """Bars: each trace is the column that begins so, row for row, and names its row."""
    table, traces = chart.table, marked(chart)
    headings = [next(each for each in table.columns if each.startswith(begins)) for begins in beginnings]
    for trace, heading in zip(traces, headings, strict=True):
        assert as_drawn(trace["x"]) == as_drawn(at(table, heading))
        assert [facts[0] for facts in trace["customdata"]] == [_words(name) for name in at(table, first(chart))]


def variances_agree(chart: Chart) -> None:
    measure = next(each for each in chart.table.columns if each.startswith(variance.MEASURES))
    rows_agree(chart, measure, *([variance.SHARE] if len(marked(chart)) > 1 else []))
    ghosts = [trace for trace in chart.figure["data"] if trace.get("marker", {}).get("symbol") == "line-ns"]  # type: ignore[index]
    before = [each for each in chart.table.columns if each.startswith("Variance, ")]
    assert len(ghosts) == 2 * len(before)
    for trace in ghosts:
        assert as_drawn(trace["x"]) == as_drawn(at(chart.table, before[0]))


def costs_agree(chart: Chart) -> None:
    rows_agree(chart, costs.BUDGET, "Outturn" if "Outturn" in chart.table.columns else "Forecast")


def split_agrees(chart: Chart) -> None:
    rows_agree(chart, *(cause for cause, _ in split.CAUSES))


def first(chart: Chart) -> str:
    return chart.table.typed[0].heading


def _words(value: Value) -> str:
    return str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bridge_agrees(chart: Chart) -> None:
    steps, ends, *_ = chart.figure["data"]  # type: ignore[index]
    totals = as_drawn(at(chart.table, bridge.TOTAL))
    assert list(steps["x"]) == as_drawn(at(chart.table, bridge.ADDS))[1:-1]
    reached = [base + step for base, step in zip(steps["base"], steps["x"], strict=True)]
    assert reached == pytest.approx(totals[1:-1])
    assert steps["base"] == [totals[0], *totals[1:-1]][: len(reached)]
    assert ends["x"] == [totals[0], totals[-1]]
    assert (reached or totals)[-1] == pytest.approx(totals[-1], abs=0.51)


def prices_agree(chart: Chart) -> None:
    """One pair of traces a block, one under the other: together they are the two columns."""
    found = marked(chart)
    for side, heading in ((0, unit_costs.BUDGETED), (1, unit_costs.NOW)):
        assert as_drawn([x for trace in found[side::2] for x in trace["x"]]) == as_drawn(at(chart.table, heading))
    assert [facts[0] for trace in found[::2] for facts in trace["customdata"]] == [
        _words(name) for name in at(chart.table, gaps.CARE)
    ]


def years_agree(chart: Chart) -> None:
    """Lines of years: every point is a figure of the table, and every figure that is to be drawn is a point."""
    points = sorted(y for trace in chart.figure["data"] for y in trace["y"] if y is not None)  # type: ignore[index]
    heading = accuracy.MISSED if accuracy.MISSED in chart.table.columns else chart.table.columns[2]
    figures = sorted(as_drawn(at(chart.table, heading)))
    by = 1000.0 if points != pytest.approx(figures) else 1.0
    assert [each * by for each in points] == pytest.approx(figures)


def limits_agree(chart: Chart) -> None:
    *levels, points = chart.figure["data"]  # type: ignore[index]
    assert points["y"] == at(chart.table, limits.NUMBER)
    table = [at(chart.table, heading)[0] for heading in (limits.MEAN, limits.UPPER, limits.LOWER)]
    drawn = [[level, level] for level in table if level != "none above zero"]
    assert [trace["y"] for trace in levels] == drawn


def accuracy_agrees(chart: Chart) -> None:
    if chart.key == accuracy.BARS_KEY:
        rows_agree(chart, accuracy.MISSED)
    else:
        years_agree(chart)


AGREES: dict[str, Callable[[Chart], None]] = {
    Charts.DIRECTORATES: variances_agree,
    Charts.PRESSURES: variances_agree,
    Charts.SERVICES: variances_agree,
    Charts.BRIDGE: bridge_agrees,
    Charts.TRACK: years_agree,
    Charts.PLACEMENTS: lambda chart: rows_agree(chart, placements.BUDGETED, placements.HEADINGS["end"]),
    Charts.AVERAGES: lambda chart: rows_agree(chart, placements.BUDGETED, placements.HEADINGS["average"]),
    Charts.UNIT_COSTS: prices_agree,
    Charts.COSTS: costs_agree,
    Charts.SPLIT: split_agrees,
    Charts.TREND: years_agree,
    Charts.ACCURACY: accuracy_agrees,
    Charts.MOVEMENT: lambda chart: rows_agree(chart, movement.CHANGE),
}


def fits(chart: Chart) -> None:
    """Every mark lies within its axes, a bar within its row, and values at the right within their margin."""
    assert chart.figure
    layout = chart.figure["layout"]
    for trace in chart.figure["data"]:
        xaxis, yaxis = (layout[f"{each}axis{trace.get(f'{each}axis', each)[1:]}"] for each in "xy")
        bases = trace.get("base", [0.0] * len(trace["x"]))
        reached = [(base, base + (x or 0.0)) for base, x in zip(bases, trace["x"], strict=True)]
        ends = [end for pair in reached for end in pair] if trace["type"] == "bar" else trace["x"]
        within(xaxis["range"], ends)
        within(yaxis["range"], trace["y"])
        if trace["type"] == "bar":
            assert trace["width"] <= 1
            rows = max(yaxis["range"]) - min(yaxis["range"])
            assert rows == len(trace["y"]) + (2 if "base" in trace else 0)  # beside the steps stand the two ends

    beside = [note for note in layout["annotations"] if note["x"] == 1 and note.get("xanchor") == "right"]
    assert all(0 < note["xshift"] <= layout["margin"]["r"] for note in beside if "xshift" in note)
    left = [note for note in layout["annotations"] if note["x"] == 0 and note.get("xref") == "paper"]
    assert all(-layout["margin"]["l"] <= note.get("xshift", 0) <= 0 for note in left)


def within(span: Sequence[float], values: Sequence[float | None]) -> None:
    assert all(min(span) <= value <= max(span) for value in values if value is not None)


def agreeing(charts: Iterable[tuple[str, Chart]]) -> set[str]:
    """The keys of those ``charts`` that draw something, after each was held against its typed columns."""
    kinds = set()
    for key, chart in charts:
        if chart.figure:
            AGREES[key](chart)
            fits(chart)
            kinds.add(key)
    return kinds


@pytest.mark.parametrize("screen", SCREENS)
def test_what_a_selection_draws_is_its_typed_columns(dataset: Dataset, screen: Screen) -> None:
    kinds = agreeing(of_months(dataset, screen))
    assert kinds == set(VIEWS) - {Charts.NUMBERS}  # which draw nothing


@pytest.mark.parametrize("screen", ["desk", "present"])
def test_what_is_drawn_of_several_months_is_its_typed_columns(dataset: Dataset, screen: Screen) -> None:
    kinds = agreeing(over_months(dataset, screen))
    assert kinds == {Charts.ACCURACY, Charts.MOVEMENT, Charts.TREND}


@given(some.lists(some.integers(0, 500).map(float), min_size=15, max_size=30))
def test_what_is_drawn_of_a_number_with_its_limits_is_its_typed_columns(values: list[float]) -> None:
    samples = [Sample(date(2018 + place // 12, place % 12 + 1, 28), value) for place, value in enumerate(values)]
    around = control_limits(samples)
    assert around
    places = [""] * len(samples)
    chart = limits_chart(samples, around, name="Beds", measure="count_actual", locators=places, months=places)
    limits_agree(chart)
    fits(chart)


def test_a_figure_that_is_not_stated_is_never_drawn_at_nought() -> None:
    table = Table((column("Line", ["A"], WORDS), column("Budget", [None], THOUSANDS)), ("line 1",), drawn=(0,))
    with pytest.raises(ValueError, match="not stated"):
        stated(table.figures("Budget"))
