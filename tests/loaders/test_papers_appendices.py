"""The appendices of the published papers, where a copy stands beside the project: savings to reserves."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.loaders.test_papers import JANUARY, MARCH, MAY, Tables

TABLES = ["savings", "indicators", "service_counts", "grants", "virements", "reserves"]


def _report(table: pd.DataFrame, period: str) -> pd.DataFrame:
    return table[table["report"] == f"people-and-communities-{period[:7]}"]


@pytest.mark.parametrize(
    ("table", "period", "levels"),
    [
        ("savings", MARCH, {"saving": 73, "total": 1}),
        ("savings", MAY, {}),
        ("savings", JANUARY, {"saving": 26, "total": 1}),
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


@pytest.mark.parametrize(
    ("reference", "period", "stated"),
    [
        (
            "A/R.6.114",
            MARCH,
            {"investment_k": 750, "planned_q1_k": -2307, "planned_q4_k": 0, "original_k": -2381, "forecast_q2_k": -582}
            | {"forecast_k": -2001, "variance_k": 380, "variance_pct": None, "complete": "No", "rag": "red"}
            | {"kind": "BP Saving", "workstream": "Commissioning", "direction": "same", "committee": "Adults"},
        ),
        ("A/R.6.102", MARCH, {"original_k": 120, "forecast_k": 120, "complete": "Yes", "rag": "green"}),
        ("A/R.6.155", MARCH, {"forecast_q2_k": 3, "forecast_q3_k": 10, "forecast_q4_k": -701, "variance_k": -313}),
        ("A/R.7.105", MARCH, {"planned_q4_k": -1, "original_k": -10, "forecast_k": -10, "committee": "C&YP"}),
        (
            "CFA.F.10",
            MARCH,
            {"investment_k": 0, "forecast_q3_k": 0, "forecast_q4_k": -11, "forecast_k": -11, "variance_k": -11}
            | {"kind": "Funnel", "complete": "No", "rag": None, "locator": "line 2245"},
        ),
        ("CFA.F.13", MARCH, {"committee": "Adults", "original_k": -50, "rag": "red", "direction": None}),
        (
            "A/R.6.127",
            JANUARY,
            {"original_k": -250, "planned_q1_k": None, "forecast_q2_k": -478, "forecast_k": -806, "variance_k": -556}
            | {"variance_pct": -222.4, "rag": "blue", "committee": "Adults", "locator": "line 4863", "kind": None},
        ),
        ("A/R.6.174", JANUARY, {"committee": "Adults & CYP", "variance_k": 301, "variance_pct": 51.63, "rag": "red"}),
        ("A/R.6.263", JANUARY, {"rag": "black", "forecast_k": 0, "variance_k": 30, "committee": "C&YP"}),
        ("A/R.6.258", JANUARY, {"title": "Children's home changes (underutilised)", "complete": "Yes"}),
    ],
)
def test_savings(published: Tables, reference: str, period: str, stated: dict[str, object]) -> None:
    table = _report(published["savings"], period)
    (row,) = table[table["reference"] == reference].to_dict("records")
    assert {name: None if pd.isna(row[name]) else row[name] for name in stated} == stated


def test_savings_by_committee_are_those_of_the_summary(published: Tables) -> None:
    savings = _report(published["savings"], JANUARY)
    sums = savings[savings["level"] == "saving"].groupby("committee")[["original_k", "forecast_k", "variance_k"]].sum()
    assert {name: tuple(row) for name, row in sums.iterrows()} == {
        "Adults": (-6782, -6624, 158),
        "C&P": (-60, -60, 0),
        "C&YP": (-3419, -3389, 30),
        "Adults & CYP": (-583, -282, 301),
    }


@pytest.mark.parametrize(
    ("period", "described", "ratings"),
    [
        (MARCH, MARCH, {"no target": 26, "green": 5, "red": 4, "amber": 2}),
        (MAY, MARCH, {"no target": 26, "green": 5, "red": 4, "amber": 2}),
        (JANUARY, "2019-12-31", {"blue": 4, "amber": 3, "green": 2, "red": 1}),
    ],
)
def test_indicators_by_rating(published: Tables, period: str, described: str, ratings: dict[str, int]) -> None:
    indicators = _report(published["indicators"], period)
    assert set(indicators["period"]) == {pd.Timestamp(described)}
    assert indicators["rag"].value_counts().to_dict() == ratings


def test_each_report_has_all_its_indicators(published: Tables) -> None:
    counts = [len(_report(published["indicators"], period)) for period in (MARCH, MAY, JANUARY)]
    assert counts == [38, 38, 10]
    assert not published["indicators"].duplicated(["report", "indicator"]).any()


@pytest.mark.parametrize(
    ("locator", "stated"),
    [
        (
            "line 2043",
            {"previous": 37.1, "target": 30, "actual": 35.5, "unit": "rate", "data_date": "Mar", "direction": None}
            | {
                "rag": "red",
                "statistical_neighbours": 36.93,
                "england": 43.3,
                "directorate": "Children & Safeguarding",
            },
        ),
        ("line 2049", {"previous": 51.9, "target": 40, "actual": 51.9, "direction": "same", "england": 62}),
        (
            "line 740",
            {"previous": 11, "actual": None, "data_date": None, "direction": "up", "england": 10.8, "unit": "percent"},
        ),
        ("line 741", {"statistical_neighbours": None, "england": None, "actual": 3.7, "rag": "no target"}),
        ("line 756", {"previous": None, "actual": None, "rag": "no target", "unit": "percent"}),
        ("line 680", {"rag": None, "target": None, "actual": 95, "outcome": "Adults and children are kept safe"}),
        ("line 712", {"code": "BCF 2A PART 2", "target": 564, "actual": 343.2, "direction": "down", "rag": "green"}),
        (
            "line 5442",
            {"code": "2A PART 2", "target": 423, "actual": 236.2, "previous": 224, "good_is": "low", "rag": "green"}
            | {"statistical_neighbours": 535.6, "england": 585.6, "direction": "down", "data_date": None},
        ),
        (
            "line 5937",
            {"code": "105", "target": 87, "actual": 95.3, "previous": 94.2, "good_is": "high", "direction": "up"}
            | {"data_date": None, "rag": "blue", "unit": "percent", "england": 94},
        ),
        (
            "line 6354",
            {"code": "162", "target": None, "actual": None, "previous": None, "good_is": None, "direction": None}
            | {"rag": "blue", "statistical_neighbours": 280, "england": 249, "unit": "rate"},
        ),
        ("line 6465", {"target": 12.3, "actual": 36.8, "previous": 39.3, "data_date": None}),
    ],
)
def test_indicators(published: Tables, locator: str, stated: dict[str, object]) -> None:
    (row,) = published["indicators"][published["indicators"]["locator"] == locator].to_dict("records")
    assert {name: None if pd.isna(row[name]) else row[name] for name in stated} == stated


def _counts(table: pd.DataFrame, report: str, measure: str, breakdown: str | None) -> dict[str, float]:
    rows = table[(table["report"] == report) & (table["measure"] == measure) & (table["unit"] == "number")]
    rows = rows[rows["breakdown"].isna() if breakdown is None else rows["breakdown"] == breakdown]
    return {f"{row.period:%Y-%m}" if pd.notna(row.period) else row.period_text: row.value for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("measure", "breakdown", "counts"),
    [
        ("contacts", None, {"2019-10": 3401, "2020-10": 3382, "2020-01": 3783, "2020-04": 2834}),
        ("contacts", "from the community", {"2019-10": 2601, "2020-10": 2916}),
        ("contacts", "from hospitals", {"2019-10": 797, "2020-10": 453}),
        ("reablement completed", None, {"2019-11": 249, "2020-11": 250, "2020-03": 299, "2020-05": 151}),
        ("reablement completed", "fully independent", {"2019-11": 148, "2020-11": 133}),
        ("reablement completed", "from the community", {"2019-11": 89, "2020-11": 134, "2020-04": 72}),
        ("technology enabled care referrals", None, {"2020-01": 447, "2020-09": 321, "2020-05": 256}),
        ("technology enabled care referrals", "Reablement", {"year to date": 567}),
        (
            "technology enabled care referrals",
            "from hospitals",
            {"So far this year": 203, "between September and November 2020": 94},
        ),
        ("care assessments completed", None, {"2019-10": 324, "2020-10": 290, "March": 443, "2020-06": 228}),
        ("care reviews completed", None, {"March 2020 and April 2020": 612, "2019-12": 421, "2020-02": 435}),
        ("long-term packages", None, {"2020-03": 6278, "2020-10": 6008}),
        ("long-term packages", "home care", {"2020-05": 2272, "2020-10": 2227}),
        ("long-term packages", "residential care", {"2020-03": 1404, "2020-10": 1231}),
        ("long-term packages", "other community packages", {"2019-10": 943, "2020-10": 825}),
        ("long-term packages", "nursing home care", {"2020-03": 696, "2020-10": 540}),
    ],
)
def test_counts_of_the_directors_report(
    published: Tables, measure: str, breakdown: str | None, counts: dict[str, float]
) -> None:
    report = "adult-social-care-directors-report-2020-11"
    assert _counts(published["service_counts"], report, measure, breakdown) == counts


@pytest.mark.parametrize(
    ("measure", "breakdown", "counts"),
    [
        ("formal complaints", None, {"2015-16": 118, "2016-17": 140, "2017-18": 163}),
        ("informal complaints", None, {"2016-17": 285, "2017-18": 343}),
        ("compliments", None, {"2016-17": 470, "2017-18": 287}),
        ("MP enquiries", None, {"2016-17": 67, "2017-18": 44}),
        ("comments and enquiries", None, {"2016-17": 56, "2017-18": 81}),
        ("formal complaints", "LDP", {"2017-18": 34}),
        ("informal complaints", "Physical Disabilities", {"2017-18": 15}),
        ("formal complaints", "about Mental Health services", {"2016-17": 12, "2017-18": 7}),
        ("formal complaints", "partially upheld", {"2017-18": 63}),
    ],
)
def test_counts_of_the_customer_care_report(
    published: Tables, measure: str, breakdown: str | None, counts: dict[str, float]
) -> None:
    report = "adult-social-care-customer-care-2018-03"
    assert _counts(published["service_counts"], report, measure, breakdown) == counts


def test_papers_that_only_count_have_their_own_rows_of_reports(published: Tables) -> None:
    reports = published["reports"][published["reports"]["basis"] == "actual"]
    assert [(row.report, f"{row.period:%Y-%m-%d}", row.financial_year) for row in reports.itertuples()] == [
        ("adult-social-care-customer-care-2018-03", "2018-03-31", "2017/18"),
        ("adult-social-care-directors-report-2020-11", "2020-11-30", "2020/21"),
    ]
    assert published["service_counts"]["report"].value_counts().to_dict() == {
        "adult-social-care-customer-care-2018-03": 67,
        "adult-social-care-directors-report-2020-11": 52,
    }


def test_findings(published: Tables) -> None:
    findings = published["findings"][published["findings"]["table"].isin(TABLES)]
    assert [(row.report[-7:], row.check, row.severity, row.locator) for row in findings.itertuples()] == [
        ("2018-03", "count-share", "note", "line 2000"),
        ("2018-03", "count-share", "note", "line 2052"),
        ("2018-03", "unknown-rating", "note", "line 2035"),
        ("2018-03", "stated-twice", "warning", "line 2049"),
        ("2018-03", "stated-twice", "warning", "line 2049"),
        ("2018-03", "implausible-unit", "warning", "line 2105"),
        ("2018-03", "missing-page", "error", "line 2189"),
        ("2018-03", "shifted-cells", "note", "line 2245"),
        ("2018-05", "unknown-rating", "note", "line 680"),
        ("2018-05", "implausible-unit", "warning", "line 737"),
        ("2018-05", "other-month", "note", "line 553"),
        ("2018-05", "reserves-restated", "note", "line 589"),
        ("2020-01", "rag-against-target", "note", "line 5278"),
        ("2020-01", "rag-against-target", "note", "line 5442"),
        ("2020-01", "stated-twice", "warning", "line 5752"),
        ("2020-01", "missing-figures", "warning", "line 6354"),
        ("2020-01", "savings-quarters", "warning", "line 4789"),
        ("2020-01", "savings-quarters", "error", "line 4880"),
        ("2020-01", "savings-quarters", "error", "line 4904"),
        ("2020-01", "torn-cell", "note", "line 4966"),
        ("2020-11", "count-share", "warning", "line 893"),
        ("2020-11", "unread-figure", "note", "line 902"),
        ("2020-11", "ambiguous-period", "note", "line 942"),
    ]
