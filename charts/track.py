"""The outturn track: how each year's forecast for the full year moved from report to report until it closed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from charts import theme
from charts.chart import Chart, Table, text
from charts.theme import SCALES, Scale, Screen
from data.formatting import money, month_name, round_away, signed_thousands, variance_words

MONTHS = ("May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Close")
FIRST_MONTH = 5  # a year's first report describes May


def track_chart(track: pd.DataFrame, *, financial_year: str, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Full-year variance in £000 at each report, one line a year; the chosen ``financial_year`` is the strong one.

    ``track``: ``financial_year``, ``period``, ``kind`` (``forecast`` | ``outturn`` | ``previous``), ``variance_k``,
    ``month`` (key of the report that states it), ``locator``, oldest first. Months without a report stay gaps:
    points are joined only where one report follows the other.
    """
    track = track[track["variance_k"].notna()]
    return Chart(
        sentence=track_sentence(track, financial_year),
        subtitle=subtitle,
        figure=None if track.empty else _figure(track, financial_year, SCALES[screen]),
        table=_table(track),
        table_name="finance_summary",
        key="Filled: as reported that month. Open: from the next report’s previous column. Diamond: final outturn. "
        "A gap is a month whose report is not loaded.",
        empty="No report loaded states a variance for this choice.",
    )


def track_sentence(track: pd.DataFrame, financial_year: str) -> str:
    """How the year's forecast moved, and where the last closed year ended."""
    year = track[track["financial_year"] == financial_year]
    if year.empty:
        return f"No forecast is loaded for {financial_year}"
    now = year.iloc[-1]
    words = variance_words(now["variance_k"])
    if now["kind"] == "outturn":
        sentence = f"{financial_year} closed {words}"
    elif len(year) == 1:
        sentence = f"{financial_year} is forecast {words}" if words != "on budget" else f"{financial_year} is on budget"
    else:
        sentence = _movement(year.iloc[-2], now)
    closed = track[(track["kind"] == "outturn") & (track["financial_year"] != financial_year)]
    if not closed.empty:
        last = closed.iloc[-1]
        end = variance_words(last["variance_k"]).replace(" budget", "")
        sentence += f"; {last['financial_year']} closed {end}"
    elif now["kind"] == "outturn" and len(year) > 1:
        before = year.iloc[-2]
        sentence += f"; the forecast for {_month(before['period'])} was {variance_words(before['variance_k'])}"
    return sentence


def _movement(before: pd.Series, now: pd.Series) -> str:
    movement = round_away(now["variance_k"]) - round_away(before["variance_k"])
    if movement == 0:
        return f"The forecast stayed {variance_words(now['variance_k'])}"
    verb = "worsened" if movement > 0 else "improved"
    first, last = money(before["variance_k"]), money(now["variance_k"])
    if first == last or before["variance_k"] * now["variance_k"] <= 0:
        return f"The forecast {verb} by {money(movement)} to {variance_words(now['variance_k'])}"
    return f"The forecast {verb} from {first} to {variance_words(now['variance_k'])}"


def _month(period: date) -> str:
    return f"{period:%B}"


def place_in_year(period: date, kind: str) -> int:
    """Where a point stands on the axis: 0 for May, 10 for March, 11 for the close of the year."""
    return len(MONTHS) - 1 if kind == "outturn" else (period.month - FIRST_MONTH) % 12


