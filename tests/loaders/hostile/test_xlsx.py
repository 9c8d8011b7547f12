"""Workbooks that are odd, broken or hostile (X1-X44): each is loaded, with what was noticed, or refused in a line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.loaders.hostile import good
from tests.loaders.hostile.good import lost, other, same
from tests.loaders.hostile.outcome import Case, load, loaded, refused
from tests.loaders.hostile.zips import ABROAD, BOMB, OLE, edited, locked

BOOK = good.written(".xlsx")
SHEET = "xl/worksheets/sheet3.xml"  # the service level table
CAPITAL = 6  # its row of Education Capital


def book(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook with a ``change`` made as an officer would make it."""
    opened = openpyxl.load_workbook(io.BytesIO(BOOK))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def cell(place: str, value: object) -> bytes:
    """The workbook with another value in one cell of the service level table."""

    def change(opened: openpyxl.Workbook) -> None:
        opened.worksheets[2][place].value = value

    return book(change)


def table(name: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    """Sets an attribute of the sheet with the service level table."""
    return lambda opened: setattr(opened.worksheets[2], name, value)


def _hide_row(opened: openpyxl.Workbook) -> None:
    opened.worksheets[2].row_dimensions[CAPITAL].hidden = True


def _hide_column(opened: openpyxl.Workbook) -> None:
    opened.worksheets[2].column_dimensions["C"].hidden = True


def _filter(opened: openpyxl.Workbook) -> None:
    opened.worksheets[2].auto_filter.ref = "A4:F12"
    opened.worksheets[2].auto_filter.add_filter_column(1, ["Education Capital"])


def _one_sheet(opened: openpyxl.Workbook) -> None:
    """All tables below each other on the first sheet."""
    first = opened.worksheets[0]
    for sheet in opened.worksheets[1:]:
        first.append([])
        for row in sheet.iter_rows(values_only=True):
            first.append(row)
        opened.remove(sheet)


def _chart_only(opened: openpyxl.Workbook) -> None:
    opened.create_chartsheet("Chart")
    for sheet in opened.worksheets:
        opened.remove(sheet)


def _comment(opened: openpyxl.Workbook) -> None:
    opened.worksheets[2]["B6"].comment = Comment("Ask about this one", "A. N. Other")
    opened.properties.creator = "A. N. Other"


def _many_sheets(opened: openpyxl.Workbook) -> None:
    for number in range(260):
        opened.create_sheet(f"Sheet {number}")


def _cells(count: int) -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row * 7919}</v></c></row>' for row in range(1, count + 1))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}'
    return f"{sheet}</sheetData></worksheet>".encode()


