"""Selection to the few lines that one chart or table needs, each with the place where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data.analysis import UNEXPLAINED, VarianceLine, add_up, add_up_whole, added_up
from data.care import without_repeated
from data.committees import services
from data.dataset import Dataset, Month
from data.formatting import round_away
from data.lineage import BudgetLine, budget_lines
from data.moved_costs import cost_of, said_of
from data.places import place_key
from data.rows import BudgetRow, CareLine, Commentary, FinanceLine, SummaryLine, budget_name, place_of
from data.selection import Selection
from data.standing import GROSS, Grants, grants_of, is_gross, printed_total, standing, summary
from data.structure import HistoryPoint, history

NET = "Net total"
GRANTS = "Grant Funding"
GRANT_LEVELS = ("grant", "grant_total")
FIRST_MONTH = 4  # a financial year begins in April
PointKind = Literal["forecast", "outturn", "previous"]


@dataclass(frozen=True)
class Headline:
    """The position of a selection in £000; ``computed_from`` says which lines were added up, if no total is printed.

    ``grants`` says whether grants are in it: see ``data.standing``.
    """

    name: str
    budget_k: float | None
    variance_k: float | None
    previous_k: float | None
    computed_from: str
    locator: str
    grants: Grants = ""

    @property
    def absent(self) -> bool:
        """Whether the report has no line at all for what was chosen."""
        return not self.computed_from and not self.locator


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
    """One line a service (and a grant, or their total, for the whole service block), in the paper's order."""
    return [
        _variance_line(name, line, month)
        for name, line in named_services(month, selection)
        if line.level in GRANT_LEVELS or selection.group in ("", line.service_group)
    ]


def named_services(month: Month, selection: Selection) -> list[tuple[str, FinanceLine]]:
    """Service lines in the paper's order (and grants, for the whole service block), each by a name that no other has.

    Of lines that the paper calls the same, each has its directorate, its group or its place behind its name; one that
    is called what a directorate is called, that it is a service. The group chosen makes no difference.
    """
    lines = services(month, selection.committee, selection.directorate)
    if not selection.committee and not selection.directorate:
        lines = lines + grants_of(month)
    alike: dict[str, list[FinanceLine]] = {}
    for line in lines:
        alike.setdefault(line.service, []).append(line)
    return [(_told_apart(month, line, alike[line.service]), line) for line in lines]


def service_name(month: Month, line: FinanceLine) -> str:
    """The name of a service; of one that has a directorate's name beside other lines, ``Executive Director (service)``.

    A directorate and a service of one name have different figures.
    """
    if line.service != line.directorate or len(services(month, directorate=line.service)) == 1:
        return line.service
    return f"{line.service} (service)"


def _told_apart(month: Month, line: FinanceLine, alike: Sequence[FinanceLine]) -> str:
    name: str = line.service
    if len(alike) == 1:
        return service_name(month, line)
    for part in ("directorate", "service_group", "locator"):
        words = [getattr(each, part) for each in alike]
        if len(set(words)) == len(words):
            break
    told = getattr(line, part)
    return f"{name} ({told})" if told else name


def directorate_variance(month: Month, selection: Selection) -> list[VarianceLine]:
    """One line a directorate, with grant funding beside them: the paper's own table wherever it prints one.

    With a directorate chosen, one line a group of it; services that stand in no group are lines of their own.
    """
    lines = services(month, selection.committee, selection.directorate)
    if selection.directorate:
        return _grouped(((line.service_group or service_name(month, line), line) for line in lines), month)
    printed = [line for line in summary(month, selection) if line.level in ("directorate", "adjustment", "grant_total")]
    grants = [] if selection.committee else _grants(month)
    if printed:
        without = all(line.level == "directorate" for line in printed)
        return [_of_grants(_variance_line(line.line, line, month), month) for line in printed] + (
            grants if without else []
        )
    return _grouped(((line.directorate or line.service, line) for line in lines), month) + grants


def moved_lines(month: Month, selection: Selection) -> list[VarianceLine]:
    """Lines of the selection that only move a cost elsewhere, and how much: what the position would be without them."""
    lines = service_variance(month, selection) if selection.group else directorate_variance(month, selection)
    return [line for line in lines if line.moved and round_away(line.variance_k or 0) != 0]


