"""Kinds of tables that councils print: each column is what it is, or left out, and never another one's figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders import dataset

TITLE = "Dunmere Council\nFinance report October 2024\n\n"
ROWS = ("Home to School Transport", "SEND", "Early Years", "Total")


def table(heads: str, *columns: str) -> str:
    """A table of four lines, the last their total; each column is its figures from top to bottom."""
    cells = zip(ROWS, *(column.split() for column in columns), strict=True)
    return "\n".join(["\t".join(["Service", *heads.split("|")]), *("\t".join(row) for row in cells)]) + "\n"


def loaded(folder: Path, text: str, name: str = "finance", title: str = TITLE) -> list[dict[str, Any]]:
    """The rows of one table of a paper."""
    paper = folder / "paper.txt"
    paper.write_text(title + text, encoding="utf-8")
    return dataset.load([paper]).reports[0].tables[name]


BUDGET, FORECAST, VARIANCE = "8,500 2,250 980 11,730", "9,120 2,200 980 12,300", "620 (50) 0 570"
OTHER, PREVIOUS = "8,123 2,100 950 11,173", "500 10 0 510"
FIRST = {"budget_k": 8500.0, "forecast_outturn_k": 9120.0, "forecast_variance_k": 620.0}


@pytest.mark.parametrize(
    ("heads", "columns", "also"),
    [
        (
            "2023/24 Actual £000|2024/25 Budget £000|Forecast £000|Variance £000",
            (OTHER, BUDGET, FORECAST, VARIANCE),
            {},
        ),
        ("2023/24 Outturn £000|Budget £000|Forecast £000|Variance £000", (OTHER, BUDGET, FORECAST, VARIANCE), {}),
        ("Last year £000|Budget £000|Forecast £000|Variance £000", (OTHER, BUDGET, FORECAST, VARIANCE), {}),
        ("Budget £000|Forecast £000|Variance £000|2025/26 Budget £000", (BUDGET, FORECAST, VARIANCE, OTHER), {}),
        (
            "Budget £000|Forecast £000|Variance £000|Prior year variance £000",
            (BUDGET, FORECAST, VARIANCE, PREVIOUS),
            {},
        ),
        ("Budget £000|Forecast (Sep) £000|Forecast (Oct) £000|Variance £000", (BUDGET, OTHER, FORECAST, VARIANCE), {}),
        (
            "Budget £000|Forecast £000|Variance Oct £000|Variance Sep £000",
            (BUDGET, FORECAST, VARIANCE, PREVIOUS),
            {"previous_forecast_variance_k": 500.0},
        ),
        (
            "Annual Budget £000|Profiled Budget £000|Actual to date £000|Variance to date £000|Year end forecast £000|"
            "Year end variance £000",
            (BUDGET, "4,900 1,300 560 6,760", "5,300 1,250 600 7,150", "400 (50) 40 390", FORECAST, VARIANCE),
            {"actual_k": 5300.0},
        ),
    ],
)
def test_figures_of_another_year_or_report_are_never_this_ones(
    tmp_path: Path, heads: str, columns: tuple[str, ...], also: dict[str, float]
) -> None:
    row = loaded(tmp_path, table(heads, *columns))[0]
    figures = ("actual_k", "original_budget_k", "previous_forecast_variance_k")
    assert {name: row[name] for name in FIRST} == FIRST
    assert {name: row[name] for name in figures if row[name] is not None} == also


SAVINGS = "Garthdale Council\nSavings delivery report – Q2 2024/25\n\n"


@pytest.mark.parametrize(
    ("heads", "lines"),
    [
        ("Target £000|Forecast £000|Shortfall £000", ("1,200 900 300", "500 500 0", "800 300 500", "2,500 1,700 800")),
        (
            "Target £000|Forecast £000|Variance £000",
            ("1,200 900 (300)", "500 500 0", "800 300 (500)", "2,500 1,700 (800)"),
        ),
        (
            "Target £000|Forecast £000|Variance £000",
            ("(1,200) (900) 300", "(500) (500) 0", "(800) (300) 500", "(2,500) (1,700) 800"),
        ),
    ],
)
def test_a_missed_saving_is_adverse_however_it_is_printed(tmp_path: Path, heads: str, lines: tuple[str, ...]) -> None:
    names = ("Review of packages", "Reablement", "Foster carers", "Total")
    rows = [
        f"S{at}\t{name}\t" + "\t".join(line.split()) for at, (name, line) in enumerate(zip(names, lines, strict=True))
    ]
    text = "\n".join(["Ref\tSaving\t" + "\t".join(heads.split("|")), *rows]) + "\n"
    read = loaded(tmp_path, text, "savings", SAVINGS)
    assert [(row["original_k"], row["forecast_k"], row["variance_k"]) for row in read] == [
        (-1200.0, -900.0, 300.0),
        (-500.0, -500.0, 0.0),
        (-800.0, -300.0, 500.0),
        (-2500.0, -1700.0, 800.0),
    ]


def test_a_paper_of_capital_alone_is_one(tmp_path: Path) -> None:
    heads = "Scheme|Approved budget £000|Spend to date £000|Forecast outturn £000|Variance £000"
    text = table(heads.partition("|")[2], BUDGET, OTHER, FORECAST, VARIANCE).replace("Service", "Scheme", 1)
    title = "Holmshire Council\nCapital monitoring report to 30 June 2024\n\n"
    assert len(loaded(tmp_path, text, "capital", title)) == 4


def test_the_year_of_a_period_may_stand_below_the_title(tmp_path: Path) -> None:
    text = table("Budget £000|Forecast £000|Variance £000", BUDGET, FORECAST, VARIANCE)
    row = loaded(tmp_path, text, title="Dunmere Council\nFinance report: Period 9\n\n2024/25\n")[0]
    assert f"{row['period']:%Y-%m}" == "2024-12"


def test_one_total_is_an_end(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    text = table("Budget £000|Forecast £000|Variance £000", BUDGET, FORECAST, VARIANCE).replace("Total", "Place Total")
    paper.write_text(TITLE + text, encoding="utf-8")
    assert {each["check"] for each in dataset.load([paper]).findings} == {"names-as-printed"}


IN_MILLIONS = "0.62 (0.05) 0 0.57"


@pytest.mark.parametrize(
    ("caption", "heads", "variance", "expected"),
    [
        ("(£000)", "Budget|Forecast|Variance £m", IN_MILLIONS, FIRST),
        ("", "Budget £000|Forecast|Variance", VARIANCE, FIRST),
        ("", "Budget|Forecast|Variance £m", IN_MILLIONS, None),
        ("(£000)", "Budget|Forecast|Variance £", VARIANCE, None),
    ],
)
def test_one_unit_in_a_heading_is_not_that_of_all(
    tmp_path: Path, caption: str, heads: str, variance: str, expected: dict[str, float] | None
) -> None:
    paper = tmp_path / "paper.txt"
    title = TITLE + (f"Revenue budget monitoring {caption}\n\n" if caption else "")
    paper.write_text(title + table(heads, BUDGET, FORECAST, variance), encoding="utf-8")
    read = dataset.load([paper])
    rows = read.reports[0].tables["finance"]
    assert [{name: row[name] for name in FIRST} for row in rows[:1]] == ([expected] if expected else [])
    assert ("unit-unknown" in {each["check"] for each in read.findings}) == (expected is None)


@pytest.mark.parametrize("variance", ["▲620 ▼50 0 570", "620↑ 50↓ 0 570", "620A (50)F 0 570"])
def test_a_variance_whose_sign_is_open_is_left_empty(tmp_path: Path, variance: str) -> None:
    rows = loaded(tmp_path, table("Budget £000|Forecast £000|Variance £000", BUDGET, FORECAST, variance))
    assert rows[1]["forecast_variance_k"] is None


def test_a_letter_beside_a_budget_is_no_verdict(tmp_path: Path) -> None:
    budget = BUDGET.replace("2,250", "2,250F")
    rows = loaded(tmp_path, table("Budget £000|Forecast £000|Variance £000", budget, FORECAST, VARIANCE))
    assert rows[1]["budget_k"] is None


@pytest.mark.parametrize("sign", ["", " adv/(fav)"])
def test_a_previous_variance_of_the_other_sign_is_left_out(tmp_path: Path, sign: str) -> None:
    heads = f"Budget £000|Forecast £000|Variance £000{sign}|Previous variance £000 fav/(adv)"
    row = loaded(tmp_path, table(heads, BUDGET, FORECAST, VARIANCE, PREVIOUS))[0]
    assert {name: row[name] for name in FIRST} == FIRST
    assert row["previous_forecast_variance_k"] is None
