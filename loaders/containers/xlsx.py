"""A workbook as lines: the rows of every sheet that shows, each cell as it prints.

A formula is what the workbook last worked out. Where it holds no such value, a sum of cells that are read is worked out
here and noted; any other formula is not stated, and noted.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from loaders.containers import sheets, zipped
from loaders.containers.cells import Lines, joined, raised
from loaders.containers.formulas import Sums
from loaders.containers.grid import GridRow
from loaders.containers.number_format import shown
from loaders.containers.text import Document, Remark, contents
from loaders.errors import LoadError

MAX_BYTES = 100_000_000
_CELL = re.compile(rb"<(?:[a-z]+:)?c[ />]")
_LEFT_OUT = "contains an invalid specification"
# A workbook that is saved as Strict says the same in other namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


def read(path: Path) -> Document:
    """The lines of a workbook; places are the first filled cell of a row, ``Appendix 1!B7``.

    Hidden sheets are left out and hidden rows and columns are read; a remark names both. Raises ``LoadError`` for a
    file that is damaged, locked, too large, or reaches far beyond any table.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    gate(raw, path.name)
    usual = _usual(raw)
    values, formulas = opened(usual, path.name, values=True), opened(usual, path.name, values=False)
    out = Lines()
    remarks: list[Remark] = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(sheets.hidden_sheet(sheet.title))
            continue
        reader = _Sheet(path.name, sheet, formulas[sheet.title])
        sheets.add_sheet(out, sheet.title, list(reader.rows()))
        remarks += [*reader.hidden(), *reader.remarks]
    return sheets.document(path, raw, out, remarks)


def _usual(raw: bytes) -> bytes:
    """The zip in ``raw``, in the usual namespaces where it was saved as Strict."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if not any(_STRICT.search(archive.read(name)) for name in archive.namelist() if name.endswith("workbook.xml")):
            return raw
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as usual:
            for info in archive.infolist():
                content = archive.read(info)
                usual.writestr(info.filename, _STRICT.sub(_USUAL, content) if _is_markup(info.filename) else content)
    return out.getvalue()


def _is_markup(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def gate(raw: bytes, name: str) -> None:
    """Count the cells before any are parsed; raises ``LoadError`` as ``zipped.check`` does and for too many cells."""
    zipped.check(raw, name)
    cells = 0
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [each for each in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", each)]
        sheets.hold_sheets(name, len(parts))
        for each in parts:
            cells += len(_CELL.findall(archive.read(each)))
            sheets.hold_cells(name, cells)


def opened(raw: bytes, name: str, values: bool) -> openpyxl.Workbook:
    """The workbook with the values that its formulas last had, or with the formulas; raises ``LoadError``."""
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=values, rich_text=not values, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, etree.XMLSyntaxError, SyntaxError, OSError) as error:
        raise LoadError(f"{name} is damaged and cannot be opened as a workbook: save it again") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise LoadError(
            f"{name} breaks the rules of workbooks ({type(error).__name__}): open it in Excel and save it again"
        ) from error
    # openpyxl leaves out a part that it cannot make sense of: without its formats a percentage reads as a hundredth.
    if any(_LEFT_OUT in str(each.message) for each in told):
        raise LoadError(f"{name} has parts that are damaged: open it in Excel and save it again")
    return book


class _Sheet:
    """One sheet that shows: its cells in the form in which they print."""

    def __init__(self, name: str, values: Worksheet, formulas: Worksheet) -> None:
        self.values, self.formulas = values, formulas
        self.remarks: list[Remark] = []
        rows, columns = values.max_row, values.max_column
        if rows > sheets.MAX_ROWS or columns > sheets.MAX_COLUMNS or rows * columns > 2 * sheets.MAX_CELLS:
            last = f"{get_column_letter(columns)}{rows}"
            raise LoadError(
                f"{name}, sheet {values.title}, reaches to cell {last}, far beyond any table: delete the rows and "
                "columns that are empty"
            )
        self.sums = Sums(values, formulas)

    def rows(self) -> Iterator[GridRow]:
        """Every row down to the last that holds something."""
        title = self.values.title
        for number, row in enumerate(self.formulas.iter_rows(), start=1):
            cells = tuple(
                self._text(cell, f"{title}!{get_column_letter(number_)}{number}")
                for number_, cell in enumerate(row, start=1)
            )
            yield sheets.grid_row(title, number, cells)

    def hidden(self) -> Iterator[Remark]:
        """Rows and columns that are hidden, which are read all the same."""
        rows = sorted(
            number
            for number, each in self.values.row_dimensions.items()
            if each.hidden and number <= self.values.max_row
        )
        columns = sorted(letter for letter, each in self.values.column_dimensions.items() if each.hidden)
        yield from sheets.hidden_lines(self.values.title, "rows", rows)
        yield from sheets.hidden_lines(self.values.title, "columns", columns)

    def _text(self, cell: Any, place: str) -> str:
        value = cell.value
        if isinstance(value, CellRichText):
            return joined("".join(_rich(value)).splitlines())
        if cell.data_type != "f":
            return self._plain(value, cell.number_format, place)
        kept = self.values.cell(cell.row, cell.column).value
        if kept is None:
            kept = self.sums.worked_out(cell.row, cell.column)
            if kept is None:
                self._note(
                    "formula-without-value",
                    "warning",
                    place,
                    f"The formula in {place} has no value in the "
                    "file and is not a sum of cells that are read, so its figure is not stated: open the "
                    "workbook in Excel and save it",
                )
                return ""
            self._note(
                "formula-worked-out",
                "note",
                place,
                f"The formula in {place} has no value in the file; the sum of its cells is taken",
            )
        return self._plain(kept, cell.number_format, place)

    def _plain(self, value: object, number_format: str, place: str) -> str:
        text = shown(value, number_format)
        if text in sheets.ERRORS:
            self.remarks.append(sheets.error_shown(place, text))
            return ""
        return joined(text.splitlines())

    def _note(self, check: str, severity: str, place: str, message: str) -> None:
        self.remarks.append(Remark(check, severity, f"{message}.", place))


def _rich(value: CellRichText) -> Iterator[str]:
    for piece in value:
        if isinstance(piece, TextBlock):
            high = piece.font is not None and piece.font.vertAlign == "superscript"
            yield raised(piece.text) if high else piece.text
        else:
            yield str(piece)
