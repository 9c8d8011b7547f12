"""What every kind of workbook shares: its sheets as lines, its limits, and what is said of sheets that are hidden."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from loaders.containers.cells import Lines
from loaders.containers.grid import GridRow, add
from loaders.containers.text import LOOKED_FOR, Document, Remark
from loaders.errors import LoadError

MAX_CELLS = 300_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_SHEETS = 255
MAX_CHARACTERS = 20_000_000
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})
_NUMBERED = re.compile(r"[^\W\d]+ ?\d*")


def add_sheet(out: Lines, title: str, rows: Sequence[GridRow]) -> None:
    """Add the rows of a sheet that shows.

    A sheet that is named in words has its name for a heading; "Table 12" may be the rest of the table before.
    """
    if not _NUMBERED.fullmatch(title):
        out.prose(f"sheet {title}", title)
        out.gap()
    add(out, rows)


def grid_row(title: str, number: int, cells: Sequence[str]) -> GridRow:
    """Row ``number`` of a sheet, at the place of its first cell that holds something: ``Appendix 1!B7``."""
    first = next((index for index, cell in enumerate(cells, start=1) if cell), 1)
    return GridRow(f"{title}!{get_column_letter(first)}{number}", tuple(cells))


def document(path: Path, raw: bytes, out: Lines, remarks: Iterable[Remark]) -> Document:
    """The whole workbook; raises ``LoadError`` where no sheet that shows holds text, or they hold too much."""
    if all(line.place.startswith("sheet ") for line in out.lines if line.filled):
        raise LoadError(f"{path.name} holds no text on a sheet that shows; looked for {LOOKED_FOR}")
    if sum(len(cell) for line in out.lines for cell in line.cells) > MAX_CHARACTERS:
        raise LoadError(f"{path.name} has more text than any report (the limit is {MAX_CHARACTERS:,} characters)")
    return Document(path.name, hashlib.sha256(raw).hexdigest(), tuple(out.lines), tuple(remarks))


def hold_sheets(name: str, count: int) -> None:
    """Raise ``LoadError`` for more sheets than a report has."""
    if count > MAX_SHEETS:
        raise LoadError(f"{name} has {count} sheets, more than any report (the limit is {MAX_SHEETS})")


def hold_cells(name: str, count: int) -> None:
    """Raise ``LoadError`` for more cells than a report has."""
    if count > MAX_CELLS:
        raise LoadError(
            f"{name} has more cells than any report (the limit is {MAX_CELLS:,}): save the report's own sheets as a "
            "workbook of their own and load that"
        )


def hidden_sheet(title: str) -> Remark:
    """That a sheet was not read because it does not show."""
    return Remark("hidden-sheet", "warning", f"The sheet {title} is hidden, so it was not read.", f"{title}!A1")


def hidden_lines(title: str, what: str, which: Sequence[int | str]) -> list[Remark]:
    """That ``which`` rows or columns of a sheet are hidden, and were read all the same."""
    if not which:
        return []
    listed = ", ".join(map(str, which[:10])) + (", …" if len(which) > 10 else "")
    message = f"The sheet {title} has hidden {what} ({listed}); they were read."
    return [Remark("hidden-rows", "note", message, f"{title}!A1")]


def error_shown(place: str, text: str) -> Remark:
    """That a cell shows the error of a formula."""
    return Remark("formula-error", "warning", f"{place} shows {text}, so its figure is not stated.", place)
