"""One named type a table of the dataset, as pages read it: its columns in the contract's order, None where not stated.

``data/reference/columns.csv`` says what each column means; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple, Protocol


class Row(Protocol):
    """A line of a paper, of whichever table: what reads all tables alike asks its columns of the contract."""

    @property
    def report(self) -> str:
        """Of which report it is."""

    @property
    def locator(self) -> str:
        """Where in the report it stands."""


class ReportRow(NamedTuple):
    """One report of one month."""

    report: str
    title: str
    authority: str | None
    service_block: str
    period: date
    period_label: str | None
    financial_year: str
    basis: str
    published: date | None
    unit_as_printed: str | None
    sign_as_printed: str | None
    file: str
    sha256: str
    loaded_at: str | None


class FinanceLine(NamedTuple):
    """One line of the service level budgetary control report."""

    period: date
    financial_year: str
    basis: str
    directorate: str | None
    service_group: str | None
    service: str
    service_reported: str
    level: str
    code: str | None
    original_budget_k: float | None
    budget_k: float | None
    actual_k: float | None
    forecast_outturn_k: float | None
    forecast_variance_k: float | None
    forecast_variance_pct: float | None
    previous_forecast_variance_k: float | None
    note: str | None
    report: str
    locator: str


class SummaryLine(NamedTuple):
    """One line of a one-page table: of the whole, or of a committee."""

    period: date
    financial_year: str
    basis: str
    view: str
    line: str
    line_reported: str
    level: str
    original_budget_k: float | None
    budget_k: float | None
    actual_k: float | None
    forecast_outturn_k: float | None
    forecast_variance_k: float | None
    forecast_variance_pct: float | None
    previous_forecast_variance_k: float | None
    report: str
    locator: str


class CareLine(NamedTuple):
    """One type of care of the key activity data."""

    period: date
    financial_year: str
    basis: str
    directorate: str | None
    care_group: str
    category: str | None
    service_type: str
    service_type_reported: str
    level: str
    count_of: str | None
    count_budget: float | None
    count_actual: float | None
    count_average: float | None
    count_previous: float | None
    weeks_funded: float | None
    unit_cost_budget: float | None
    unit_cost_actual: float | None
    unit_cost_per: str | None
    cost_budget_k: float | None
    cost_actual_k: float | None
    cost_variance_k: float | None
    count_variance: float | None
    count_average_variance: float | None
    unit_cost_variance: float | None
    count_direction: str | None
    unit_cost_direction: str | None
    cost_direction: str | None
    report: str
    locator: str


class Saving(NamedTuple):
    """One saving of the tracker."""

    period: date
    financial_year: str
    reference: str | None
    level: str
    investment_k: float | None
    title: str
    committee: str | None
    workstream: str | None
    kind: str | None
    original_k: float | None
    planned_q1_k: float | None
    planned_q2_k: float | None
    planned_q3_k: float | None
    planned_q4_k: float | None
    forecast_q1_k: float | None
    forecast_q2_k: float | None
    forecast_q3_k: float | None
    forecast_q4_k: float | None
    forecast_k: float | None
    variance_k: float | None
    variance_pct: float | None
    complete: str | None
    rag: str | None
    direction: str | None
    text: str | None
    report: str
    locator: str


class Indicator(NamedTuple):
    """One performance indicator."""

    period: date
    outcome: str | None
    indicator: str
    code: str | None
    directorate: str | None
    previous: float | None
    target: float | None
    actual: float | None
    unit: str | None
    data_date: str | None
    good_is: str | None
    direction: str | None
    rag: str | None
    statistical_neighbours: float | None
    england: float | None
    text: str | None
    report: str
    locator: str


class Reserve(NamedTuple):
    """One fund."""

    period: date
    fund: str
    heading: str | None
    level: str
    opening_k: float | None
    movement_k: float | None
    balance_k: float | None
    year_end_k: float | None
    text: str | None
    report: str
    locator: str


class Grant(NamedTuple):
    """One grant that is expected."""

    period: date
    grant: str
    awarding_body: str | None
    level: str
    expected_k: float | None
    report: str
    locator: str


class Virement(NamedTuple):
    """One budget moved from one line to another."""

    period: date
    line: str
    effective: str | None
    amount_k: float | None
    level: str
    text: str | None
    report: str
    locator: str


class ServiceCount(NamedTuple):
    """One count of service that a paper states in words."""

    period: date | None
    period_text: str | None
    measure: str
    breakdown: str | None
    value: float
    unit: str
    report: str
    locator: str


class Commentary(NamedTuple):
    """What a paper says about a line with a note."""

    period: date
    note: str
    service: str
    service_reported: str
    budget_k: float | None
    actual_k: float | None
    forecast_variance_k: float | None
    forecast_variance_pct: float | None
    text: str | None
    report: str
    locator: str


class Status(NamedTuple):
    """One line of the report's own scorecard."""

    period: date
    category: str
    previous: str | None
    target: str | None
    current: str | None
    report: str
    locator: str


