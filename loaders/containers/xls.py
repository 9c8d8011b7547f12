"""A workbook of Excel before 2007 as lines: the rows of every sheet that shows, each cell as it prints.

A formula is what the workbook last worked out; macros are never run.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import xlrd
from openpyxl.utils import get_column_letter
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from loaders.containers import sheets
from loaders.containers.cells import Lines, joined
from loaders.containers.grid import GridRow
from loaders.containers.number_format import shown
from loaders.containers.text import Document, Remark, contents
from loaders.errors import LoadError

MAX_BYTES = 50_000_000
# What the library raises for a file whose records are damaged.
_BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)


def read(path: Path) -> Document:
    """The lines of an old workbook; places are as in a new one.

    Raises ``LoadError`` for a file that is damaged, locked, too large, or no workbook.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    try:
        book = xlrd.open_workbook(
            file_contents=raw, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        sheets.hold_sheets(path.name, book.nsheets)
        return _document(path, raw, book)
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise LoadError(f"{path.name} is locked by a password: save it without one") from error
        raise LoadError(
            f"{path.name} is a document of an older Office, or one locked by a password, but no workbook that can be "
            "read: open it in Excel and save it as a workbook that ends in .xlsx"
        ) from error


def _document(path: Path, raw: bytes, book: Any) -> Document:
    out = Lines()
    remarks: list[Remark] = []
    cells = 0
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        if sheet.visibility:
            remarks.append(sheets.hidden_sheet(sheet.name))
            continue
        cells += sum(sheet.row_len(row) for row in range(sheet.nrows))
        sheets.hold_cells(path.name, cells)
        sheets.add_sheet(out, sheet.name, [_row(book, sheet, row, remarks) for row in range(sheet.nrows)])
        remarks += sheets.hidden_lines(sheet.name, "rows", _hidden(sheet.rowinfo_map, sheet.nrows))
        columns = [get_column_letter(number) for number in _hidden(sheet.colinfo_map, sheet.ncols)]
        remarks += sheets.hidden_lines(sheet.name, "columns", columns)
        book.unload_sheet(index)
    return sheets.document(path, raw, out, remarks)


def _hidden(known: dict[int, Any], count: int) -> list[int]:
    return sorted(number + 1 for number, each in known.items() if each.hidden and number < count)


def _row(book: Any, sheet: Any, row: int, remarks: list[Remark]) -> GridRow:
    texts = []
    for column in range(sheet.row_len(row)):
        text = _text(book, sheet.cell(row, column))
        if text in sheets.ERRORS:
            remarks.append(sheets.error_shown(f"{sheet.name}!{get_column_letter(column + 1)}{row + 1}", text))
            text = ""
        texts.append(joined(text.splitlines()))
    return sheets.grid_row(sheet.name, row + 1, texts)


def _text(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), "")
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return str(cell.value)
    number_format = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown(xlrd.xldate.xldate_as_datetime(cell.value, book.datemode), number_format)
    return shown(cell.value, number_format)
