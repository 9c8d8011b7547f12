"""The outturn track: how each year's forecast for the full year moved from report to report until it closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts import years
from charts.chart import Chart, Table, stated
from charts.columns import VARIANCE, column
from charts.theme import MEETING, SCALES, Screen
from charts.years import HALF, SYMBOLS, WIDE, Mark
from data.formatting import listing, money, month_name, round_away, signed_thousands, variance_words
from data.queries import TrackPoint
from data.standing import GROSS

REPORT, MEASURE = "Report", "Full-year variance"


def track_chart(
    track: Sequence[TrackPoint],
    *,
    financial_year: str,
    screen: Screen = "desk",
    subtitle: str = "",
    wide: bool = False,
    apart: Sequence[date] = (),
) -> Chart:
    """Full-year variance in £000 at each report, one line a year; the chosen ``financial_year`` is the strong one.

    ``track`` is oldest first. Months without a report stay gaps: points are joined only where reports follow.
    ``wide`` is said of a card that is as wide as the page. ``apart`` are months whose figure is before grants where
    these are after them, or the other way round: they are named and never joined with the others.
    """
    table = _table(track)
    values = stated(table.figures(MEASURE))
    divisor, amount = years.money_axis(values)
    marks = [
        Mark(
            point.financial_year,
            years.place_in_year(point.period, outturn=point.kind == "outturn"),
            value / divisor,
            SYMBOLS[point.kind],
            variance_words(value, "over", "under"),
            (f"{point.financial_year}: {report}", signed_thousands(value)),
        )
        for point, report, value in zip(track, table.words(REPORT), values, strict=True)
    ]
    room = WIDE if wide or screen in MEETING else HALF
    return Chart(
        sentence=track_sentence(track, financial_year),
        subtitle=subtitle,
        figure=years.years_figure(marks, financial_year, SCALES[screen], amount, room) if marks else None,
        table=table,
        key="Filled: as reported that month. Open: from the next report’s previous column. Diamond: final outturn. "
        "A gap is a month whose report is not loaded." + _left_out(apart),
        empty="No report loaded states a variance for this choice.",
        measures=("forecast_variance", "outturn_variance", "previous_forecast_variance"),
    )


def _table(track: Sequence[TrackPoint]) -> Table:
    return Table(
        (
            column(REPORT, [years.describe(point.period, point.kind) for point in track]),
            column("Year", [point.financial_year for point in track]),
            column(MEASURE, [point.variance_k for point in track], VARIANCE),
        ),
        locators=tuple(point.locator for point in track),
        months=tuple(point.month for point in track),
        sums=tuple(point.computed_from for point in track),
        drawn=tuple(range(len(track))),
    )


def _left_out(apart: Sequence[date]) -> str:
    if not apart:
        return ""
    months = listing([month_name(period) for period in apart])
    return f" Left out, for one is {GROSS} and the other after them: {months}."


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


def _movement(before: TrackPoint, now: TrackPoint) -> str:
    movement = round_away(now.variance_k) - round_away(before.variance_k)
    words = variance_words(now.variance_k)
    if movement == 0:
        return f"The forecast stayed {words}"
    verb = "worsened" if movement > 0 else "improved"
    same_side = before.variance_k * now.variance_k > 0
    first = money(before.variance_k) if same_side else variance_words(before.variance_k, "over", "under")
    if same_side and first == money(now.variance_k):
        return f"The forecast {verb} a little, to {words}"
    return f"The forecast {verb} from {first} to {words}"
