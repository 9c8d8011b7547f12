"""Selection to the few lines that one chart or table needs, each with the place where it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data.analysis import VarianceLine, add_up, add_up_whole, added_up
from data.committees import services
from data.dataset import Dataset, Month, Row
from data.lineage import BudgetLine, budget_lines
from data.selection import Selection
from data.structure import history

NET = "Net total"
PointKind = Literal["forecast", "outturn", "previous"]


@dataclass(frozen=True)
class Headline:
    """The position of a selection in £000; ``computed_from`` says which lines were added up, if no total is printed."""

    name: str
    budget_k: float | None
    variance_k: float | None
    previous_k: float | None
    computed_from: str
    locator: str


@dataclass(frozen=True)
class TrackPoint:
    """The full-year variance in £000 as one report states it.

    ``kind`` is ``previous`` where it is known only from the next report's previous column; ``month`` is the key of the
    report that states it. ``computed_from`` says which lines were added up, if no total is printed.
    """

    financial_year: str
    period: date
    kind: PointKind
    variance_k: float
    month: str
    locator: str
    computed_from: str = ""


def selected_month(dataset: Dataset, selection: Selection) -> Month:
    """The month of a selection."""
    return dataset.by_key[selection.month]


def service_variance(month: Month, selection: Selection) -> list[VarianceLine]:
    """One line a service (and a grant, for the whole service block), in the paper's order."""
    lines = services(month, selection.committee, selection.directorate)
    if selection.group:
        lines = [line for line in lines if line.service_group == selection.group]
    if not selection.committee and not selection.directorate:
        lines = lines + [line for line in month.finance if line.level == "grant"]
    return [_variance_line(line.service, line) for line in lines]


def directorate_variance(month: Month, selection: Selection) -> list[VarianceLine]:
    """One line a directorate, with grant funding beside them: the paper's own table wherever it prints one.

    With a directorate chosen, one line a group of it; services that stand in no group are lines of their own.
    """
    lines = services(month, selection.committee, selection.directorate)
    if selection.directorate:
        return _grouped(((line.service_group or line.service, line) for line in lines), month)
    printed = [
        line for line in _summary(month, selection) if line.level in ("directorate", "adjustment", "grant_total")
    ]
    if printed:
        return [_variance_line(line.line, line) for line in printed]
    return _grouped(((line.directorate, line) for line in lines), month)


def has_groups(month: Month, selection: Selection) -> bool:
    """Whether the lines by group are others than those by service: not in a directorate without groups, or a group."""
    if not selection.directorate:
        return True
    lines = services(month, selection.committee, selection.directorate)
    return not selection.group and any(line.service_group for line in lines)


def headline(month: Month, selection: Selection) -> Headline:
    """Budget and variance of the whole selection: a printed total where there is one, else the sum of its lines."""
    name, lines, computed_from = _standing(month, selection)
    return _headline(name, lines, computed_from)


def net_line(month: Month, selection: Selection) -> tuple[VarianceLine, str]:
    """The whole selection as one line, and which lines were added up where no total is printed."""
    _, lines, computed_from = _standing(month, selection)
    each = [_variance_line(NET, line) for line in lines]
    if not each:
        return VarianceLine(NET, "", None, None, None, None, ""), ""
    if len(each) == 1:
        return each[0], ""
    return replace(added_up(NET, each), parts=()), computed_from or "adds up the totals printed"


def _standing(month: Month, selection: Selection) -> tuple[str, list[Row], str]:
    """What a selection is called, its printed total or else its lines, and in words how many are to be added up."""
    name = _named(selection) or month.service_block
    if selection.group:
        within = services(month, selection.committee, selection.directorate)
        within = [line for line in within if line.service_group == selection.group]
        total = _printed_total(month, within)
        return selection.group, [total] if total else within, "" if total else _counted(within)
    if not selection.directorate:
        totals = [line for line in _summary(month, selection) if line.level in ("net_total", "expenditure_total")]
        if totals:
            return name, totals[-1:], ""
    elif not selection.committee:
        totals = [
            line
            for line in month.finance
            if line.level == "directorate_total" and line.directorate == selection.directorate
        ]
        if totals:
            return name, totals, ""
    lines = services(month, selection.committee, selection.directorate)
    return name, lines, _counted(lines)


