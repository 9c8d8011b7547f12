"""A line over the years: one trace a year, gaps open, labels apart, and a sentence with figures of the chart only."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from charts.theme import SCALES, SCREENS, Screen
from charts.trend import trend_chart, trend_notes, trend_sentence
from charts.years import place_in_year, round_values
from data.dataset import Month
from data.structure import Kind
from data.trends import Line, Part, Trend, TrendKind, TrendPoint, financial_year
from tests.builders import dataset

MONTH: Month = dataset().latest


def point(year: int, month: int, value: float, kind: TrendKind = "forecast", weight: float = 1.0) -> TrendPoint:
    period = date(year, month, 28)
    part = Part("Older people", "Carers", value / weight, weight, "line 5")
    return TrendPoint(financial_year(period), period, kind, value, f"{year}-{month:02d}", (part,), weight != 1)


def followed(measure: str, *points: TrendPoint, kind: Kind = "service", per: str = "") -> Trend:
    line = Line(kind, "Older people", "Carers", MONTH, 0.0)
    return Trend(line, measure, "today", points, {}, {}, per, ())


YEARS = (
    point(2018, 2, 6586, "previous"),
    point(2018, 3, 6953, "outturn"),
    point(2019, 5, 900),
    point(2019, 12, 4345, "previous"),
    point(2020, 1, 4247),
)
VARIANCE = followed("forecast_variance", *YEARS)


def drawn(trend: Trend, screen: Screen = "desk") -> go.Figure:
    return go.Figure(trend_chart(trend, financial_year="2019/20", screen=screen).figure)


def test_each_year_is_a_line_from_april_to_the_close_and_gaps_stay_open() -> None:
    closed, year = drawn(VARIANCE).data
    assert (closed.name, list(closed.x), list(closed.y)) == ("2017/18", [10, 12], [6.586, 6.953])
    assert (year.name, list(year.x), list(year.y)) == ("2019/20", [1, None, 8, 9], [0.9, None, 4.345, 4.247])
    assert year.connectgaps is False


def test_the_chosen_year_is_strong_and_the_year_before_it_lighter() -> None:
    three = followed("budget", point(2018, 5, 10), point(2019, 5, 11), point(2020, 5, 12))
    chart = trend_chart(three, financial_year="2019/20")
    first, last, strong = go.Figure(chart.figure).data
    assert [trace.name for trace in (first, last, strong)] == ["2018/19", "2020/21", "2019/20"]
    assert strong.line.width > first.line.width
    assert len({trace.line.color for trace in (first, last, strong)}) == 3


def test_what_a_point_is_shows_in_its_shape() -> None:
    estimate = point(2018, 3, 125.5, "outturn", weight=0.25)
    (old, _) = drawn(followed("count_actual", estimate, point(2020, 1, 107), kind="care")).data
    assert list(old.marker.symbol) == ["square-open"]
    closed, year = drawn(VARIANCE).data
    assert list(closed.marker.symbol) == ["circle-open", "diamond"]
    assert list(year.marker.symbol) == ["circle", "circle", "circle-open", "circle"]


def test_a_number_at_the_end_of_march_stands_at_march_and_is_no_outturn() -> None:
    chart = trend_chart(
        followed("count_actual", point(2018, 3, 455, "stood"), kind="care"), financial_year="2017/18", screen="phone"
    )
    (year,) = go.Figure(chart.figure).data
    assert (list(year.x), list(year.marker.symbol)) == ([11], ["circle"])
    assert chart.table.rows[0][0] == "March 2018"
    assert "outturn" not in chart.key


@pytest.mark.parametrize("counts", [("service users", "care packages"), ("placements", "placements")])
def test_numbers_that_count_different_things_are_not_set_against_one_another(counts: tuple[str, str]) -> None:
    then, now = counts
    trend = followed("count_actual", point(2018, 5, 479, "stood"), point(2020, 1, 449, "stood"), kind="care")
    counted = {then: ("May 2018",), now: ("January 2020",)} if then != now else {}
    expected = (
        "449 care packages in January 2020, 479 service users in May 2018"
        if counted
        else "449 in January 2020, down from 479 in May 2018"
    )
    assert trend_sentence(replace(trend, counted=counted), "2019/20") == f"Carers (Older people): {expected}"


@pytest.mark.parametrize("screen", SCREENS)
def test_each_year_is_named_at_its_end_with_its_value(screen: Screen) -> None:
    texts = [note.text for note in drawn(VARIANCE, screen).layout.annotations]
    assert "2017/18: +£6,953k" in texts
    assert "<b>2019/20: +£4,247k</b>" in texts


def test_words_on_a_phone_begin_right_of_the_axis_and_above_the_line_of_zero() -> None:
    figure = drawn(
        followed(
            "forecast_variance", point(2018, 3, 3540, "outturn"), point(2019, 12, 550, "previous"), point(2020, 1, 475)
        ),
        "phone",
    )
    scale, step = SCALES["phone"], 18
    low, high = figure.layout.yaxis.range
    pixels = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (high - low)
    for note in figure.layout.annotations:
        words = note.text.replace("<b>", "").replace("</b>", "")
        width = len(words) * scale.letter * (1.15 if words != note.text else 1)
        share = {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
        assert note.x * step + note.xshift - width * share >= -step / 2
        assert note.y * pixels + note.yshift >= 0
    assert all(trace.cliponaxis is False for trace in figure.data)


def test_labels_near_one_another_stand_apart() -> None:
    close = followed("budget", *(point(year, 3, 100 + year % 3, "outturn") for year in range(2010, 2020)))
    figure = drawn(close)
    low, high = figure.layout.yaxis.range
    pixels = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (high - low)
    heights = sorted(note.y * pixels + note.yshift for note in figure.layout.annotations)
    assert len(heights) == 10
    assert all(after - before >= figure.layout.font.size for before, after in pairwise(heights))


def test_the_axis_holds_zero_and_writes_its_values_as_the_sentence_does() -> None:
    under = drawn(followed("forecast_variance", point(2020, 1, -5010)))
    assert under.layout.yaxis.range[0] < -5.01
    assert under.layout.yaxis.range[1] > 0
    assert "−£2m" in under.layout.yaxis.ticktext
    assert "£500k" in drawn(followed("budget", point(2020, 1, 1200))).layout.yaxis.ticktext
    assert "150" in drawn(followed("count_actual", point(2020, 1, 180), kind="care")).layout.yaxis.ticktext


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-0.25, 0.75), (-5.9, 1.3), (0, 449), (-1e6, 2.5e6)])
def test_ticks_are_few_and_round(low: float, high: float) -> None:
    ticks = round_values(low, high)
    assert 0 in ticks
    assert 2 <= len(ticks) <= 7
    assert low <= min(ticks) <= max(ticks) <= high


def test_the_table_holds_every_point_and_what_an_estimate_was_taken_from() -> None:
    estimate = point(2018, 3, 107, "outturn", weight=0.25)
    table = trend_chart(
        followed("count_actual", estimate, point(2020, 1, 104), kind="care"), financial_year="2019/20"
    ).table
    assert table.rows == (
        ("March 2018, final outturn", "2017/18", "107", "worked out from the lines below", "Older people"),
        ("– of March 2018", "", "428", "Carers, 25.0% of it", "Older people"),
        ("January 2020, forecast", "2019/20", "104", "Carers", "Older people"),
    )
    assert table.locators == ("", "line 5", "line 5")
    assert table.months == ("2018-03", "2018-03", "2020-01")


def test_reasons_and_differences_are_said_in_words() -> None:
    trend = Trend(
        Line("care", "Older people", "Carers", MONTH, 0.0),
        "count_actual",
        "today",
        (point(2018, 3, 107, "outturn", weight=0.25), point(2020, 1, 104)),
        {"2018/19: Split in two": ("March 2018",)},
        {"clients": ("March 2018",), "care packages": ("January 2020",)},
        "",
        ("May 2018",),
    )
    assert trend_notes(trend) == [
        "2018/19: Split in two. Applies to March 2018.",
        "March 2018 is an estimate: 25.0% of the line printed as Carers.",
        "The papers count clients in March 2018 and care packages in January 2020: not quite the same thing.",
        "Left out, because the paper prices it by another unit: May 2018.",
    ]
    assert trend_notes(VARIANCE) == []


@pytest.mark.parametrize(
    ("trend", "year", "expected"),
    [
        (VARIANCE, "2019/20", "Carers: £4.2m over budget in January 2020, better than £4.3m over in December 2019"),
        (VARIANCE, "2017/18", "Carers: £7.0m over budget in March 2018, worse than £6.6m over in February 2018"),
        (
            followed("forecast_variance", point(2018, 3, 7000, "outturn"), point(2018, 5, 40)),
            "2018/19",
            "Carers: £40k over budget in May 2018; another year, 2017/18, ended £7.0m over its budget",
        ),
        (
            followed("forecast_variance", point(2018, 5, -40), point(2020, 1, 40)),
            "2019/20",
            "Carers: £40k over budget in January 2020; another year, 2018/19, stood in May 2018 £40k under its budget",
        ),
        (VARIANCE, "2018/19", "Carers: no figure is loaded for 2018/19"),
        (
            followed("count_actual", point(2018, 5, 299, "stood"), kind="care"),
            "2019/20",
            "Carers (Older people): no figure is loaded for 2019/20; the last is 299 in May 2018",
        ),
        (followed("forecast_variance"), "2019/20", "Carers: no figure is loaded for 2019/20"),
        (followed("forecast_variance", point(2020, 1, 0.4)), "2019/20", "Carers: on budget in January 2020"),
        (
            followed("forecast_variance", point(2019, 12, 50), point(2020, 1, -50)),
            "2019/20",
            "Carers: £50k under budget in January 2020, better than £50k over in December 2019",
        ),
        (
            followed("forecast_variance", point(2019, 12, 0), point(2020, 1, 999.96)),
            "2019/20",
            "Carers: £1.0m over budget in January 2020, after being on budget in December 2019",
        ),
        (
            followed("forecast_variance", point(2019, 12, 5), point(2020, 1, 0)),
            "2019/20",
            "Carers: on budget in January 2020, better than £5k over in December 2019",
        ),
        (
            followed("forecast_variance", point(2019, 12, 4240), point(2020, 1, 4210)),
            "2019/20",
            "Carers: £4.2m over budget in January 2020, a little better than in December 2019",
        ),
        (
            followed("forecast_variance", point(2019, 12, 7.2), point(2020, 1, 7)),
            "2019/20",
            "Carers: £7k over budget in January 2020, the same as in December 2019",
        ),
        (
            followed("budget", point(2019, 5, -61), point(2020, 1, 15)),
            "2019/20",
            "Carers: £15k in January 2020, up from −£61k in May 2019",
        ),
        (
            followed("budget", point(2019, 5, 5510), point(2020, 1, 5490)),
            "2019/20",
            "Carers: £5.5m in January 2020, a little down on May 2019",
        ),
        (
            followed("actual", point(2019, 1, 800), point(2019, 12, 900), point(2020, 1, 1000)),
            "2019/20",
            "Carers: £1.0m in January 2020, up from £800k in January 2019",
        ),
        (
            followed("actual", point(2019, 12, 900), point(2020, 1, 1000)),
            "2019/20",
            "Carers: £1.0m in January 2020",
        ),
        (
            followed("count_actual", point(2018, 3, 125.5, "outturn", 0.25), point(2020, 1, 107), kind="care"),
            "2019/20",
            "Carers (Older people): 107 in January 2020, down from about 125.5 in March 2018",
        ),
        (
            followed("unit_cost_actual", point(2018, 5, 15.92), point(2020, 1, 16.74), kind="care", per="hour"),
            "2019/20",
            "Carers (Older people): £16.74 an hour in January 2020, up from £15.92 an hour in May 2018",
        ),
    ],
)
def test_the_sentence(trend: Trend, year: str, expected: str) -> None:
    assert trend_sentence(trend, year) == expected


def test_nothing_to_draw_is_said_in_a_sentence() -> None:
    chart = trend_chart(followed("budget"), financial_year="2019/20")
    assert chart.figure is None
    assert chart.empty


def test_a_closed_year_s_last_month_stands_at_the_close() -> None:
    assert place_in_year(date(2018, 3, 31), outturn=True) == 12
    assert place_in_year(date(2018, 3, 31), outturn=False) == 11
    assert place_in_year(date(2018, 4, 30), outturn=False) == 0


def test_money_that_is_only_moved_is_not_called_over_or_under_budget() -> None:
    line = replace(VARIANCE.line, name="Use of reserves")
    moved = replace(VARIANCE, line=line, points=(point(2019, 12, -400), point(2020, 1, -500)))
    assert trend_chart(moved, financial_year="2019/20").sentence == (
        "Use of reserves: £500k paid from reserves in January 2020"
    )
