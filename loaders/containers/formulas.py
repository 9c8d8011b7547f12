"""Sums that a workbook states without their value: worked out where they only add up cells that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from loaders import amounts

MAX_DEPTH = 30
MAX_TERMS = 5_000
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_TERM = re.compile(rf"(?P<sign>[+-]?)(?:SUM\((?P<list>[^()+-]*)\)|(?P<cell>{_CELL}))", re.IGNORECASE)
_RANGE = re.compile(rf"({_CELL})(?::({_CELL}))?", re.IGNORECASE)


class Sums:
    """The sums of one sheet: ``SUM`` over cells of the same sheet, and cells added to or taken from each other."""

    def __init__(self, values: Worksheet, formulas: Worksheet) -> None:
        self.values, self.formulas = values, formulas
        self.terms = 0

    def worked_out(self, row: int, column: int) -> float | None:
        """The value of the formula in this cell, or ``None`` where it is more than a sum of cells with figures."""
        self.terms = 0
        try:
            return self._value(row, column, 0)
        except (ValueError, RecursionError):
            return None

    def _value(self, row: int, column: int, depth: int) -> float:
        self.terms += 1
        if depth > MAX_DEPTH or self.terms > MAX_TERMS:
            raise ValueError("more cells than a sum has")
        if row > self.values.max_row or column > self.values.max_column:
            return 0.0
        value = self.values.cell(row, column).value
        formula = self.formulas.cell(row, column)
        if formula.data_type == "f" and value is None:
            return self._sum(str(formula.value), depth + 1)
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError("not a figure")
        # Excel leaves text out of a sum; a number that is kept as text is a figure of the report all the same.
        if isinstance(value, str):
            found = amounts.amount(value)
            if found is None:
                return 0.0
            if found.percent or found.suffix or found.pound:
                raise ValueError("a figure with a unit")
            return found.value
        return float(value)

    def _sum(self, formula: str, depth: int) -> float:
        text = re.sub(r"\s", "", formula).removeprefix("=")
        total, position = 0.0, 0
        while position < len(text):
            match = _TERM.match(text, position)
            if match is None or (position and not match["sign"]):
                raise ValueError(f"{formula!r} is more than a sum")
            part = sum(self._value(row, column, depth) for row, column in _cells(match["list"] or match["cell"]))
            total += -part if match["sign"] == "-" else part
            position = match.end()
        return total


def _cells(listed: str) -> Iterator[tuple[int, int]]:
    for each in listed.split(","):
        match = _RANGE.fullmatch(each)
        if match is None:
            raise ValueError(f"{each!r} is not a range of cells on this sheet")
        (top, left), (bottom, right) = _place(match[1]), _place(match[2] or match[1])
        if (bottom - top + 1) * (right - left + 1) > MAX_TERMS:
            raise ValueError("more cells than a sum has")
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _place(cell: str) -> tuple[int, int]:
    match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d+)", cell)
    assert match is not None
    return int(match[2]), column_index_from_string(match[1].upper())