def carried_elsewhere(month: Month, selection: Selection) -> list[VarianceLine]:
    """Lines outside a directorate that only move a cost of it elsewhere: its own lines hold the whole cost.

    None for a part of a directorate, for the papers do not say which part it is a cost of.
    """
    every = services(month, directorate=selection.directorate)
    if (
        not selection.directorate
        or selection.group
        or services(month, selection.committee, selection.directorate) != every
    ):
        return []
    return [
        _variance_line(line.service, line, month)
        for line in grants_of(month)
        if round_away(line.forecast_variance_k or 0.0) < 0
        and cost_of(line.service, month.financial_year, month.authority) == selection.directorate
    ]


def _of_grants(line: VarianceLine, month: Month) -> VarianceLine:
    """The line; a total of grants that varies only by grants that move a cost says what becomes of it."""
    if line.level not in GRANT_LEVELS:
        return line
    grants = [
        (said_of(each.service, month.financial_year, month.authority), each.forecast_variance_k)
        for each in month.finance
        if each.level == "grant" and round_away(each.forecast_variance_k or 0.0) != 0
    ]
    words = {said for said, _ in grants}
    whole = round_away(line.variance_k or 0.0) == round_away(sum(variance or 0.0 for _, variance in grants))
    return replace(line, moved=words.pop()) if len(words) == 1 and whole else line


def has_groups(month: Month, selection: Selection) -> bool:
    """Whether the lines by group are others than those by service: not in a directorate without groups, or a group."""
    if not selection.directorate:
        return True
    lines = services(month, selection.committee, selection.directorate)
    return not selection.group and any(line.service_group for line in lines)


def headline(month: Month, selection: Selection) -> Headline:
    """Budget and variance of the whole selection: a printed total where there is one, else the sum of its lines."""
    found = standing(month, selection)
    lines = found.lines
    stated = [line for line in lines if line.forecast_variance_k is not None]
    return Headline(
        name=found.name,
        budget_k=add_up(line.budget_k for line in lines),
        variance_k=add_up(line.forecast_variance_k for line in stated),
        previous_k=add_up_whole(line.previous_forecast_variance_k for line in stated),
        computed_from=found.made if lines else "",
        locator="" if found.made or not lines else lines[0].locator,
        grants=found.grants,
    )


def net_line(month: Month, selection: Selection) -> tuple[VarianceLine, str]:
    """The whole selection as one line, and which lines were added up where no total is printed."""
    found = standing(month, selection)
    name = {"after": NET, "before": f"Total {GROSS}"}.get(found.grants, "Total")
    each = [_variance_line(name, line, month) for line in found.lines]
    if not each:
        return VarianceLine(name, "", None, None, None, None, ""), ""
    if not found.made:
        return each[0], ""
    return replace(added_up(name, each), parts=()), found.made


def outturn_track(dataset: Dataset, selection: Selection) -> list[TrackPoint]:
    """The full-year variance at each report up to the selected month, oldest first.

    A first report of the year prints zeros, or the last year's outturn, for the month before: those are no forecasts
    of the year and are left out. So is a report whose figure is before grants where the selected month's is after
    them, or the other way round: ``apart`` names them.
    """
    positions = _positions(dataset, selection)
    left_out = {month.key for month in _apart(positions)}
    points: dict[date, TrackPoint] = {}
    for month, position in positions:
        if position.variance_k is None or month.key in left_out:
            continue
        kind: PointKind = "outturn" if month.is_outturn else "forecast"
        where = (month.key, position.locator, position.computed_from)
        before = compared_with(month)
        if before and position.previous_k is not None:
            point = TrackPoint(month.financial_year, before, "previous", position.previous_k, *where)
            points.setdefault(before, point)
        points[month.period] = TrackPoint(month.financial_year, month.period, kind, position.variance_k, *where)
    return [points[period] for period in sorted(points)]


def apart(dataset: Dataset, selection: Selection) -> list[Month]:
    """Months that ``outturn_track`` leaves out, for their papers print the figure before grants and others after."""
    return _apart(_positions(dataset, selection))


def _positions(dataset: Dataset, selection: Selection) -> list[tuple[Month, Headline]]:
    return [(month, headline(month, selection)) for month in dataset.months if month.key <= selection.month]


def _apart(positions: list[tuple[Month, Headline]]) -> list[Month]:
    stated = [(month, position.grants) for month, position in positions if position.variance_k is not None]
    known = any(grants in ("after", "before") for _, grants in stated)
    return [month for month, grants in stated if is_gross(grants, known) != is_gross(stated[-1][1], known)]


