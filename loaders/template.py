"""Our own workbook for a month that has no paper to read: one sheet a table, under the contract's own columns.

``write`` makes it empty, with units, meanings and lists of allowed values; ``read`` takes it back through the checks
that snapshots pass. What follows from the rest may be left empty: the report's key, the period and year of each row,
its place, and the names used across all months.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data import columns as contract
from data.columns import Column
from loaders import amounts
from loaders.containers.text import Document, Line
from loaders.errors import LoadError
from loaders.joining import names
from loaders.joining.lookup import COVERING
from loaders.particulars import financial_year, key_for
from loaders.recognisers import TABLES
from loaders.report import Report

LISTS = "Allowed values"
_ROWS = 2_000  # rows under which the lists of allowed values are offered
# What the loader works out where it is left empty, beside every column that has one of its name as printed.
_FILLED = frozenset({"report", "locator", "period", "financial_year", "basis", "file", "sha256", "loaded_at"})
_NOTES = (
    "How to fill in this workbook",
    "One sheet is one table and one row is one line of it. Leave a sheet empty where the month has no such table.",
    "The sheet reports has one row: the title, the part of the council, the last day of the month, and whether the "
    "figures are a forecast or the outturn.",
    "Money in columns that end in _k is in thousands of pounds. Spending is positive and income negative; a positive "
    "variance is an overspend, or income that falls short.",
    "Leave a cell empty where the figure is not stated. Nought is written as 0.",
    "Grey columns may be left empty: they follow from the others.",
    "Totals are rows as well; the column level says so.",
    "Keep the first three rows of each sheet, which hold the name, the unit and the meaning of each column.",
)
_GREY = PatternFill("solid", start_color="E8E8E8")


def write(path: Path) -> None:
    """Write the empty workbook to ``path``; raises ``LoadError`` where there is something already."""
    if path.suffix.lower() != ".xlsx":
        raise LoadError(f"{path.name} is to be a workbook: end its name in .xlsx")
    if path.exists():
        raise LoadError(f"{path} exists already: name a new file, so that nothing that was filled in is lost")
    book = openpyxl.Workbook()
    notes = book.worksheets[0]
    notes.title = "Notes"
    notes.column_dimensions["A"].width = 100
    for number, text in enumerate(_NOTES, start=1):
        cell = notes.cell(number, 1, text)
        cell.alignment = Alignment(wrap_text=True)
        cell.font = Font(bold=number == 1)
    lists = book.create_sheet(LISTS)
    for table in ("reports", *TABLES):
        _sheet(book.create_sheet(table), lists, contract.tables()[table])
    book.move_sheet(LISTS, len(book.sheetnames))
    book.save(path)


def _sheet(sheet: Worksheet, lists: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        heading = sheet.cell(1, number, column.name)
        heading.font = Font(bold=True)
        sheet.cell(2, number, column.unit or column.type)
        meaning = sheet.cell(3, number, column.meaning)
        meaning.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = 18
        for cell in (heading, meaning, sheet.cell(2, number)):
            if _is_filled(column, columns):
                cell.fill = _GREY
        check = _validation(column, lists)
        if check is not None:
            sheet.add_data_validation(check)
            check.add(f"{letter}4:{letter}{_ROWS}")
        if column.type == "date":
            for row in range(4, 40):
                sheet.cell(row, number).number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A4"


def _validation(column: Column, lists: Worksheet) -> DataValidation | None:
    name = f"{column.table}.{column.name}"
    if column.allowed:
        number = 1 if lists.cell(1, 1).value is None else lists.max_column + 1
        lists.cell(1, number, name).font = Font(bold=True)
        for row, value in enumerate(column.allowed, start=2):
            lists.cell(row, number, value)
        letter = get_column_letter(number)
        check = DataValidation("list", f"'{LISTS}'!${letter}$2:${letter}${len(column.allowed) + 1}")
    elif column.type == "number":
        check = DataValidation("decimal", operator="between", formula1="-1E12", formula2="1E12")
    elif column.type == "date":
        check = DataValidation("date", operator="greaterThan", formula1="36525")
    else:
        return None
    check.allow_blank = True
    check.showErrorMessage = True
    check.errorTitle = name
    check.error = column.meaning[:200]
    return check


def fits(document: Document) -> bool:
    """Whether ``document`` is such a workbook: a row of it is the heading of the table of reports."""
    return any(_table_of(document, line) == "reports" for line in document.lines if line.cells[:1] == ("report",))


def read(document: Document) -> Report:
    """The report in a workbook that was filled in.

    Raises ``LoadError`` for a value of another type than its column's, one that is not allowed, an empty cell that must
    be filled, and for anything but one report.
    """
    tables = {table: [_row(document, columns, line) for line in lines] for table, columns, lines in _parts(document)}
    reports = tables.pop("reports", [])
    if len(reports) != 1:
        raise LoadError(f"{document.name} has {len(reports)} rows on the sheet reports; it should have one")
    particulars = reports[0]
    particulars.pop("locator", None)
    period = particulars["period"]
    if period is None or particulars["service_block"] is None:
        raise LoadError(f"{document.name}: the sheet reports must state service_block and period")
    particulars["report"] = particulars["report"] or key_for(particulars["service_block"], period)
    particulars["financial_year"] = particulars["financial_year"] or financial_year(period)
    particulars |= {"file": document.name, "sha256": document.sha256, "loaded_at": None}
    dated = {key: particulars[key] for key in ("period", "financial_year", "basis")}
    for table, rows in tables.items():
        has = {column.name for column in contract.tables()[table]}
        for row in rows:
            row |= {key: value for key, value in dated.items() if key in has and row[key] is None}
            if row.setdefault("report", particulars["report"]) is None:
                row["report"] = particulars["report"]
            if table == "finance_summary":
                row["covering"] = row["view"].endswith(COVERING)
                row["view_reported"] = row["view"].removesuffix(COVERING)
    found = Report(particulars, {table: tables.get(table, []) for table in TABLES})
    _check(document.name, found)
    return found


def _check(name: str, found: Report) -> None:
    """Hold every table against the schema, under the names that it will have."""
    named = names.apply(found)
    try:
        contract.hold("reports", [named.particulars])
        for table in TABLES:
            contract.hold(table, named.tables[table])
    except contract.SchemaError as error:
        raise LoadError(f"{name}: {error}") from error


def _parts(document: Document) -> Iterator[tuple[str, Sequence[Column], list[Line]]]:
    """Each table with the columns of its heading and the lines below it that are rows."""
    below: dict[str, tuple[str, list[str], list[Line]]] = {}
    sheet = ""
    for line in document.lines:
        where = line.place.rpartition("!")[0]
        table = _table_of(document, line)
        if table is not None:
            if table in below:
                raise LoadError(f"{document.name}, {line.place}: a second table {table}; a workbook holds one of each")
            below[table], sheet = (where, _filled_cells(line), []), table
        elif line.filled and sheet and where == below[sheet][0]:
            below[sheet][2].append(line)
    for table, (_, heading, lines) in below.items():
        columns = [column for column in contract.tables()[table] if column.name in heading]
        explained = ([column.unit or column.type for column in columns], [column.meaning for column in columns])
        yield table, columns, [line for line in lines if not any(_explains(line, each) for each in explained)]


def _explains(line: Line, words: Sequence[str]) -> bool:
    """Whether ``line`` is the row of units or of meanings, some of which an earlier version may have put otherwise."""
    cells = _filled_cells(line)
    same = sum(1 for cell, word in zip(cells, words, strict=False) if cell == word)
    return len(cells) == len(words) and 2 * same > len(words)


def _table_of(document: Document, line: Line) -> str | None:
    """The table whose heading ``line`` is; one that was written before a column was added lacks it.

    Raises ``LoadError`` for a column that is not known, on a sheet that bears the name of a table.
    """
    cells = _filled_cells(line)
    names = {table: [column.name for column in contract.tables()[table]] for table in ("reports", *TABLES)}
    if cells[:1] not in [columns[:1] for columns in names.values()]:
        return None
    fitting = {
        table: len(columns) - len(cells)
        for table, columns in names.items()
        if cells == [name for name in columns if name in cells] and not _lacks_needed(table, cells)
    }
    sheet = line.place.rpartition("!")[0].strip("'")
    if fitting:
        return sheet if sheet in fitting else min(fitting, key=lambda table: fitting[table])
    unknown = [cell for cell in cells if cell not in names.get(sheet, cells)]
    if unknown and len(unknown) < len(cells) / 2:
        raise LoadError(
            f"{document.name}, {line.place}: the table {sheet} has no column called {', '.join(unknown)}; its "
            f"columns are {', '.join(names[sheet])}"
        )
    return None


def _lacks_needed(table: str, names: Sequence[str]) -> bool:
    return any(column.required and column.name not in names for column in contract.tables()[table])


def _row(document: Document, columns: Sequence[Column], line: Line) -> dict[str, Any]:
    if len(line.cells) < len(columns) or any(line.cells[len(columns) :]):
        raise LoadError(
            f"{document.name}, {line.place}: {len(_filled_cells(line))} cells where the heading has {len(columns)}"
        )
    row: dict[str, Any] = dict.fromkeys(column.name for column in contract.tables()[columns[0].table])
    for column, text in zip(columns, line.cells, strict=False):
        try:
            row[column.name] = _value(column, text)
        except ValueError as error:
            raise LoadError(f"{document.name}, {line.place}, column {column.name}: {error}") from error
        if row[column.name] is None and column.required and not _is_filled(column, columns):
            raise LoadError(f"{document.name}, {line.place}: the column {column.name} is empty but must be filled")
    row["locator"] = row.get("locator") or line.place
    return row


def _value(column: Column, text: str) -> Any:
    if not text:
        return None
    if column.type == "number":
        return amounts.count(text)
    if column.type == "date":
        return _date(text)
    if column.allowed and text not in column.allowed:
        raise ValueError(f"{text!r} is not one of {', '.join(column.allowed)}")
    return text


def _date(text: str) -> date:
    for form in ("%d %B %Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is not a date such as 31/05/2032")


def _filled_cells(line: Line) -> list[str]:
    """The cells of ``line`` without the empty ones at its end."""
    return list(line.cells[: max((index for index, cell in enumerate(line.cells, start=1) if cell), default=0)])


def _is_filled(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the loader works ``column`` out where it is left empty."""
    stated = column.table == "reports" and column.name in ("basis", "period")
    printed = f"{column.name}_reported" in (each.name for each in columns)
    return printed or (column.name in _FILLED and not stated)
