"""Every kind of check is run over a report, and none across the year's end."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders import checks
from loaders.particulars import financial_year
from loaders.recognisers import TABLES
from loaders.report import Report

INDICATOR = {
    "indicator": "Lamps lit",
    "locator": "line 7",
    "previous": 4.0,
    "target": 4.5,
    "actual": 4.7,
    "good_is": "high",
    "direction": "down",
    "rag": "red",
}
SERVICE = {
    "directorate": "Education",
    "service_group": None,
    "service": "Early Years",
    "service_reported": "Early Years",
    "level": "service",
    "budget_k": 100.0,
    "actual_k": 40.0,
    "forecast_variance_k": 5.0,
    "forecast_variance_pct": None,
    "note": None,
    "locator": "line 3",
}


def _report(period: date, basis: str = "forecast", **tables: list[dict[str, Any]]) -> Report:
    particulars = {
        "report": f"people-{period:%Y-%m}",
        "title": "Finance Monitoring Report",
        "authority": None,
        "service_block": "People",
        "period": period,
        "financial_year": financial_year(period),
        "basis": basis,
    }
    return Report(particulars, {table: tables.get(table, []) for table in TABLES})


def test_indicators_are_checked_with_the_rest() -> None:
    report = _report(date(2032, 5, 31), indicators=[INDICATOR])
    assert {note.check for note in checks.run(report, [report])} >= {"indicator-direction", "rag-against-target"}


def test_the_month_before_is_held_against_within_a_year_and_not_across_its_end() -> None:
    def said(now: date, before: date, basis: str) -> list[str]:
        earlier = _report(before, basis, finance=[SERVICE | {"forecast_variance_k": 60.0, "actual_k": 160.0}])
        later = _report(now, finance=[SERVICE | {"previous_forecast_variance_k": 0.0}])
        return [note.check for note in checks.run(later, [earlier, later]) if note.check == "previous-against-report"]

    assert said(date(2032, 6, 30), date(2032, 5, 31), "forecast") == ["previous-against-report"]
    assert said(date(2032, 4, 30), date(2032, 3, 31), "outturn") == []