def service_line(month: Month, selection: Selection) -> FinanceLine:
    """The appendix's line of the chosen service; of several that are called the same, the one in its group or place."""
    lines = lines_called(month, selection)
    return next((line for line in lines if place_key(line.locator) == selection.place), lines[0])


def lines_called(month: Month, selection: Selection) -> list[FinanceLine]:
    """Lines that the paper calls what the chosen service is called, within its group where there is one in it.

    Where no directorate is chosen, those that stand in none come before others of their name.
    """
    lines = services(month, selection.committee, selection.directorate)
    called = [line for line in lines if line.service == selection.service]
    called = [line for line in called if place_of(line) == selection.directorate] or called
    return [line for line in called if (line.service_group or "") == selection.group] or called


def service_track(dataset: Dataset, line: FinanceLine) -> list[TrackPoint]:
    """As ``outturn_track`` for one service, wherever earlier reports placed it.

    Of several lines that a paper calls the same in one directorate, the one in the same group.
    """
    points: dict[date, TrackPoint] = {}
    for whole in history(dataset, "service", place_of(line), line.service, "today", until=line.financial_year):
        point = _own(whole, line)
        month = dataset.by_key[point.month]
        variance, before = point.figures["forecast_variance_k"], point.figures["previous_forecast_variance_k"]
        if point.period > line.period or variance is None:
            continue
        printed = len(point.locators) == 1 and not point.estimated
        counted = f"worked out from {len(point.locators)} printed line{'s' * (len(point.locators) != 1)}"
        where = (month.key, point.locators[0], "") if printed else (month.key, "", counted)
        at = compared_with(month)
        if before is not None and at:
            points.setdefault(at, TrackPoint(month.financial_year, at, "previous", before, *where))
        kind: PointKind = "outturn" if month.is_outturn else "forecast"
        points[point.period] = TrackPoint(month.financial_year, point.period, kind, variance, *where)
    return [points[period] for period in sorted(points)]


def _own(point: HistoryPoint, line: FinanceLine) -> HistoryPoint:
    """The part of a point that is ``line`` alone, where others of its name stand in other groups."""
    lines = [each for each in point.lines if isinstance(each, FinanceLine)]
    own = [each for each in lines if each is line] or [
        each
        for each in lines
        if (each.directorate, each.service_group, each.service) == (line.directorate, line.service_group, line.service)
    ]
    if len(own) != 1 or len(point.lines) == 1 or point.estimated:
        return point
    figures = {column: getattr(own[0], column) for column in point.figures}
    return replace(point, lines=(own[0],), locators=(own[0].locator,), weights=(1.0,), figures=figures)


def commentary_on(month: Month, line: FinanceLine) -> list[Commentary]:
    """What the paper says about a line, found by the number of its note."""
    return [words for words in month.commentary if line.note and words.note == line.note]


def care_paid_by(month: Month, line: FinanceLine) -> list[CareLine]:
    """Lines of the key activity tables that a budget line pays for, alone or with others.

    The total of a table that other lines pay some blocks of is not among them.
    """
    blocks = {(care.care_group, care.category) for care in month.activity}
    paid = {block for block in blocks if _pays(budget_lines(*block, month.financial_year, month.authority), [line])}
    paid -= {(group, None) for group, _ in blocks - paid}
    care = [each for each in month.activity if (each.care_group, each.category) in paid]
    return without_repeated(care)


def paid_together(month: Month, line: FinanceLine) -> list[str]:
    """The budget lines, this one among them, that pay for its care together; empty where it pays for all of it alone.

    The papers print care by care group and not by the budget line that pays, so the share of each is not known.
    """
    together: dict[str, None] = {}
    for block in dict.fromkeys((care.care_group, care.category) for care in care_paid_by(month, line)):
        paying = budget_lines(*block, month.financial_year, month.authority)
        lines = [each for each in month.finance if each.level == "service" and _pays(paying, [each])]
        if len(lines) > 1:
            together |= dict.fromkeys(each.service for each in lines)
    return list(together)


