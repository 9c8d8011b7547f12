"""CSVs of officers: delimiters, encodings, quotes, widths, one table or several."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import LoadError, dataset, finding
from loaders.containers import csv_file
from loaders.containers.text import Document
from tests.loaders.golden import FIXTURES

HEADING = ["Forecast Outturn Variance (Apr)", "Service", "Budget £000", "Actual", "Forecast Outturn Variance", "%"]
ROWS = [
    ["Finance Monitoring Report – May 2032", "", "", "", "", ""],
    HEADING,
    ["Parks Directorate", "", "", "", "", ""],
    ["5", "Keepers, gates", "£1,000k", "80", "12", "1%"],
    ["", "", "", "", "", ""],
    ["5", "Net Total", "1,000", "80", "-12", "1%"],
]


def _written(delimiter: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(ROWS)
    return out.getvalue()


def _read(content: str | bytes, folder: Path) -> Document:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return csv_file.read(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["few quotes", "all quoted"])
def test_the_same_rows_however_it_was_saved(tmp_path: Path, delimiter: str, encoding: str, quoting: int) -> None:
    lines = _read(_written(delimiter, quoting).encode(encoding), tmp_path).lines
    (found,) = finding.of("finance", lines)
    assert [(row["service_reported"], row["budget_k"], row["directorate"]) for row in found.rows] == [
        ("Keepers, gates", 1000, "Parks"),
        ("Net Total", 1000, None),
    ]
    assert [row["locator"] for row in found.rows] == ["line 4", "line 6"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    (found,) = finding.of("finance", _read(_written(",").replace("\r\n", end), tmp_path).lines)
    assert [row["locator"] for row in found.rows] == ["line 4", "line 6"]


@pytest.mark.parametrize(("row", "cells"), [("5,Gates,£1,000k,80,12,1%", 7), ("5,Gates,80,12,1%", 5)])
def test_a_row_of_another_width_is_left_unread(tmp_path: Path, row: str, cells: int) -> None:
    (found,) = finding.of(
        "finance", _read(_written(",") + row + "\r\n" + _written(",").splitlines()[-1], tmp_path).lines[:-1]
    )
    assert len(found.rows) == 2
    plain = ",".join(HEADING) + "\n" + "5,Swings,1000,80,12,1%\n" + row + "\n"
    (found,) = finding.of("finance", _read(plain, tmp_path).lines)
    assert [each["service_reported"] for each in found.rows] == ["Swings"]
    assert [note.message.partition("read: ")[2] for note in found.notes] == [
        f"it has {cells} cells where the heading has 6."
    ]


def test_a_title_row_as_excel_saves_it_is_prose(tmp_path: Path) -> None:
    lines = _read(_written(","), tmp_path).lines
    assert lines[0].cells == ("Finance Monitoring Report – May 2032",)


def test_two_lines_in_one_cell_of_figures_do_not_run_together(tmp_path: Path) -> None:
    lines = _read('a,"12\n345"\nb,"Early\nYears"\n', tmp_path).lines
    assert [(line.place, line.cells) for line in lines if line.filled] == [
        ("line 1", ("a", "12 / 345")),
        ("line 3", ("b", "Early Years")),
    ]


def test_empty_columns_at_the_left_are_taken_away(tmp_path: Path) -> None:
    content = "\n".join("," + line for line in _written(",").splitlines())
    (found,) = finding.of("finance", _read(content, tmp_path).lines)
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('a,b\n"open,c\nd,e\n', r"table\.csv, line 2: .*(cannot be read as CSV|a cell is longer)"),
        ('a,b\n"x"y,c\n', r"table\.csv, line 2: cannot be read as CSV"),
        (",".join("a" * 600) + "\n", "600 cells, more than any table has"),
        ('a,"' + "x" * 50_000 + '"\n', "a cell is longer than any table's"),
        ("\n \n", "is empty"),
    ],
    ids=["open quote", "stray quote", "columns", "long cell", "empty"],
)
def test_refused_in_one_sentence(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as caught:
        _read(content, tmp_path)
    assert "\n" not in str(caught.value)


def test_one_table_with_its_title_is_a_part_of_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "month"
    folder.mkdir()
    text = (FIXTURES / "reports" / "may_2032.txt").read_text(encoding="utf-8")
    head = text[: text.index("2.1 Overall")]
    parts = {
        "summary.csv": text[text.index("Forecast Variance Outturn (Apr) £000") : text.index("External Placements")],
        "placements.csv": text[text.index("External Placements") : text.index("APPENDIX 1")],
        "service level.csv": text[text.index("Forecast Outturn Variance (Apr) £'000") : text.index("APPENDIX 2")],
    }
    for name, part in parts.items():
        (folder / name).write_text(head + part, encoding="utf-8")
    loaded, plain = dataset.load([folder]), dataset.load([FIXTURES / "reports" / "may_2032.txt"])
    (one,), (other,) = loaded.reports, plain.reports
    for table in ("finance", "finance_summary", "activity"):
        rows = [
            [{k: v for k, v in row.items() if k != "locator"} for row in each.tables[table]] for each in (one, other)
        ]
        assert rows[0] == rows[1] != []
    assert one.particulars["file"] == "placements.csv; service level.csv; summary.csv"
    assert [found for found in loaded.findings if found["check"] != "sign-assumed"] == []


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=",;|\"'<>*\t"), min_size=1
)


@given(
    st.lists(st.tuples(_TEXT, st.integers(-(10**6), 10**6), st.integers(0, 999)), min_size=2, max_size=6),
    st.sampled_from(",;\t|"),
)
def test_what_was_written_is_what_is_split(rows: list[tuple[str, int, int]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([(name, f"{one:,}", two) for name, one, two in rows])
    assert csv_file.delimiter(out.getvalue()) == delimiter
