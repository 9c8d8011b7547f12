"""Tiny tidy frames for tests, small enough to check by eye."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pandas as pd

from data import schema
from data.analysis import VarianceLine
from data.dataset import Dataset, index, rows
from data.rows import CareLine

JANUARY = date(2020, 1, 31)
DECEMBER = date(2019, 12, 31)


def finance_row(service: str, budget_k: float | None, variance_k: float | None, **parts: Any) -> dict[str, Any]:
    """One line of the appendix in January 2020; ``parts`` change what matters to a test."""
    row = {
        "period": JANUARY,
        "financial_year": "2019/20",
        "basis": "forecast",
        "directorate": "Adults & Safeguarding",
        "service": service,
        "service_reported": service,
        "level": "service",
        "budget_k": budget_k,
        "forecast_variance_k": variance_k,
        "report": "2020-01",
        "locator": "line 10",
    }
    return row | parts


def summary_row(line: str, budget_k: float, variance_k: float, **parts: Any) -> dict[str, Any]:
    """One line of the one-page table in January 2020."""
    row = {
        "period": JANUARY,
        "financial_year": "2019/20",
        "basis": "forecast",
        "view": "overall",
        "line": line,
        "line_reported": line,
        "level": "directorate",
        "budget_k": budget_k,
        "forecast_variance_k": variance_k,
        "report": "2020-01",
        "locator": "line 1",
    }
    return row | parts


def activity_row(service_type: str, **parts: Any) -> dict[str, Any]:
    """One type of care for older people in January 2020, paid by the week."""
    row = {
        "period": JANUARY,
        "financial_year": "2019/20",
        "basis": "forecast",
        "directorate": "Adults & Safeguarding",
        "care_group": "Older people",
        "service_type": service_type,
        "service_type_reported": service_type,
        "level": "line",
        "count_of": "care packages",
        "unit_cost_per": "week",
        "report": "2020-01",
        "locator": "line 20",
    }
    return row | parts


def report_row(**parts: Any) -> dict[str, Any]:
    """The report of January 2020."""
    row = {
        "report": "2020-01",
        "title": "Finance Monitoring Report – January 2020",
        "service_block": "People & Communities",
        "period": JANUARY,
        "financial_year": "2019/20",
        "basis": "forecast",
        "published": date(2020, 2, 14),
        "file": "paper.txt",
        "sha256": "0" * 64,
    }
    return row | parts


def tables(**rows: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """Checked frames of the tables named; a report is added where none is given."""
    rows.setdefault("reports", [report_row()])
    return {name: schema.frame(name, rows.get(name, [])) for name in schema.tables()}


def dataset(**rows: list[dict[str, Any]]) -> Dataset:
    """A dataset of the rows given; a month has at least one service, or it would be no month."""
    rows.setdefault("finance", [finance_row("Carers", 100, 0)])
    return index(tables(**rows))


def variance_lines(*lines: tuple[str, float | None, float | None, float | None]) -> list[VarianceLine]:
    """Lines of a variance chart: name, budget, variance, variance in the report before, all in £000."""
    return [
        VarianceLine(name, "service", budget, None, variance, previous, f"line {place}")
        for place, (name, budget, variance, previous) in enumerate(lines, start=1)
    ]


def care_line(service_type: str, **parts: Any) -> CareLine:
    """One row of ``activity`` as the pages read it."""
    (line,) = rows("activity", schema.frame("activity", [activity_row(service_type, **parts)]))
    return cast(CareLine, line)