def care_lines(month: Month, selection: Selection) -> list[CareLine]:
    """Lines of the key activity tables that the chosen directorate pays for and the chosen committee oversees."""
    lines = [line for line in month.activity if selection.directorate in ("", line.directorate)]
    if not selection.committee:
        return lines
    overseen = services(month, selection.committee)
    blocks = {(line.care_group, line.category) for line in lines}
    within = {block for block in blocks if _pays(budget_lines(*block, month.financial_year, month.authority), overseen)}
    return [line for line in lines if (line.care_group, line.category) in within]


def care_groups(month: Month, selection: Selection) -> list[str]:
    """Care groups with figures within the selection, in the paper's order."""
    return list(dict.fromkeys(line.care_group for line in care_lines(month, selection)))


def care_without_payer(month: Month, selection: Selection) -> list[str]:
    """Care groups that the month's paper prints and the selection leaves out, for it is not known who pays for them."""
    shown = care_groups(month, selection)
    groups = dict.fromkeys(line.care_group for line in month.activity if line.care_group not in shown)
    return [group for group in groups if not budget_lines(group, None, month.financial_year, month.authority)]


def care_types(month: Month, selection: Selection, care_group: str) -> list[CareLine]:
    """Printed lines of a care group's table within the selection, in the paper's order: columns of ``activity``."""
    return [line for line in care_lines(month, selection) if line.care_group == care_group]


def is_first_report(month: Month) -> bool:
    """Whether the month's report is the first of its year: that of April, or one whose previous column is all zeros."""
    stated = _previous(month)
    return month.period.month == FIRST_MONTH or (bool(stated) and not any(stated))


def compared_with(month: Month) -> date | None:
    """The end of the month that the previous column describes; None where it describes no report of the same year."""
    return month.previous_period if _previous(month) and not is_first_report(month) else None


def _previous(month: Month) -> list[float]:
    """What the report states of the report before it."""
    lines: list[BudgetRow] = [*month.finance, *month.finance_summary]
    return [value for line in lines if (value := line.previous_forecast_variance_k) is not None]


def _pays(paying: Iterable[BudgetLine], overseen: list[FinanceLine]) -> bool:
    """Whether one of the budget lines that pay for care is among the lines that a committee oversees."""
    return any(
        line.directorate == budget.directorate
        and (line.service == budget.service if budget.service else line.service_group == budget.service_group)
        for budget in paying
        for line in overseen
    )


def _variance_line(name: str, line: BudgetRow, month: Month) -> VarianceLine:
    found = month.found_at.get(line.locator, ())
    return VarianceLine(
        name=name,
        level=line.level,
        budget_k=line.budget_k,
        actual_k=line.actual_k,
        variance_k=line.forecast_variance_k,
        previous_k=line.previous_forecast_variance_k,
        locator=line.locator,
        printed_pct=line.forecast_variance_pct,
        original_budget_k=line.original_budget_k if isinstance(line, SummaryLine) else None,
        note="" if isinstance(line, SummaryLine) else line.note or "",
        moved=said_of(budget_name(line), line.financial_year, month.authority),
        unexplained=not isinstance(line, SummaryLine)
        and any((each.check, each.row) == (UNEXPLAINED, line.service) for each in found),
    )


def _grants(month: Month) -> list[VarianceLine]:
    """Grant funding as one line: its printed total, or the grants added up."""
    totals = [line for line in month.finance if line.level == "grant_total" and line.forecast_variance_k is not None]
    lines = [_variance_line(line.service, line, month) for line in totals[-1:] or grants_of(month)]
    if not lines:
        return []
    whole = replace(lines[0], name=GRANTS) if len(lines) == 1 else added_up(GRANTS, lines)
    return [_of_grants(whole, month)]


def _grouped(named: Iterable[tuple[str, FinanceLine]], month: Month) -> list[VarianceLine]:
    """One line a name: the line itself where there is one only, the printed total of several, or else their sum."""
    groups: dict[str, list[FinanceLine]] = {}
    for name, line in named:
        groups.setdefault(name, []).append(line)
    return [_group(name, lines, month) for name, lines in groups.items()]


def _group(name: str, lines: list[FinanceLine], month: Month) -> VarianceLine:
    if len(lines) == 1 and name in (lines[0].service, service_name(month, lines[0])):
        return _variance_line(name, lines[0], month)
    total = printed_total(month, lines)
    return (
        _variance_line(name, total, month)
        if total
        else added_up(name, [_variance_line(service_name(month, each), each, month) for each in lines])
    )
