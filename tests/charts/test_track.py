"""The outturn track: one line a year, gaps left open, and a sentence that says how the year moved."""

from datetime import date

import plotly.graph_objects as go
import pytest

from charts.theme import SCALES, SCREENS, Screen
from charts.track import track_chart, track_sentence
from data.queries import PointKind, TrackPoint


def point(year: int, month: int, variance_k: float, kind: PointKind = "forecast") -> TrackPoint:
    start = year if month > 3 else year - 1
    financial_year = f"{start}/{(start + 1) % 100:02d}"
    return TrackPoint(financial_year, date(year, month, 28), kind, variance_k, f"{year}-{month:02d}", "line 5")


CLOSED = [point(2018, 2, 6586, "previous"), point(2018, 3, 6953, "outturn")]
YEAR = [*CLOSED, point(2019, 5, 900), point(2019, 12, 4345, "previous"), point(2020, 1, 4247)]


def test_each_year_is_a_line_and_months_without_a_report_stay_gaps() -> None:
    closed, year = go.Figure(track_chart(YEAR, financial_year="2019/20").figure).data
    assert list(closed.x) == [10, 12]
    assert list(year.x) == [1, None, 8, 9]
    assert list(year.y) == [0.9, None, 4.345, 4.247]
    assert year.connectgaps is False


def test_the_outturn_is_a_diamond_and_a_previous_column_an_open_circle() -> None:
    closed, _ = go.Figure(track_chart(YEAR, financial_year="2019/20").figure).data
    assert list(closed.marker.symbol) == ["circle-open", "diamond"]


def test_the_chosen_year_is_the_strong_one() -> None:
    closed, year = go.Figure(track_chart(YEAR, financial_year="2019/20").figure).data
    assert year.line.width > closed.line.width


def test_a_small_variance_is_drawn_in_thousands_of_pounds() -> None:
    small = [point(2018, 2, -50, "previous"), point(2018, 3, -43, "outturn")]
    figure = go.Figure(track_chart(small, financial_year="2017/18").figure)
    assert list(figure.data[0].y) == [-50, -43]
    assert "−£20k" in figure.layout.yaxis.ticktext
    assert not any("m" in text for text in figure.layout.yaxis.ticktext)


def test_an_earlier_year_that_ends_in_a_forecast_says_of_which_month() -> None:
    track = [*CLOSED, point(2018, 5, 1107), point(2020, 1, 4247)]
    words = [note.text for note in go.Figure(track_chart(track, financial_year="2019/20").figure).layout.annotations]
    assert "2018/19 in May: £1.1m over" in words
    assert "2017/18: £7.0m over" in words
    assert "<b>2019/20: £4.2m over</b>" in words


@pytest.mark.parametrize("screen", SCREENS)
def test_every_point_is_in_the_table_with_its_report(screen: Screen) -> None:
    chart = track_chart(YEAR, financial_year="2019/20", screen=screen)
    assert [row[2] for row in chart.table.rows] == ["+£6,586k", "+£6,953k", "+£900k", "+£4,345k", "+£4,247k"]
    assert chart.table.months[-1] == "2020-01"


@pytest.mark.parametrize(
    ("track", "year", "expected"),
    [
        (YEAR, "2019/20", "The forecast improved from £4.3m to £4.2m over budget; 2017/18 closed £7.0m over"),
        (YEAR[:2], "2017/18", "2017/18 closed £7.0m over budget; February’s forecast was £6.6m over budget"),
        ([CLOSED[1]], "2017/18", "2017/18 closed £7.0m over budget"),
        (
            [*CLOSED, point(2018, 5, 1107)],
            "2018/19",
            "2018/19 is forecast £1.1m over budget; 2017/18 closed £7.0m over",
        ),
        ([point(2018, 5, 0)], "2018/19", "2018/19 is on budget"),
        ([point(2018, 5, 0.4)], "2018/19", "2018/19 is on budget"),
        (
            [point(2018, 5, 0), point(2018, 6, 30)],
            "2018/19",
            "The forecast worsened from on budget to £30k over budget",
        ),
        ([point(2018, 5, 0), point(2018, 6, 0)], "2018/19", "The forecast stayed on budget"),
        (
            [point(2018, 5, 50), point(2018, 6, -50)],
            "2018/19",
            "The forecast improved from £50k over to £50k under budget",
        ),
        (
            [point(2018, 5, 4210), point(2018, 6, 4240)],
            "2018/19",
            "The forecast worsened a little, to £4.2m over budget",
        ),
        ([], "2018/19", "No forecast is loaded for 2018/19"),
    ],
)
def test_the_sentence(track: list[TrackPoint], year: str, expected: str) -> None:
    assert track_sentence(track, year) == expected


@pytest.mark.parametrize("screen", SCREENS)
def test_each_year_is_named_at_its_end_in_the_words_of_the_sentence(screen: Screen) -> None:
    layout = go.Figure(track_chart(YEAR, financial_year="2019/20", screen=screen).figure).layout
    texts = [note.text for note in layout.annotations]
    assert "2017/18: £7.0m over" in texts
    assert "<b>2019/20: £4.2m over</b>" in texts


def test_it_fits_a_screen_for_a_meeting() -> None:
    figure = track_chart(YEAR, financial_year="2019/20", screen="present").figure
    assert figure is not None
    assert figure["layout"]["height"] <= SCALES["present"].room


def test_of_two_closed_years_the_sentence_tells_of_the_later() -> None:
    track = [point(2017, 3, 100, "outturn"), *YEAR]
    assert track_sentence(track, "2019/20").endswith("; 2017/18 closed £7.0m over")
