"""One line over the years: its figure at each report, years laid over each other, with what must be known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from charts import years
from charts.chart import Chart, Table, across, stated
from charts.columns import ON_BUDGET, THOUSANDS, WORDS, Form, Value, text
from charts.theme import SCALES, Screen
from charts.unit_costs import PER_WORDS
from charts.years import SYMBOLS, Mark
from data.formatting import (
    MINUS,
    NOT_STATED,
    listing,
    money,
    month_name,
    percent,
    round_away,
    variance_words,
)
from data.measures import measures
from data.moved_costs import said_of
from data.trends import Trend, TrendPoint

REPORT = "Report"
ESTIMATE = "square-open"
SHAPES = {**SYMBOLS, "stood": SYMBOLS["forecast"]}


def trend_chart(trend: Trend, *, financial_year: str, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """Every figure of one measure of a line; the chosen ``financial_year`` is the strong one.

    Months without a report stay gaps: points are joined only where reports follow one another.
    """
    table = _table(trend)
    values = stated(table.figures(measures()[trend.measure].label))
    divisor, amount = _axis(trend, values)
    marks = [
        Mark(
            point.financial_year,
            years.place_in_year(point.period, outturn=point.kind == "outturn"),
            value / divisor,
            ESTIMATE if point.estimated else SHAPES[point.kind],
            text(value, form_of(trend)),
            (f"{point.financial_year}: {report}", text(value, form_of(trend))),
        )
        for point, report, value in zip(trend.points, table.words(REPORT), values, strict=True)
    ]
    strong = financial_year if any(mark.year == financial_year for mark in marks) else ""
    return Chart(
        sentence=trend_sentence(trend, financial_year),
        subtitle=subtitle,
        figure=years.years_figure(marks, strong, SCALES[screen], amount) if marks else None,
        table=table,
        key=_key(trend),
        empty="No report loaded states this measure for this line.",
        measures=(trend.measure,),
    )


def trend_sentence(trend: Trend, financial_year: str) -> str:
    """Where the line stood at the year's last report, and against the report before it."""
    name = line_name(trend)
    year = [point for point in trend.points if point.financial_year == financial_year]
    if not year:
        none = f"{name}: no figure is loaded for {financial_year}"
        last = trend.points[-1] if trend.points and trend.points[-1].financial_year < financial_year else None
        return f"{none}; the last is {_words(trend, last)} in {month_name(last.period)}" if last else none
    now = year[-1]
    differing = _counted_differently(trend, now)
    if differing:
        return f"{name}: {differing}"
    moved = (
        said_of(trend.line.name, financial_year, trend.line.last.authority)
        if trend.measure == "forecast_variance"
        else ""
    )
    if moved and round_away(now.value):
        return f"{name}: {money(now.value)} {moved} in {month_name(now.period)}"
    sentence = f"{name}: {_words(trend, now)} in {month_name(now.period)}"
    earlier = [point for point in trend.points[: trend.points.index(now)] if _compares(trend, point, now)]
    return sentence + _since(trend, earlier[-1], now) if earlier else sentence


def _counted_differently(trend: Trend, now: TrendPoint) -> str:
    """The last figure and the one before, each with what it counts, where that is not the same; else nothing."""
    place = trend.points.index(now)
    if not place:
        return ""
    said = []
    for point in (now, trend.points[place - 1]):
        month = month_name(point.period)
        what = next((what for what, months in trend.counted.items() if month in months), "")
        said.append((what, f"{_words(trend, point)} {what} in {month}"))
    (now_counts, words), (then_counts, earlier) = said
    return f"{words}, {earlier}" if now_counts and then_counts and now_counts != then_counts else ""


def line_name(trend: Trend) -> str:
    """The line's name; a type of care with its group, because several groups have one of the same name.

    A service that has the name of the directorate it stands in is called a service.
    """
    if trend.line.kind == "care":
        return f"{trend.line.name} ({trend.line.place})"
    return f"{trend.line.name} (service)" if trend.line.name == trend.line.place else trend.line.name


def trend_notes(trend: Trend) -> list[str]:
    """What a reader must know before comparing the points: moves, estimates, and what was counted."""
    notes = [f"{reason}. Applies to {listing(list(months))}." for reason, months in trend.reasons.items()]
    shares = {
        f"{month_name(point.period)} is an estimate: {_share(point)}."
        for point in trend.points
        if point.estimated and len(point.parts) == 1
    }
    notes += sorted(shares)
    for point in trend.points:
        if len(point.parts) > 1:
            labels = listing([part.label for part in point.parts])
            notes.append(f"{month_name(point.period)} adds up {len(point.parts)} printed lines: {labels}.")
    if len(trend.counted) > 1:
        counted = listing([f"{what} in {listing(list(months))}" for what, months in trend.counted.items()])
        notes.append(f"The papers count {counted}: not quite the same thing.")
    if trend.left_out:
        notes.append(f"Left out, because the paper prices it by another unit: {listing(list(trend.left_out))}.")
    return notes


