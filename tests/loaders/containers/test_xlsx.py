"""Workbooks of officers: what a cell prints, formulas, hidden sheets and rows, title rows, merged headings."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from loaders import LoadError, amounts, finding
from loaders.containers import sheets, xlsx
from loaders.containers.number_format import shown
from loaders.containers.text import Document

HEADING = ["Forecast Outturn Variance (Apr)", "Service", "Budget £000", "Actual", "Forecast Outturn Variance", "%"]


def _read(folder: Path, fill: Callable[[Worksheet], None]) -> Document:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Appendix 1"
    fill(sheet)
    path = folder / "paper.xlsx"
    book.save(path)
    return xlsx.read(path)


def _filled(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    lines = [line for line in document.lines if line.filled and not line.place.startswith("sheet ")]
    return [(line.place, line.cells) for line in lines]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (19641, "General", "19641"),
        (19641, "#,##0", "19,641"),
        (19640.7, "#,##0", "19,641"),
        (-0.4, "#,##0", "0"),
        (0.043, "0.0%", "4.3%"),
        (0.005, "0%", "1%"),
        (-0.02, "0%", "-2%"),
        (22454, '"£"#,##0"k"', "£22,454k"),
        (-26, '"£"#,##0"k"', "-£26k"),
        (0, '"£"#,##0"k"', "£0k"),
        (0, '"£"#,###"k"', "£k"),
        (-12, "#,##0;(#,##0)", "(12)"),
        (-12, "#,##0;[Red]-#,##0", "-12"),
        (-1234, "#,##0_);[Red]\\(#,##0\\)", "(1,234)"),
        (-120, "#,##0;[Red]#,##0", "-120"),
        (-1200.5, "£#,##0.0;[Red]£#,##0.0", "-£1,200.5"),
        (-120, "#,##0;[Red]#,##0%", "-12,000%"),
        (-120, '#,##0;[Blue]#,##0" CR"', "120 CR"),
        (-0.2, "#,##0;[Red]#,##0", "0"),
        (1e300, "#,##0", "1e+300"),
        (1e17, "#,##0.000000000000000", "100,000,000,000,000,000.000000000000000"),
        (5, f"0.{'0' * 300}", f"5.{'0' * 30}"),
        (5, "0,,,,,,,,,,,,", "0"),
        (-2.5e30, "0.0%", "-2.5e+30"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (1437.5, "[$£-809]#,##0.00", "£1,437.50"),
        (19641000, "#,##0,", "19,641"),
        (1200000, '"£"0.0,,"m"', "£1.2m"),
        (1500, '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0', "1.5k"),
        (12, '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0', "12"),
        (2.5, "0.##", "2.5"),
        (2, "0.##", "2"),
        (0.1 + 0.2, "General", "0.3"),
        (2833.22, "General", "2833.22"),
        (7, ";;;", ""),
        (True, "General", "TRUE"),
        ("1,235", "#,##0", "1,235"),
        (datetime(2032, 6, 12), "dd/mm/yyyy", "12 June 2032"),
        (datetime(2032, 5, 1), "mmm-yy", "May 2032"),
        (None, "General", ""),
    ],
)
def test_a_cell_is_what_it_prints(value: object, number_format: str, printed: str) -> None:
    assert shown(value, number_format) == printed


@given(st.integers(-(10**9), 10**9), st.sampled_from(["#,##0", "0", "#,##0;(#,##0)", '"£"#,##0"k"', "#,##0_);(#,##0)"]))
def test_every_whole_figure_reads_back(value: int, number_format: str) -> None:
    assert amounts.thousands(shown(value, number_format)) == value


@given(st.integers(-99_999, 99_999))
def test_every_percentage_reads_back_to_its_rounding(tenths: int) -> None:
    assert amounts.percent(shown(tenths / 1000, "0.0%")) == tenths / 10


def test_titles_headings_and_rows_are_told_apart(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "Finance Monitoring Report – May 2032"
        sheet.merge_cells("B2:G2")
        for row, cells in enumerate([HEADING, ["Parks Directorate"], [5, "Gates", 1000, 80, 12, 0.012]], start=4):
            for column, value in enumerate(cells, start=2):
                sheet.cell(row, column).value = value
        sheet["G6"].number_format = "0.0%"
        sheet.merge_cells("B5:G5")
        sheet["B8"] = "Source: the ledger"

    found = _read(tmp_path, fill)
    assert _filled(found) == [
        ("Appendix 1!B2", ("Finance Monitoring Report – May 2032",)),
        ("Appendix 1!B4", tuple(HEADING)),
        ("Appendix 1!B5", ("Parks Directorate", "", "", "", "", "")),
        ("Appendix 1!B6", ("5", "Gates", "1000", "80", "12", "1.2%")),
        ("Appendix 1!B8", ("Source: the ledger",)),
    ]
    (table,) = finding.of("finance", found.lines)
    assert [(row["directorate"], row["forecast_variance_pct"], row["locator"]) for row in table.rows] == [
        ("Parks", 1.2, "Appendix 1!B6")
    ]


def test_a_blank_row_within_a_table_does_not_end_it(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for cells in (
            HEADING,
            ["Parks Directorate"],
            [5, "Gates", 1, 1, 1, 1],
            [],
            ["Play"],
            [5, "Swings", 1, 1, 1, 1],
        ):
            sheet.append(cells)

    (table,) = finding.of("finance", _read(tmp_path, fill).lines)
    assert [(row["service_group"], row["service_reported"]) for row in table.rows] == [
        (None, "Gates"),
        ("Play", "Swings"),
    ]


def _sums(sheet: Worksheet) -> None:
    sheet.append(HEADING)
    sheet.append([1, "Gates", 1000, "80", 10, 1])
    sheet.append([2, "Swings", "2,000", "-", None, 1])
    sheet.append(["=SUM(A2:A3)", "Parks Total", "=C2+C3", "=SUM(D2:D3)", "=SUM(E2,E3)", "=E4/C4"])
    sheet.append(["=A4", "Net Total", "=SUM(C4)-C2", "=SUM(D2:D4)*2", "=SUM(B2:B3)", "=SUM(Other!A1)"])


def test_sums_without_a_value_are_worked_out_and_nothing_else_is(tmp_path: Path) -> None:
    found = _read(tmp_path, _sums)
    rows = [cells for _, cells in _filled(found)]
    assert rows[3:] == [("3", "Parks Total", "3000", "80", "10", ""), ("3", "Net Total", "2000", "", "", "")]
    checks = [(remark.check, remark.severity, remark.place.partition("!")[2]) for remark in found.remarks]
    assert checks == [
        ("formula-worked-out", "note", "A4"),
        ("formula-worked-out", "note", "C4"),
        ("formula-worked-out", "note", "D4"),
        ("formula-worked-out", "note", "E4"),
        ("formula-without-value", "warning", "F4"),
        ("formula-worked-out", "note", "A5"),
        ("formula-worked-out", "note", "C5"),
        ("formula-without-value", "warning", "D5"),
        ("formula-without-value", "warning", "E5"),
        ("formula-without-value", "warning", "F5"),
    ]


def test_a_formula_that_goes_round_is_not_stated(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "b", "=SUM(C1:C2)"])
        sheet.append(["a", "b", "=C1"])

    found = _read(tmp_path, fill)
    assert [cells[2] for _, cells in _filled(found)] == ["", ""]
    assert {remark.check for remark in found.remarks} == {"formula-without-value"}


def test_a_formula_with_its_value_is_that_value(tmp_path: Path) -> None:
    path = tmp_path / "paper.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["total", "=1+1"])
    book.save(path)
    kept = tmp_path / "kept.xlsx"
    # What Excel adds when it saves: the value beside the formula.
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(kept, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v></v>", b"<v>42</v>").replace(b"<v/>", b"<v>42</v>"))
    found = xlsx.read(kept)
    assert _filled(found) == [("Sheet!A1", ("total", "42"))]
    assert found.remarks == ()


def test_an_error_is_not_stated_and_noted(tmp_path: Path) -> None:
    found = _read(tmp_path, lambda sheet: sheet.append(["share", "#DIV/0!"]))
    assert _filled(found) == [("Appendix 1!A1", ("share",))]
    assert [(remark.check, remark.message) for remark in found.remarks] == [
        ("formula-error", "Appendix 1!B1 shows #DIV/0!, so its figure is not stated.")
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_is_named(tmp_path: Path, state: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["seen"])
        other = sheet.parent.create_sheet("Last month")
        other.append(["unseen"])
        other.sheet_state = state

    found = _read(tmp_path, fill)
    assert _filled(found) == [("Appendix 1!A1", ("seen",))]
    assert [(remark.check, remark.message) for remark in found.remarks] == [
        ("hidden-sheet", "The sheet Last month is hidden, so it was not read.")
    ]


def test_hidden_rows_and_columns_are_read_and_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", 1, 2])
        sheet.append(["b", 3, 4])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    found = _read(tmp_path, fill)
    assert [cells for _, cells in _filled(found)] == [("a", "1", "2"), ("b", "3", "4")]
    assert [remark.message for remark in found.remarks] == [
        "The sheet Appendix 1 has hidden rows (2); they were read.",
        "The sheet Appendix 1 has hidden columns (C); they were read.",
    ]


def test_raised_digits_and_line_breaks_within_a_cell(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        mark = TextBlock(InlineFont(vertAlign="superscript"), "24")
        sheet.append([CellRichText("90", mark), "Forecast\nVariance", "12\n345"])

    assert _filled(_read(tmp_path, fill)) == [("Appendix 1!A1", ("90 ²⁴", "Forecast Variance", "12 / 345"))]


def test_several_sheets_are_read_in_their_order(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["one", 1])
        sheet.parent.create_sheet("Summary", 0).append(["two", 2])

    assert [place for place, _ in _filled(_read(tmp_path, fill))] == ["Summary!A1", "Appendix 1!A1"]


def test_what_a_sheet_is_called_is_the_heading_of_its_table(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "Parks Committee"
        for table in (sheet, sheet.parent.create_sheet("Ponds Committee")):
            table.append(
                ["Forecast Variance (Apr)", "Directorate", "Budget £000", "Actual", "Forecast Outturn Variance"]
            )
            table.append([1, "Gates", 1000, 80, 12])
            table.append([1, "Total", 1000, 80, 12])

    found = finding.of("finance_summary", _read(tmp_path, fill).lines)
    assert [(each.name, len(each.rows)) for each in found] == [("Parks", 2), ("Ponds", 2)]


def test_a_workbook_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"paper\.xlsx holds no text on a sheet that shows"):
        _read(tmp_path, lambda sheet: None)


def test_a_cell_far_away_is_refused_with_what_to_do(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    with pytest.raises(LoadError, match=r"sheet Appendix 1, reaches to cell XFD1048576, far beyond any table: delete"):
        _read(tmp_path, fill)


def test_cells_are_counted_before_they_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 3)
    monkeypatch.setattr(xlsx, "opened", lambda *_: pytest.fail("the workbook was parsed"))
    with pytest.raises(LoadError, match="more cells than any report"):
        _read(tmp_path, lambda sheet: sheet.append([1, 2, 3, 4]))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<broken", b"<x/>"], ids=["empty", "cut", "other"])
def test_a_part_that_is_broken_or_missing_is_refused_in_a_sentence(tmp_path: Path, part: str, content: bytes) -> None:
    path = tmp_path / "paper.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", 1])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, content if name == part else raw)
    found = _outcome(path)
    if isinstance(found, str):
        assert found.startswith("paper.xlsx ")
        assert "\n" not in found
    else:  # a workbook without its styles still prints its cells
        assert part == "xl/styles.xml"
        assert found == [("Sheet!A1", ("a", "1"))]


def _outcome(path: Path) -> list[tuple[str, tuple[str, ...]]] | str:
    try:
        return _filled(xlsx.read(path))
    except LoadError as error:
        return str(error)