def outturn_track(dataset: Dataset, selection: Selection) -> list[TrackPoint]:
    """The full-year variance at each report up to the selected month, oldest first.

    A first report of the year prints zeros for a month that had no report: those are not forecasts and are left out.
    """
    points: dict[date, TrackPoint] = {}
    for month in dataset.months:
        if month.key > selection.month:
            break
        position = headline(month, selection)
        if position.variance_k is None:
            continue
        kind: PointKind = "outturn" if month.is_outturn else "forecast"
        where = (month.key, position.locator, position.computed_from)
        if position.previous_k is not None and not is_first_report(month):
            before = month.previous_period
            point = TrackPoint(month.financial_year, before, "previous", position.previous_k, *where)
            points.setdefault(before, point)
        points[month.period] = TrackPoint(month.financial_year, month.period, kind, position.variance_k, *where)
    return [points[period] for period in sorted(points)]


def service_line(month: Month, selection: Selection) -> Row:
    """The appendix's line of the chosen service."""
    lines = services(month, selection.committee, selection.directorate)
    return next(line for line in lines if line.service == selection.service)


def service_track(dataset: Dataset, line: Row) -> list[TrackPoint]:
    """As ``outturn_track`` for one service, wherever earlier reports placed it."""
    points: dict[date, TrackPoint] = {}
    for point in history(dataset, "service", line.directorate, line.service, "today", until=line.financial_year):
        month = dataset.by_key[point.month]
        variance, before = point.figures["forecast_variance_k"], point.figures["previous_forecast_variance_k"]
        if point.period > line.period or variance is None:
            continue
        printed = len(point.locators) == 1 and not point.estimated
        counted = f"worked out from {len(point.locators)} printed line{'s' * (len(point.locators) != 1)}"
        where = (month.key, point.locators[0], "") if printed else (month.key, "", counted)
        if before is not None and not is_first_report(month):
            at = month.previous_period
            points.setdefault(at, TrackPoint(month.financial_year, at, "previous", before, *where))
        kind: PointKind = "outturn" if month.is_outturn else "forecast"
        points[point.period] = TrackPoint(month.financial_year, point.period, kind, variance, *where)
    return [points[period] for period in sorted(points)]


def commentary_on(month: Month, line: Row) -> list[Row]:
    """What the paper says about a line, found by the number of its note."""
    return [words for words in month.commentary if line.note and words.note == line.note]


def care_paid_by(month: Month, line: Row) -> list[Row]:
    """Lines of the key activity tables that a budget line pays for, alone or with others."""
    blocks = {(care.care_group, care.category) for care in month.activity}
    paid = {block for block in blocks if _pays(budget_lines(*block, month.financial_year), [line])}
    care = [each for each in month.activity if (each.care_group, each.category) in paid]
    # External placements are the children in care's own table once more: one of the two is enough.
    return [each for each in care if each.care_group != "External placements"] or care


def care_lines(month: Month, selection: Selection) -> list[Row]:
    """Lines of the key activity tables that the chosen directorate pays for and the chosen committee oversees."""
    lines = [line for line in month.activity if selection.directorate in ("", line.directorate)]
    if not selection.committee:
        return lines
    overseen = services(month, selection.committee)
    blocks = {(line.care_group, line.category) for line in lines}
    within = {block for block in blocks if _pays(budget_lines(*block, month.financial_year), overseen)}
    return [line for line in lines if (line.care_group, line.category) in within]


def care_groups(month: Month, selection: Selection) -> list[str]:
    """Care groups with figures within the selection, in the paper's order."""
    return list(dict.fromkeys(line.care_group for line in care_lines(month, selection)))


