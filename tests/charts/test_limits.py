"""Natural limits of a flow: lines and points of the arithmetic, and months that stand out by shape and by word."""

from datetime import date

import plotly.graph_objects as go
import pytest

from charts.chart import Chart
from charts.limits import limits_chart
from charts.theme import SCREENS, Screen
from data.control_limits import Sample, control_limits

STEADY = [350.0, 356, 351, 355] * 4


def chart_of(values: list[float], screen: Screen = "desk") -> Chart:
    samples = [Sample(date(2018 + place // 12, place % 12 + 1, 28), value) for place, value in enumerate(values)]
    limits = control_limits(samples)
    assert limits is not None
    places = [f"line {place}" for place in range(len(values))]
    return limits_chart(
        samples, limits, name="Care", measure="count_actual", locators=places, months=places, screen=screen
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_mean_limits_and_points_are_drawn_and_named(screen: Screen) -> None:
    figure = go.Figure(chart_of(STEADY, screen).figure)
    mean, upper, lower, points = figure.data
    assert list(points.y) == STEADY
    assert lower.y[0] < mean.y[0] == 353 < upper.y[0]
    assert "Mean<br>353" in [note.text for note in figure.layout.annotations]
    assert set(points.marker.symbol) == {"circle"}


def test_a_month_that_stands_out_has_its_own_shape_its_value_and_its_reason() -> None:
    chart = chart_of([*STEADY, 420])
    points = go.Figure(chart.figure).data[-1]
    assert points.marker.symbol[-1] == "diamond"
    assert "<b>420</b>" in [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert chart.sentence == "Care: May 2019 stands out at 420: outside the limits"
    assert chart.table.rows[-1][5] == "outside the limits"
    assert chart.table.locators[-1] == "line 16"


def test_a_steady_flow_is_said_to_be_steady() -> None:
    chart = chart_of(STEADY)
    assert chart.sentence == "Care: no month stands out from the usual ups and downs"
    assert {row[5] for row in chart.table.rows} == {"nothing"}


def test_a_lower_limit_below_zero_is_not_drawn() -> None:
    chart = chart_of([0.0, 9] * 7)
    assert len(go.Figure(chart.figure).data) == 3
    assert chart.table.rows[0][3] == "none above zero"
