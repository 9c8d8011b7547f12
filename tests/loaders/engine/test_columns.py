"""Columns whose figures deny what their words say: they are left out, each with a finding, and none is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders import dataset

TITLE = (
    "Wexborough Council\nCabinet\n20 November 2024\nBudget Monitoring Report\n\n"
    "For the period ending 30 September 2024\n\nA positive variance is an overspend.\n\n"
    "Table 1: Revenue budget monitoring\n\n"
)
LABELS = ("Adult care homes", "Home care", "Day centres", "Total")
BUDGET = "12,400 8,200 3,100 23,700"
FIGURES = ("forecast_outturn_k", "forecast_variance_k", "previous_forecast_variance_k")


def paper(heads: str, *columns: str) -> str:
    """A paper with one table of three services and their total; each column is its figures from top to bottom."""
    cells = zip(LABELS, *(column.split() for column in columns), strict=True)
    return TITLE + "\n".join("\t".join(row) for row in [["Service", *heads.split("|")], *cells]) + "\n"


def read(folder: Path, text: str, name: str = "paper.txt") -> tuple[list[dict[str, Any]], set[str]]:
    """Every row with a budget that a paper gives, and the checks of what it leaves out."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    report = dataset.load([path]).reports[0]
    rows = [row for table in ("finance", "finance_summary") for row in report.tables[table]]
    return rows, {note.check for note in report.notes}


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (
            "Budget £000|Estimated position £000|Actual £000|Over/(under) £000",
            (BUDGET, "6,200 4,100 1,550 11,850", "6,900 3,900 1,600 12,400", "700 -200 50 550"),
        ),
        (
            "Annual Budget £000|Profiled Budget £000|Actual £000|Variance £000",
            (BUDGET, "6,200 4,100 1,550 11,850", "6,900 3,900 1,600 12,400", "700 -200 50 550"),
        ),
        (
            "Annual Budget £000|Actual £000|Variance £000",
            (BUDGET, "6,900 3,900 1,600 12,400", "5,500 4,300 1,500 11,300"),
        ),
        (
            "Annual Budget £000|Actual £000|Variance £000",
            (BUDGET, "6,900 3,900 1,600 12,400", "-5,500 -4,300 -1,500 -11,300"),
        ),
    ],
)
def test_a_variance_to_date_is_not_the_forecasts(tmp_path: Path, heads: str, columns: tuple[str, ...]) -> None:
    """What is spent less its profile or its budget is no forecast variance, whatever its heading says."""
    rows, checks = read(tmp_path, paper(heads, *columns))
    assert rows[0]["budget_k"] == 12400.0
    assert rows[0]["actual_k"] == 6900.0
    assert all(row[name] is None for row in rows for name in FIGURES)
    assert "unread-column" in checks


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (
            "Budget £000|Forecast £000|Use of reserves £000|Variance £000",
            (BUDGET, "13,100 8,100 3,300 24,500", "-400 -300 0 -700", "300 -400 200 100"),
        ),
        ("Budget £000|Forecast £000|Variance", (BUDGET, "13,100 8,000 3,100 24,200", "5.6 -2.4 0.0 2.1")),
        ("Budget £000|Variance", (BUDGET, "5.6 -2.4 0.0 2.1")),
    ],
)
def test_a_variance_that_figures_deny_is_left_out(tmp_path: Path, heads: str, columns: tuple[str, ...]) -> None:
    """A variance that is not forecast less budget is neither this month's nor the report's before."""
    rows, checks = read(tmp_path, paper(heads, *columns))
    assert rows[0]["budget_k"] == 12400.0
    assert all(row["forecast_variance_k"] is None and row["previous_forecast_variance_k"] is None for row in rows)
    assert "unread-column" in checks


def test_a_second_variance_without_a_month_is_not_the_earlier(tmp_path: Path) -> None:
    """The variance after reserves is no earlier one; the variance before them is read."""
    heads = "Budget £000|Forecast £000|Variance £000|Use of reserves £000|Final variance £000"
    columns = (BUDGET, "13,100 8,000 3,100 24,200", "700 -200 0 500", "-400 0 0 -400", "300 -200 0 100")
    rows, checks = read(tmp_path, paper(heads, *columns))
    assert rows[0]["forecast_variance_k"] == 700.0
    assert all(row["previous_forecast_variance_k"] is None for row in rows)
    assert "unread-column" in checks


def test_a_closed_years_variance_is_actual_less_budget(tmp_path: Path) -> None:
    """At closedown what is spent is the outturn, so the same arithmetic is right."""
    text = paper(
        "Annual Budget £000|Actual £000|Variance £000", BUDGET, "12,900 8,000 3,150 24,050", "500 -200 50 350"
    ).replace("For the period ending 30 September 2024", "Outturn report for the year ending 31 March 2024")
    rows, _ = read(tmp_path, text.replace("20 November 2024", "20 June 2024"))
    assert rows[0]["forecast_variance_k"] == 500.0
