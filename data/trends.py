"""One line over every month loaded: which lines there are, and their figures with the reasons for standing together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.addresses import line_text
from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import month_name
from data.measures import measures
from data.queries import PointKind, TrackPoint, care_lines, compared_with
from data.rows import CareLine, FinanceLine, counted_as, place_of, printed_name
from data.selection import Selection
from data.structure import Basis, HistoryPoint, Kind, follow, history, moves, place_today

# What a point is: as of an outturn track, or what stood at the end of its month, which is neither forecast nor outturn.
TrendKind = PointKind | Literal["stood"]

# How a point without a place was made: its chart lists the printed lines behind it.
WORKED_OUT = "worked out from printed lines: see its trend"


@dataclass(frozen=True)
class Line:
    """A line to follow: the directorate or care group it stands in, its name, and the newest month that has it.

    ``variance_k`` is its variance in that month, in £000; zero where none is stated. ``key`` is the line as it stands
    in an address.
    """

    kind: Kind
    place: str
    name: str
    last: Month
    variance_k: float
    key: str = ""


def service_key(dataset: Dataset, line: FinanceLine) -> str:
    """The key of the line that a row of ``finance`` is a month of."""
    return dataset.addresses.of(line_text(place_of(line), line.service))


@dataclass(frozen=True)
class Part:
    """One printed figure behind a point; ``weight`` is the share of it that the point takes."""

    place: str
    label: str
    value: float
    weight: float
    locator: str


@dataclass(frozen=True)
class TrendPoint:
    """A figure of one month in the unit of its measure; ``month`` is the key of the report that states it.

    ``kind`` is ``previous`` where it is known only from the next report, ``stood`` where it is what had been counted or
    spent by the end of the month; ``estimated`` where a share was taken.
    """

    financial_year: str
    period: date
    kind: TrendKind
    value: float
    month: str
    parts: tuple[Part, ...]
    estimated: bool

    @property
    def locator(self) -> str:
        """Where the figure is printed; nothing for one that was worked out from others."""
        return self.parts[0].locator if len(self.parts) == 1 and not self.estimated else ""


@dataclass(frozen=True)
class Trend:
    """The points of one measure of a line, oldest first, and what must be known to read them together.

    ``reasons`` are those of moves, each with the months whose figures it brought here; ``counted`` are what is
    counted, ``per`` what a unit cost is for; ``left_out`` are months with a unit cost for something else.
    """

    line: Line
    measure: str
    basis: Basis
    points: tuple[TrendPoint, ...]
    reasons: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, tuple[str, ...]]
    per: str
    left_out: tuple[str, ...]


def lines(dataset: Dataset, selection: Selection, kind: Kind, basis: Basis) -> list[Line]:
    """Lines within the selection, newest month first: as reported of any month, or where they stand today.

    A type of care may be missing from the newest paper, where its table is a picture; a service that is has ended.
    """
    newest = dataset.today
    elsewhere = {(place, name) for place, name, _ in _within(newest, Selection(newest.key), kind)}
    known = moves(dataset.part.authority)
    found: dict[tuple[str, str], Line] = {}
    for month in reversed(dataset.months if kind == "care" or basis == "reported" else (newest,)):
        for place, name, variance_k in _within(month, selection, kind):
            ends = [(place, name)]
            if basis == "today" and month is not newest:
                parts = follow(kind, place, name, month.financial_year, newest.financial_year, known)
                ends = [end for part in parts if (end := (part.place, part.name)) not in elsewhere]
            for end in ends:
                key = dataset.addresses.of(line_text(*end))
                found.setdefault(end, Line(kind, *end, month, variance_k or 0.0, key))
    return list(found.values())


def find_line(dataset: Dataset, selection: Selection, wanted: str, known: Iterable[Line]) -> Line | None:
    """The line that ``wanted`` names among ``known``, or what a line of an earlier month has become; else None."""
    known = list(known)
    line = _named(dataset, wanted, known)
    if line or not known:
        return line
    earlier = _named(dataset, wanted, lines(dataset, selection, known[0].kind, "reported"))
    if earlier is None:
        return None
    year, until = earlier.last.financial_year, dataset.today.financial_year
    moved = moves(dataset.part.authority)
    today = place_today(earlier.kind, earlier.place, earlier.name, year, until, moved)
    ends = [(place, name) for place, _, name, _ in today]
    return next((line for line in known if (line.place, line.name) in ends), None)


def _named(dataset: Dataset, wanted: str, known: Iterable[Line]) -> Line | None:
    by_text = {line_text(line.place, line.name): line for line in known}
    return by_text.get(dataset.addresses.named(wanted, by_text) or "")


def first_line(known: Iterable[Line]) -> Line:
    """The line that is shown unasked: the one furthest from its budget in the newest month."""
    return max(known, key=lambda line: (line.last.period, abs(line.variance_k)))


def opening_line(dataset: Dataset, month: Month, selection: Selection, known: Iterable[Line]) -> Line | None:
    """The line that is shown unasked of ``known``: of those that ``month`` has, the one furthest from its budget.

    A line of an earlier month is followed to what it has become. One that is still printed comes before any that is
    not; None where none can be followed.
    """
    following, moved = selection.following, moves(dataset.part.authority)
    at = {(line.place, line.name): line for line in known}
    stated = _within(month, selection, following.kind)
    until = dataset.today.financial_year
    ended = None
    for place, name, _ in sorted(stated, key=lambda each: -abs(each[2] or 0.0)):
        today = place_today(following.kind, place, name, month.financial_year, until, moved)
        ends = [(place, name), *((where, called) for where, _, called, _ in today)]
        found = next((at[end] for end in ends if end in at), None)
        if found and found.last is dataset.today:
            return found
        ended = ended or found
    return ended


def trend(dataset: Dataset, line: Line, measure: str, basis: Basis) -> Trend:
    """Every figure of ``measure`` for ``line``; what a report says of the month before fills a month without one."""
    column, earlier = measures()[measure].column, measures()[measure].previous
    stated = history(dataset, line.kind, line.place, line.name, basis)
    per = next((unit for point in reversed(stated) if (unit := _per(point))), "") if "unit_cost" in measure else ""
    points: dict[date, TrendPoint] = {}
    left_out = []
    for point in stated:
        month = dataset.by_key[point.month]
        if earlier and (measure != "forecast_variance" or compared_with(month)):
            before = _point(point, earlier, month.previous_period, "previous")
            if before:
                points.setdefault(before.period, before)
        now = _point(point, column, point.period, _kind(measure, month))
        if now and per and _per(point) != per:
            left_out.append(month_name(point.period))
        elif now:
            points[point.period] = now
    shown = [points[period] for period in sorted(points)]
    months = {point.month for point in shown}
    used = [point for point in stated if point.month in months]
    return Trend(
        line=line,
        measure=measure,
        basis=basis,
        points=tuple(shown),
        reasons=_by_month((reason, point) for point in used for reason in point.reasons),
        counted=_by_month((counted_as(line), point) for point in used for line in point.lines if counted_as(line))
        if measure.startswith("count")
        else {},
        per=per,
        left_out=tuple(left_out),
    )


def track_of(points: Iterable[TrendPoint]) -> list[TrackPoint]:
    """Points of a forecast variance as those of an outturn track; what only stood at a month’s end is none."""
    return [
        TrackPoint(
            point.financial_year,
            point.period,
            point.kind,
            point.value,
            point.month,
            point.locator,
            "" if point.locator else WORKED_OUT,
        )
        for point in points
        if point.kind != "stood"
    ]


def financial_year(period: date) -> str:
    """The year from April to March that a day belongs to: ``2019/20``."""
    start = period.year if period.month > 3 else period.year - 1
    return f"{start}/{(start + 1) % 100:02d}"


def _within(month: Month, selection: Selection, kind: Kind) -> list[tuple[str, str, float | None]]:
    if kind == "service":
        return [
            (place_of(line), line.service, line.forecast_variance_k)
            for line in services(month, selection.committee, selection.directorate)
            if selection.group in ("", line.service_group)
        ]
    return [
        (line.care_group, line.service_type, line.cost_variance_k)
        for line in care_lines(month, selection)
        if line.level == "line"
    ]


def _kind(measure: str, month: Month) -> TrendKind:
    moment = measures()[measure].moment
    # At the close of a year a number is still the one on the last day of March.
    if month.is_outturn and moment != "on the day":
        return "outturn"
    return "forecast" if moment == "forecast" else "stood"


def _point(point: HistoryPoint, column: str, period: date, kind: TrendKind) -> TrendPoint | None:
    value = point.figures[column]
    if value is None or (value == 0 and column.startswith("unit_cost")):  # nobody had this care, so it had no price
        return None
    parts = tuple(
        Part(*_names(line), figure, weight, line.locator)
        for line, weight in zip(point.lines, point.weights, strict=True)
        if (figure := getattr(line, column)) is not None
    )
    return TrendPoint(financial_year(period), period, kind, value, point.month, parts, point.estimated)


def _names(line: FinanceLine | CareLine) -> tuple[str, str]:
    """Where a row of ``finance`` or ``activity`` stands and what it is called, as printed."""
    return place_of(line), printed_name(line)


def _per(point: HistoryPoint) -> str:
    priced = (line for line in point.lines if isinstance(line, CareLine) and line.unit_cost_actual)
    return next((line.unit_cost_per or "" for line in priced), "")


def _by_month(pairs: Iterable[tuple[str, HistoryPoint]]) -> dict[str, tuple[str, ...]]:
    """The months of each thing said of points, in words, oldest first."""
    found: dict[str, dict[date, None]] = {}
    for words, point in pairs:
        found.setdefault(words, {})[point.period] = None
    return {words: tuple(month_name(period) for period in months) for words, months in found.items()}
