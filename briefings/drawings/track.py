"""The outturn track: one line a year from April to the close, gaps open."""

from __future__ import annotations

from typing import Any

from briefings.drawings.marks import Look, numbers, rounded, span, traces
from briefings.native import Drawing, Series, number_format
from charts import theme
from charts.chart import Chart
from charts.columns import VARIANCE, Column
from charts.track import MEASURE
from charts.years import CLOSE, MONTHS

MARCH = CLOSE - 1
SYMBOLS = {"circle": "circle", "circle-open": "square", "diamond": "diamond"}
YEAR = "Year"
KEY = (
    "Circle: as reported that month. Square: from the next report’s previous column. Diamond: final outturn. "
    "A gap is a month whose report is not loaded."
)


def track(chart: Chart) -> list[Drawing]:
    """The full-year variance in £000 at each month's report; a column a year, the latest as a strong line."""
    years = {trace["name"]: trace for trace in traces(chart)}
    found = {year: _year(chart, year, trace) for year, trace in years.items()}
    # Where no report is of March, February's point is joined to the close.
    months = [place for place in range(len(MONTHS)) if place != MARCH or any(MARCH in each for each in found.values())]
    names = Column("Month", tuple(MONTHS[place] for place in months))
    lines = [Column(f"{MEASURE}, {year}", tuple(map(found[year].get, months)), VARIANCE) for year in found]
    series = tuple(
        Series(place, _look(years[year], months), symbols=_symbols(years[year], months))
        for place, year in enumerate(found, start=1)
    )
    reach, step = rounded(span(numbers(*lines), air=0.15))
    legend = tuple(range(len(series)))
    return [Drawing("line", (names, *lines), series, VARIANCE, KEY, reach, ticks=True, step=step, legend=legend)]


def _year(chart: Chart, year: str, trace: dict[str, Any]) -> dict[int, float]:
    """The variance at each place of the axis, as the table states it."""
    of_year = zip(chart.table.figures(MEASURE), chart.table.words(YEAR), strict=True)
    figures = [value for value, of in of_year if of == year and value is not None]
    return dict(zip(_places(trace), figures, strict=True))


def _places(trace: dict[str, Any]) -> list[int]:
    return [place for place in trace["x"] if place is not None]


def _look(trace: dict[str, Any], months: list[int]) -> Look:
    """A year's line; of an earlier one only the last point has its figure."""
    colour, strong = trace["line"]["color"], trace["line"]["color"] == theme.FAVOURABLE
    last = max(_places(trace))
    marker = {"type": "circle", "size": 9 if strong else 7, "fill": {"color": colour}, "border": {"color": colour}}
    custom = [{} if strong or place == last else {"delete": True} for place in months]
    labels = {"value": True, "position": "above", "num_format": number_format(VARIANCE), "custom": custom}
    return {"line": {"color": colour, "width": 3.5 if strong else 1.5}, "marker": marker, "data_labels": labels}


def _symbols(trace: dict[str, Any], months: list[int]) -> tuple[str, ...]:
    pairs = zip(trace["x"], trace["marker"]["symbol"], strict=True)
    known = {place: SYMBOLS[symbol] for place, symbol in pairs if place is not None}
    return tuple(known.get(place, "circle") for place in months)
