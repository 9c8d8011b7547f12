"""What the columns of a table are, by its heading and the known headings of ``data/reference/headings.csv``.

The file has one line a heading: the table, where the heading stands (``label`` is the column of names, the others stand
``before`` or ``after`` it), the heading in small letters without units, dates and brackets (``*`` is any text), the
column it means, and the years whose layout has it. A heading without a column is known and not kept. The first line
that fits decides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from data.folders import REFERENCE
from loaders import amounts
from loaders.containers.text import Line
from loaders.tables import MONTHS, Note

# A heading may be set over so many rows of cells.
_ROWS = 3
_REQUIRED = {
    "finance": frozenset({"previous_forecast_variance_k", "budget_k", "actual_k", "forecast_variance_k"}),
    "finance_summary": frozenset({"previous_forecast_variance_k", "budget_k", "forecast_variance_k"}),
}
_UNIT = re.compile(r"£?['’]?000['’]?s?|£['’]?(?:s\b|000)?|%")
_MONTH = "(?:" + "|".join(rf"{month}|{month[:3]}|sept" for month in MONTHS) + ")"
_DATE = re.compile(rf"\b(?:to end of |for )?(?:{_MONTH}\b ?)?(?:20\d\d(?:/\d\d(?:\d\d)?)?|{_MONTH}\b(?: \d\d)?)\b")
_UNITS = re.compile(r"(?:£['’]?000['’]?s?|£|%|\s)+")


@dataclass(frozen=True)
class Known:
    """One line of the file of headings."""

    place: str
    heading: str
    column: str


@dataclass(frozen=True)
class Heading:
    """A heading as read: which figure each cell holds, the cells of labels, and how many rows the heading takes.

    ``left_out`` are the headings of columns that the dataset does not keep, ``unknown`` those that the file lacks.
    """

    columns: dict[int, str]
    labels: range
    rows: int
    width: int
    left_out: dict[int, str]
    unknown: dict[int, str]

    def figures(self, line: Line) -> dict[str, str]:
        """The figures of ``line`` as printed, by column; a column that the heading lacks is absent."""
        return {column: line.cells[index] for index, column in self.columns.items()}

    def stray(self, line: Line) -> str | None:
        """A cell of ``line`` that stands under no heading, if one does."""
        placed = {*self.columns, *self.labels, *self.left_out, *self.unknown}
        return next((cell for index, cell in enumerate(line.cells) if cell and index not in placed), None)

    def notes(self, table: str, name: str, place: str) -> list[Note]:
        """A warning for each column whose heading is not known; what is known and not kept is left out by design."""
        return [
            Note(
                table,
                name,
                "unread-column",
                "warning",
                f"The column “{heading}” of the table {name} is not among the headings of data/reference/headings.csv, "
                "so it was left out.",
                place,
                stated=heading,
            )
            for heading in dict.fromkeys(self.unknown.values())
        ]


@cache
def known(table: str) -> tuple[Known, ...]:
    """The headings of ``table``, in the order of the file."""
    with (REFERENCE / "headings.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Known(row["place"], row["heading"], row["column"]) for row in csv.DictReader(file) if row["table"] == table
        )


def read(table: str, lines: Sequence[Line], position: int) -> Heading | None:
    """The heading of ``table`` that begins on this line, or ``None``; it may be set over several rows."""
    width = len(lines[position].cells)
    if width < 5:
        return None
    cells = [""] * width
    for rows, line in enumerate(lines[position : position + _ROWS], start=1):
        # A lone text at the left is a sub-heading of the rows, not part of the columns' heading.
        lone = line.filled == 1 and any(line.cells[:2])
        if len(line.cells) != width or lone or any(amounts.is_figure(cell) for cell in line.cells if cell):
            return None
        cells = [f"{above} {cell}".strip() for above, cell in zip(cells, line.cells, strict=True)]
        found = _read(table, cells, rows)
        if found is not None:
            return found
    return None


def is_units(line: Line) -> bool:
    """Whether ``line`` holds nothing but the units of the columns above."""
    return line.filled > 0 and all(_UNITS.fullmatch(cell) for cell in line.cells if cell)


def plain(heading: str) -> str:
    """``heading`` in small letters without units, dates, brackets and dashes."""
    text = re.sub(r"\((?!previous)[^()]*\)|[()]", " ", heading.lower())
    text = _UNIT.sub(" ", text)
    text = re.sub(r"\s[–—-]\s|[–—-]", " ", text)
    return " ".join(_DATE.sub(" ", " ".join(text.split())).split())


def _read(table: str, cells: Sequence[str], rows: int) -> Heading | None:
    label = next((index for index in (0, 1) if _column(table, "label", cells[index]) is not None), None)
    if label is None or (label == 0 and not plain(cells[0])):
        return None
    names: dict[int, str] = {}
    if label:
        before = _column(table, "before", cells[0])
        if not before:
            return None
        names[0] = before
    left_out: dict[int, str] = {}
    unknown: dict[int, str] = {}
    first = 0
    for index in range(label + 1, len(cells)):
        name = _of_cell(table, cells, index, names, left_out)
        if name is None and cells[index]:
            unknown[index] = cells[index]
        elif name == "":
            left_out[index] = cells[index] or f"{cells[index - 1]} %"
        elif name:
            names[index] = name
        first = first or (index if cells[index] else 0)
    _settle(names, left_out, unknown, cells)
    if not _REQUIRED[table] <= set(names.values()):
        return None
    return Heading(names, range(label, first), rows, len(cells), left_out, unknown)


def _column(table: str, place: str, cell: str) -> str | None:
    """The column that ``cell`` means there: empty where it is known and not kept, ``None`` where it is not known."""
    name = plain(cell)
    fits = (each.column for each in known(table) if each.place == place and fnmatchcase(name, each.heading))
    return next(fits, None)


def _of_cell(
    table: str, cells: Sequence[str], index: int, names: dict[int, str], left_out: dict[int, str]
) -> str | None:
    """The column of one cell after the label's; a percentage belongs to the column before it, or says its own."""
    cell = cells[index]
    money = "£" in cell
    share = "%" in cell and not money
    if not plain(cell):
        if money:
            return None
        if index - 1 in names:
            return _share_of(names[index - 1])
        beside = left_out.get(index - 1, "")
        return "" if beside and (share or "variance" in beside.lower()) else None
    column = _column(table, "after", cell)
    return _share_of(column) if column and share else column