def care_types(month: Month, selection: Selection, care_group: str) -> list[Row]:
    """Printed lines of a care group's table within the selection, in the paper's order: columns of ``activity``."""
    return [line for line in care_lines(month, selection) if line.care_group == care_group]


def is_first_report(month: Month) -> bool:
    """Whether the month's report is the first of its year: its previous column then describes no report."""
    return not any(line.previous_forecast_variance_k for line in month.finance)


def _pays(paying: Iterable[BudgetLine], overseen: list[Row]) -> bool:
    """Whether one of the budget lines that pay for care is among the lines that a committee oversees."""
    return any(
        line.directorate == budget.directorate
        and (line.service == budget.service if budget.service else line.service_group == budget.service_group)
        for budget in paying
        for line in overseen
    )


def _summary(month: Month, selection: Selection) -> list[Row]:
    view = selection.committee or "overall"
    return [line for line in month.finance_summary if line.view == view]


def _named(selection: Selection) -> str:
    if not selection.committee:
        return selection.directorate
    where = f" in {selection.directorate}" if selection.directorate else ""
    return f"The {selection.committee} Committee’s services{where}"


def _variance_line(name: str, line: Row) -> VarianceLine:
    return VarianceLine(
        name=name,
        level=line.level,
        budget_k=line.budget_k,
        actual_k=line.actual_k,
        variance_k=line.forecast_variance_k,
        previous_k=line.previous_forecast_variance_k,
        locator=line.locator,
        printed_pct=line.forecast_variance_pct,
        original_budget_k=getattr(line, "original_budget_k", None),
        note=getattr(line, "note", None) or "",
    )


def _grouped(named: Iterable[tuple[str, Row]], month: Month) -> list[VarianceLine]:
    """One line a name: the line itself where there is one only, the printed total of several, or else their sum."""
    groups: dict[str, list[Row]] = {}
    for name, line in named:
        groups.setdefault(name, []).append(line)
    return [_group(name, lines, month) for name, lines in groups.items()]


def _group(name: str, lines: list[Row], month: Month) -> VarianceLine:
    if len(lines) == 1 and name == lines[0].service:
        return _variance_line(name, lines[0])
    total = _printed_total(month, lines)
    return (
        _variance_line(name, total) if total else added_up(name, [_variance_line(each.service, each) for each in lines])
    )


def _printed_total(month: Month, lines: list[Row]) -> Row | None:
    """The total that the paper prints of ``lines``, all in one group: only one with the figures that they add up to.

    A total under another name may add up other lines, and a committee may oversee only some lines of a group.
    """
    if len(lines) < 2:
        return None
    wanted = _figures(lines)
    totals = (
        line
        for line in month.finance
        if line.level in ("group_total", "directorate_total")
        and line.directorate == lines[0].directorate
        and line.service_group in (None, lines[0].service_group)
    )
    return next((total for total in totals if _figures([total]) == wanted), None)


def _figures(lines: list[Row]) -> tuple[float | None, ...]:
    columns = ("budget_k", "actual_k", "forecast_variance_k", "previous_forecast_variance_k")
    return tuple(add_up(getattr(line, column) for line in lines) for column in columns)


def _counted(lines: list[Row]) -> str:
    counted = f"{len(lines)} service line{'s' * (len(lines) != 1)}, added up here"
    silent = sum(line.forecast_variance_k is None for line in lines)
    return f"{counted}; {silent} without a variance" if silent else counted


def _headline(name: str, lines: list[Row], computed_from: str) -> Headline:
    return Headline(
        name=name,
        budget_k=add_up(line.budget_k for line in lines),
        variance_k=add_up(line.forecast_variance_k for line in lines),
        previous_k=add_up_whole(
            line.previous_forecast_variance_k for line in lines if line.forecast_variance_k is not None
        ),
        computed_from=computed_from,
        locator="" if computed_from or not lines else lines[0].locator,
    )
