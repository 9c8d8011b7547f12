"""A report's own particulars: from its words, never from its file's name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from loaders import report
from loaders.containers import text
from loaders.joining import names


def _read(path: Path) -> report.Report:
    return report.read(text.read(path))


def _with_title(reports: Path, folder: Path, title: str) -> Path:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    path = folder / "paper.txt"
    path.write_text(paper.replace("Finance and Performance Report – May 2032", title), encoding="utf-8")
    return path


def test_particulars(reports: Path) -> None:
    found = _read(reports / "may_2032.txt").particulars
    assert (found["report"], found["service_block"]) == ("people-and-places-2032-05", "People & Places")
    assert found["title"] == "Finance and Performance Report – May 2032"
    assert (found["period"], found["published"]) == (date(2032, 5, 31), date(2032, 6, 12))
    assert (found["financial_year"], found["basis"]) == ("2032/33", "forecast")
    assert found["authority"] is None
    assert len(found["sha256"]) == 64


def test_the_name_of_the_file_says_nothing(reports: Path, tmp_path: Path) -> None:
    copy = tmp_path / "report-2020-01.txt"
    shutil.copy(reports / "may_2032.txt", copy)
    assert _read(copy).particulars["period"] == date(2032, 5, 31)


@pytest.mark.parametrize(
    ("title", "period", "financial_year", "basis"),
    [
        ("Finance and Performance Report – Closedown 2032", date(2032, 3, 31), "2031/32", "outturn"),
        ("Finance and Performance Report – Outturn 2031-32", date(2032, 3, 31), "2031/32", "outturn"),
        ("Finance Monitoring Report - February 2032", date(2032, 2, 29), "2031/32", "forecast"),
        ("FINANCE MONITORING REPORT – APRIL 2032", date(2032, 4, 30), "2032/33", "forecast"),
        ("Subject Finance & Performance Report — December 2031", date(2031, 12, 31), "2031/32", "forecast"),
    ],
)
def test_period(reports: Path, tmp_path: Path, title: str, period: date, financial_year: str, basis: str) -> None:
    found = _read(_with_title(reports, tmp_path, title)).particulars
    assert (found["period"], found["financial_year"], found["basis"]) == (period, financial_year, basis)


def test_the_reports_own_title_is_the_one_nearest_above_its_tables(reports: Path) -> None:
    found = _read(reports / "june_2032_pdf.txt")
    assert found.particulars["title"] == "Finance Monitoring Report – June 2032"
    assert found.particulars["published"] == date(2032, 7, 14)


def test_the_council_is_the_one_whose_addresses_are_given_not_the_one_named_most(reports: Path) -> None:
    assert _read(reports / "may_2032_printed_again.txt").particulars["authority"] == "Eastmoor County Council"


def test_a_covering_papers_table_is_a_view_of_its_own_only_where_the_report_has_the_same(reports: Path) -> None:
    june = names.apply(_read(reports / "june_2032_pdf.txt")).tables["finance_summary"]
    assert [(row["view"], row["previous_forecast_variance_k"]) for row in june if row["line"] == "Education"] == [
        ("Adults, covering paper", 7),
        ("Adults", 12),
    ]
    may = names.apply(_read(reports / "may_2032_printed_again.txt")).tables["finance_summary"]
    assert {row["view"] for row in may} == {"Adults", "overall"}


def test_minutes_that_name_a_report_hold_none(reports: Path) -> None:
    with pytest.raises(report.NoReportError) as caught:
        _read(reports / "minutes_without_a_report.txt")
    assert "minutes_without_a_report.txt holds no report that can be loaded: looked for" in str(caught.value)


def test_a_title_without_the_table_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "cover.txt"
    path.write_text("Finance Monitoring Report – May 2032\n\nThe tables follow.\n", encoding="utf-8")
    with pytest.raises(report.NoReportError, match="found no sign of its service level table"):
        _read(path)


def test_a_table_without_a_title_is_no_report(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(report.NoReportError, match="found no sign of a title with the month"):
        _read(_with_title(reports, tmp_path, "Finance Report"))


def test_a_second_table_in_one_paper_is_left_out_and_noted(reports: Path, tmp_path: Path) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    path = tmp_path / "twice.txt"
    path.write_text(paper + paper[paper.index("External Placements") :], encoding="utf-8")
    found = _read(path)
    assert [len(found.tables[table]) for table in ("finance", "activity")] == [7, 2]
    checks = [note.check for note in found.notes if note.check != "sign-assumed"]
    assert checks == ["second-table", "second-table"]


def test_a_missing_last_page_is_noted(reports: Path, tmp_path: Path) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    path = tmp_path / "cut.txt"
    path.write_text(paper[: paper.index("Grant Funding\t\t")], encoding="utf-8")
    notes = [note for note in _read(path).notes if note.check == "missing-page"]
    assert [(note.severity, note.locator) for note in notes] == [("error", "line 28")]


def test_tables_that_are_not_in_the_paper_are_missed_in_words(reports: Path, tmp_path: Path) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    path = tmp_path / "without.txt"
    path.write_text(paper[: paper.index("2.1 Overall")] + paper[paper.index("APPENDIX 1") :], encoding="utf-8")
    assert [note.message for note in _read(path).notes if note.check == "missing-table"] == [
        "No summary table was found in the paper.",
        "No activity table was found in the paper.",
    ]


def test_an_unknown_label_keeps_its_name_and_is_noted_once(reports: Path) -> None:
    june = names.apply(_read(reports / "june_2032_pdf.txt"))
    assert [row["service"] for row in june.tables["finance"]].count("Kite Flying") == 1
    assert [note.row for note in june.notes if note.check == "unknown-label"] == ["Kite Flying"]


@pytest.mark.parametrize(
    ("printed", "meant", "words"),
    [
        ("Forecast Outturn Variance (Apr)", "Forecast Outturn Variance (Mar)", "previous variance column"),
        ("Forecast Variance Outturn (Apr)", "Forecast Variance Outturn (May)", "previous variance column"),
        ("Actual May 2032", "Actual June 2032", "actual column"),
        ("Actual May 2032", "Actual May 2031", "actual column"),
    ],
)
def test_a_heading_of_another_month_is_a_finding(
    reports: Path, tmp_path: Path, printed: str, meant: str, words: str
) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    assert printed in paper
    (tmp_path / "paper.txt").write_text(paper.replace(printed, meant), encoding="utf-8")
    (note,) = [note for note in _read(tmp_path / "paper.txt").notes if note.check == "heading-date"]
    assert words in note.message


def test_headings_of_the_right_months_are_not(reports: Path) -> None:
    assert not [note for note in _read(reports / "may_2032.txt").notes if note.check == "heading-date"]


@pytest.mark.parametrize(
    "words",
    [
        "NOT FOR PUBLICATION",
        "Paragraph 3 of Schedule 12A applies",
        "Exempt appendix 2",
        "Confidential – Part II",
        "Part 2 - Exempt",
        "PART II (CONFIDENTIAL)",
        "Restricted: Part 2",
        "CONFIDENTIAL",
        "RESTRICTED",
        "C O N F I D E N T I A L",
        "Private and Confidential",
        "This report is exempt from publication by virtue of paragraph 3",
        "This appendix contains exempt information",
        "OFFICIAL-SENSITIVE",
        "Commercial in confidence",
        "Part II report: private",
    ],
)
def test_a_paper_that_is_not_for_the_public_says_so(reports: Path, tmp_path: Path, words: str) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    (tmp_path / "paper.txt").write_text(f"{paper}\n{words}\n", encoding="utf-8")
    (note,) = [note for note in _read(tmp_path / "paper.txt").notes if note.check == "marked-exempt"]
    assert note.severity == "error"
    assert note.locator == f"line {len(paper.splitlines()) + 2}"


def test_a_file_may_say_so_in_its_name(reports: Path, tmp_path: Path) -> None:
    paper = tmp_path / "may_2032_CONFIDENTIAL-part-2.txt"
    paper.write_bytes((reports / "may_2032.txt").read_bytes())
    (note,) = [note for note in _read(paper).notes if note.check == "marked-exempt"]
    assert note.message.startswith("The name of the file says “CONFIDENTIAL part 2”")


@pytest.mark.parametrize(
    "words",
    [
        "Schools are exempt from this charge.",
        "The confidential reporting line was used 12 times.",
        "Restricted",
        "Restricted funds",
        "Part 2",
        "Part 2: restricted funds",
        "Part II of the Act",
        "Private",
        "Supported exempt accommodation",
        "Confidential waste",
        "To resolve that the press and public be excluded from the meeting",
        "Exempt\t12\t45",
    ],
)
def test_ordinary_words_do_not(reports: Path, tmp_path: Path, words: str) -> None:
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    (tmp_path / "paper.txt").write_text(f"{paper}\n{words}\n", encoding="utf-8")
    assert not [note for note in _read(tmp_path / "paper.txt").notes if note.check == "marked-exempt"]


def test_addresses_and_numbers_of_people_are_never_loaded(reports: Path, tmp_path: Path) -> None:
    people = ("someone@council.example", "943 476 5919", "QQ 12 34 56 C")
    paper = (reports / "may_2032.txt").read_text(encoding="utf-8")
    (tmp_path / "paper.txt").write_text(f"{people[0]}\n{people[1]}\n{paper}\n{people[2]}\n", encoding="utf-8")
    read = _read(tmp_path / "paper.txt")
    everything = repr((read.particulars, read.tables, read.notes))
    assert not [each for each in people if each in everything]
