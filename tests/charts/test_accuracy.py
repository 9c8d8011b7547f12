"""Forecast accuracy: a bar a forecast, right where the year closed worse, and an honest empty state."""

from datetime import date

import plotly.graph_objects as go
import pytest

from charts import theme
from charts.accuracy import accuracy_chart, accuracy_sentence
from charts.theme import SCREENS, Screen
from data.accuracy import Miss, misses
from data.queries import PointKind, TrackPoint


def point(month: int, variance_k: float, kind: PointKind = "forecast") -> TrackPoint:
    return TrackPoint("2017/18", date(2018, month, 28), kind, variance_k, f"2018-{month:02d}", f"line {month}")


def year(*forecasts: float, outturn: float) -> list[Miss]:
    return misses([*(point(place, value) for place, value in enumerate(forecasts, 1)), point(3, outturn, "outturn")])


MISSES = year(6000, 7000, outturn=6953)


@pytest.mark.parametrize("screen", SCREENS)
def test_each_forecast_is_a_bar_to_the_side_where_the_year_closed(screen: Screen) -> None:
    (bars,) = go.Figure(accuracy_chart(MISSES, name="Care", screen=screen).figure).data
    assert list(bars.x) == [953, -47]
    assert list(bars.marker.color) == [theme.ADVERSE, theme.FAVOURABLE]


def test_there_is_as_much_room_on_either_side_of_zero() -> None:
    low, high = accuracy_chart(MISSES, name="Care").figure["layout"]["xaxis"]["range"]
    assert low == -high


def test_many_forecasts_are_a_line_a_year_so_that_months_can_be_compared() -> None:
    both = [
        TrackPoint(f"{year}/{year - 1999}", date(year, month, 28), "forecast", 100.0 * month, f"{year}-{month:02d}", "")
        for year in (2017, 2018)
        for month in range(5, 12)
    ]
    closed = [
        TrackPoint(f"{year}/{year - 1999}", date(year + 1, 3, 31), "outturn", 900.0, f"{year + 1}-03", "")
        for year in (2017, 2018)
    ]
    chart = accuracy_chart(misses(sorted([*both, *closed], key=lambda point: point.period)), name="Care")
    old, new = go.Figure(chart.figure).data
    assert (old.name, new.name) == ("2017/18", "2018/19")
    assert list(new.x) == [1, 2, 3, 4, 5, 6, 7]
    assert list(new.y) == [400, 300, 200, 100, 0, -100, -200]
    assert "Above zero the year closed worse" in chart.key
    assert len(chart.table.rows) == 16


def test_the_table_holds_forecasts_and_the_outturn_with_their_places() -> None:
    table = accuracy_chart(MISSES, name="Care").table
    assert table.rows == (
        ("Forecast of January 2018", "+£6,000k", "+£953k"),
        ("Forecast of February 2018", "+£7,000k", "−£47k"),
        ("Outturn of 2017/18", "+£6,953k", "–"),
    )
    assert table.locators == ("line 1", "line 2", "line 3")
    assert table.months == ("2018-01", "2018-02", "2018-03")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (MISSES, "Care: the year closed £47k better than February’s forecast; 2017/18 ended £7.0m over budget"),
        (
            year(6586, outturn=6953),
            "Care: the year closed £367k worse than January’s forecast; 2017/18 ended £7.0m over budget",
        ),
        (
            year(-50, outturn=50),
            "Care: the year closed £100k worse than January’s forecast; 2017/18 ended £50k over budget",
        ),
        (year(0, outturn=0.4), "Care: January’s forecast matched the outturn; 2017/18 closed on budget"),
        ([], "Care: no year has both a forecast and an outturn"),
    ],
)
def test_the_sentence(found: list[Miss], expected: str) -> None:
    assert accuracy_sentence(found, "Care") == expected


def test_no_year_with_both_is_said_in_a_sentence() -> None:
    chart = accuracy_chart([], name="Care")
    assert chart.figure is None
    assert "cannot be worked out" in chart.empty
    assert chart.table.rows == ()