def value_text(trend: Trend, point: TrendPoint) -> str:
    """A figure as it is printed on its mark: ``+£739k``, ``£23,919k``, ``449`` or ``£584``."""
    return text(point.value, form_of(trend))


def form_of(trend: Trend) -> Form:
    """How the figures of a line are written."""
    measure = measures()[trend.measure]
    if measure.is_variance:
        return ON_BUDGET
    if measure.unit == "£000":
        return THOUSANDS
    return Form("£", 2 if trend.per == "hour" else 0) if measure.unit == "£" else Form("number", None)


def _words(trend: Trend, point: TrendPoint, over: str = "over budget", under: str = "under budget") -> str:
    """A figure in a sentence; an estimate says so."""
    about = "about " if point.estimated else ""
    if measures()[trend.measure].is_variance:
        words = variance_words(point.value, over, under)
    elif measures()[trend.measure].unit == "£000":
        words = f"{MINUS if round_away(point.value) < 0 else ''}{money(point.value)}"
    else:
        words = text(point.value, form_of(trend))
        per = PER_WORDS.get(trend.per, "")
        words = f"{words} {per}" if per else words
    return about + words


def _compares(trend: Trend, before: TrendPoint, now: TrendPoint) -> bool:
    """Whether two points can be set against each other: spending so far only with the same month of another year."""
    return trend.measure != "actual" or (before.period.month, before.kind) == (now.period.month, now.kind)


def _since(trend: Trend, before: TrendPoint, now: TrendPoint) -> str:
    """How the last figure stands to the one before; of a difference too small for the words, its side only.

    Another year has another budget, so a variance of it is told and not called better or worse.
    """
    month = month_name(before.period)
    variance = measures()[trend.measure].is_variance
    if variance and before.financial_year != now.financial_year:
        stood = "ended" if before.kind == "outturn" else f"stood in {month}"
        words = _words(trend, before, "over its budget", "under its budget")
        return f"; another year, {before.financial_year}, {stood} {words}"
    places = 2 if trend.per == "hour" else 0 if measures()[trend.measure].unit != "number" else 1
    moved = round_away(round_away(now.value, places) - round_away(before.value, places), places)
    if moved == 0:
        return f", the same as in {month}"
    if variance:
        verb = "worse" if moved > 0 else "better"
        words = _words(trend, before, "over", "under")
        if words == "on budget":
            return f", after being on budget in {month}"
    else:
        verb = "up" if moved > 0 else "down"
        words = _words(trend, before)
    if words == _words(trend, now, "over", "under"):
        return f", a little {verb} {'than in' if variance else 'on'} {month}"
    return f", {verb} {'than' if variance else 'from'} {words} in {month}"


def _axis(trend: Trend, values: Sequence[float]) -> tuple[float, Callable[[float], str]]:
    """What values are divided by to stand on their axis, and what writes a value of it."""
    unit = measures()[trend.measure].unit
    if unit == "£000":
        return years.money_axis(values)
    return 1.0, partial(years.written, before="£" if unit == "£" else "")


def _key(trend: Trend) -> str:
    kinds = {point.kind for point in trend.points}
    parts = [
        ("Filled: as reported that month.", kinds & {"forecast", "stood"}),
        ("Open circle: from the next report’s column for the month before.", "previous" in kinds),
        ("Diamond: final outturn.", "outturn" in kinds),
        ("Open square: an estimate, see below.", any(point.estimated for point in trend.points)),
    ]
    shown = [words for words, needed in parts if needed]
    return " ".join([*shown, "A gap is a month whose report is not loaded."])


def _table(trend: Trend) -> Table:
    """A row a point; below a point that was worked out, a row for each printed figure behind it."""
    rows: list[tuple[tuple[Value, ...], str, str]] = []
    drawn = []
    for point in trend.points:
        drawn.append(len(rows))
        printed = point.parts[0].label if point.locator else "worked out from the lines below"
        where = point.parts[0].place if point.locator else trend.line.place
        row = (years.describe(point.period, point.kind), point.financial_year, point.value, printed, where)
        rows.append((row, point.locator, point.month))
        if not point.locator:
            for part in point.parts:
                label = f"{part.label}, {percent(part.weight * 100)} of it" if part.weight != 1 else part.label
                row = (f"– of {month_name(point.period)}", "", part.value, label, part.place)
                rows.append((row, part.locator, point.month))
    return Table(
        across(
            [
                (REPORT, WORDS),
                ("Year", WORDS),
                (measures()[trend.measure].label, form_of(trend)),
                ("Printed as", WORDS),
                ("Printed under", WORDS),
            ],
            [row for row, _, _ in rows],
        ),
        locators=tuple(locator for _, locator, _ in rows),
        months=tuple(month for _, _, month in rows),
        sums=tuple("" if locator else "worked out from the lines below" for _, locator, _ in rows),
        drawn=tuple(drawn),
    )


def _share(point: TrendPoint) -> str:
    part = point.parts[0]
    return f"{percent(part.weight * 100)} of the line printed as {part.label}" if part.label else NOT_STATED