class Programme(NamedTuple):
    """One programme with its rating."""

    period: date
    programme: str
    lead: str | None
    rag: str
    text: str | None
    report: str
    locator: str


class CapitalScheme(NamedTuple):
    """One scheme of the capital programme."""

    period: date
    financial_year: str
    scheme: str
    scheme_reported: str
    level: str
    original_budget_k: float | None
    revised_budget_k: float | None
    actual_k: float | None
    forecast_outturn_k: float | None
    forecast_variance_k: float | None
    total_scheme_budget_k: float | None
    total_scheme_variance_k: float | None
    report: str
    locator: str


class CapitalFunding(NamedTuple):
    """One source of money for capital."""

    period: date
    source: str
    level: str
    original_k: float | None
    revised_k: float | None
    forecast_k: float | None
    variance_k: float | None
    report: str
    locator: str


class CapitalVariance(NamedTuple):
    """One scheme explained by itself."""

    period: date
    programme: str | None
    scheme: str
    level: str
    revised_budget_k: float | None
    forecast_outturn_k: float | None
    forecast_variance_k: float | None
    previous_variance_k: float | None
    movement_k: float | None
    under_overspend_k: float | None
    rephasing_k: float | None
    text: str | None
    report: str
    locator: str


class CapitalVariation(NamedTuple):
    """The allowance for slippage of one service."""

    period: date
    service: str
    level: str
    budget_k: float | None
    forecast_variance_k: float | None
    used_k: float | None
    used_pct: float | None
    revised_variance_k: float | None
    report: str
    locator: str


class Finding(NamedTuple):
    """What does not add up, or could not be read."""

    report: str
    table: str | None
    row: str | None
    check: str
    severity: str
    column: str | None
    stated: str | None
    expected: str | None
    difference: str | None
    message: str
    locator: str | None
    also_at: str | None


Line = FinanceLine | CareLine  # what can be followed and compared over the months
BudgetRow = FinanceLine | SummaryLine  # what states a budget and how far from it the year will end


def budget_name(line: BudgetRow) -> str:
    """What a line of either budget table is called."""
    return line.line if isinstance(line, SummaryLine) else line.service


def place_of(line: Line) -> str:
    """Where a line stands: the care group of a type of care, the directorate of a service; empty for a grant."""
    return line.care_group if isinstance(line, CareLine) else line.directorate or ""


def name_of(line: Line) -> str:
    """The name that a line has across all months."""
    return line.service_type if isinstance(line, CareLine) else line.service


def counted_as(line: Line) -> str:
    """What a type of care counts, people or care packages; empty for a service, or where its paper does not say."""
    return (line.count_of or "") if isinstance(line, CareLine) else ""


def printed_name(line: Line) -> str:
    """A line's name as its paper prints it."""
    return line.service_type_reported if isinstance(line, CareLine) else line.service_reported


ROWS: Final[Mapping[str, type[Any]]] = {
    "reports": ReportRow,
    "finance": FinanceLine,
    "finance_summary": SummaryLine,
    "activity": CareLine,
    "savings": Saving,
    "indicators": Indicator,
    "reserves": Reserve,
    "grants": Grant,
    "virements": Virement,
    "service_counts": ServiceCount,
    "commentary": Commentary,
    "status": Status,
    "portfolio": Programme,
    "capital": CapitalScheme,
    "capital_funding": CapitalFunding,
    "capital_variances": CapitalVariance,
    "capital_variation": CapitalVariation,
    "findings": Finding,
}
