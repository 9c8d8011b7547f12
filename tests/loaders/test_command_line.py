"""``python -m loaders``: what it prints, its exit status, and that an error changes nothing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from loaders import dataset
from loaders.__main__ import _bar, main
from loaders.sandbox.limited_process import ROOT


def _run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_build(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    status, printed, complaints = _run("build", reports / "may_2032.txt", "--output", out, "--format", "csv")
    assert (status, complaints) == (0, "")
    assert [line.split() for line in printed.splitlines()] == [
        ["report", "rows", "tables", "errors", "warnings", "notes"],
        ["Finance", "and", "Performance", "Report", "–", "May", "2032", "13", "3", "0", "0", "0"],
        f"1 report with 0 errors, 0 warnings, 0 notes; written to {out}".split(),
    ]
    assert {path.suffix for path in out.iterdir() if path.is_file()} == {".parquet", ".csv", ".json", ".gz"}


def test_build_without_csv(reports: Path, tmp_path: Path) -> None:
    assert _run("build", reports / "may_2032.txt", "--output", tmp_path / "out")[0] == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir() if path.is_file()} == {".parquet", ".json", ".gz"}


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
    assert status == 3
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
    assert "1 error, 0 warnings, 1 note" in printed
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


def test_nothing_to_build_is_a_mistake_in_the_command(tmp_path: Path) -> None:
    status, _, complaints = _run("build", "--output", tmp_path / "out")
    assert status == 2
    assert "Name the papers, folders of them, or a folder to watch." in complaints


def test_stopped_from_the_keyboard(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    _run("build", reports / "may_2032.txt", "--output", tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    monkeypatch.setattr("os.fsync", stopped)
    status, _, complaints = _run("build", reports / "june_2032_pdf.txt", "--output", tmp_path / "out")
    assert (status, complaints) == (130, "Stopped; the dataset is as it was.\n")
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_check_names_the_closest_label_and_the_file_to_say_so_in(reports: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    text = (reports / "may_2032.txt").read_text(encoding="utf-8")
    paper.write_text(text.replace("Education Capital", "Education Capitals"), encoding="utf-8")
    _, printed, _ = _run("check", paper)
    assert (
        "The closest is “Education Capital”: if that is the same, say so in authorities/COUNCIL/service_aliases.csv"
        in (" ".join(printed.split()))
    )


def test_a_bar_is_drawn_for_a_person_and_for_nobody_else(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal in (True, False):
        shown = io.StringIO()
        console = Console(file=shown, force_terminal=terminal, width=80)
        monkeypatch.setattr("loaders.__main__.Console", lambda console=console, **_: console)
        dataset.load([reports / "may_2032.txt"], _bar)
        assert ("Reading" in shown.getvalue()) == terminal


def test_a_terminal_that_knows_no_dashes(reports: Path, tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "build", reports / "may_2032.txt", "--output", tmp_path / "out"],
        cwd=ROOT,
        env={**os.environ, **plain},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Report ? May 2032" in b" ".join(done.stdout.split())


def test_watch_a_folder_until_it_is_stopped(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drop").mkdir()
    shutil.copy(reports / "may_2032.txt", tmp_path / "drop")
    times = iter((1.0, 10.0))
    monkeypatch.setattr("loaders.__main__.time.monotonic", lambda: next(times, None) or _stop())
    monkeypatch.setattr("loaders.__main__.time.sleep", lambda seconds: None)
    out = tmp_path / "out"
    status, printed, _ = _run("build", reports / "june_2032_pdf.txt", "--watch", tmp_path / "drop", "--output", out)
    assert status == 0
    watching, loaded, stopped = printed.splitlines()
    assert watching == f"Watching {tmp_path / 'drop'}; press Ctrl+C to stop."
    assert loaded.startswith("2 reports with ")
    assert stopped == "No longer watching; what was loaded stays."


def _stop() -> float:
    raise KeyboardInterrupt
