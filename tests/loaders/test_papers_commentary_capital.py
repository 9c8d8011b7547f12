"""Commentary, scorecards and the capital programme of the published papers, where a copy of them stands nearby."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from data.summaries import summaries, summary_of

MARCH, MAY, JANUARY = "2018-03-31", "2018-05-31", "2020-01-31"
Tables = dict[str, pd.DataFrame]
RUN = 6  # words in the same order that would be a phrase taken over
TABLES = (
    "commentary",
    "status",
    "portfolio",
    "capital",
    "capital_funding",
    "capital_variances",
    "capital_variation",
)


@pytest.mark.parametrize(
    ("period", "counts"),
    [(MARCH, [27, 2, 6, 14, 11, 0, 2]), (MAY, [6, 2, 6, 14, 10, 0, 2]), (JANUARY, [18, 0, 0, 15, 11, 17, 2])],
)
def test_rows(published: Tables, period: str, counts: list[int]) -> None:
    assert [int((published[name]["period"] == pd.Timestamp(period)).sum()) for name in TABLES] == counts


@pytest.mark.parametrize(
    ("table", "period", "locator", "stated"),
    [
        (
            "commentary",
            MARCH,
            "line 1636",
            {"note": "3", "service": "Learning Disability Partnership", "budget_k": 76111, "actual_k": 79516}
            | {"forecast_variance_k": 3405, "forecast_variance_pct": 4},
        ),
        ("commentary", MARCH, "line 1758", {"note": "26", "forecast_variance_k": -262, "forecast_variance_pct": 245}),
        ("commentary", MAY, "line 464", {"service": "Adoption Allowances", "service_reported": "Adoption"}),
        (
            "commentary",
            JANUARY,
            "line 4194",
            {"note": "14", "service_reported": "SEND Specialist Services (0-25 years)", "budget_k": 55087},
        ),
        ("commentary", JANUARY, "line 4299", {"note": "17", "actual_k": 6693, "forecast_variance_pct": 2}),
        ("status", MAY, "line 16", {"category": "Income and Expenditure", "previous": "Red", "current": "Red"}),
        ("status", MARCH, "line 1246", {"category": "Capital Programme", "current": "Green"}),
        ("portfolio", MARCH, "line 2140", {"programme": "Accelerating Achievement", "rag": "amber"}),
        ("portfolio", MAY, "line 765", {"programme": "Change for Children", "rag": "green"}),
        (
            "capital",
            MARCH,
            "line 1904",
            {"scheme": "Site Acquisition & Development", "actual_k": 137, "forecast_outturn_k": None}
            | {"forecast_variance_k": -13, "total_scheme_budget_k": 650},
        ),
        (
            "capital",
            MARCH,
            "line 1908",
            {"scheme": "Capital Variation", "scheme_reported": "CFA Capital Variation", "level": "adjustment"},
        ),
        ("capital", MAY, "line 619", {"actual_k": -46, "forecast_outturn_k": 466, "forecast_variance_k": None}),
        (
            "capital",
            JANUARY,
            "line 4395",
            {"scheme_reported": "Site Acquisition and Development", "original_budget_k": 150, "actual_k": 122},
        ),
        (
            "capital",
            JANUARY,
            "line 4411",
            {"scheme": "Total capital spending", "level": "total", "total_scheme_variance_k": -12717},
        ),
        ("capital_funding", MARCH, "line 2013", {"source": "S106 contributions", "variance_k": -3104}),
        ("capital_funding", MAY, "line 672", {"source": "Prudential Borrowing (Repayable)", "forecast_k": -2754}),
        ("capital_funding", JANUARY, "line 4783", {"level": "total", "original_k": 129267, "revised_k": 101627}),
        (
            "capital_variances",
            JANUARY,
            "line 4618",
            {"programme": "Condition & Maintenance", "revised_budget_k": 3123, "movement_k": 0}
            | {"under_overspend_k": 952, "rephasing_k": -593},
        ),
        (
            "capital_variances",
            JANUARY,
            "line 4518",
            {"programme": "Basic Need – Primary", "scheme": "Godmanchester Bridge (Bearscroft Development)"},
        ),
        (
            "capital_variances",
            JANUARY,
            "line 4628",
            {"programme": "Temporary Accommodation", "scheme": "Temporary Accommodation", "under_overspend_k": -1243},
        ),
        (
            "capital_variances",
            JANUARY,
            "line 4671",
            {"programme": None, "level": "adjustment", "revised_budget_k": None, "previous_variance_k": -1890},
        ),
        (
            "capital_variances",
            JANUARY,
            "line 4676",
            {"level": "total", "forecast_outturn_k": None, "movement_k": -2740, "rephasing_k": -9190},
        ),
        ("capital_variation", MARCH, "line 2000", {"used_k": 0, "used_pct": 0, "revised_variance_k": 10305}),
        ("capital_variation", JANUARY, "line 4720", {"forecast_variance_k": -11324, "used_k": 11324, "used_pct": 64}),
    ],
)
def test_cells(published: Tables, table: str, period: str, locator: str, stated: dict[str, object]) -> None:
    rows = published[table]
    (row,) = rows[(rows["period"] == pd.Timestamp(period)) & (rows["locator"] == locator)].to_dict("records")
    assert {name: None if pd.isna(row[name]) else row[name] for name in stated} == stated


def test_every_commentary_has_its_own_words_whole(published: Tables) -> None:
    rows = published["commentary"]
    assert rows["text"].str.len().min() > 200
    assert not rows["text"].str.contains(r"<|\]\(|\bcontinued;|\t|  |£['’]000|^\s|\s$|External Placements Client").any()
    # The words end where a sentence ends, so no page was lost between: but for one that the paper leaves open.
    open_ended = rows[~rows["text"].str.endswith((".", "!", "?"))]
    assert list(open_ended["note"]) == ["10"]


def test_the_words_go_on_after_a_page_and_a_table(published: Tables) -> None:
    rows = published["commentary"].set_index(["period", "note"])["text"]
    assert "Staying Close" in rows[pd.Timestamp(JANUARY), "8"]
    assert "gang-related" in rows[pd.Timestamp(JANUARY), "8"]
    assert "Out of School Tuition" in rows[pd.Timestamp(JANUARY), "14"]


def test_each_note_in_the_table_has_its_commentary(published: Tables) -> None:
    """Worked out here again, without the checks."""
    for period in (MARCH, MAY, JANUARY):
        marked, told = (
            set(table[table["period"] == pd.Timestamp(period)]["note"].dropna())
            for table in (published["finance"], published["commentary"])
        )
        assert marked == told


def test_capital_adds_up(published: Tables) -> None:
    """Worked out here again, without the checks: the original funding of January 2020 is the one that does not."""
    for table, columns, gap in (
        ("capital", ["original_budget_k", "revised_budget_k", "total_scheme_budget_k", "total_scheme_variance_k"], 1),
        ("capital_funding", ["original_k", "revised_k", "forecast_k", "variance_k"], 1),
    ):
        for period, rows in published[table].groupby("period"):
            parts, total = rows[rows["level"] != "total"], rows[rows["level"] == "total"].iloc[0]
            off = {column: abs(parts[column].sum() - total[column]) for column in columns}
            wrong = {column: by for column, by in off.items() if by > gap}
            expected = {"original_k": 74000} if (table, f"{period:%Y-%m-%d}") == ("capital_funding", JANUARY) else {}
            assert wrong == expected


def test_findings(published: Tables) -> None:
    findings = published["findings"][published["findings"]["table"].isin(TABLES)]
    assert [(row.report[-7:], row.check, row.severity, row.locator) for row in findings.itertuples()] == [
        ("2018-03", "commentary-against-table", "error", "line 1760"),
        ("2018-05", "variation-total", "error", "line 658"),
        ("2018-05", "second-table", "note", "line 803 of adults-committee-2018-07-19.txt"),
        ("2020-01", "funding-total", "error", "line 4783"),
        ("2020-01", "scheme-variance", "error", "line 4549"),
        ("2020-01", "variation-pct", "error", "line 4720"),
        ("2020-01", "commentary-against-table", "error", "line 3962"),
    ]


def test_summaries_say_what_the_commentary_says_in_other_words(published: Tables) -> None:
    inside = published["activity"][published["activity"]["care_group"] == "External placements"]
    for row in published["commentary"].itertuples():
        kept = summaries()[row.report, row.note]
        tables = inside[(inside["report"] == row.report) & (row.service == "Children in Care Placements")]
        text = f"{row.text} {' '.join(f'{count:.0f}' for count in tables['count_budget'])}"
        for figure in kept.figures:
            assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", text), (kept.note, figure)
        assert summary_of(row) == ""  # it has its own words
        own, said = _words(text), _words(kept.text)
        runs = {tuple(own[at : at + RUN]) for at in range(len(own) - RUN + 1)}
        copied = [said[at : at + RUN] for at in range(len(said) - RUN + 1) if tuple(said[at : at + RUN]) in runs]
        assert not copied, (row.report, kept.note, copied)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9£.%/]+", text.lower())
