"""``python -m loaders``: what it prints, its exit status, and that an error changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from loaders.__main__ import main


def _run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_build(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    status, printed, complaints = _run("build", reports / "may_2032.txt", "--output", out, "--format", "csv")
    assert (status, complaints) == (0, "")
    assert printed.splitlines() == [
        "Finance and Performance Report – May 2032: 7 finance, 4 finance_summary, 2 activity",
        f"0 findings (none); written to {out}",
    ]
    assert {path.suffix for path in out.iterdir()} == {".parquet", ".csv", ".json"}


def test_build_without_csv(reports: Path, tmp_path: Path) -> None:
    assert _run("build", reports / "may_2032.txt", "--output", tmp_path / "out")[0] == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet", ".json"}


def test_build_of_a_folder_says_what_it_passed_over(reports: Path, tmp_path: Path) -> None:
    status, _, complaints = _run("build", reports, "--output", tmp_path / "out")
    assert status == 0
    assert complaints.startswith("Passed over: minutes_without_a_report.txt holds no report")


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"", "is empty"), (b"\x00\x01\x02" * 99, "is not text"), (b"hello", "holds no")]
)
def test_a_file_that_cannot_be_loaded(reports: Path, tmp_path: Path, raw: bytes, reason: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(raw)
    status, printed, complaints = _run("build", reports / "may_2032.txt", bad, "--output", tmp_path / "out")
    assert (status, printed) == (1, "")
    assert complaints.startswith(f"Error: bad.txt {reason}")
    assert "looked for a monthly finance report" in complaints
    assert len(complaints.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_something_else_is_left_alone(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    status, _, complaints = _run("build", reports / "may_2032.txt", "--output", tmp_path)
    assert status == 1
    assert "diary.txt" in complaints
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_check_fits_one_screen_and_adds_up(reports: Path) -> None:
    status, printed, _ = _run("check", reports / "may_2032.txt")
    lines = printed.splitlines()
    assert status == 0
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "26 lines hold text: 13 in rows + 6 furniture + 0 unread = 19 in tables, and 7" in printed


def test_check_names_what_is_wrong(reports: Path) -> None:
    _, printed, _ = _run("check", reports / "may_2032_printed_again.txt")
    assert "1 error, 0 warnings, 0 notes" in printed
    assert "line 37: Education Directorate Total: the actual is printed as £90k" in printed


def test_check_of_a_file_without_a_report(reports: Path) -> None:
    status, _, complaints = _run("check", reports / "minutes_without_a_report.txt")
    assert status == 1
    assert complaints.startswith("Error: minutes_without_a_report.txt holds no report")


def test_snapshot(reports: Path, tmp_path: Path) -> None:
    status, printed, _ = _run("snapshot", reports / "may_2032.txt", "--output", tmp_path)
    assert (status, printed) == (0, f"Written: {tmp_path / '2032-05'}\n")
    assert sorted(path.name for path in (tmp_path / "2032-05").iterdir()) == [
        "activity.csv",
        "finance.csv",
        "finance_summary.csv",
        "findings.csv",
        "reports.csv",
    ]