CASES = [
    Case("X1 empty", b"", refused("paper.xlsx")),
    Case("X2 cut", BOOK[: len(BOOK) // 2], refused("damaged")),
    Case("X2 cut at the end", BOOK[:-30], refused("damaged")),
    Case("X3 not a zip", b"Service,Budget\n", refused("is text, but its ending .xlsx says an Excel workbook")),
    Case("X4 web page", b"<!DOCTYPE html><table></table>", refused("is a web page, but its ending .xlsx")),
    Case("X5 old workbook", OLE, refused("older Office, or one locked by a password")),
    Case("X6 locked", locked(BOOK), refused("locked by a password")),
    Case("X7 part outside", edited(BOOK, add=[("../../evil.txt", b"x")]), refused("outside its own folder")),
    Case("X8 part twice", edited(BOOK, add=[(SHEET, b"<worksheet/>")]), refused("two parts of the same name")),
    Case("X8 part twice but for case", edited(BOOK, add=[(SHEET.upper(), b"x")]), refused("two parts of the same")),
    Case("X9 too many parts", edited(BOOK, add=[(f"x{n}", b"") for n in range(2001)]), refused("2,0")),
    Case("X10 padding", edited(BOOK, add=[("xl/pad.xml", b" " * 3_000_000)]), refused("100 times its size")),
    Case("X11 too many cells", edited(BOOK, add=[("xl/worksheets/s.xml", _cells(300_001))]), refused("more cells")),
    Case("X12 far cell", cell("XFD1048576", 1), refused("reaches to cell XFD1048576")),
    Case("X13 entity bomb", edited(BOOK, {SHEET: ("<worksheet", BOMB + "<worksheet")}), refused("entities of its own")),
    Case("X14 entity from outside", edited(BOOK, {SHEET: ("<worksheet", ABROAD + "<worksheet")}), refused("entities")),
    Case("X15 broken XML", edited(BOOK, {SHEET: ("</sheetData>", "")}), refused("save it again")),
    Case("X16 string out of range", edited(BOOK, {SHEET: ('t="n"><v>300', 't="s"><v>300')}), refused("save it again")),
    Case("X17 no styles", edited(BOOK, drop=["xl/styles.xml"]), refused("save it again")),
    Case("X18 no workbook.xml", edited(BOOK, drop=["xl/workbook.xml"]), refused("paper.xlsx")),
    Case("X19 no content types", edited(BOOK, drop=["[Content_Types].xml"]), refused("paper.xlsx")),
    Case("X20 no relations", edited(BOOK, drop=["xl/_rels/workbook.xml.rels"]), refused("paper.xlsx")),
    Case(
        "X21 external link",
        edited(BOOK, add=[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]),
        same(),
    ),
    Case("X22 DDE", cell("H1", "=cmd|' /C calc'!A0"), same()),
    Case("X23 macro", edited(BOOK, add=[("xl/vbaProject.bin", b"x" * 99)]), same()),
    Case("X24 sum without value", cell("C7", "=SUM(C5:C6)"), same("formula-worked-out")),
    Case(
        "X24 formula without value",
        cell("C6", "=VLOOKUP(1,A:B,2)"),
        other("Education Capital", (None, 0, 0), "formula-without-value"),
    ),
    Case("X24 circular sum", cell("C7", "=SUM(C5:C7)"), other("Education Directorate Total", (None, 90, 12))),
    Case("X26 #DIV/0!", cell("C6", "#DIV/0!"), other("Education Capital", (None, 0, 0), "formula-error")),
    Case("X27 hidden sheet", book(table("sheet_state", "hidden")), loaded("hidden-sheet", figures={})),
    Case("X28 very hidden sheet", book(table("sheet_state", "veryHidden")), loaded("hidden-sheet", figures={})),
    Case("X29 hidden row", book(_hide_row), same("hidden-rows")),
    Case("X29 hidden column", book(_hide_column), same("hidden-rows")),
    Case("X30 filter", book(_filter), same()),
    Case("X32 several tables on a sheet", book(_one_sheet), same()),
    Case("X33 only a chart", book(_chart_only), refused("paper.xlsx")),
    Case("X36 numbers as text", cell("C6", "300"), same()),
    Case("X36 text for a number", cell("C6", "three hundred"), other("Education Capital", (None, 0, 0), "unread-cell")),
    Case("X37 0.1 + 0.2", cell("C6", 300.1 + 0.2 - 0.3), same()),
    Case(
        "X39 cell of 32,000 characters",
        cell("B6", "x" * 32_000),
        lost("Education Capital", "unread-row"),
    ),
    Case("X40 pivot cache", edited(BOOK, add=[("xl/pivotCache/pivotCacheRecords1.xml", b"<r/>")]), same()),
    Case("X41 comments and names", book(_comment), same()),
    Case("X42 control character", edited(BOOK, {SHEET: ("<sheetData>", "<sheetData>\x01")}), refused("save it again")),
    Case("X43 too many sheets", book(_many_sheets), refused("more than any report (the limit is 255)")),
    Case("X44 sheets of one name but for case", edited(BOOK, {"xl/workbook.xml": ("Table 2", "TABLE 1")}), same()),
    Case("a Word document by the name of a workbook", good.written(".docx"), refused("is a Word document, but its")),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_workbook(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.xlsx"), good_dataset))


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path, good_dataset: Path) -> None:
    macros = edited(BOOK, add=[("xl/vbaProject.bin", OLE)])
    assert load(Case("", macros, same()).put(tmp_path / "paper.xlsm"), good_dataset).figures == good.FIGURES


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_a_workbook_under_the_ending_of_another(ending: str, tmp_path: Path, good_dataset: Path) -> None:
    said = load(Case("", BOOK, same()).put(tmp_path / f"paper{ending}"), good_dataset).said
    kind = {".xls": "a workbook of an older Excel", ".ods": "an OpenDocument workbook"}[ending]
    assert f"is an Excel workbook, but its ending {ending} says {kind}: rename it to end in .xlsx" in said


@pytest.mark.parametrize("ending", [".xlsb", ".zip", ".rtf", ".parquet", ".exe", ""])
def test_an_ending_that_is_not_read(ending: str, tmp_path: Path, good_dataset: Path) -> None:
    said = load(Case("", BOOK, same()).put(tmp_path / f"paper{ending}"), good_dataset).said
    assert "is an Excel workbook and its ending" in said
    assert "is not one that is read (.txt" in said
