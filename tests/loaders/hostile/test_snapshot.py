"""Months kept as CSV that are broken or hostile: the whole month is refused, with the file and row to look at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.folders import SNAPSHOTS
from tests.loaders.hostile.outcome import load


def _replace(old: str, new: str) -> Callable[[Path], None]:
    def change(table: Path) -> None:
        text = table.read_text(encoding="utf-8")
        assert old in text
        table.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _append(row: bytes) -> Callable[[Path], None]:
    return lambda table: table.write_bytes(table.read_bytes() + row)


@pytest.mark.parametrize(
    ("table", "change", "part"),
    [
        ("finance", lambda table: table.write_bytes(b""), "is not the table finance"),
        ("finance", Path.unlink, "is missing"),
        ("finance", lambda table: os.truncate(table, 2_000), "finance.csv, row "),
        ("finance", lambda table: os.truncate(table, 30_000_000), "larger than any month's table"),
        ("finance", _replace("budget_k", "budget"), "is not the table finance: its first row should be"),
        ("finance", _replace("2018-05-31", "31/05/2018"), "finance.csv, row 2"),
        ("finance", _replace("2018-05-31", "2018-02-30"), "finance.csv, row 2"),
        ("finance", _replace("service,", "sevice,"), "finance.csv"),
        ("finance", _append(b"a,b\n"), "2 cells where the heading has"),
        ("finance", _append(b'"never closed\n'), "cannot be read as CSV"),
        ("finance", _append(b"\xff\xfe\n"), "cannot be read as CSV"),
        ("finance", _append(b"x" * 200_000 + b"\n"), "cannot be read as CSV"),
        ("reports", _append(b"\n"), "reports.csv, row "),
        ("activity", _replace("people-and-communities-2018-05", "people-and-communities-2018-06"), "has rows of"),
    ],
)
def test_a_broken_month(
    table: str, change: Callable[[Path], None], part: str, tmp_path: Path, good_dataset: Path
) -> None:
    month = shutil.copytree(SNAPSHOTS / "2018-05", tmp_path / "2018-05")
    change(month / f"{table}.csv")
    outcome = load(month, good_dataset)
    assert part in outcome.said, outcome.figures