def _share_of(column: str) -> str | None:
    """The column of percentages that goes with ``column``: only the forecast variance has one that is kept."""
    if column == "forecast_variance_k":
        return "forecast_variance_pct"
    return "" if column in ("", "previous_forecast_variance_k") else None


def _settle(names: dict[int, str], left_out: dict[int, str], unknown: dict[int, str], cells: Sequence[str]) -> None:
    """Where two headings mean one column: of two variances the one of the earlier month is the previous one.

    What is not told apart by that is not loaded, since a figure under the wrong heading is worse than none.
    """
    for name in list(dict.fromkeys(names.values())):
        indexes = [index for index, each in names.items() if each == name]
        if len(indexes) == 1:
            continue
        if name == "forecast_variance_k" and len(indexes) == 2 and _is_earlier(*(cells[index] for index in indexes)):
            names[indexes[0]] = "previous_forecast_variance_k"
        elif name == "forecast_variance_pct" and "previous_forecast_variance_k" in names.values():
            left_out[indexes[0]] = cells[indexes[0]] or f"{cells[indexes[0] - 1]} %"
            del names[indexes[0]]
        else:
            for index in indexes:
                unknown[index] = cells[index]
                del names[index]


def _is_earlier(one: str, other: str) -> bool:
    """Whether both headings name a month, the first by at most half a year the earlier."""
    months = [re.findall(rf"\b{_MONTH}\b", each.lower()) for each in (one, other)]
    if not all(len(each) == 1 for each in months):
        return False
    first, second = ([month[:3] for month in MONTHS].index(each[0][:3]) for each in months)
    return 0 < (second - first) % 12 <= 6
