"""The appendices of the published papers, where a copy stands beside the project: savings to reserves."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.loaders.test_papers import JANUARY, MARCH, MAY, Tables

TABLES = ["grants", "virements", "reserves"]


def _report(table: pd.DataFrame, period: str) -> pd.DataFrame:
    return table[table["report"] == f"people-and-communities-{period[:7]}"]


@pytest.mark.parametrize(
    ("table", "period", "levels"),
    [
        ("grants", MARCH, {"grant": 16, "subtotal": 1, "total": 1, "directorate": 5, "directorate_total": 1}),
        ("grants", MAY, {"grant": 15, "subtotal": 1, "total": 1, "directorate": 4, "directorate_total": 1}),
        ("grants", JANUARY, {}),
        ("virements", MARCH, {"opening": 1, "virement": 22, "total": 1}),
        ("virements", MAY, {"opening": 1, "virement": 2, "total": 1}),
        ("virements", JANUARY, {}),
        ("reserves", MARCH, {"fund": 28, "subtotal": 3, "total": 2}),
        ("reserves", MAY, {"fund": 28, "subtotal": 3, "total": 2}),
        ("reserves", JANUARY, {}),
    ],
)
def test_levels(published: Tables, table: str, period: str, levels: dict[str, int]) -> None:
    assert _report(published[table], period)["level"].value_counts().to_dict() == levels


@pytest.mark.parametrize(
    ("table", "locator", "stated"),
    [
        (
            "grants",
            "line 1770",
            {"grant": "Better Care Fund", "awarding_body": "Cambs & P'Boro CCG", "expected_k": 23468},
        ),
        (
            "grants",
            "line 1795",
            {"grant": "Education", "awarding_body": None, "level": "directorate", "expected_k": 21},
        ),
        ("grants", "line 525", {"grant": "Total Grant Funding 2018/19", "level": "total", "expected_k": 81550}),
        ("virements", "line 1821", {"line": "Strengthening Communities", "effective": "Sept-Jan", "amount_k": 429}),
        ("virements", "line 1827", {"line": "Budget 2017/18", "effective": None, "amount_k": 239567}),
        ("virements", "line 541", {"line": "Budget as per Business Plan", "level": "opening", "amount_k": 239124}),
        (
            "reserves",
            "line 1859",
            {"fund": "Disabled Facilities", "heading": "Other Earmarked Reserves: Commissioning", "movement_k": -5},
        ),
        (
            "reserves",
            "line 1879",
            {"fund": "Devolved Formula Capital", "heading": "Capital Reserves", "balance_k": 1760, "year_end_k": 717},
        ),
        ("reserves", "line 591", {"fund": "TOTAL REVENUE RESERVE", "heading": None, "balance_k": -6175}),
    ],
)
def test_cells(published: Tables, table: str, locator: str, stated: dict[str, object]) -> None:
    (row,) = published[table][published[table]["locator"] == locator].to_dict("records")
    assert {name: None if pd.isna(row[name]) else row[name] for name in stated} == stated


def test_findings(published: Tables) -> None:
    findings = published["findings"][published["findings"]["table"].isin(TABLES)]
    assert [(row.report[-7:], row.check, row.severity, row.locator) for row in findings.itertuples()] == [
        ("2018-05", "other-month", "note", "line 553"),
        ("2018-05", "reserves-restated", "note", "line 589"),
    ]
