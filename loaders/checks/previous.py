"""The previous column against what the report of the month before says, where that report is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from loaders.checks.compare import Doubt, doubt
from loaders.joining.two_prints import identity
from loaders.report import Report

_COLUMNS = {
    "finance": ("previous_forecast_variance_k", "forecast_variance_k"),
    "finance_summary": ("previous_forecast_variance_k", "forecast_variance_k"),
    "activity": ("count_previous", "count_actual"),
    "capital_variances": ("previous_variance_k", "forecast_variance_k"),
}


def check(report: Report, reports: Sequence[Report]) -> list[Doubt]:
    """Doubts about previous figures. The first report of a year prints zeros for a month without one: left alone."""
    period: date = report.particulars["period"]
    before = next(
        (
            each
            for each in reports
            if each.particulars["period"] == period.replace(day=1) - timedelta(days=1)
            and each.part == report.part
            and each.particulars["financial_year"] == report.particulars["financial_year"]
        ),
        None,
    )
    if before is None:
        return []
    doubts = []
    for table, (previous, current) in _COLUMNS.items():
        earlier = {identity(table, row): row for row in before.tables[table]}
        for row in report.tables[table]:
            found = earlier.get(identity(table, row))
            if found is None or found[current] is None or "covering paper" in str(row.get("view")):
                continue
            because = f"that month’s report ({before.particulars['title']}, {found['locator']}) says"
            doubts += doubt(table, row, previous, found[current], 0.0, "previous-against-report", because)
    return doubts
