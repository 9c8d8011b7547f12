"""Forecast accuracy: how far the forecast at each report missed where the year closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from charts import rows, theme, years
from charts.chart import Chart, Table, across, stated
from charts.columns import VARIANCE, WORDS, Form, Value, text
from charts.theme import SCALES, Scale, Screen
from charts.years import HALF, SYMBOLS, Mark
from data.accuracy import Miss
from data.formatting import money, month_name, round_away, signed_thousands, variance_words
from data.queries import TrackPoint

BARS = 12
REPORT, FORECAST, MISSED = "Report", "Full-year variance", "Missed by"
MISS = Form("£000", signed=True, nought="as forecast", missing="–")
BARS_KEY = "Bar: outturn minus forecast. Orange: the year closed worse than forecast. Blue: it closed better."
LINES_KEY = (
    "Point: outturn minus the forecast of that month. Above zero the year closed worse than forecast, below it better. "
    "A gap is a month whose report is not loaded."
)


def accuracy_chart(misses: Sequence[Miss], *, name: str, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """A bar for each forecast (oldest first) in £000: to the right where the year closed worse than forecast.

    Where there are too many for bars, a line for each year shows whether forecasts drew nearer as the year went on.
    """
    scale = SCALES[screen]
    few = len(misses) <= (scale.rows_in(scale.head + rows.FOOT) or BARS)
    draw = _bars if few else _lines
    table = _table(misses)
    return Chart(
        sentence=accuracy_sentence(misses, name),
        subtitle=subtitle,
        figure=draw(table, misses, scale) if misses else None,
        table=table,
        key=BARS_KEY if few else LINES_KEY,
        measures=("forecast_variance", "outturn_variance"),
        empty="No year loaded has both a forecast and its final outturn, so accuracy cannot be worked out.",
    )


def accuracy_sentence(misses: Sequence[Miss], name: str) -> str:
    """How far the last forecast of the newest closed year was from its outturn."""
    if not misses:
        return f"{name}: no year has both a forecast and an outturn"
    last = misses[-1]
    size = round_away(last.miss_k)
    month, year = f"{last.forecast.period:%B}’s forecast", last.forecast.financial_year
    ended = variance_words(last.outturn.variance_k)
    if size == 0:
        return f"{name}: {month} matched the outturn; {year} closed {ended}"
    side = "worse" if size > 0 else "better"
    return f"{name}: the year closed {money(size)} {side} than {month}; {year} ended {ended}"


def miss_text(miss_k: float) -> str:
    """A miss on its mark."""
    return text(miss_k, MISS)


def _bars(table: Table, misses: Sequence[Miss], scale: Scale) -> dict[str, Any]:
    labels, values = table.words(REPORT), stated(table.figures(MISSED))
    columns: list[rows.Column] = [
        ("missed by", [miss_text(value) for value in values], True),
        ("forecast", [signed_thousands(each) for each in table.figures(FORECAST)], False),
        ("outturn", [signed_thousands(miss.outturn.variance_k) for miss in misses], False),
    ]
    facts = zip(labels, *(column[1] for column in columns), strict=True)
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": rows.mark_heights(len(misses), scale),
        "width": rows.mark_size(scale),
        "marker": {
            "color": [theme.direction_colour(value) for value in values],
            "line": {"color": theme.EDGE, "width": 1},
        },
        "customdata": [list(fact) for fact in facts],
        "hovertemplate": "<b>%{customdata[0]}</b>: %{customdata[2]}<br>Outturn: %{customdata[3]}<br>"
        "Missed by: %{customdata[1]}<extra></extra>",
    }
    # As much room on either side of zero, so that the words above each side stand clear of one another.
    across = [*values, *(-value for value in values)]
    layout = rows.sided_layout(labels, columns, scale, sides=("better", "worse"), across=across)
    return {"data": [bars], "layout": layout}


def _lines(table: Table, misses: Sequence[Miss], scale: Scale) -> dict[str, Any]:
    values = stated(table.figures(MISSED))
    divisor, amount = years.money_axis(values)
    marks = [
        Mark(
            miss.forecast.financial_year,
            years.place_in_year(miss.forecast.period, outturn=False),
            value / divisor,
            SYMBOLS[miss.forecast.kind],
            miss_text(value),
            (name, f"Missed by: {miss_text(value)}"),
        )
        for miss, name, value in zip(misses, table.words(REPORT), values, strict=True)
    ]
    return years.years_figure(marks, marks[-1].year, scale, amount, HALF)


def _table(misses: Sequence[Miss]) -> Table:
    """The forecasts of each year, then the outturn that they are held against."""
    found: list[tuple[tuple[Value, ...], TrackPoint]] = []
    drawn = []
    for year, group in groupby(misses, key=lambda miss: miss.forecast.financial_year):
        of_year = list(group)
        for miss in of_year:
            point = miss.forecast
            drawn.append(len(found))
            found.append(((f"Forecast of {month_name(point.period)}", point.variance_k, miss.miss_k), point))
        outturn = of_year[0].outturn
        found.append(((f"Outturn of {year}", outturn.variance_k, None), outturn))
    return Table(
        across(
            [(REPORT, WORDS), (FORECAST, VARIANCE), (MISSED, MISS)],
            [row for row, _ in found],
        ),
        locators=tuple(point.locator for _, point in found),
        months=tuple(point.month for _, point in found),
        sums=tuple(point.computed_from for _, point in found),
        worked_out=((MISSED, "the outturn of the year less the forecast"),),
        drawn=tuple(drawn),
    )
