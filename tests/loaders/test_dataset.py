"""The whole load: joined prints, nothing half done, the same whatever the order."""

from __future__ import annotations

import csv
import threading
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import loaders
from data import store
from loaders import LoadError, dataset, snapshot
from loaders.report import NoReportError

ALL = ("may_2032.txt", "may_2032_printed_again.txt", "june_2032_pdf.txt")


def _tables(inputs: Sequence[Path]) -> dict[str, pd.DataFrame]:
    tables = dataset.load(inputs).tables()
    tables["reports"] = tables["reports"].drop(columns="loaded_at")
    return tables


def _same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name])


def _listing(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_build_writes_every_table(reports: Path, tmp_path: Path) -> None:
    loaders.build([reports / name for name in ALL], tmp_path / "out", csv=True)
    tables = store.read(tmp_path / "out")
    assert {name: len(table) for name, table in tables.items() if len(table)} == {
        "reports": 2,
        "finance": 15,
        "finance_summary": 13,
        "activity": 2,
        "findings": 5,
    }
    assert (tmp_path / "out" / "finance.csv").read_text(encoding="utf-8").startswith("period,financial_year,basis,")


def test_two_prints_are_one_report_and_their_difference_is_a_finding(reports: Path) -> None:
    loaded = dataset.load([reports / name for name in ALL[:2]])
    assert [each.particulars["file"] for each in loaded.reports] == ["may_2032.txt; may_2032_printed_again.txt"]
    (found,) = [finding for finding in loaded.findings if finding["check"] == "two-prints-differ"]
    assert (found["row"], found["stated"], found["expected"], found["difference"]) == (
        "Education Capital",
        "£0k",
        "£4k",
        "−£4k",
    )
    assert found["locator"] == "line 26"
    assert "may_2032_printed_again.txt, line 36" in found["message"]


def test_what_only_one_print_has_is_taken_from_it(reports: Path) -> None:
    (report,) = dataset.load([reports / name for name in ALL[:2]]).reports
    assert report.particulars["authority"] == "Eastmoor County Council"
    assert f"{report.particulars['published']}" == "2032-06-12"
    own = [row["locator"] for row in report.tables["finance_summary"] if row["view"] == "Adults"]
    assert own == [f"line {number} of may_2032_printed_again.txt" for number in (10, 11, 12)]


def test_the_same_file_twice_is_once(reports: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes((reports / "may_2032.txt").read_bytes())
    (report,) = dataset.load([reports / "may_2032.txt", copy, reports / "may_2032.txt"]).reports
    assert report.particulars["file"] == "copy.txt"


def test_the_order_of_inputs_changes_nothing(reports: Path) -> None:
    paths = [reports / name for name in ALL]
    _same(_tables(paths), _tables(paths[::-1]))


def test_a_line_of_one_print_alone_is_a_finding(reports: Path, tmp_path: Path) -> None:
    paper = (reports / "may_2032_printed_again.txt").read_text(encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(paper.replace("0\tEducation Capital\t300\t4\t0\t0%\n", ""), encoding="utf-8")
    found = [f for f in dataset.load([reports / "may_2032.txt", other]).findings if f["check"] == "two-prints-differ"]
    assert [finding["message"] for finding in found] == [
        "other.txt does not have the line Education Capital, the other print has."
    ]


def test_the_previous_column_is_held_against_the_month_before_where_that_is_loaded(reports: Path) -> None:
    june = reports / "june_2032_pdf.txt"
    assert "previous-against-report" not in {finding["check"] for finding in dataset.load([june]).findings}
    found = [
        finding
        for finding in dataset.load([reports / "may_2032.txt", june]).findings
        if finding["check"] == "previous-against-report"
    ]
    assert [(each["row"], each["stated"], each["expected"]) for each in found] == [("Education Capital", "£2k", "£0k")]


def test_a_folder_passes_over_a_text_without_a_report(reports: Path, tmp_path: Path) -> None:
    loaded = dataset.build([reports], tmp_path / "out")
    assert [reason.split(" holds")[0] for reason in loaded.passed_over] == ["minutes_without_a_report.txt"]


def test_a_folder_without_any_report_is_refused(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_bytes((reports / "minutes_without_a_report.txt").read_bytes())
    with pytest.raises(LoadError, match="holds no report in any paper or snapshot"):
        dataset.build([tmp_path], tmp_path / "out")


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"just words"], ids=["empty", "binary", "no report"])
def test_a_bad_file_among_good_ones_changes_nothing(reports: Path, tmp_path: Path, raw: bytes) -> None:
    out = tmp_path / "out"
    dataset.build([reports / "may_2032.txt"], out)
    before = _listing(out)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(raw)
    with pytest.raises(LoadError, match=r"bad\.txt"):
        dataset.build([reports / "june_2032_pdf.txt", bad], out)
    assert _listing(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt", "out"]


def test_no_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no input was named"):
        dataset.build([], tmp_path / "out")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="does not exist"):
        dataset.build([tmp_path / "nothing.txt"], tmp_path / "out")


def test_a_snapshot_gives_the_same_tables_as_the_papers(reports: Path, tmp_path: Path) -> None:
    inputs = [reports / name for name in ALL]
    folders = snapshot.write(dataset.load(inputs).reports, tmp_path / "months")
    assert [folder.name for folder in folders] == ["2032-05", "2032-06"]
    _same(_tables([tmp_path / "months"]), _tables(inputs))


def test_a_paper_and_its_own_snapshot_are_one_report(reports: Path, tmp_path: Path) -> None:
    paper = reports / "may_2032.txt"
    snapshot.write(dataset.load([paper]).reports, tmp_path)
    _same(_tables([paper, tmp_path]), _tables([paper]))


def _written(reports: Path, folder: Path) -> Path:
    snapshot.write(dataset.load([reports / "may_2032.txt"]).reports, folder)
    return folder / "2032-05"


@pytest.mark.parametrize(
    ("table", "old", "new", "reason"),
    [
        ("finance", ",1200,", ",1200,,", r"row 2: 20 cells where the heading has 19"),
        ("finance", ",1200,", ",£1200k,", r"row 2: '£1200k' is not a count"),
        ("finance", "period,", "month,", "its first row should be period,financial_year"),
        ("finance", "2032-05-31", "31/05/2032", "row 2: Invalid isoformat"),
        ("finance", ",service,,,1200", ",services,,,1200", "'services' is not one of"),
        ("finance", "people-and-places-2032-05", "another-2032-05", "has rows of another-2032-05"),
        ("reports", "2032-05-31", "", "row 1 is empty"),
    ],
)
def test_a_snapshot_that_was_edited_badly(
    reports: Path, tmp_path: Path, table: str, old: str, new: str, reason: str
) -> None:
    path = _written(reports, tmp_path) / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LoadError, match=reason):
        dataset.load([tmp_path])


def test_a_snapshot_from_before_a_column_was_added_opens_with_it_empty(reports: Path, tmp_path: Path) -> None:
    path = _written(reports, tmp_path) / "finance.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name != "note"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    loaded = dataset.load([path.parent]).tables()["finance"]
    assert loaded["note"].isna().all()
    assert loaded["budget_k"].tolist() == [float(row["budget_k"]) for row in rows]


def test_a_snapshot_without_one_of_its_tables(reports: Path, tmp_path: Path) -> None:
    (_written(reports, tmp_path) / "activity.csv").unlink()
    with pytest.raises(LoadError, match=r"activity\.csv is missing"):
        dataset.load([tmp_path])


def test_a_csv_that_is_neither_snapshot_nor_report_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "spending.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"spending\.csv holds no report that can be loaded"):
        dataset.load([path])


def test_a_text_without_a_report_is_its_own_kind_of_error() -> None:
    assert issubclass(NoReportError, LoadError)


def test_a_refused_file_leaves_no_reader_behind(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no report", encoding="utf-8")
    before = threading.active_count()
    with pytest.raises(NoReportError):
        dataset.read_all([tmp_path / "notes.txt", *(reports / name for name in ALL)])
    assert threading.active_count() == before
