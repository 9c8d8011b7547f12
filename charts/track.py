"""The outturn track: how each year's forecast for the full year moved from report to report until it closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from charts import theme
from charts.chart import Chart, Table
from charts.theme import SCALES, Scale, Screen
from data.formatting import money, month_name, round_away, signed_thousands, variance_words
from data.queries import TrackPoint

MONTHS = ("May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Close")
FIRST_MONTH = 5  # a year's first report describes May
SYMBOLS = {"forecast": "circle", "previous": "circle-open", "outturn": "diamond"}


def track_chart(
    track: Sequence[TrackPoint], *, financial_year: str, screen: Screen = "desk", subtitle: str = ""
) -> Chart:
    """Full-year variance in £000 at each report, one line a year; the chosen ``financial_year`` is the strong one.

    ``track`` is oldest first. Months without a report stay gaps: points are joined only where reports follow.
    """
    return Chart(
        sentence=track_sentence(track, financial_year),
        subtitle=subtitle,
        figure=_figure(track, financial_year, SCALES[screen]) if track else None,
        table=Table(
            columns=("Report", "Year", "Full-year variance"),
            rows=tuple((describe(point), point.financial_year, signed_thousands(point.variance_k)) for point in track),
            locators=tuple(point.locator for point in track),
            months=tuple(point.month for point in track),
        ),
        key="Filled: as reported that month. Open: from the next report’s previous column. Diamond: final outturn. "
        "A gap is a month whose report is not loaded.",
        empty="No report loaded states a variance for this choice.",
        measures=("forecast_variance", "outturn_variance", "previous_forecast_variance"),
    )


def track_sentence(track: Sequence[TrackPoint], financial_year: str) -> str:
    """How the year's forecast moved, and where the last closed year ended."""
    year = [point for point in track if point.financial_year == financial_year]
    if not year:
        return f"No forecast is loaded for {financial_year}"
    now = year[-1]
    words = variance_words(now.variance_k)
    if now.kind == "outturn":
        before = year[-2] if len(year) > 1 else None
        forecast = f"; {before.period:%B}’s forecast was {variance_words(before.variance_k)}" if before else ""
        return f"{financial_year} closed {words}{forecast}"
    if len(year) > 1:
        sentence = _movement(year[-2], now)
    else:
        sentence = f"{financial_year} is {words}" if words == "on budget" else f"{financial_year} is forecast {words}"
    closed = [point for point in track if point.kind == "outturn"]
    if closed:
        sentence += f"; {closed[-1].financial_year} closed {variance_words(closed[-1].variance_k, 'over', 'under')}"
    return sentence


def describe(point: TrackPoint) -> str:
    """A point in words: ``January 2020, forecast``, ``March 2018, final outturn``."""
    kinds = {"forecast": "forecast", "previous": "from the next report", "outturn": "final outturn"}
    return f"{month_name(point.period)}, {kinds[point.kind]}"


def _movement(before: TrackPoint, now: TrackPoint) -> str:
    movement = round_away(now.variance_k) - round_away(before.variance_k)
    words = variance_words(now.variance_k)
    if movement == 0:
        return f"The forecast stayed {words}"
    verb = "worsened" if movement > 0 else "improved"
    first, last = money(before.variance_k), money(now.variance_k)
    if first == last or before.variance_k * now.variance_k <= 0:
        return f"The forecast {verb} by {money(movement)} to {words}"
    return f"The forecast {verb} from {first} to {words}"


def place_in_year(point: TrackPoint) -> int:
    """Where a point stands on the axis: 0 for May, 10 for March, 11 for the close of the year."""
    return len(MONTHS) - 1 if point.kind == "outturn" else (point.period.month - FIRST_MONTH) % 12


def _figure(track: Sequence[TrackPoint], financial_year: str, scale: Scale) -> dict[str, Any]:
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for year, group in groupby(track, key=lambda point: point.financial_year):
        points = list(group)
        data.append(_year(points, year == financial_year, scale))
        notes.append(_end_label(points[-1], year == financial_year, scale))
    values = [point.variance_k / 1000 for point in track]
    low, high = min([0.0, *values]), max([0.0, *values])
    air = (high - low) * 0.16 or 1.0
    yaxis = theme.axis(
        range=[low - (air if low < 0 else air / 4), high + air],
        showgrid=True,
        gridcolor=theme.GRID,
        showticklabels=True,
        tickprefix="£",
        ticksuffix="m",
        nticks=6,
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=2,
    )
    xaxis = theme.axis(
        range=[-0.5, len(MONTHS) - 0.5],
        showticklabels=True,
        tickmode="array",
        tickvals=list(range(len(MONTHS))),
        ticktext=[month if not scale.stacked or place % 2 else "" for place, month in enumerate(MONTHS)],
        tickangle=0,
    )
    margin = {"l": scale.font * 4, "r": 12, "t": 16, "b": scale.font * 2 + 8}
    height = 330 if scale.stacked else scale.row * 7 + 40
    return {
        "data": data,
        "layout": theme.layout(scale, height, margin=margin, xaxis=xaxis, yaxis=yaxis, annotations=notes),
    }


def _year(points: Sequence[TrackPoint], strong: bool, scale: Scale) -> dict[str, Any]:
    """One year as one trace; a missing value between two points that do not follow each other breaks the line."""
    colour = theme.FAVOURABLE if strong else theme.NEUTRAL
    x: list[int | None] = []
    y: list[float | None] = []
    symbols: list[str] = []
    facts: list[list[str]] = []
    for point in points:
        place = place_in_year(point)
        if x and not _follows(x[-1], place):
            x.append(None)
            y.append(None)
            symbols.append("circle")
            facts.append(["", ""])
        x.append(place)
        y.append(point.variance_k / 1000)
        symbols.append(SYMBOLS[point.kind])
        facts.append([f"{point.financial_year}: {describe(point)}", signed_thousands(point.variance_k)])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": colour, "width": 4 if strong else 2},
        "marker": {
            "symbol": symbols,
            "size": round(scale.font * (0.9 if strong else 0.7)) + 3,
            "color": colour,
            "line": {"width": 3, "color": colour},
        },
        "customdata": facts,
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    }


def _follows(last: int | None, place: int) -> bool:
    """Whether two points are of reports that follow one another; February's is followed by the close of the year."""
    february, close = MONTHS.index("Feb"), MONTHS.index("Close")
    return last is not None and (place - last == 1 or (last, place) == (february, close))


def _end_label(last: TrackPoint, strong: bool, scale: Scale) -> dict[str, Any]:
    place = place_in_year(last)
    ending = "outturn" if last.kind == "outturn" else "forecast"
    words = variance_words(last.variance_k, "over", "under")
    label = f"{last.financial_year} {ending}: {words}"
    anchor = "right" if place >= len(MONTHS) - 4 else "left" if place <= 2 else "center"
    return theme.note(
        f"<b>{label}</b>" if strong else label,
        place,
        last.variance_k / 1000,
        xanchor=anchor,
        yanchor="bottom",
        yshift=scale.font,
        font={"color": theme.FAVOURABLE if strong else theme.QUIET_INK, "size": scale.font},
    )
