"""A workbook of LibreOffice as lines: the rows of every sheet that shows. The file holds each cell as it prints."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree
from openpyxl.utils import get_column_letter

from loaders.containers import sheets, zipped
from loaders.containers.cells import Lines, joined
from loaders.containers.grid import GridRow
from loaders.containers.text import Document, Remark, contents
from loaders.errors import LoadError

MAX_BYTES = 50_000_000
_SPACES: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _STYLE, _OFFICE = (f"{_SPACES}{name}:1.0}}" for name in ("table", "text", "style", "office"))
_AROUND_ROWS: Final = tuple(f"{_TABLE}table-{name}" for name in ("header-rows", "rows", "row-group"))
_AROUND_COLUMNS: Final = tuple(f"{_TABLE}table-{name}" for name in ("header-columns", "columns", "column-group"))


def read(path: Path) -> Document:
    """The lines of a workbook that ends in .ods; places are as in a workbook of Excel.

    Raises ``LoadError`` for a file that is damaged, locked or too large.
    """
    raw = contents(path, MAX_BYTES, "any paper")
    zipped.check(raw, path.name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise LoadError(f"{path.name} is locked by a password: save it without one")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(archive.read("content.xml"), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise LoadError(f"{path.name} is damaged and cannot be opened as a workbook: save it again") from error
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    sheets.hold_sheets(path.name, len(tables))
    out = Lines()
    remarks: list[Remark] = []
    reader = _Reader(path.name)
    for table in tables:
        title = table.get(f"{_TABLE}name", "")
        if table.get(f"{_TABLE}style-name") in unseen:
            remarks.append(sheets.hidden_sheet(title))
            continue
        sheets.add_sheet(out, title, list(reader.rows(table, title)))
        remarks += reader.remarks(table, title)
    return sheets.document(path, raw, out, remarks)


class _Reader:
    """Reads sheet after sheet and counts the cells of all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = 0
        self.errors: list[Remark] = []
        self.hidden: list[int] = []

    def rows(self, table: Any, title: str) -> Iterator[GridRow]:
        """Every row of a sheet; rows that are alike stand once in the file, with how often they are repeated."""
        self.errors, self.hidden = [], []
        number = 1
        for row in _within(table, f"{_TABLE}table-row", _AROUND_ROWS):
            repeated = _repeated(row, "rows")
            cells = self._cells(row, title, number)
            if row.get(f"{_TABLE}visibility", "visible") != "visible" and any(cells):
                self.hidden.append(number)
            for again in range(min(repeated, sheets.MAX_ROWS) if any(cells) else min(repeated, 1)):
                self.cells += len(cells)
                sheets.hold_cells(self.name, self.cells)
                yield sheets.grid_row(title, number + again, cells)
            number += repeated

    def _cells(self, row: Any, title: str, number: int) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            text = "" if cell.tag == f"{_TABLE}covered-table-cell" else _shown(cell)
            if text in sheets.ERRORS or text.startswith("Err:"):
                self.errors.append(sheets.error_shown(f"{title}!{get_column_letter(len(cells) + 1)}{number}", text))
                text = ""
            repeated = _repeated(cell, "columns")
            if text and len(cells) + repeated > sheets.MAX_COLUMNS:
                raise LoadError(f"{self.name}, sheet {title}, has more than {sheets.MAX_COLUMNS} columns")
            cells += [text] * min(repeated, sheets.MAX_COLUMNS + 1 - len(cells))
        last = max((index for index, text in enumerate(cells, start=1) if text), default=0)
        return cells[:last]

    def remarks(self, table: Any, title: str) -> list[Remark]:
        """What was noted of the sheet that was read last."""
        letters: list[int | str] = []
        number = 1
        for column in _within(table, f"{_TABLE}table-column", _AROUND_COLUMNS):
            repeated = _repeated(column, "columns")
            if column.get(f"{_TABLE}visibility", "visible") != "visible" and number <= sheets.MAX_COLUMNS:
                letters.append(get_column_letter(number))
            number += repeated
        return [
            *self.errors,
            *sheets.hidden_lines(title, "rows", self.hidden),
            *sheets.hidden_lines(title, "columns", letters),
        ]


def _within(parent: Any, tag: str, around: tuple[str, ...]) -> Iterator[Any]:
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in around:
            yield from _within(element, tag, around)


def _repeated(element: Any, what: str) -> int:
    text = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(1, min(int(text), 2_000_000)) if text.isdigit() and text.isascii() and len(text) < 9 else 1


def _shown(cell: Any) -> str:
    """The text of a cell; a negative figure that shows its sign only by its colour has its minus again."""
    text = joined("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))
    value = cell.get(f"{_OFFICE}value", "")
    unsigned = text[:1].isdigit() or text[:1] == "£"
    return f"-{text}" if value.startswith("-") and unsigned and text.strip("0.,% £") else text or value


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}s" or child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag in (f"{_TEXT}span", f"{_TEXT}a"):
            yield from _pieces(child)
        yield child.tail or ""
