"""How much one report may hold, from whatever file it comes: a sentence and no cut at the bound."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.folders import SNAPSHOTS
from loaders import bounds, dataset, template
from loaders.errors import LoadError
from loaders.sandbox import limited_process
from tests.loaders.hostile import good

Rows = list[list[str]]


def _changed(table: Path, change: Callable[[Rows], None]) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _month(tmp_path: Path, table: str, change: Callable[[Rows], None]) -> Path:
    month = Path(shutil.copytree(SNAPSHOTS / "2018-05", tmp_path / "2018-05"))
    _changed(month / f"{table}.csv", change)
    return month / "reports.csv"


def _grown(to: int) -> Callable[[Rows], None]:
    def grow(rows: Rows) -> None:
        service = rows[1]
        column = rows[0].index("service_reported")
        for number in range(to - len(rows) + 1):
            rows.append([f"Service {number}" if at == column else cell for at, cell in enumerate(service)])

    return grow


def _put(column: str, text: str) -> Callable[[Rows], None]:
    def put(rows: Rows) -> None:
        rows[1][rows[0].index(column)] = text

    return put


def test_a_month_at_the_bound_loads(tmp_path: Path) -> None:
    read = limited_process.read(_month(tmp_path, "finance", _grown(bounds.MAX_ROWS)))
    assert len(read.report.tables["finance"]) == bounds.MAX_ROWS


@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        ("finance", _grown(bounds.MAX_ROWS + 1), "has more than 1,000 rows in its table finance, more than any report"),
        ("finance", _grown(20_000), "has more than 1,000 rows in its table finance, more than any report"),
        ("reports", _put("period", "0001-01-01"), "column period: 0001-01-01 is not a date of a report"),
        ("reports", _put("period", "9999-12-31"), "column period: 9999-12-31 is not a date of a report"),
        ("reports", _put("published", "1066-10-14"), "column published: 1066-10-14 is not a date of a report"),
        ("finance", _put("period", "9999-12-31"), "column period: 9999-12-31 is not a date of a report"),
        ("finance", _put("service_reported", "x" * 501), "column service_reported: a text of 501 letters, longer than"),
        ("commentary", _put("text", "x" * 20_001), "column text: a text of 20,001 letters, longer than"),
        ("finance", _put("budget_k", "1" * 14), "column budget_k: 1.11111e+13 is larger than any figure of a report"),
        ("finance", _put("budget_k", "1e400"), "finance.csv, row 2"),
        ("finance", _put("budget_k", "nan"), "finance.csv, row 2"),
    ],
)
def test_a_month_beyond_it_is_refused(
    tmp_path: Path, table: str, change: Callable[[Rows], None], sentence: str
) -> None:
    with pytest.raises(LoadError) as refused:
        limited_process.read(_month(tmp_path, table, change))
    assert sentence in str(refused.value)


def test_a_snapshot_is_read_within_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of the largest size that is opened, of rows that are as short as can be."""
    month = _month(tmp_path, "finance", lambda rows: None).parent
    columns = (month / "finance.csv").read_bytes().splitlines()[0].count(b",")
    with (month / "finance.csv").open("ab") as file:
        file.write((b"," * columns + b"\n") * (9_000_000 // (columns + 1)))
    with pytest.raises(LoadError, match="finance"):
        dataset.load([month])


def test_a_paper_is_held_to_the_same(tmp_path: Path) -> None:
    line = next(each for each in good.TEXT.splitlines() if "\tEducation Capital\t" in each)
    lines = "\n".join(line.replace("Education Capital", f"Service {number}") for number in range(bounds.MAX_ROWS))
    paper = tmp_path / "paper.txt"
    paper.write_text(good.TEXT.replace(line, lines), encoding="utf-8")
    with pytest.raises(LoadError, match=r"paper\.txt has more than 1,000 rows in its table finance"):
        limited_process.read(paper)


def test_a_workbook_that_was_filled_in_is_too(tmp_path: Path) -> None:
    path = tmp_path / "month.xlsx"
    template.write(path)
    book = openpyxl.load_workbook(path)
    sheet = book["reports"]
    named = {cell.value: cell.column for cell in sheet[1]}
    for name, value in (
        ("title", "Finance"),
        ("service_block", "People"),
        ("period", "9999-12-31"),
        ("basis", "forecast"),
    ):
        sheet.cell(4, named[name], value)
    book.save(path)
    with pytest.raises(LoadError, match="9999-12-31 is not a date of a report"):
        limited_process.read(path)