def _figure(track: pd.DataFrame, financial_year: str, scale: Scale) -> dict[str, Any]:
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for year, points in track.groupby("financial_year", sort=False):
        strong = year == financial_year
        data += _year(points, strong, scale)
        notes.append(_end_label(str(year), points, strong, scale))
    values = [value / 1000 for value in track["variance_k"]]
    low, high = min([0.0, *values]), max([0.0, *values])
    air = (high - low) * 0.16 or 1.0
    yaxis = theme.axis(
        range=[low - (air if low < 0 else 0), high + air],
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
    shown = [month if not scale.stacked or place % 2 == 1 else "" for place, month in enumerate(MONTHS)]
    xaxis = theme.axis(
        range=[-0.5, len(MONTHS) - 0.5],
        showticklabels=True,
        tickmode="array",
        tickvals=list(range(len(MONTHS))),
        ticktext=shown,
        tickangle=0,
    )
    margin = {"l": scale.font * 4, "r": 12, "t": 16, "b": scale.font * 2 + 8}
    height = scale.row * 7 + 40 if not scale.stacked else 330
    layout = theme.layout(scale, height, margin=margin, xaxis=xaxis, yaxis=yaxis, annotations=notes)
    return {"data": data, "layout": layout}


def _year(points: pd.DataFrame, strong: bool, scale: Scale) -> list[dict[str, Any]]:
    colour = theme.FAVOURABLE if strong else theme.NEUTRAL
    size = round(scale.font * (0.9 if strong else 0.7))
    x: list[int | None] = []
    y: list[float | None] = []
    symbols: list[str] = []
    facts: list[list[str]] = []
    last_place: int | None = None
    for point in points.itertuples():
        place = place_in_year(point.period, point.kind)
        if last_place is not None and not _follows(last_place, place):
            x.append(None)
            y.append(None)
            symbols.append("circle")
            facts.append(["", ""])
        x.append(place)
        y.append(point.variance_k / 1000)
        symbols.append({"outturn": "diamond", "previous": "circle-open"}.get(point.kind, "circle"))
        facts.append(
            [
                f"{point.financial_year}, {describe(point.period, point.kind)}",
                signed_thousands(point.variance_k),
            ]
        )
        last_place = place
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": y,
            "connectgaps": False,
            "line": {"color": colour, "width": 4 if strong else 2},
            "marker": {
                "symbol": symbols,
                "size": size + 3,
                "color": colour,
                "line": {"width": 3, "color": colour},
            },
            "customdata": facts,
            "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        }
    ]


def _follows(last_place: int, place: int) -> bool:
    """Whether two points are of reports that follow one another; February's is followed by the close of the year."""
    february, close = MONTHS.index("Feb"), MONTHS.index("Close")
    return place - last_place == 1 or (last_place == february and place == close)


def _end_label(year: str, points: pd.DataFrame, strong: bool, scale: Scale) -> dict[str, Any]:
    last = points.iloc[-1]
    place = place_in_year(last["period"], last["kind"])
    ending = "outturn" if last["kind"] == "outturn" else "forecast"
    value = money(last["variance_k"])
    sign = "−" if last["variance_k"] <= -0.5 else ""
    label = f"{year} {ending} {sign}{value}"
    anchor = "right" if place >= len(MONTHS) - 4 else "left" if place <= 2 else "center"
    return theme.note(
        f"<b>{label}</b>" if strong else label,
        place,
        last["variance_k"] / 1000,
        xanchor=anchor,
        yanchor="bottom",
        yshift=10,
        font={"color": theme.FAVOURABLE if strong else theme.QUIET_INK, "size": scale.font},
    )


def describe(period: date, kind: str) -> str:
    """A point in words: ``forecast at January 2020``, ``outturn``, ``December 2019, from the next report``."""
    if kind == "outturn":
        return "final outturn"
    if kind == "previous":
        return f"{month_name(period)}, from the next report"
    return f"forecast at {month_name(period)}"


def _table(track: pd.DataFrame) -> Table:
    return Table(
        columns=("Report", "Year", "Full-year variance"),
        rows=tuple(
            (
                describe(point.period, point.kind)[0].upper() + describe(point.period, point.kind)[1:],
                point.financial_year,
                signed_thousands(point.variance_k),
            )
            for point in track.itertuples()
        ),
        locators=tuple(text(track["locator"])),
        months=tuple(track["month"]),
    )
