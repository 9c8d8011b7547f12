"""One name, two figures: where a paper prints both, which each of them is, and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from data.analysis import add_up
from data.care import TOTALS, named, printed_total
from data.committees import services
from data.dataset import Month
from data.lineage import BudgetLine, budget_lines
from data.queries import headline
from data.rows import BudgetRow, CareLine, FinanceLine, SummaryLine, budget_name
from data.selection import Selection
from data.standing import summary

NEAR_K = 1.0  # two prints of one figure may differ by their rounding
MOST_BETWEEN = 2  # lines that are tried together for what lies between two figures


@dataclass(frozen=True)
class Figure:
    """A variance in £000 with what it is called where it stands; ``made`` says how it was added up, if not printed."""

    name: str
    variance_k: float
    locator: str
    made: str = ""


@dataclass(frozen=True)
class Pair:
    """A line of a summary table and the lines below it that go by the same name, with another variance.

    ``between`` are printed lines that add up to the difference, none where no line says what it is. ``off`` says that
    they stand in the summary below the line, such as grants, and come off it; else they are in it and not in the other.
    """

    name: str
    directorate: str
    group: str
    summary: Figure
    below: Figure
    between: tuple[Figure, ...]
    off: bool

    @property
    def taken_off(self) -> str:
        """What the summary takes off on lines of its own, in a word; empty where it takes nothing off."""
        if not self.off:
            return ""
        return "grants" if any("grant" in each.name.lower() for each in self.between) else "adjustments"

    @property
    def label(self) -> str:
        """The name with what tells the summary's figure from the other: ``Adults & Safeguarding (before grants)``.

        The name alone where the papers do not say what lies between.
        """
        if self.off:
            return f"{self.name} (before {self.taken_off})"
        return f"{self.name} and {len(self.between)} more" if self.between else self.name


@dataclass(frozen=True)
class Care:
    """What a care group's table comes to in all, its blocks, and the budget lines that pay for it.

    ``payers`` are budget lines as printed; they pay for other things too, so that they need not come to the same.
    """

    group: str
    total: Figure
    blocks: tuple[tuple[Figure, tuple[str, ...]], ...]
    payers: tuple[Figure, ...]

    @property
    def between_k(self) -> float:
        """What the budget lines come to beyond the table."""
        return sum(line.variance_k for line in self.payers) - self.total.variance_k


def pairs(month: Month, committee: str) -> list[Pair]:
    """Lines of the table of ``committee`` (or of the overall one) whose name has another variance further down."""
    table = summary(month, Selection(month.key, committee=committee))
    overseen = services(month, committee)
    found = []
    for line in table:
        if line.level == "directorate" and line.forecast_variance_k is not None:
            pair = _pair(month, committee, line, table, overseen)
            if pair:
                found.append(pair)
    return found


def pair_of(month: Month, selection: Selection) -> Pair | None:
    """The pair of the directorate or group chosen."""
    if not selection.directorate:
        return None
    at = (selection.directorate, selection.group)
    return next((pair for pair in pairs(month, selection.committee) if (pair.directorate, pair.group) == at), None)


def _pair(
    month: Month, committee: str, line: SummaryLine, table: Sequence[SummaryLine], overseen: Sequence[FinanceLine]
) -> Pair | None:
    at = _below(line.line, overseen)
    if at is None:
        return None
    directorate, group = at
    position = headline(month, Selection(month.key, committee=committee, directorate=directorate, group=group))
    stated_k = line.forecast_variance_k
    if position.variance_k is None or stated_k is None or abs(stated_k - position.variance_k) <= NEAR_K:
        return None
    named_below = f"{line.line}, {'added up here' if position.computed_from else 'as its total is printed'}"
    below = Figure(named_below, position.variance_k, position.locator, position.computed_from)
    above = Figure(f"{line.line}, in the summary table", stated_k, line.locator)
    gap = stated_k - position.variance_k
    come_off = [each for each in table if each.level in ("adjustment", "grant_total")]
    own_lines = {each.line for each in table}
    beside = [
        each
        for each in overseen
        if each.directorate == directorate and each.service_group != group and each.service not in own_lines
    ]
    off = _adding_up(come_off, -gap)
    between = off or (_adding_up(beside, gap) if group else [])
    return Pair(line.line, directorate, group, above, below, tuple(map(_figure, between)), bool(off))


def _below(name: str, overseen: Sequence[FinanceLine]) -> tuple[str, str] | None:
    """The directorate, or the group in one, that goes by ``name``; None where there is none or several."""
    if any(line.directorate == name for line in overseen):
        return name, ""
    places = dict.fromkeys(line.directorate for line in overseen if line.directorate and line.service_group == name)
    return (next(iter(places)), name) if len(places) == 1 else None


def _adding_up(lines: Sequence[BudgetRow], gap_k: float) -> list[BudgetRow]:
    """The fewest of ``lines`` that add up to ``gap_k``; none where several would do, for then it is not known which."""
    stated = [line for line in lines if line.forecast_variance_k]
    for count in range(1, MOST_BETWEEN + 1):
        fitting = [
            list(some)
            for some in combinations(stated, count)
            if abs(sum(line.forecast_variance_k or 0.0 for line in some) - gap_k) <= NEAR_K
        ]
        if fitting:
            return fitting[0] if len(fitting) == 1 else []
    return []


def _figure(line: BudgetRow) -> Figure:
    return Figure(budget_name(line), line.forecast_variance_k or 0.0, line.locator)


def care(month: Month, group: str) -> Care | None:
    """A care group's table beside the budget lines that pay for it; None where they agree, or one is not known."""
    lines = [line for line in month.activity if line.care_group == group]
    total = printed_total(lines)
    if total is None:
        return None
    blocks = [line for line in lines if line.level in TOTALS and line.category and line.cost_variance_k is not None]
    paying = budget_lines(group, None, month.financial_year, month.authority)
    payers = [line for budget in paying for line in _printed(month, budget)]
    found = Care(
        group,
        Figure(f"{group}: {named(total)} of its key activity table", total.cost_variance_k or 0.0, total.locator),
        tuple((_block(line), _paid_by(month, line)) for line in blocks if _paid_by(month, line)),
        tuple(_figure(line) for line in payers),
    )
    if len(payers) < len(paying) or not payers or abs(found.between_k) <= NEAR_K:
        return None
    return found


def care_of(month: Month, line: FinanceLine) -> list[Care]:
    """The care groups with a table of costs that a budget line pays for, where the two do not come to the same."""
    groups = dict.fromkeys(each.care_group for each in month.activity)
    found = [known for group in groups if (known := care(month, group))]
    return [known for known in found if line.locator in {payer.locator for payer in known.payers}]


def _block(line: CareLine) -> Figure:
    return Figure(str(line.category), line.cost_variance_k or 0.0, line.locator)


def _paid_by(month: Month, line: CareLine) -> tuple[str, ...]:
    every = budget_lines(line.care_group, None, month.financial_year, month.authority)
    own = budget_lines(line.care_group, line.category, month.financial_year, month.authority)
    return tuple(each.service or each.service_group or each.directorate for each in own) if own != every else ()


def _printed(month: Month, budget: BudgetLine) -> list[FinanceLine]:
    """The line of the service level table that a budget line is, or the printed total of a group that pays together."""
    within = [line for line in month.finance if line.directorate == budget.directorate]
    if budget.service:
        lines = [line for line in within if line.level == "service" and line.service == budget.service]
    else:
        lines = [line for line in within if line.level == "group_total" and line.service_group == budget.service_group]
    return [line for line in lines[:1] if add_up([line.forecast_variance_k]) is not None]
