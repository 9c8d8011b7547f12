"""Papers that only count services: reports of their own, beside a finance report or without one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from data import dataset as months
from data import store
from loaders import dataset, report, snapshot
from loaders.__main__ import main
from loaders.containers import text
from loaders.containers.text import Line
from loaders.counts_words import add, check_share
from loaders.tables import Found
from tests.loaders.golden import FIXTURES

PAPERS = FIXTURES / "service_counts"


def _both(reports: Path, folder: Path) -> Path:
    """A paper that holds a finance report and, after it, a customer care report."""
    path = folder / "both.txt"
    parts = [reports / "may_2032.txt", PAPERS / "customer_care_report.txt"]
    path.write_text("\n".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "key", "title", "period", "year"),
    [
        (
            "directors_report",
            "lamps-and-paths-directors-report-2032-11",
            "Lamps and Paths – Directors Report",
            date(2032, 11, 30),
            "2032/33",
        ),
        (
            "customer_care_report",
            "paths-customer-care-2032-03",
            "Customer Care Annual Report, 1 April 2031 to 31 March 2032",
            date(2032, 3, 31),
            "2031/32",
        ),
    ],
)
def test_a_paper_that_only_counts_is_a_report(name: str, key: str, title: str, period: date, year: str) -> None:
    found = report.read(text.read(PAPERS / f"{name}.txt"))
    particulars = found.particulars
    assert (found.key, particulars["title"], particulars["period"]) == (key, title, period)
    assert (particulars["financial_year"], particulars["basis"], particulars["published"]) == (year, "actual", None)
    assert [table for table, rows in found.tables.items() if rows] == ["service_counts"]
    assert "missing-table" not in {note.check for note in found.notes}


def test_a_paper_may_hold_two_reports(reports: Path, tmp_path: Path) -> None:
    loaded = dataset.load([_both(reports, tmp_path)])
    assert [each.key for each in loaded.reports] == ["paths-customer-care-2032-03", "people-and-places-2032-05"]
    assert [len(each.tables["service_counts"]) for each in loaded.reports] == [35, 0]
    assert [len(each.tables["finance"]) for each in loaded.reports] == [0, 7]
    checks = {(finding["report"], finding["check"]) for finding in loaded.findings}
    assert ("paths-customer-care-2032-03", "count-total") in checks
    assert ("people-and-places-2032-05", "count-total") not in checks


def test_the_account_of_a_paper_has_the_tables_of_both(reports: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(_both(reports, tmp_path))])
    assert result.exit_code == 0
    assert "service level" in result.output
    assert "service counts" in result.output


def test_a_paper_that_counts_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("Lamps – Directors Report\n\nTo: Lighting Committee\n\nAll is well.\n", encoding="utf-8")
    with pytest.raises(report.NoReportError):
        dataset.load([path])


@pytest.mark.parametrize(
    "lines",
    [
        "Lamps – Directors Report\n\n324 assessments completed in October 2032",
        "Lamps Report\n\nTo: Lighting Committee\n\n324 assessments completed in October 2032",
        "Lamps – Directors Report\n\nTo: Lighting Committee\n\n324 assessments completed in March (4)",
        "Customer Care Annual Report\n\n7 compliments were received in 2031-32.",
    ],
    ids=["addressed to no committee", "another title", "no month at all", "no year"],
)
def test_counts_without_what_makes_a_report_are_left_alone(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(lines + "\n", encoding="utf-8")
    with pytest.raises(report.NoReportError):
        report.read(text.read(path))


def test_snapshots_of_papers_that_only_count_stand_beside_those_of_the_month(reports: Path, tmp_path: Path) -> None:
    papers = [reports / "may_2032.txt", *sorted(PAPERS.glob("*.txt"))]
    loaded = dataset.load(papers)
    folders = snapshot.write(loaded.reports, tmp_path)
    assert [folder.name for folder in folders] == [
        "2032-03-paths-customer-care",
        "2032-05",
        "2032-11-lamps-and-paths-directors-report",
    ]
    assert sorted(path.name for path in folders[0].iterdir()) == ["findings.csv", "reports.csv", "service_counts.csv"]
    again = dataset.load([tmp_path]).tables()
    for name, table in loaded.tables().items():
        columns = [column for column in table if column not in ("loaded_at", "text")]
        pd.testing.assert_frame_equal(again[name][columns], table[columns])


def test_papers_that_only_count_are_no_months(reports: Path, tmp_path: Path) -> None:
    dataset.build([reports / "may_2032.txt", *PAPERS.glob("*.txt")], tmp_path / "out")
    tables = store.read(tmp_path / "out")
    assert len(tables["reports"]) == 3
    assert [month.key for month in months.index(tables).months] == ["2032-05"]


def _found() -> tuple[Found, Line]:
    return Found("service_counts", "lamps", 0), Line("line 7", ("",))


def test_what_is_stated_twice_is_one_count_and_the_one_with_its_time_stays() -> None:
    found, line = _found()
    add(found, line, "lamps", 67.0, "the maker's", period_text=None)
    add(found, line, "lamps", 67.0, "Maker", period_text="year to date")
    add(found, line, "lamps", 67.0, "maker")
    assert [(row["breakdown"], row["period_text"]) for row in found.rows] == [("Maker", "year to date")]
    add(found, line, "lamps", 67.0, "Maker", period_text="last year")
    add(found, line, "lamps", 68.0, "Maker", period_text="year to date")
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    ("part", "whole", "printed", "said"),
    [
        (133.0, 250.0, "53.2%", []),
        (148.0, 249.0, "60.7%", [("warning", "59.4%")]),
        (20.0, 844.0, "2.3%", [("note", "2.4%")]),
        (34.0, 1652.0, "2%", []),
        (-23.0, 67.0, "-34%", []),
        (-23.0, 67.0, "34%", [("warning", "-34%")]),
        (1.0, 0.0, "5%", []),
    ],
)
def test_shares(part: float, whole: float, printed: str, said: list[tuple[str, str]]) -> None:
    found, line = _found()
    check_share(found, line, "lamps", part, whole, printed)
    assert [(note.severity, note.expected) for note in found.notes] == said
