"""Columns whose figures deny what their words say: they are left out, each with a finding, and none is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders import dataset
from loaders.errors import LoadError

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


PARTS = (
    "Expenditure £000|Income £000|Net budget £000|Net forecast £000|Variance £000",
    "15,400 9,200 4,100 28,700",
    "-3,000 -1,000 -1,000 -5,000",
    BUDGET,
    "13,100 8,000 3,100 24,200",
    "700 -200 0 500",
)


def test_gross_spending_and_income_are_not_the_net_figures(tmp_path: Path) -> None:
    """Where income stands apart, spending before it is neither the actual nor the budget."""
    rows, _ = read(tmp_path, paper(*PARTS))
    assert (rows[0]["budget_k"], rows[0]["forecast_outturn_k"], rows[0]["actual_k"]) == (12400.0, 13100.0, None)


def test_one_months_spending_is_not_the_years(tmp_path: Path) -> None:
    """A month's own actual is left out with a finding; the year's budget and forecast beside it are read."""
    heads = "Month budget £000|Month actual £000|Year budget £000|Year forecast £000"
    rows, checks = read(
        tmp_path, paper(heads, "1,200 700 250 2,150", "1,300 600 260 2,160", BUDGET, "13,100 8,000 3,100 24,200")
    )
    assert (rows[0]["budget_k"], rows[0]["forecast_outturn_k"], rows[0]["actual_k"]) == (12400.0, 13100.0, None)
    assert "unread-column" in checks


@pytest.mark.parametrize(
    "cell",
    [
        '<span style="text-decoration: line-through">70</span>75',
        '75<a href="#fn1">1</a>',
        '75<span style="vertical-align:super">1</span>',
    ],
)
def test_a_page_says_75(tmp_path: Path, cell: str) -> None:
    """What is struck out, and the mark of a note, is no part of a figure."""
    heads = "".join(f"<th>{each}</th>" for each in ("Service", "Budget £000", "Variance £000"))
    body = [("Adult care homes", "12,400", cell), ("Home care", "820", "-20"), ("Total", "13,220", "55")]
    table = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in body)
    prose = "".join(f"<p>{line}</p>" for line in TITLE.splitlines() if line)
    rows, _ = read(tmp_path, f"<html><body>{prose}<table><tr>{heads}</tr>{table}</table></body></html>", "paper.html")
    assert rows[0]["forecast_variance_k"] == 75.0


def others(folder: Path, title: str, *lines: str) -> tuple[dict[str, list[dict[str, Any]]], set[str]]:
    """The tables of a paper that has a second table below its budget, and the checks of what it leaves out."""
    budget = paper("Budget £000|Forecast £000|Variance £000", BUDGET, *PARTS[4:])
    path = folder / "paper.txt"
    second = "\n".join(line.replace("|", "\t") for line in lines)
    path.write_text(f"{budget}\n\nTable 2: {title}\n\n{second}\n", encoding="utf-8")
    report = dataset.load([path]).reports[0]
    return dict(report.tables), {note.check for note in report.notes}


@pytest.mark.parametrize(
    ("words", "per", "basis"),
    [
        ("weekly cost £", "week", ""),
        ("annual unit cost £", "year", ""),
        ("cost per night £", "night", ""),
        ("unit cost £", None, ""),
        ("unit cost per day £", None, ""),
        ("unit cost per month £", None, ""),
        ("unit cost per fortnight £", None, ""),
        ("unit cost (4-weekly) £", None, ""),
        ("unit cost £", None, "|Basis"),
    ],
)
def test_a_unit_cost_is_a_weeks_only_where_it_says_so(tmp_path: Path, words: str, per: str | None, basis: str) -> None:
    """A cost of another time, or of none that is printed, is left out with a finding."""
    heads = f"Placement type|Budgeted places|Actual places|Budget {words}|Actual {words}{basis}"
    last = ("|per year", "|per week") if basis else ("", "")
    rows = (f"Foster care|210|214|510|520{last[0]}", f"Residential|40|42|5,500|5,600{last[1]}")
    tables, checks = others(tmp_path, "Children looked after", heads, *rows)
    first = tables["activity"][0]
    assert (first["count_budget"], first["unit_cost_per"]) == (210.0, per)
    assert (first["unit_cost_budget"] is None) == (per is None)
    assert ("unread-column" in checks) == (per is None)


def test_confidence_is_no_rating_unless_it_prints_colours(tmp_path: Path) -> None:
    """High confidence in a saving is not red."""
    lines = ("Saving|Target £000|Forecast £000|Confidence", "Reviews|400|300|High", "Transport|100|20|Low")
    tables, _ = others(tmp_path, "Savings tracker", *lines)
    assert [row["rag"] for row in tables["savings"]] == [None, None]


def test_polarity_is_read_and_not_guessed(tmp_path: Path) -> None:
    """Words and arrows say which figure is good, and any other word says nothing."""
    said = {"↑": "high", "↓": "low", "Greater": "high", "Fewer": "low", "Neutral": None}
    lines = [f"Children seen in {number} days %|{word}|90|84|R" for number, word in enumerate(said, start=5)]
    tables, _ = others(tmp_path, "Performance indicators", "Indicator|Polarity|Target|Actual|RAG", *lines)
    assert [row["good_is"] for row in tables["indicators"]] == list(said.values())
    assert {row["unit"] for row in tables["indicators"]} == {"percent"}


def test_two_bands_of_one_heading_are_not_taken_for_one_another(tmp_path: Path) -> None:
    """Gross spending beside income, and no net figures: neither is the budget."""
    heads = "".join(f"<th>{each} £000</th>" for each in ("Budget", "Forecast", "Variance") * 2)
    body = [
        ("Adult care homes", 16200, 17000, 800, -3800, -3900, -100),
        ("Home care", 9100, 9000, -100, -900, -1000, -100),
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in body)
    bands = "<th rowspan=2>Service</th><th colspan=3>Expenditure</th><th colspan=3>Income</th>"
    prose = "".join(f"<p>{line}</p>" for line in TITLE.splitlines() if line)
    page = tmp_path / "paper.html"
    page.write_text(f"<html><body>{prose}<table><tr>{bands}</tr><tr>{heads}</tr>{rows}</table></body></html>", "utf-8")
    with pytest.raises(LoadError):
        dataset.load([page])


def test_a_row_that_a_spreadsheet_cut_short_does_not_vanish(tmp_path: Path) -> None:
    page = tmp_path / "paper.csv"
    lines = ["Service,Budget £000,Forecast £000,Variance £000", "Adult care homes,1.24E+04,1.31E+04,7.0E+02"]
    page.write_text("\n".join([TITLE, *lines, "Home care,8200,8000,-200", "Total,20600,21100,500", ""]), "utf-8")
    with pytest.raises(LoadError):
        dataset.load([page])
