"""What a selection comes to as a whole: the total that its paper prints, or else the lines that add up to it.

A council's net position is what is left of its spending after grants. The papers print it in a summary, at the end of
the service level table, in both or in neither: the first of these that is printed is the figure of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from data.analysis import add_up
from data.committees import services
from data.dataset import Month
from data.formatting import listing
from data.rows import BudgetRow, FinanceLine, SummaryLine
from data.selection import Selection

# Whether grants are in the figure, are left out of it, or none is printed that could be; empty where grants are no
# part of what was chosen, as of a directorate.
Grants = Literal["after", "before", "none", ""]
GROSS = "before grants"
OVERALL = "overall"
Budget = TypeVar("Budget", FinanceLine, SummaryLine)


@dataclass(frozen=True)
class Standing:
    """A selection's name, the one printed row that states it or the rows that add up to it, and what that leaves out.

    ``lines`` are rows of ``finance`` or ``finance_summary``; ``made`` says in words which were added up and is empty
    where the total is printed.
    """

    name: str
    lines: Sequence[BudgetRow]
    made: str
    grants: Grants


def standing(month: Month, selection: Selection) -> Standing:
    """What a selection comes to: a printed total wherever there is one, else the lines to add up.

    For the whole service block that is the summary's net total, else the net total of the service level table, else
    its lines with the grants. No paper prints which grants are a committee's but the committee's own table.
    """
    name = _named(selection) or month.whole[:1].upper() + month.whole[1:]
    lines = services(month, selection.committee, selection.directorate)
    if selection.group:
        lines = [line for line in lines if line.service_group == selection.group]
        total = printed_total(month, lines)
        return Standing(selection.group, [total] if total else lines, "" if total else _counted(lines), "")
    if selection.directorate:
        total = _directorate_total(month, selection, lines)
        return Standing(name, [total] if total else lines, "" if total else _counted(lines), "")
    found = _committee(month, selection, lines) if selection.committee else _block(month, lines)
    return Standing(name, *found)


def joined(kinds: Iterable[Grants]) -> bool:
    """Whether figures of the whole may stand in one line: all after grants, or all before them."""
    kinds = list(kinds)
    known = any(kind in ("after", "before") for kind in kinds)
    return len({is_gross(kind, known) for kind in kinds}) < 2


def is_gross(grants: Grants, known: bool) -> bool:
    """Whether a figure leaves grants out; one of a paper that prints none does, where they are ``known`` of others."""
    return grants == "before" or (grants == "none" and known)


def summary(month: Month, selection: Selection) -> list[SummaryLine]:
    """The rows of the one-page table of a committee, or of the whole service block."""
    view = selection.committee or OVERALL
    return [line for line in month.finance_summary if line.view == view]


def grants_of(month: Month) -> list[FinanceLine]:
    """The grants of the service level table, or their total where only that is printed."""
    single = [line for line in month.finance if line.level == "grant"]
    return single or [line for line in month.finance if line.level == "grant_total"][-1:]


def printed_total(month: Month, lines: Sequence[FinanceLine]) -> FinanceLine | None:
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


def totals_not_shown(month: Month, added_up: Collection[str]) -> list[str]:
    """Where the paper prints totals of the directorates and groups ``added_up``, by name, that their lines do not make.

    Their lines are added up instead, and what the paper prints is a finding there.
    """
    named = (
        (line.directorate if line.level == "directorate_total" else line.service_group, line.locator)
        for line in month.finance
        if line.level in ("directorate_total", "group_total")
    )
    return [locator for name, locator in named if name in added_up]


def _block(month: Month, lines: list[FinanceLine]) -> tuple[Sequence[BudgetRow], str, Grants]:
    table = summary(month, Selection(month.key))
    whole = [line for line in month.finance if not line.directorate]
    net = _total(table, "net_total") or _total(whole, "net_total")
    if net:
        return [net], "", "after"
    grants = grants_of(month)
    if grants and lines:
        return [*lines, *grants], _counted(lines, grants), "after"
    after = _after_expenditure(table)
    if after:
        return after, _counted_of(after, "the summary"), "after"
    gross = _total(table, "expenditure_total") or _total(whole, "expenditure_total")
    if gross:
        return [gross], "", "none"
    if not lines:
        directorates = [line for line in table if line.level == "directorate"]
        return directorates, _counted_of(directorates, "the summary"), "none"
    return lines, _counted(lines), "none"


def _committee(month: Month, selection: Selection, lines: list[FinanceLine]) -> tuple[Sequence[BudgetRow], str, Grants]:
    table = summary(month, selection)
    net = _total(table, "net_total")
    if net:
        return [net], "", "after"
    after = _after_expenditure(table)
    if after:
        return after, _counted_of(after, "the committee’s table"), "after"
    gross = _total(table, "expenditure_total")
    if gross:  # a committee's own table without grants prints all there is
        return [gross], "", ""
    every: list[BudgetRow] = [*month.finance, *month.finance_summary]
    if not any(line.level in ("grant", "grant_total") for line in every):
        return lines, _counted(lines), "none"
    return lines, f"{_counted(lines)}, {GROSS}", "before"


def _total(rows: Iterable[Budget], level: str) -> Budget | None:
    """The last of the printed totals of a level that states a variance."""
    stated = [line for line in rows if line.level == level and line.forecast_variance_k is not None]
    return stated[-1] if stated else None


def _after_expenditure(table: Sequence[SummaryLine]) -> list[SummaryLine]:
    """The lines of a summary that add up to its net total, where it has grants or what else comes off; else none."""
    off = [line for line in table if line.level in ("adjustment", "grant_total")]
    spent = [line for line in table if line.level == "directorate"]
    return [*spent, *off] if off and spent else []


def _directorate_total(month: Month, selection: Selection, lines: Sequence[FinanceLine]) -> FinanceLine | None:
    """The printed total of a directorate, where all of its lines are chosen."""
    every = [line for line in month.finance if line.directorate == selection.directorate]
    if selection.committee and len(lines) < sum(line.level == "service" for line in every):
        return None
    return _total(every, "directorate_total")


def _named(selection: Selection) -> str:
    if not selection.committee:
        return selection.directorate
    where = f" in {selection.directorate}" if selection.directorate else ""
    return f"The {selection.committee} Committee’s services{where}"


def _figures(lines: Sequence[BudgetRow]) -> tuple[float | None, ...]:
    columns = ("budget_k", "actual_k", "forecast_variance_k", "previous_forecast_variance_k")
    return tuple(add_up(getattr(line, column) for line in lines) for column in columns)


def _counted(lines: Sequence[BudgetRow], grants: Sequence[BudgetRow] = ()) -> str:
    """``73 service lines and 2 grants, added up here``, and how many of them state nothing."""
    kinds = [f"{len(lines)} service line{'s' * (len(lines) != 1)}"]
    if grants:
        one = "total of grants" if grants[0].level == "grant_total" else "grant"
        kinds.append(f"{len(grants)} {one}{'s' * (len(grants) != 1)}")
    return _silent(f"{listing(kinds)}, added up here", [*lines, *grants])


def _counted_of(lines: Sequence[BudgetRow], table: str) -> str:
    return _silent(f"{len(lines)} line{'s' * (len(lines) != 1)} of {table}, added up here", lines)


def _silent(counted: str, lines: Sequence[BudgetRow]) -> str:
    silent = sum(line.forecast_variance_k is None for line in lines)
    return f"{counted}; {silent} without a variance" if silent else counted
